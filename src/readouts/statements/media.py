"""Media named in a stretch of text: known outlets, platforms after "on", "Russian state TV", "France Inter radio"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from readouts.errors import KnowledgeError
from readouts.language.document import Document
from readouts.model import Reporter, ReporterKind, Span

_FILE = "statements/data/media.toml"
_KEYS = ("platforms", "nouns", "between", "inside", "names")
_NAME = r"[A-Z][\w’'-]*"
_NO_DAY = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
_APPOSED = re.compile(r",?\s*(?:(?:a|an|the|its|their)\s+)?(?:[\w-]+\s+)?")
# "the Morning Post Security Forum" is an occasion
_EVENT = re.compile(r"\s(?:[A-Z][\w-]+\s){0,2}(?:Forum|Conference|Summit|Awards?|Festival|Institute)\b")
_OWN = re.compile(
    r"^(?:the|its|his|her|their|an?|in|on|at|by|as|from|for|with)\s+|^[A-Z][\w-]*['’]s?\s+(?=[A-Z])", re.IGNORECASE
)
_SAME_MEDIUM = re.compile(r"(?:['’]s?)?\s+(?:(?:[Ss]how|[Pp]rogram(?:me)?|service|channel|host|station)\s+)?[\"“‘'`]*")


@dataclass(frozen=True, slots=True)
class MediaWords:
    """The patterns made of `data/media.toml`."""

    platform: re.Pattern[str]
    generic: re.Pattern[str]
    proper: re.Pattern[str]
    named: re.Pattern[str]


@cache
def load_media() -> MediaWords:
    """The patterns; KnowledgeError where a list is missing or empty."""
    return read_media(resources.files("readouts").joinpath(_FILE).read_text(encoding="utf-8"), _FILE)


def read_media(source: str, name: str) -> MediaWords:
    """The patterns made of a file of media words (TOML, one list a key), each list checked."""
    table = tomllib.loads(source)
    words = {}
    for key in _KEYS:
        rows = table.get(key)
        if not isinstance(rows, list) or not rows or not all(isinstance(row, str) and row for row in rows):
            raise KnowledgeError(f"{name}: {key!r} must be a list of words; add or mend it")
        words[key] = "|".join(re.escape(row) for row in sorted(rows, key=lambda row: (-len(row), row)))
    owner = r"(?:on|to)\s+(?:his|her|its|their|the)?\s*(?:official\s+|personal\s+)?(?:social media\s+)?"
    owner += r"(?:(?:platform|network|site|app|account)\s+)?"
    return MediaWords(
        re.compile(rf"\b{owner}({words['platforms']})\b(?!['’]s)"),
        re.compile(rf"\b((?:{_NAME}\s+)*(?:(?i:{words['between']})\s+)*(?i:{words['nouns']}))\b"),
        re.compile(rf"\b((?:{_NAME}\s)*(?:{words['inside']})(?:\s(?:{_NO_DAY}{_NAME}|\d+))*)\b"),
        re.compile(rf"(?<![\w-])({words['names']})(?![\w-])"),
    )


def find_media(document: Document, span: Span) -> tuple[Reporter, ...]:
    """The media that a stretch of a document names, in the order of the text; kind outlet or agency.

    "told Polish radio on Monday" names "Polish radio", "wrote on X" names "X".
    """
    found: dict[Span, Reporter] = {}
    known = tuple(_known(document, span))
    described = (
        link
        for link in _described(document.text, span)
        if not any(_set_beside(document.text, link.span, k.span) for k in known)
    )
    for link in (*known, *_named(document.text, span), *_platforms(document.text, span), *described):
        if not any(link.span.overlaps(other) for other in found):
            found[link.span] = link
    kept: list[Reporter] = []
    for link in (found[place] for place in sorted(found)):
        # "ABC's “This Week”", "the radio service Polskie Radio": one medium under two names
        if not kept or not _SAME_MEDIUM.fullmatch(document.text, kept[-1].span.end, link.span.start):
            kept.append(link)
    return tuple(kept)


def _set_beside(text: str, described: Span, named: Span) -> bool:
    """Whether a description only says what a named outlet is: "state news agency TASS", "Bild, a German tabloid"."""
    if described.end <= named.start:
        return text[described.end : named.start].strip() in ("", ",")
    return bool(_APPOSED.fullmatch(text[named.end : described.start]))


def is_medium(words: str) -> bool:
    """Whether words are a short name of a medium: "the Times"."""
    return load_media().named.fullmatch(words[:1].lower() + words[1:]) is not None


def outlet_kind(document: Document, name: str) -> ReporterKind:
    """Whether an outlet is a news agency."""
    outlet = document.knowledge.outlet(name)
    if outlet is not None:
        return "agency" if outlet.kind in ("agency", "wire") else "outlet"
    return "agency" if "agency" in name.lower() else "outlet"


def _known(document: Document, span: Span) -> Iterator[Reporter]:
    for mention in document.mentions_in(span):
        if mention.kind == "outlet" and _EVENT.match(document.text, mention.span.end) is None:
            yield Reporter(name=mention.name, kind=outlet_kind(document, mention.name), span=mention.span)


def _platforms(text: str, span: Span) -> Iterator[Reporter]:
    for match in load_media().platform.finditer(text, span.start, span.end):
        yield Reporter(name=match.group(1), kind="outlet", span=Span(*match.span(1)))


def _named(text: str, span: Span) -> Iterator[Reporter]:
    """Media by the short names of running text, and whoever an interview is with."""
    for match in load_media().named.finditer(text, span.start, span.end):
        start = match.start(1) + (4 if match.group(1).startswith("the ") else 0)
        yield Reporter(name=text[start : match.end(1)], kind="outlet", span=Span(start, match.end(1)))


def _described(text: str, span: Span) -> Iterator[Reporter]:
    """Media known by their nouns; one word alone ("media", "press") names none."""
    for pattern in (load_media().generic, load_media().proper):
        for match in pattern.finditer(text, span.start, span.end):
            start = match.start(1)
            own = _OWN.match(match.group(1))
            start += own.end() if own else 0
            words = text[start : match.end(1)]
            if " " in words and (
                words != words.lower() or words.split()[0].lower() in ("state", "local", "public", "national")
            ):
                yield Reporter(
                    name=words, kind="agency" if "agency" in words.lower() else "outlet", span=Span(start, match.end(1))
                )
