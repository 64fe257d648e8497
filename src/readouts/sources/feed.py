"""RSS and Atom feeds: one entry, one page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import cast

import msgspec

from readouts.sources.entry import Entry
from readouts.sources.limits import limits
from readouts.sources.loaded import Failure
from readouts.sources.naming import named
from readouts.sources.page import Page
from readouts.sources.streams import Damaged, Stream, read_whole

Told = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed with its key: the id it has there, else its link, else its number."""

    key: str
    entry: Entry


def entries_of(stream: Stream, source: str) -> Iterator[Page | Failure]:
    """The entries of a feed file in their order, named `FILE record N (address)`."""
    try:
        data = read_whole(stream, limits().page_bytes)
    except Damaged as error:
        yield Failure(source, str(error))
        return
    if data is None:
        yield Failure(source, f"feed too large: more than {limits().page_bytes:,} bytes")
        return
    items, fault = read_feed(data)
    for number, item in enumerate(items, start=1):
        yield entry_page(item, named(source, number, item.entry.url or item.key))
    if fault or not items:
        yield Failure(
            source, f"{fault}; the {len(items):,} entries before were read" if fault else "a feed without entries"
        )


def entry_page(item: Item, source: str) -> Page:
    """The page of an entry, by this name."""
    return Page(source=source, raw=msgspec.json.encode(item.entry), kind="entry", url=item.entry.url)


def read_feed(data: bytes) -> tuple[list[Item], str | None]:
    """The items of an RSS or Atom document, and what is wrong with it, if that loses some."""
    import feedparser

    told = cast(Told, feedparser.parse(io.BytesIO(data)))
    outlet = _words(cast(Told, told.get("feed", {})).get("title"))
    entries = cast(list[Told], told.get("entries", []))
    items = [_item(each, outlet, number) for number, each in enumerate(entries, start=1)]
    if told.get("bozo") and not _whole(data):
        return items, f"the feed is cut off or broken ({told.get('bozo_exception')})".replace("\n", " ")
    return items, None if items or told.get("version") else "no feed: no RSS or Atom in it"


def _whole(data: bytes) -> bool:
    """Whether a feed ends as one: what else is wrong with it loses no entry."""
    return data.rstrip().lower().endswith((b"</rss>", b"</feed>", b"</rdf:rdf>", b"/>", b"-->"))


def _item(told: Told, outlet: str | None, number: int) -> Item:
    full = [one for one in cast(list[Told], told.get("content", [])) if one.get("value")]
    chosen = max(full, key=lambda one: len(str(one["value"])), default=None)
    detail = cast(Told, told.get("summary_detail") or {})
    content = str(chosen["value"] if chosen else told.get("summary") or "")
    kind = str((chosen or detail).get("type") or "")
    url = _words(told.get("link"))
    entry = Entry(
        title=_words(_plain(told.get("title"))) or "",
        content=content,
        markup="html" in kind,
        partial=chosen is None,
        url=url,
        outlet=outlet,
        byline=_words(told.get("author")),
        published=_words(told.get("published") or told.get("updated")),
    )
    return Item(str(told.get("id") or url or number), entry)


def _plain(title: object) -> str:
    """A title without the markup that some feeds put into it."""
    return unescape(re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", str(title or "")))


def _words(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None
