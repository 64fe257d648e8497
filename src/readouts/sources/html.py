"""Saved web pages: the readable text, found by trafilatura, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date

from readouts.model import Doubt, Interval
from readouts.sources.articles import make_article, why_no_article
from readouts.sources.declared import LAST_DAY, Element, find_declared_day
from readouts.sources.decoding import Undecodable, decode
from readouts.sources.limits import limits
from readouts.sources.loaded import Failure, Loaded, Options

# A page with all its pictures and scripts in it, as some browsers save it, comes to some megabytes.
# What is left without them. An article with its menus has some hundred kilobytes and a few thousand elements; the
# time to find the text in it grows with the square of either.
MOST_MARKUP = 4_000_000
MOST_ELEMENTS = 30_000
_LIGHT = 1_000_000
_MANY_INLINE = 3_000
# The parser gives up below 256 levels and drops the rest of the page without a word.
_DEEPEST = 250

_DEAD = re.compile(r"<(?:!--|(script|style|svg|template|iframe|canvas)\b)([^<>]{0,500})", re.I)
_LONG_TAG = re.compile(r"<(/?[a-zA-Z][\w:-]*)\s[^<>]{20000,}>")
_DATA = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s%-]{100,}")
_TAG = re.compile(r"<[a-zA-Z]")
_INLINE = re.compile(
    r"</?(?:b|i|em|strong|u|span|font|small|big|mark|abbr|cite|kbd|samp|var|tt|ins|sub|sup)(?:\s[^<>]*)?>", re.I
)
_WHOLE = re.compile(r"<(?:html|head|body)\b", re.I)
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)", re.I
)
_BROKEN_CHARACTER = re.compile("[\ud800-\udfff\x00]")

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


class NoArticle(ValueError):
    """A page without a text to read; the message says why."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page yields."""

    text: str
    title: str | None
    outlet: str | None
    byline: str | None
    url: str | None
    day: date | None


def read_html(
    data: bytes, source: str, options: Options, *, charset: str | None = None, url: str | None = None
) -> Loaded | Failure:
    """The one article of a web page, with the page's own bytes.

    `article.text` is the title, a blank line and the paragraphs, one a line: all offsets count in it, not in the page.
    Title, outlet, byline, address and publication date are those that the page declares; a date in running text is
    none of them. `charset` and `url` are those it was fetched with; an address that the page itself declares goes
    before. What cannot be read in bounded time and memory, or holds no text, is a failure.
    """
    try:
        decoded = decode(data, page=True, charset=charset)
        page = _extract(decoded.text, url)
        reason = why_no_article(page.text)
        if reason:
            raise NoArticle("no readable text found in the page" if reason.startswith("empty") else reason)
    except (Undecodable, NoArticle) as error:
        return Failure(source, str(error))
    article = make_article(
        page.text,
        source=source,
        title=page.title,
        outlet=page.outlet,
        byline=page.byline,
        url=page.url,
        published=options.date(Interval.day(page.day) if page.day else None),
    )
    return Loaded(article=article, raw=data, doubts=tuple(Doubt(says=doubt.says) for doubt in decoded.doubts))


