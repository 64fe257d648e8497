"""Names of people whom the knowledge does not know, read off the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.cast import Cast, Named

if TYPE_CHECKING:
    from spacy.tokens import Token

# "former member of parliament Jane Doe, a professor": the name that ends a phrase of small words.
_NAME_LAST = re.compile(r"\b([a-z]+)\s((?:[A-Z][\w’'.-]+\s){1,3}[A-Z][\w’'-]+)$")
_NAME_ONLY = re.compile(r"()((?:[A-Z][\w’'.-]+\s){1,3}[A-Z][\w’'-]+)")
_OWNED = re.compile(r"([A-Z][\w .-]+?)['’]s?\s+(.+)", re.DOTALL)
_ABBREVIATED = frozenset({"CEO", "CFO", "COO", "MP", "MEP", "AG", "VP", "AP", "AFP"})
_LEADS_ON = frozenset({"of", "for", "with", "in", "at", "to", "from", "on", "and", "the", "by"})
_SKIPS_ONE = frozenset({"of", "for", "in"})


def person_of(cast: Cast, words: str, span: Span) -> Named:
    """A person by name, honorifics left out."""
    parts = words.split()
    while len(parts) > 2 and (parts[0].strip(".").lower() in cast.called.honorifics or parts[0] in _ABBREVIATED):
        parts = parts[1:]
    # "Foreign Affairs Committee Jane Doe": whoever heads it
    last = max((n for n, part in enumerate(parts[:-2]) if part.lower() in cast.called.bodies), default=-1)
    name = " ".join(parts[last + 1 :])
    gender = cast.called.gender(words) or cast.gender_of(name)
    return Named(name, name.lower(), "person", span, gender=gender)


def name_at_end(cast: Cast, words: str) -> str | None:
    """ "former member of Parliament Jane Doe" → "Jane Doe"; none where the end is what a preposition leads to."""
    words = re.sub(r"['’]s$", "", words)
    found = _NAME_LAST.search(words) or _NAME_ONLY.fullmatch(words)
    if found is None:
        return None
    parts = found.group(2).split()
    if found.group(1) in _LEADS_ON:
        parts = parts[1:] if found.group(1) in _SKIPS_ONE else []
    while parts and parts[0].strip(".").lower() in cast.called.honorifics:
        parts = parts[1:]
    others = {part.lower() for part in parts} & (cast.called.bodies | cast.called.media)
    if len(parts) < 2 or others or cast.document.knowledge.state_of(" ".join(parts)) is not None:
        return None
    return " ".join(parts)


def name_behind_office(cast: Cast, words: str) -> str | None:
    """ "Kenyan Minister for Public Works Ali Doe" → "Ali Doe": the name from a given name on to the end."""
    parts = words.split()
    for at in range(max(1, len(parts) - 4), len(parts) - 1):
        rest = parts[at:]
        if cast.called.is_given(rest[0].lower()) and all(p[:1].isupper() or p in cast.called.particles for p in rest):
            known = {p.lower() for p in rest} & cast.called.bodies
            return None if known else " ".join(rest)
    return None


def proper_name(cast: Cast, parsed: Parsed, token: Token) -> str | None:
    """The proper name that a token ends, honorifics left out: "Rear Adm Jane Doe" → "Jane Doe"."""
    if token.pos_ != "PROPN" and not (token.text[:1].isupper() and token.i > 0):
        return None
    low = token.i
    while low > 0 and _belongs(cast, parsed, low - 1):
        low -= 1
    while low < token.i and _is_title(cast, parsed, low, token):
        low += 1
    ends_capital = token.text[:1].isupper() or (low < token.i and parsed.doc[token.i - 1].text == "-")
    if not ends_capital or token.lower_ in cast.called.never_names:
        return None
    return cast.text[parsed.spans[low].start : parsed.spans[_last_part(parsed, token)].end]


def _last_part(parsed: Parsed, token: Token) -> int:
    """The place where a name with hyphens ends: "Kim Yo" of "Kim Yo-jong" goes on."""
    doc, at = parsed.doc, token.i
    while at + 2 < len(doc) and doc[at + 1].text == "-" and not (doc[at].whitespace_ or doc[at + 1].whitespace_):
        if not doc[at + 2].is_alpha or parsed.mentions[at + 2]:
            break
        at += 2
    return at


def _is_title(cast: Cast, parsed: Parsed, at: int, last: Token) -> bool:
    """Whether a token before a name is no part of it: "Admiral", "CEO"; but "General" is part of "General Staff"."""
    if last.lower_ in cast.called.bodies:
        return False
    word = parsed.doc[at].text.strip(".")
    return word.lower() in cast.called.honorifics or word in _ABBREVIATED


def _belongs(cast: Cast, parsed: Parsed, at: int) -> bool:
    """Whether a token is part of the proper name behind it."""
    token = parsed.doc[at]
    if token.text == "-" and 0 < at < len(parsed.doc) - 1:
        # "al-Hassan", "Yo-jong" may come in three pieces
        first = parsed.doc[at - 1]
        joined = not (first.whitespace_ or token.whitespace_)
        return joined and (
            first.lower_ in cast.called.particles or (first.pos_ == "PROPN" and first.text[:1].isupper())
        )
    if token.pos_ == "PUNCT" or parsed.mentions[at] or token.lower_ in cast.called.never_names:
        return False
    return token.text[:1].isupper() or token.lower_ in cast.called.particles


def fuller_name(cast: Cast, name: str, span: Span, sure: bool = True) -> str:
    """The full name of the text for a part of it: "Mr Fear" → "Gary Fear", "Sir Keir" → "Keir Starmer".

    `sure` asks for a given name that is known as one, or a place inside a sentence.
    """
    if " " in name:
        return name
    for mention in cast.document.mentions:
        if mention.kind == "person" and mention.name.startswith(f"{name} "):
            return mention.name
    particles = "|".join(sorted(cast.called.particles))
    if name not in cast.preceded:
        pattern = re.compile(rf"\b((?:[A-Z][\w’'-]+\s(?:[A-Z]\.\s)?)(?:(?:{particles})[\s-])?{re.escape(name)})\b")
        cast.preceded[name] = list(pattern.finditer(cast.text))
    for match in cast.preceded[name]:
        first = match.group(1).split()[0].strip(".").lower()
        title = first in cast.called.honorifics or first in cast.called.never_names or first.endswith(("'s", "’s"))
        acronym = len(first) > 1 and match.group(1).split()[0].strip(".").isupper()
        if title or acronym or match.start(1) == span.start:
            continue
        before = cast.text[: match.start(1)].rstrip(" ")[-1:]
        # at the head of a line "Inside" is no given name
        if not sure or cast.called.gender(match.group(1)) or before.islower() or before == ",":
            return match.group(1)
    given = re.search(rf"\b({re.escape(name)}\s(?:(?:{particles})\s)*[A-Z][\w’'-]+)\b", cast.text) if not sure else None
    return given.group(1) if given and given.start() != span.start else name


def adjectival(cast: Cast, words: str) -> str:
    """ "Ukraine’s foreign ministry" → "Ukrainian foreign ministry": one name for one body."""
    owned = _OWNED.match(words)
    code = cast.document.knowledge.state_of(owned.group(1)) if owned else None
    state = cast.document.knowledge.state(code) if code else None
    return f"{state.demonyms[0]} {owned.group(2)}" if owned and state and state.demonyms else words
