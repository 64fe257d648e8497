"""Entries of feeds: title and content as the feed has them, markup taken out."""

from __future__ import annotations

import html

import msgspec

from readouts.errors import UsageError
from readouts.sources.articles import make_article, why_no_article
from readouts.sources.html import read_html
from readouts.sources.loaded import Failure, Loaded, Options
from readouts.sources.publication import read_published


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a feed says of one item; `markup` says that the content is HTML, `partial` that it is a summary."""

    title: str = ""
    content: str = ""
    markup: bool = False
    partial: bool = False
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None


def read_entry(data: bytes, source: str, options: Options) -> Loaded | Failure:
    """The article of an entry as JSON: its title, a blank line, its text; the feed's title is its outlet.

    Markup is cleaned as that of pages is; content too short for that is read whole, without its tags. The id is made
    of the text, so that an entry is the same article in whichever feed it stands.
    """
    entry = msgspec.json.decode(data, type=Entry)
    body = _cleaned(entry, source) if entry.markup else entry.content.strip()
    text = f"{entry.title}\n\n{body}" if entry.title and body else entry.title or body
    reason = why_no_article(text)
    if reason:
        return Failure(source, reason)
    try:
        days = read_published(entry.published) if entry.published else None
    except UsageError:
        days = None  # feeds write dates in many ways; one that is none of them is no date
    article = make_article(
        text,
        source=source,
        title=entry.title or None,
        outlet=entry.outlet,
        byline=entry.byline,
        url=entry.url,
        published=options.date(days),
    )
    return Loaded(article=article)


def _cleaned(entry: Entry, source: str) -> str:
    """The text of an entry's markup: as the extraction of pages finds it, where that keeps most of it."""
    whole = _without_tags(entry.content)
    page = f"<html><body><article>{entry.content}</article></body></html>"
    found = read_html(page.encode("utf-8", "replace"), source, Options())
    if isinstance(found, Loaded) and len(found.article.text) * 2 > len(whole):
        return found.article.text
    return whole


def _without_tags(markup: str) -> str:
    """Every paragraph of markup on a line of its own."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    tree.strip_tags(["script", "style", "template", "iframe"])
    text = tree.body.text(separator="", deep=True) if tree.body else html.unescape(markup)
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
