"""Where a contact took place that no word of its own says: the host's country, the visit it is part of, the summit on
whose margins it was, the place in the headline, the place a report is filed from.

Each is asked only where the contact is in person and nothing nearer tells a place; the place is marked inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import Place, Span
from readouts.reports import further
from readouts.reports.grouped import Group, family

_DATELINE = re.compile(r"([A-Z][A-Z .'’-]{2,30}?)(?:,|/| \(| --? | [–—] |: )")
_IN = re.compile(r"(?:,? \w+){0,3},? (?:in|at)(?: the)?(?: \w+){0,4}? $")
FAR = 60


def place_around(group: Group, groups: Sequence[Group], document: Document) -> tuple[Place, str] | None:
    """The place of a contact in person from what surrounds it, with the words that say how it was inferred."""
    channels = {family(m.candidate.channel) for m in group.members}
    if not channels <= {"person", "talks"}:
        return None
    found = _of_the_host(group, document)
    if found is not None:
        return found, "the country of the host"
    found = _of_the_visit(group, groups)
    if found is not None:
        return found, "the visit that it is part of"
    found = _of_the_setting(group, document) or _of_the_summit(group, document) or _of_the_journey(group, groups)
    if found is not None:
        return found, "where the summit was held"
    found = _of_the_headline(group, document)
    if found is not None:
        return found, "the place in the headline"
    found = _of_the_dateline(group, document)
    return (found, "where the report was filed") if found is not None else None


def _of_the_host(group: Group, document: Document) -> Place | None:
    """ "A hosted B": in A, where A is a state."""
    for member in group.members:
        hosts = [p for p, r in member.candidate.parties if r == "host" and p.kind == "state" and p.state]
        if member.candidate.trigger.frame == "host" and hosts and hosts[0].spans:
            span = hosts[0].spans[0]
            return Place(name=document.resolver.body_name(hosts[0].state or ""), state=hosts[0].state, span=span)
    return None


def _of_the_visit(group: Group, groups: Sequence[Group]) -> Place | None:
    """ "A flies to Tokyo on Friday … A will meet B on Saturday": in Tokyo, where B is of that state."""
    people = {p.key: p.state for p, _ in group.parties}
    found: dict[str | None, Place] = {}
    for other in groups:
        if other is group or not _same_time(group, other):
            continue
        guests = {p.key: p.state for p, r in other.parties if r == "visitor"}
        for place in [m.place for m in other.members if m.place and m.candidate.channel == "visit"]:
            visits = guests and set(guests) <= set(people) and place.state not in guests.values()
            if visits and place.state is not None and place.state in people.values():
                found.setdefault(place.state, place)
    return next(iter(found.values())) if len(found) == 1 else None


def _same_time(group: Group, other: Group) -> bool:
    """Whether a visit and a meeting may belong together by their days, and by both being told as past or as to come."""
    ahead = [{m.candidate.status.status in _AHEAD for m in g.members} for g in (group, other)]
    if not ahead[0] & ahead[1]:
        return other.members[0].candidate.status.status == "ongoing"
    if not group.dates or not other.dates:
        return True
    first = min(d.earliest for d in other.dates)
    last = max(d.latest for d in other.dates)
    return any(first <= d.latest and (d.earliest - last).days <= LONGEST_STAY for d in group.dates)


_AHEAD = frozenset({"proposed", "invited", "announced", "confirmed"})
LONGEST_STAY = 3


def _of_the_setting(group: Group, document: Document) -> Place | None:
    """ "on the sidelines of the BRICS summit", of which the text says elsewhere that it is in Kazan."""
    setting = further.setting(group, document)
    if setting is None:
        return None
    event = " ".join(setting.of(document.text).split()[-2:])
    found: dict[str, Place] = {}
    for match in re.finditer(re.escape(event), document.text, re.IGNORECASE):
        for mention in document.mentions:
            gap = document.text[match.end() : mention.span.start] if mention.span.start > match.end() else ""
            if _names_place(mention) and gap and len(gap) < FAR and _IN.fullmatch(gap):
                place = _named(mention, document)
                found.setdefault(place.name, place)
                break
    return next(iter(found.values())) if len(found) == 1 else None


_SUMMIT = re.compile(
    r"(?:['’]s)?(?:[ -][\w’'-]+){0,4}? (?:summit|meeting|gathering|conference)(?: [\w’'-]+){0,3}? (?:in|at)(?: the)?"
    r"(?: [\w-]+){0,3}? $"
)


def _of_the_summit(group: Group, document: Document) -> Place | None:
    """ "will attend the APEC summit", of which another sentence says "the APEC summit in Lima"."""
    bodies = {m.candidate.body for m in group.members if m.candidate.channel == "summit"} - {None}
    if len(bodies) != 1:
        return None
    found: dict[str | None, Place] = {}
    for body in [m for m in document.mentions if m.kind == "body" and m.state in bodies]:
        sentence = document.sentence_at(body.span.start)
        for mention in document.mentions_of(sentence):
            near = 0 < mention.span.start - body.span.end < FAR and _names_place(mention)
            if near and _SUMMIT.fullmatch(document.text[body.span.end : mention.span.start]):
                place = _named(mention, document)
                found.setdefault(place.state, place)
                break
    return next(iter(found.values())) if len(found) == 1 else None


def _of_the_journey(group: Group, groups: Sequence[Group]) -> Place | None:
    """ "will fly to Puglia on Thursday to attend the G7 summit": where the same sentence has them travel."""
    numbers = {m.candidate.sentence for m in group.members if m.candidate.channel == "summit" and m.candidate.body}
    people = {p.key for p, _ in group.parties}
    found: dict[str | None, Place] = {}
    for other in groups:
        goes = {p.key for p, r in other.parties if r == "visitor"} & people
        for place in [
            m.place for m in other.members if m.candidate.sentence in numbers and m.candidate.channel == "visit"
        ]:
            if goes and place is not None and place.state is not None:
                found.setdefault(place.state, place)
    return next(iter(found.values())) if len(found) == 1 else None


def _named(mention: Mention, document: Document) -> Place:
    """The place that a mention names, in its words."""
    return Place(name=mention.head.of(document.text), state=mention.state, span=mention.head)


def _names_place(mention: Mention) -> bool:
    return mention.kind == "state" and mention.surface in ("capital", "town", "state")


def _of_the_headline(group: Group, document: Document) -> Place | None:
    """ "A and B trade barbs in London", then "The presidents met on Tuesday": in London.

    Only of what the first sentences below the headline tell, and of no day far from that of the article.
    """
    first = next((n for n, s in enumerate(document.sentences) if not s.headline), 0)
    numbers = {m.candidate.sentence for m in group.members}
    if not first or max(numbers) > first + (1 if group.dates else 0):
        return None
    published = document.article.published.interval
    if published is not None and any(
        (published.earliest - d.latest).days > NEAR or (d.earliest - published.latest).days > NEAR for d in group.dates
    ):
        return None
    named = [m for n in range(first) for m in document.mentions_of(n) if m.state and m.kind != "outlet"]
    towns = {m.state: m for m in reversed(named) if _is_setting(m, document)}
    sides = {p.state for p, _ in group.parties}
    people = {m.state for m in named if m.kind in ("person", "office")}
    if len(towns) != 1 or None in sides or any(p.kind == "state" for p, _ in group.parties):
        return None
    (state, town), *_ = towns.items()
    told = sides <= {m.state for m in named} or (state in sides and people <= sides)
    return _named(town, document) if told else None


def _is_setting(mention: Mention, document: Document) -> bool:
    """ "in London", "head to London", "London talks"; but not London of itself, which may stand for its state."""
    if mention.kind != "state" or mention.surface not in ("capital", "town"):
        return False
    before = document.text[max(0, mention.span.start - 4) : mention.span.start].lower()
    behind = document.text[mention.span.end : mention.span.end + 10].lower()
    return before.endswith((" in ", " to ", " at ")) or behind.startswith((" talks", " summit", " meeting", " visit"))


NEAR = 10  # days between an article and what its headline's place is of


def _of_the_dateline(group: Group, document: Document) -> Place | None:
    """ "BEIJING — A met B on Monday": held in the capital of one of the two that the report is filed from."""
    first = next((s for s in document.sentences if not s.headline), None)
    match = _DATELINE.match(document.text, first.span.start) if first is not None else None
    if first is None or match is None:
        return None
    told = [
        m.candidate
        for m in group.members
        if document.sentences[m.candidate.sentence] is first and m.candidate.status.status == "held"
    ]
    ahead = any(m.candidate.status.status in _AHEAD for m in group.members)
    if ahead or not any(c.trigger.channel in ("meeting", "talks") and c.reason is None for c in told):
        return None
    span = Span(match.start(1), match.end(1))
    for party, _ in group.parties:
        state = document.knowledge.state(party.state) if party.state else None
        if state is not None and any(span.of(document.text).casefold() == c.casefold() for c in state.capitals):
            return Place(name=span.of(document.text), state=state.code, span=span)
    return None
