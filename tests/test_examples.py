"""The examples and their gold hang together: ids, days, and every span says what it should."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import pytest

from readouts.model import Channel, Status
from readouts.score import read_gold_file
from readouts.sources import Loaded, read

EXAMPLES = Path(__file__).parents[1] / "examples"
Record = dict[str, Any]


def read_records(path: Path) -> list[Record]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode("utf-8").splitlines()]


def load_articles() -> dict[str, str]:
    """The text of each article by its id or, where it has none, the name of its file; pages without their tags."""
    texts: dict[str, str] = {}
    for path in sorted(p for p in (EXAMPLES / "articles").rglob("*") if p.is_file()):
        if ".jsonl" in path.name:
            for record in read_records(path):
                assert record["id"] not in texts, f"two articles with the id {record['id']}"
                texts[record["id"]] = record["text"]
        elif path.suffix == ".html":
            texts[path.name] = html.unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8")))
        else:
            texts[path.name] = path.read_text(encoding="utf-8")
    return texts


TEXTS = load_articles()
GOLD = [json.loads(line) for line in (EXAMPLES / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
CONTACTS = [(row["id"], contact) for row in GOLD for contact in row["contacts"]]


def test_there_are_enough_of_every_format() -> None:
    suffixes = Counter("".join(p.suffixes) for p in (EXAMPLES / "articles").rglob("*") if p.is_file())
    assert set(suffixes) == {".txt", ".html", ".jsonl", ".jsonl.gz"}
    assert len(TEXTS) >= 36


def test_gold_is_in_form_and_covers_all_but_the_foreign_article() -> None:
    articles = read_gold_file(EXAMPLES / "gold.jsonl")
    assert set(TEXTS) - {article.id for article in articles} == {"telefonat.txt"}
    assert {article.id for article in articles} <= set(TEXTS)


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["id"])
def test_spans_say_what_they_should(row: Record) -> None:
    text = TEXTS[row["id"]]
    if "sha256" in row:
        assert row["sha256"] == sha256(text.encode()).hexdigest()
    for contact in row["contacts"]:
        assert contact["evidence_text"] in text
        if "evidence" in contact:
            start, end = contact["evidence"]
            assert text[start:end] == contact["evidence_text"]
    for quotation in row.get("quotes", []):
        start, end = quotation["content"]
        assert text[start:end] == quotation["quote"]
        assert text[start - 1] in '"“'
        assert text[end] in '"”'


def test_every_quotation_mark_is_accounted_for() -> None:
    """A passage in quotation marks is a quotation of the gold or known to be none."""
    scare = {"Taiwan independence", "no limits"}
    for row in GOLD:
        if "quotes" in row:
            passages = set(re.findall(r'"([^"]+)"', TEXTS[row["id"]]))
            assert passages - scare == {quotation["quote"] for quotation in row["quotes"]}, row["id"]


def test_labels_are_of_the_format() -> None:
    for name, contact in CONTACTS:
        assert contact["channel"] in get_args(Channel), name
        assert contact["status"] in get_args(Status), name
        assert all(re.fullmatch("[A-Z]{2,5}", side) for side in contact["sides"]), name


def test_saved_pages_are_cleaned_of_their_clutter() -> None:
    """What the gold points to is in the text that is read of a page, menus and comments are not."""
    inputs = [item for item in read([str(EXAMPLES / "articles" / "pages")]) if isinstance(item, Loaded)]
    pages = {Path(item.article.source).name: item.article.text for item in inputs}
    assert set(pages) == {name for name in TEXTS if name.endswith(".html")}
    for name, contact in CONTACTS:
        if name in pages:
            assert contact["evidence_text"] in pages[name], name
    for text in pages.values():
        assert not re.search("cookies|Sign up|Most read|norbert_k|Site map|All rights|More from", text)


def test_one_contact_has_one_day_in_all_its_articles() -> None:
    days: dict[str, set[str]] = {}
    for _, contact in CONTACTS:
        if contact["date"] and len(contact["date"]) == 10 and contact["status"] in ("held", "ongoing"):
            days.setdefault(contact["contact_key"], set()).add(contact["date"])
    assert {key: found for key, found in days.items() if len(found) > 1} == {}


def test_weekdays_in_the_texts_are_those_of_the_calendar() -> None:
    """A dated contact whose evidence names a weekday falls on it."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    checked = 0
    for _, contact in CONTACTS:
        named = [day for day in names if day in contact["evidence_text"]]
        if named and contact["date"] and len(contact["date"]) == 10:
            assert names[date.fromisoformat(contact["date"]).weekday()] in named, contact
            checked += 1
    assert checked > 20


def test_the_readme_names_only_what_is_there() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+-[0-9-]+|hl-\d+|[a-z-]+\.(?:html|txt))`", readme))
    assert named <= set(TEXTS)
    for folder in re.findall(r"\| `([a-z]+/[a-z.]*)` \|", readme):
        assert (EXAMPLES / "articles" / folder).exists()
