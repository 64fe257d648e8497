"""Feeds as files: entries, their texts, days, outlets and addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_builders import PARAGRAPHS, pages, told
from readouts.sources import Loaded, Options
from readouts.sources.feed import read_feed
from readouts.sources.publication import read_published

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Courier</title>
<item><title>Aalto &amp; Brandt met</title><link>https://courier.example/1</link><guid isPermaLink="false">c-1</guid>
<pubDate>Tue, 04 Mar 2025 23:30:00 -0500</pubDate><description>They &lt;b&gt;met&lt;/b&gt; in Oslo.</description></item>
<item><title>A call</title><link>https://courier.example/2</link><author>Ann Writer</author>
<description>Short.</description><content:encoded><![CDATA[<div>{PARAGRAPHS}</div><script>x()</script>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry</title><id>m</id><updated>2025-03-04T00:00:00Z</updated>
<entry><id>tag:m,1</id><title type="html">A &lt;i&gt;visit&lt;/i&gt;</title><updated>2025-03-02T01:00:00+02:00</updated>
<link href="https://ministry.example/1"/><content type="text">The president visits &lt; 3 towns.</content></entry>
</feed>"""


def article(path: Path, data: str, number: int) -> Loaded:
    found = pages(path, data.encode())[number].article(Options())
    assert isinstance(found, Loaded)
    return found


def test_a_summary_is_read_without_its_tags(tmp_path: Path) -> None:
    found = article(tmp_path / "f.xml", RSS, 0).article
    assert found.text == "Aalto & Brandt met\n\nThey met in Oslo."
    assert (found.title, found.outlet, found.url) == ("Aalto & Brandt met", "The Courier", "https://courier.example/1")
    assert (str(found.published.earliest), found.published.basis) == ("2025-03-04", "given")
    assert found.source == f"{tmp_path}/f.xml record 1 (https://courier.example/1)"
    assert found.id == found.sha256[:16]


def test_full_content_goes_before_a_summary(tmp_path: Path) -> None:
    found = article(tmp_path / "f.xml", RSS, 1).article
    assert found.text.startswith("A call\n\nOn day 0 the president")
    assert found.text.count("On day") == 9
    assert "x()" not in found.text
    assert "Short." not in found.text


def test_an_atom_feed(tmp_path: Path) -> None:
    found = article(tmp_path / "f.xml", ATOM, 0).article
    assert found.text == "A visit\n\nThe president visits < 3 towns."
    assert (found.outlet, str(found.published.earliest)) == ("Ministry", "2025-03-02")


def test_an_entry_is_the_same_article_in_whichever_feed(tmp_path: Path) -> None:
    other = RSS.replace("c-1", "x-9").replace("The Courier", "The Courier, world")
    assert article(tmp_path / "a.xml", RSS, 0).article.id == article(tmp_path / "b.xml", other, 0).article.id


@pytest.mark.parametrize("lost", [20, 150, 900])
def test_a_feed_that_is_cut_off_says_so(tmp_path: Path, lost: int) -> None:
    *_, last = told(tmp_path / "f.xml", RSS.encode()[:-lost])
    assert last.startswith("failed: f.xml: the feed is cut off or broken (")


def test_the_keys_of_entries_are_their_ids_else_their_links() -> None:
    items, fault = read_feed(RSS.encode())
    assert ([item.key for item in items], fault) == (["c-1", "https://courier.example/2"], None)


def test_ignored_and_given_dates_count_for_feeds_too(tmp_path: Path) -> None:
    page = pages(tmp_path / "f.xml", RSS.encode())[0]
    found = page.article(Options(published=read_published("2020-01-01"), ignore_dates=True))
    assert isinstance(found, Loaded)
    assert str(found.article.published.earliest) == "2020-01-01"


def test_an_entity_that_names_a_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret words", encoding="utf-8")
    evil = '<!DOCTYPE rss [<!ENTITY x SYSTEM "secret.txt">]>' + RSS.split("?>")[1].replace("They", "&x; They", 1)
    texts = [str(each.article()) for each in pages(tmp_path / "f.xml", evil.encode())]
    assert not any("secret words" in text for text in texts)
