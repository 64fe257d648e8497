"""Mentions that the knowledge knows → speakers: persons, bodies, outlets, and offices by their holder in the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from readouts.language.mentions import Mention
from readouts.model import Span
from readouts.statements.cast import Cast, Named, Sort, without_article
from readouts.statements.unknown import adjectival, fuller_name, name_behind_office, person_of
from readouts.text import fold

# "The chief spokesperson for the army (ABC), Rear Admiral Jane Doe, said": the name set beside an office.
_NAME_BESIDE = re.compile(
    r"(?:\s(?:of|to|for|in|at)\s(?:[\w’'-]+\s?){1,6}?)?(?:\s\([^)]{1,12}\))?,\s"
    r"((?:[A-Z][\w’'.-]+\s){1,4}(?:(?:al|el|ben|bin|de|van|von)[-\s])?[A-Z][\w’'-]+)(?=,|\s[a-z])"
)
_FULL_NAME = r"((?:[A-Z][\w’'.-]+\s){1,3}(?:(?:al|el|bin|de|van|von)[-\s])?[A-Z][\w’'-]+)"
_OWN_WORDS = ("metonym", "capital", "office_body")
_HEADS = ("president", "leader", "chairman", "king", "emir", "supreme")
_LONG = 60
_SPOKESPEOPLE = ("press secretary", "spokesman", "spokeswoman", "spokesperson")
_FEW = 4
# titles that tell no office: whoever was spoken of bears them
_RANKS = frozenset({"maj", "gen", "lt", "col", "capt", "brig", "adm", "sgt", "cmdr"})
_VAGUE = frozenset({"diplomat", "statesman", "strongman", "politician"})
_SHORT = {"pm": "prime minister", "fm": "foreign minister", "premier": "prime minister"}


def speaker_of(cast: Cast, mention: Mention, span: Span | None = None) -> Named:
    """Whom a mention means, named here by the words at `span` (those of the mention where None)."""
    span = span or mention.span
    if mention.kind == "office":
        return _office(cast, mention, span)
    if mention.kind == "person" and not mention.person and mention.name and _of_many(cast, mention):
        return _headed(cast, mention, span)
    if mention.kind == "person" or mention.person:
        other = _introduced(cast, mention)
        if other is not None:
            return person_of(cast, other, span)
        if not mention.person and mention.name and mention.name.split()[0].lower() in _RANKS:
            return replace(person_of(cast, mention.name, span), state=mention.state, plural=mention.plural)
        key = mention.person or mention.name
        return Named(mention.name, key, "person", span, mention.state, "", cast.gender(mention), mention.plural)
    if mention.kind == "outlet":
        return Named(mention.name, mention.name, "outlet", span)
    if mention.surface in _OWN_WORDS:
        # "the Kremlin said": the Kremlin, not Russia
        name = without_article(mention.head.of(cast.text))
    elif mention.kind == "state" and mention.rule != "administration":
        name = mention.name
    else:
        name = without_article(mention.span.of(cast.text))
    return Named(name, name, "body", span, mention.state, plural=mention.plural)


def _of_many(cast: Cast, mention: Mention) -> bool:
    """Whether what was taken for a person's name is a body's: "Labor Party"."""
    return mention.name.lower().split()[-1] in cast.called.bodies


def _headed(cast: Cast, mention: Mention, span: Span) -> Named:
    """ "the head of the Labor Party, Jane Doe": the name set beside, else the words."""
    beside = _NAME_BESIDE.match(cast.text, mention.span.end)
    if beside is not None and not _is_other(cast, beside.start(1)):
        return person_of(cast, beside.group(1), span)
    words = adjectival(cast, without_article(mention.span.of(cast.text)))
    sort: Sort = "body" if words.lower() == mention.name.lower() else "office"
    return Named(words, words.lower(), sort, span, mention.state, (mention.title or "").lower())


def _introduced(cast: Cast, mention: Mention) -> str | None:
    """The full name by which the text introduced somebody else of that surname: "Jane Clark" for "Clark"."""
    surname = mention.head.of(cast.text)
    if " " in surname or not surname[:1].isupper() or not mention.name or fold(surname) not in fold(mention.name):
        return None
    full = fuller_name(cast, surname, mention.head)
    if full == surname or fold(full.split()[0]) in fold(mention.name):
        return None
    known = (m for m in cast.document.mentions if m.person is not None and m.person == mention.person)
    return None if any(" " in m.head.of(cast.text) for m in known) else full


def _office(cast: Cast, mention: Mention, span: Span) -> Named:
    """An office without a name: its holder where the text names one, else its words."""
    title = (mention.title or mention.head.of(cast.text)).lower()
    title = _SHORT.get(title, title)
    beside = _NAME_BESIDE.match(cast.text, mention.span.end)
    if beside is not None and not _is_other(cast, beside.start(1)):
        return person_of(cast, beside.group(1), span)
    if mention.state is None and _definite(cast.text, mention.span):
        same = cast.spoke(title)
        if same is not None:
            return replace(same, span=span)
    gender = cast.called.gender(mention.span.of(cast.text))
    if mention.person and cast.is_named(mention):
        return Named(mention.name, mention.person, "person", span, mention.state, title, gender)
    if span.of(cast.text)[:2].lower() not in ("a ", "an") and not mention.plural:
        holder = _holder(cast, mention, title)
        if holder is not None:
            return replace(holder, span=span)
    if mention.state is None and _definite(cast.text, mention.span) and not mention.plural:
        introduced = introduced_by(cast, title, mention.span)
        if introduced is not None:
            return replace(introduced, span=span)
    named = name_behind_office(cast, span.of(cast.text))
    if named is not None:
        return person_of(cast, named, span)
    definite = _definite(cast.text, mention.span) or _definite(cast.text, span)
    if title.split()[-1] in _VAGUE and definite and not mention.plural:
        same = _last_of_state(cast, mention)
        if same is not None:
            return replace(same, span=span)
    if _definite(cast.text, mention.span) and not mention.plural:
        same = varied(cast, title, mention.span, mention.state)
        if same is not None:
            return replace(same, span=span)
    sort: Sort = "unnamed" if title.split()[-1] in cast.called.unnamed and mention.state is None else "office"
    words = span.of(cast.text) if span.end - span.start < _LONG else mention.span.of(cast.text)
    words = adjectival(cast, without_article(words))
    return Named(words, words.lower(), sort, span, mention.state, title, gender, mention.plural)


def introduced_by(cast: Cast, noun: str, span: Span) -> Named | None:
    """Whom the text introduced last by a noun: "spokesman Jim Doe", "Jane Doe, an analyst" for "the analyst"."""
    noun = re.escape(noun)
    patterns = (
        rf"\b{noun}\s{_FULL_NAME}",
        rf"{_FULL_NAME}(?:,|\s(?:is|was))\s(?:an?|the|its|his|her|their)\s[^.,;:\n]{{0,60}}?\b{noun}\b",
    )
    found = [match for pattern in patterns for match in re.finditer(pattern, cast.text[: span.start])]
    if not found:
        return None
    last = max(found, key=lambda match: match.start(1))
    place = Span(*last.span(1))
    if cast.is_quoted(place):
        return None
    mention = next((m for m in cast.document.mentions_in(place) if m.kind == "person"), None)
    named = speaker_of(cast, mention) if mention is not None else person_of(cast, last.group(1), place)
    return named if named.sort == "person" else None


def meant_by(cast: Cast, noun: str, span: Span) -> Named | None:
    """Whom "the analyst", "the official" means: the last speaker so described or so introduced."""
    spoke, introduced = cast.spoke(noun), introduced_by(cast, noun, span)
    if spoke is None or introduced is None:
        return spoke or introduced
    has_spoken = any(named.key == introduced.key for named in cast.spoken)
    return introduced if has_spoken and introduced.span.start > spoke.span.start else spoke


def varied(cast: Cast, noun: str, span: Span, state: str | None) -> Named | None:
    """Whom a noun means that the text did not use before: "the Ohio senator" is whoever spoke or acted last."""
    number = cast.document.sentence_at(span.start)
    if re.search(rf"\b{re.escape(noun)}s?\b", cast.text[: span.start], re.IGNORECASE):
        return None
    gender = cast.called.gender(span.of(cast.text))
    for named in reversed(cast.spoken):
        near = number - cast.document.sentence_at(named.span.start) < _FEW
        fits = (
            named.sort == "person"
            and not named.plural
            and state in (None, named.state, *(() if named.state else (state,)))
        )
        if near and fits and (gender is None or named.gender in (None, gender)):
            return named
    return None


def _is_other(cast: Cast, start: int) -> bool:
    return any(m.span.start == start and m.kind != "person" for m in cast.document.mentions)


def _definite(text: str, span: Span) -> bool:
    return "the " in (text[max(0, span.start - 4) : span.start].lower(), text[span.start : span.start + 4].lower())


def _holder(cast: Cast, mention: Mention, title: str) -> Named | None:
    """The person of the text who holds the office: the one most named before it, of two the first."""
    people = [
        m
        for m in cast.document.mentions
        if m.kind == "person" and mention.state in (None, m.state) and not cast.is_quoted(m.span)
    ]
    before = [m for m in people if m.span.end <= mention.span.start]
    holders = {m.person or m.name for m in people if not m.past and _holds(m, title)}
    if not holders and title == "leader" and mention.state:
        # the one person of that state named before: dates of office are not always known
        holders = {m.person or m.name for m in before}
        holders = holders if len(holders) == 1 else set()
    named = [m for m in before if (m.person or m.name) in holders] or [
        m for m in people if (m.person or m.name) in holders
    ]
    if not named or (mention.state is None and len(holders) > 1 and _comes_first(cast, title, named[0])):
        return None
    often = Counter(m.person or m.name for m in named)
    return speaker_of(cast, max(named, key=lambda m: (often[m.person or m.name], -m.span.start)))


def _last_of_state(cast: Cast, mention: Mention) -> Named | None:
    """Whom "the top Chinese diplomat" means: the person of the state who was named last, a few sentences before."""
    number = cast.document.sentence_at(mention.span.start)
    for back in range(number - 1, max(-1, number - _FEW), -1):
        people = [m for m in cast.document.mentions_of(back) if m.kind == "person" and not cast.is_quoted(m.span)]
        of_state = [m for m in people if m.state == mention.state]
        if of_state:
            return speaker_of(cast, of_state[0])
    return None


def _comes_first(cast: Cast, title: str, named: Mention) -> bool:
    """Whether the text spoke of "the president" before it named any: then it means its own, whom it need not name."""
    bare = (m for m in cast.document.mentions if m.kind == "office" and m.state is None)
    first = next((m for m in bare if (m.title or m.head.of(cast.text)).lower() == title), None)
    return first is not None and first.span.start < named.span.start


def _holds(person: Mention, title: str) -> bool:
    """Whether a person's office or title is the one named, "leader" taken widely."""
    office = f"{person.office or ''} {person.title or ''}".lower()
    if title == "minister" and "prime minister" in office:
        return False
    if title in office or (title.startswith("spokes") and any(word in office for word in _SPOKESPEOPLE)):
        return True
    heads = title in ("leader", "president", "head of state") and any(word in office for word in _HEADS)
    return heads or (title == "leader" and "prime minister" in office)
