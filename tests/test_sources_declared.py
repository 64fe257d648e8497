"""The day of publication that a page declares, and the many dates on a page that are not it."""

from __future__ import annotations

import io
import json

import pytest

from readouts.sources import Loaded, read

STORY = "".join(
    f"<p>The president of Northmark spoke for {n} minutes with the chancellor of Westerland.</p>" for n in range(8)
)


def day_of(head: str = "", body: str = "") -> str | None:
    """The day found for a page with these in it."""
    page = f"<html><head><title>Leaders talk</title>{head}</head><body>{body}<h1>Leaders talk</h1>{STORY}</body></html>"
    (found,) = read(["-"], stdin=io.BytesIO(page.encode()))
    assert isinstance(found, Loaded)
    published = found.article.published
    assert published.earliest == published.latest
    assert published.basis == ("given" if published.earliest else "unknown")
    return published.earliest.isoformat() if published.earliest else None


def linked_data(*objects: object) -> str:
    return "".join(f"<script type='application/ld+json'>{json.dumps(each)}</script>" for each in objects)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<meta property='article:published_time' content='2026-04-17T23:30:00-05:00'>", "2026-04-17"),
        ("<meta property='article:published_time' content='2026-04-17T00:30:00+14:00'>", "2026-04-17"),
        ("<meta name='date' content='2026-04-17'>", "2026-04-17"),
        ("<meta name='DC.date.issued' content='2026-04-17'>", "2026-04-17"),
        ("<meta name='pubdate' content='Fri, 17 Apr 2026 08:00:00 GMT'>", "2026-04-17"),
        ("<link rel='canonical' href='https://a.example/2026/04/17/leaders-talk'>", "2026-04-17"),
        ("<link rel='canonical' href='https://a.example/news/2026-04-17-leaders-talk'>", "2026-04-17"),
        (linked_data({"@type": "NewsArticle", "datePublished": "2026-04-17T08:00:00Z"}), "2026-04-17"),
        # First publication goes before changes, whichever is named first, and metadata before the address.
        (
            "<meta property='article:modified_time' content='2026-04-19T10:00:00Z'>"
            "<meta property='article:published_time' content='2026-04-17T10:00:00Z'>",
            "2026-04-17",
        ),
        (
            linked_data({"@type": "NewsArticle", "dateModified": "2026-04-19", "datePublished": "2026-04-17"}),
            "2026-04-17",
        ),
        (
            "<link rel='canonical' href='https://a.example/2026/04/18/x'><meta name='date' content='2026-04-17'>",
            "2026-04-17",
        ),
        # Metadata for other things than the article.
        (
            linked_data({"@graph": [{"@type": "Organization", "foundingDate": "1998-04-17"}, {"@type": "WebSite"}]}),
            None,
        ),
        (
            linked_data(
                {"@graph": [{"@type": "Organization"}, {"@type": ["NewsArticle"], "datePublished": "2026-04-17"}]}
            ),
            "2026-04-17",
        ),
        (
            linked_data(
                {
                    "@type": "NewsArticle",
                    "datePublished": "2026-04-17",
                    "comment": [{"@type": "Comment", "datePublished": "2026-05-01"}],
                }
            ),
            "2026-04-17",
        ),
        (linked_data({"@type": "NewsArticle", "datePublished": "2026-04-17"}).replace("}", ",}"), "2026-04-17"),
        (linked_data([1, None, {"@graph": 3}, "x"]), None),
        ("<script>var published = '2026-04-17'; var day = '2026-04-18T10:00';</script>", None),
        ("<meta name='copyright' content='2026'>", None),
        # Two articles' dates, or only that of a change: not known.
        (
            linked_data(
                {"@type": "NewsArticle", "datePublished": "2026-04-17"},
                {"@type": "NewsArticle", "datePublished": "2026-04-18"},
            ),
            None,
        ),
        ("<meta property='article:modified_time' content='2026-04-17T10:00:00Z'>", None),
        (linked_data({"@type": "NewsArticle", "dateModified": "2026-04-17"}), None),
        # A day that is not there is not made up.
        ("<meta property='article:published_time' content='2026-04'>", None),
        ("<meta name='date' content='2026'>", None),
        (linked_data({"@type": "NewsArticle", "datePublished": "2026-04"}), None),
        ("<link rel='canonical' href='https://a.example/2026/04/leaders-talk'>", None),
        ("<meta name='date' content='03/04/2026'>", None),
        ("<meta name='date' content='13/04/2026'>", "2026-04-13"),
        ("<meta property='article:published_time' content='0000-99-99T'>", None),
    ],
)
def test_metadata(head: str, day: str | None) -> None:
    assert day_of(head=head) == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("<time datetime='2026-04-17T23:30:00-05:00'>5 hours ago</time>", "2026-04-17"),
        ("<time>17 April 2026</time>", "2026-04-17"),
        ("<span class='date'>April 3, 2026</span>", "2026-04-03"),
        ("<span class='date'>Apr. 3, 2026 at 5:02 p.m.</span>", "2026-04-03"),
        ("<span class='date'>3rd April 2026</span>", "2026-04-03"),
        ("<p class='byline'>By I. Halloran | Published 17 April 2026</p>", "2026-04-17"),
        ("<div class='post-meta'><span>17 April 2026</span></div>", "2026-04-17"),
        ("<span itemprop='datePublished' content='2026-04-17T01:00:00+09:00'>yesterday</span>", "2026-04-17"),
        ("<article><header><time datetime='2026-04-17'>Friday</time></header></article>", "2026-04-17"),
        # Numbers that are two days in two countries.
        ("<span class='date'>03/04/2026</span>", None),
        ("<span class='date'>13/04/2026</span>", "2026-04-13"),
        ("<span class='date'>April 2026</span>", None),
        # Dates of other things.
        ("<div class='today'>Friday, 13 November 2026</div>", None),
        ("<header><div class='date'>Friday, 13 November 2026</div></header>", None),
        ("<footer><span class='date'>© 3 April 2019</span></footer>", None),
        ("<div class='comment'><time datetime='2026-05-02'>2 May</time></div>", None),
        ("<aside><time datetime='2025-01-02'>2 January</time></aside>", None),
        ("<ul class='related'><li><time datetime='2025-01-02'>2 January</time></li></ul>", None),
        (
            "<time datetime='2025-01-02'>another story</time><time datetime='2026-04-17'>this one?</time>",
            None,
        ),
        (
            "<time datetime='2026-04-17T10:00'>10:00</time><time datetime='2026-04-17T09:00'>09:00</time>",
            "2026-04-17",
        ),
        ("<img src='/uploads/2020/03/04/photo.jpg'>", None),
        ("<a href='/2020/03/04/another-story'>Another story</a>", None),
        # What the text says is for readers of the text.
        ("<p>The bridge has been closed since 2024-06-11.</p>", None),
        ("<p>Published on 17 April 2026</p>", None),
        ("<h1>Remembering 6 May 2019</h1>", None),
        ("<div>OSLO, 17 April 2026 - The leaders met.</div>", None),
    ],
)
def test_marked_elements(body: str, day: str | None) -> None:
    assert day_of(body=body) == day


def test_the_address_that_a_browser_noted_counts() -> None:
    noted = "<!-- saved from url=(0044)https://a.example/2026/04/17/leaders-talk -->"
    page = f"{noted}\n<html><body><h1>Talk</h1>{STORY}</body></html>"
    (found,) = read(["-"], stdin=io.BytesIO(page.encode()))
    assert isinstance(found, Loaded)
    assert str(found.article.published.earliest) == "2026-04-17"
    assert found.article.url == "https://a.example/2026/04/17/leaders-talk"