def _extract(markup: str, fetched_from: str | None = None) -> _Page:
    """Text and metadata of a page. Raises NoArticle."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document, use_config
    from trafilatura.utils import load_html

    noted = _SAVED_FROM.search(markup[:5000])
    saved_from = noted[1] if noted else fetched_from
    config = use_config()
    config.set("DEFAULT", "MAX_FILE_SIZE", str(limits().page_bytes))
    try:
        tree = load_html(_completed(_lighten(markup)))
        if tree is None:
            raise NoArticle("not a web page: no markup that can be parsed")
        _measure_depth(tree)
        _unfold_tables(tree)
        found = bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            config=config,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": LAST_DAY},
        )
        url = found.url if isinstance(found, Document) else None
        day = find_declared_day(tree, url or saved_from)
    except NoArticle:
        raise
    except Exception as error:  # the page is hostile or odd; whatever its parser says, the run goes on
        raise NoArticle(f"the page could not be taken apart: {type(error).__name__}: {error}") from None
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise NoArticle("no readable text found in the page")
    title = _cleaned(found.title)
    if title and _letters(found.text or "") == _letters(title):
        raise NoArticle("no readable text found in the page beside its title")
    return _Page(
        text=_under_title(title, _BROKEN_CHARACTER.sub("\ufffd", found.text or "").strip()),
        title=title,
        outlet=_cleaned(found.sitename),
        byline=_cleaned(found.author),
        url=_cleaned(found.url) or saved_from,
        day=day,
    )


def _lighten(markup: str) -> str:
    """The markup without what is neither text nor metadata, if it is heavy. Raises NoArticle where it stays so."""
    if len(markup) > _LIGHT:
        markup = _DATA.sub("data:,", _without_dead_weight(markup))
    markup = _LONG_TAG.sub(r"<\1>", markup)
    if len(markup) > MOST_MARKUP:
        raise NoArticle(
            f"page too large: {len(markup):,} characters without scripts and pictures, at most {MOST_MARKUP:,}; "
            "save the article alone, or its text"
        )
    if sum(1 for _ in _INLINE.finditer(markup)) > _MANY_INLINE:
        markup = _INLINE.sub("", markup)
    elements = sum(1 for _ in _TAG.finditer(markup))
    if elements > MOST_ELEMENTS:
        raise NoArticle(
            f"page too large: {elements:,} elements, at most {MOST_ELEMENTS:,}; save the article alone, or its text"
        )
    return markup


def _completed(markup: str) -> str:
    """The markup as a whole page, where it is a piece of one."""
    return markup if _WHOLE.search(markup) else f"<html><body>{markup}</body></html>"


def _without_dead_weight(markup: str) -> str:
    """The markup without comments, programs, styles and drawings; scripts that hold metadata stay.

    One pass: where an end is missing once it is not looked for again, so that no page can make this slow.
    """
    kept, position, endless = [], 0, set[str]()
    for opening in _DEAD.finditer(markup):
        name = (opening[1] or "--").lower()
        if opening.start() < position or name in endless or "ld+json" in opening[2].lower():
            continue
        ending = re.compile(rf"</{name}\s*>", re.I) if opening[1] else re.compile("-->")
        closing = ending.search(markup, opening.end(1) if opening[1] else opening.start() + 4)
        if closing is None:
            endless.add(name)
            continue
        kept.append(markup[position : opening.start()])
        position = closing.end()
    return "".join((*kept, markup[position:]))


def _measure_depth(tree: Element) -> None:
    """Raises NoArticle where the page is nested so deeply that the parser has dropped a part of it."""
    depths: dict[Element | None, int] = {}
    for element in tree.iter():
        parent = element.getparent()
        depth = depths[element] = depths.get(parent, 0) + 1
        if depth > _DEEPEST:
            raise NoArticle(f"nested more than {_DEEPEST} levels deep, which no article is; save its text instead")


def _unfold_tables(tree: Element) -> None:
    """Makes plain blocks of the tables that old pages lay themselves out by: with paragraphs or tables within."""
    tables = [
        table for table in tree.iter("table") if table.find(".//p") is not None or table.find(".//table") is not None
    ]
    for table in tables:
        for part in table.iter("table", "thead", "tbody", "tr", "td", "th"):
            part.tag = "div"


def _cleaned(value: str | None) -> str | None:
    """One line of metadata, or None."""
    words = " ".join(_BROKEN_CHARACTER.sub("\ufffd", value or "").split())
    return words or None


def _under_title(title: str | None, text: str) -> str:
    """The text with its title above, if it does not begin with that already."""
    if title is None or _letters(text[: len(title) + 40]).startswith(_letters(title)):
        return text
    return f"{title}\n\n{text}"


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
