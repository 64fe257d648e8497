"""Sentences → candidates: each trigger word with the parties in its frame, its status, and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from readouts.language.bodies import LEADERS
from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import Channel, Role, Span
from readouts.reports import (
    coming,
    frames,
    grammar,
    hosts,
    hypothetical,
    modality,
    nouns,
    places,
    separate,
    spotting,
    strangers,
    triggers,
)
from readouts.reports.candidate import Candidate, spanned
from readouts.reports.gapped import Gap, find_gaps, once_again
from readouts.reports.modality import Reading
from readouts.reports.order import named_before, named_behind
from readouts.reports.party import Party, is_leader
from readouts.reports.reference import Reference
from readouts.reports.salience import is_opposite
from readouts.reports.slots import Slots, mark
from readouts.reports.triggers import Trigger
from readouts.text import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class _Frame:
    """A trigger in its sentence."""

    document: Document
    number: int
    parsed: Parsed
    token: Token
    trigger: Trigger
    slots: Slots


def find(document: Document, numbers: Iterable[int]) -> Iterator[Candidate]:
    """The candidates of these sentences, in the order of the text."""
    reference = Reference(document)
    for number in numbers:
        parsed = document.parsed(number)
        for token in parsed.doc:
            looked_at = coming.standing if token.lower_ == "in" else spotting.spot
            trigger = looked_at(token, parsed)
            if trigger:
                for made in _build(document, reference, number, parsed, token, trigger):
                    if made.reason is None:
                        reference.told.note(made.parties, number)
                    yield replace(made, apart=separate.may_be(made, token))


def _is_object(party: Party, token: Token, parsed: Parsed) -> bool:
    """Whether a party is whom it is with: behind the word and not its subject ("After calls with B, A left")."""
    at = parsed.token_at(party.spans[0].start)
    if at is None or at.i <= token.i:
        return False
    while at.dep_ == "conj" and at.head.i != at.i:
        at = at.head
    return at.dep_ not in grammar.SUBJECTS or at.head.i == token.i


def _build(
    document: Document, reference: Reference, number: int, parsed: Parsed, token: Token, trigger: Trigger
) -> Iterator[Candidate]:
    """The candidates of a trigger: one, or one for each state that a journey goes to."""
    sentence = document.sentences[number]
    slots = frames.slots(token, trigger, parsed)
    parties = _resolved(slots.parties, reference, parsed, number)
    status = (modality.of_verb if trigger.verb else nouns.of_noun)(token, sentence.headline)
    if slots.status and status.status in ("held", "ongoing"):
        fell = slots.status == "announced" and hypothetical.fell_through(token)  # "had been expected in Kyiv"
        rule = f"{hypothetical.FELL_THROUGH}{token.lower_}" if fell else f"frame {trigger.frame}"
        status = Reading(slots.status, token, rule)
    if status.status in _FORESEEN:
        status = _of_the_event(token, sentence.headline) or modality.undone(token, status)
    if not parties and slots.reason is None and _is_another(token, trigger) and status.status in _FORESEEN:
        parties = tuple((p, "participant") for p in reference.told.again(parsed.span(token), number))
    if len(parties) == 1 and trigger.frame == "with" and _follows(token, trigger):
        others = tuple(p for p, _ in parties)
        first = reference.told.who_did(parsed.span(token), number, others)
        parties = (*((p, "participant") for p in first), *parties)
    if not parties and slots.travels and _follows(token, trigger) and status.status in _FORESEEN:
        parties = tuple((p, "visitor") for p in reference.told.visitor(parsed.span(token), number))
    if slots.travels:
        parties = _from_abroad(parties, slots, reference, parsed, number)
    counted = token.tag_ == "NNS" and trigger.lemma in nouns.JOURNEYS
    several = hosts.several_visitors(parties, trigger, counted) if slots.travels else []
    goals = places.destinations(slots, parsed, parties) if slots.travels else []
    where = goals if len(goals) > 1 else [places.place(token, parsed, slots, parties)]
    frame = _Frame(document, number, parsed, token, trigger, slots)
    gaps = find_gaps(token, parsed) if trigger.verb and trigger.frame in ("with", "to", "object", "discuss") else []
    if gaps:
        yield from _listed(frame, reference, gaps, status)
        return
    once_more = once_again(token, parsed) if len(where) == 1 and not several else None
    for place in where:
        for each in several or [parties]:
            made = _candidate(frame, each, place, status)
            if once_more is None:
                yield made
                continue
            for stretch in (Span(sentence.span.start, once_more), Span(once_more, sentence.span.end)):
                yield replace(made, stretch=stretch)


def _from_abroad(
    parties: tuple[tuple[Party, Role], ...], slots: Slots, reference: Reference, parsed: Parsed, number: int
) -> tuple[tuple[Party, Role], ...]:
    """ "Trump urged Abe to do so when he visited Tokyo": nobody visits his own state, so it was the other one."""
    there = [m for t in slots.places for m in parsed.mentions_at(t)]
    states = {m.state for m in there if m.kind == "state"}
    rows = list(parties)
    for at, (party, role) in enumerate(rows):
        pronoun = party.rule in _HE and role == "visitor" and {party.state} == states
        token = next((t for t, _ in slots.parties if parsed.span(t) == party.spans[0]), None) if pronoun else None
        if token is None:
            continue
        others = reference.resolve(token, parsed, number, (party,))
        if len(others) == 1 and others[0].state not in (None, *states) and others[0].kind == "person":
            rows[at] = (others[0], role)
    return tuple(rows)


_HE = frozenset({"pronoun he", "pronoun she"})


def _of_the_event(token: Token, headline: bool) -> Reading | None:
    """ "a summit that was to bring A and B together was called off": what becomes of the event becomes of it."""
    clause = token.head if token.dep_ in ("xcomp", "ccomp") else token
    event = clause.head
    if clause.dep_ != "relcl" or event.lemma_.lower() not in triggers.load().nouns:
        return None
    told = nouns.of_noun(event, headline)
    return told if told.status in ("cancelled", "postponed") else None


def _is_another(token: Token, trigger: Trigger) -> bool:
    """ "a second round of talks", "another call", "further talks": of those who have just had one."""
    if trigger.verb or trigger.frame not in ("with", "event"):
        return False
    round_of = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
    return any(c.lower_ in _ANOTHER for t in (token, round_of) for c in t.children)


def _follows(token: Token, trigger: Trigger) -> bool:
    """ "Visits to A and B will follow", "a stop in C is planned": of whoever was told to travel."""
    if trigger.verb or token.dep_ not in grammar.SUBJECTS or grammar.children(token, "poss", "compound", "relcl"):
        return False
    return token.head.lemma_ in _PLANNED and not grammar.behind(token, ("by", "of", "from"))


_PLANNED = frozenset({"follow", "plan", "schedule", "expect"})
_ANOTHER = frozenset({"second", "third", "fourth", "another", "further", "new", "next", "fresh", "follow-up", "more"})
_FORESEEN = frozenset({"announced", "proposed", "postponed", "cancelled", "denied"})


def _listed(frame: _Frame, reference: Reference, gaps: list[Gap], status: Reading) -> Iterator[Candidate]:
    """The contacts of a list that leaves out its verb, each with its own stretch of the sentence."""
    token, parsed, slots = frame.token, frame.parsed, frame.slots
    end = parsed.spans[-1].end
    borders = [parsed.spans[gap.start].start for gap in gaps] + [end]
    later = {gap.name.i for gap in gaps}
    before = [(t, r) for t, r in slots.parties if t.i < token.i] or mark(named_before(token, parsed), "participant")
    first = [(t, r) for t, r in slots.parties if t.i not in later and token.i < t.i < gaps[0].start]
    first = [*before, *(first or mark(named_behind(token, frame.trigger, parsed)[:1], "participant"))]
    role: Role = next((r for t, r in slots.parties if t.i > token.i), "participant")
    lists: list[tuple[Token, list[tuple[Token, Role]], Span, Reading]] = [
        (token, first, Span(frame.document.sentences[frame.number].span.start, borders[0]), status)
    ]
    for gap, low, high in zip(gaps, borders, borders[1:], strict=False):
        own = Reading(gap.status, gap.name, "next in a list") if gap.status else status
        lists.append((gap.name, [*before, (gap.name, role)], Span(low, high), own))
    for at, places_of, stretch, own in lists:
        parties = _resolved(places_of, reference, parsed, frame.number)
        where = places.place(token, parsed, slots, parties) if at is token else _place_in(stretch, at, parsed)
        made = _candidate(frame, parties, where, own)
        yield replace(made, token=at.i, stretch=stretch)


def _place_in(stretch: Span, name: Token, parsed: Parsed) -> Mention | None:
    """The state or town right behind a name of a list: "B in Paris"."""
    if name.i + 2 >= len(name.doc) or name.nbor(1).lower_ not in ("in", "at"):
        return None
    near = (parsed.mention(t) for t in list(name.doc)[name.i + 2 : name.i + 5])
    return next((m for m in near if m and m.kind == "state" and stretch.covers(m.span)), None)


def _candidate(
    frame: _Frame, parties: tuple[tuple[Party, Role], ...], place: Mention | None, status: Reading
) -> Candidate:
    token, trigger, parsed, slots = frame.token, frame.trigger, frame.parsed, frame.slots
    body = next((p.state for p, _ in parties if p.kind == "body"), None)
    third = slots.travels and _elsewhere(token, trigger, parsed) and hosts.from_two_sides(parties, place)
    third = third and not _names_host(frame, place)
    if not third:
        parties = hosts.with_host(hosts.without_bodies(parties, place, trigger), place, slots, frame.document)
    word = parsed.span(token)
    sentence = frame.document.sentences[frame.number].span
    channel, channel_span = _channel(
        frame.document,
        frame.number,
        word,
        trigger,
        token,
        parsed,
        sum(p.kind in ("person", "office") or p.rule == LEADERS for p, _ in parties) > 1,
    )
    channel = slots.channel or channel
    if channel == "meeting" and body and _is_of_leaders(token, parties, frame.document):
        channel = "summit"
    if third:
        parties, channel = tuple((p, "participant") for p, _ in parties), "talks"
    often = _is_uncounted(token, trigger, parties, place)
    sports = all(p.kind == "state" for p, _ in parties) and triggers.load().sports.search(
        sentence.of(frame.document.text)
    )
    return Candidate(
        sentence=frame.number,
        token=token.i,
        trigger=trigger,
        word=word,
        channel=channel,
        channel_span=channel_span,
        status=status,
        status_span=parsed.span(status.word) if status.word is not None else word,
        parties=parties,
        place=place,
        evidence=spanned(word, [s for p, _ in parties for s in p.spans], sentence),
        definite=trigger.frame != "medium" and places.definite(token, parsed),
        reason=_reason(
            parties,
            status,
            slots.reason
            or (hosts.posted_there(parties, place, frame.document) if slots.travels else None)
            or _wish(trigger, status)
            or ("a match" if sports else UNCOUNTED if often else None)
            or _out_of_office(parties, sentence, frame.document),
        ),
        rule=f"{'verb' if trigger.verb else 'noun'} {trigger.lemma}: frame {trigger.frame}{slots.how}",
        headline=frame.document.sentences[frame.number].headline,
        back=any(c.lower_ in _BACK and c.dep_ in ("amod", "advmod") for c in token.children),
        body=body,
        alone=not trigger.verb and any(c.lower_ in triggers.load().separate for c in token.children),
        objects=frozenset(p.key for p, _ in parties if _is_object(p, token, parsed)),
    )


def _is_uncounted(
    token: Token, trigger: Trigger, parties: tuple[tuple[Party, Role], ...], place: Mention | None
) -> bool:
    """ "has met B repeatedly", "his earlier meetings with B": more than one, and no telling of which."""
    often = trigger.verb and any(c.lower_ in _OFTEN for c in token.children)
    former = token.tag_ == "NNS" and any(c.lower_ in separate.FORMER for c in token.children)
    often = often or (former and len({p.key for p, _ in parties}) < _ONE_BY_ONE)
    if often and place is not None:  # "recent visits to Beijing by A and B" are told; "most recently in Alaska" another
        return any(t.lower_ in ("recently", "latest", "lastly") for t in token.doc)
    return often


def _is_of_leaders(token: Token, parties: tuple[tuple[Party, Role], ...], document: Document) -> bool:
    """ "the annual leaders' meeting of the SCO", "a heads-of-government gathering": a summit by another name.

    Of "a meeting of the BRICS countries" it is who attends that says so.
    """
    if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in ("meeting", "gathering", "conference"):
        return False
    words = {t.lower_ for t in token.subtree}
    led = (p.person == h.id for p, _ in parties if p.state and (h := document.resolver.holder(p.state, "leader")))
    return bool(words & _LEADERS) or (bool(words & _MEMBERS) and any(led))


_LEADERS = frozenset({"leaders", "leader", "heads"})
_MEMBERS = frozenset({"countries", "nations", "members", "states"})


def _names_host(frame: _Frame, place: Mention | None) -> bool:
    """ "A and B flew to Kyiv to put it to C": whether somebody of the state gone to is named behind."""
    near = frame.document.mentions_of(frame.number)
    behind = (m for m in near if place is not None and m.state == place.state and m.span > place.span)
    return frame.trigger.verb and any(map(is_leader, behind))


def _elsewhere(token: Token, trigger: Trigger, parsed: Parsed) -> bool:
    """Whether those who travel may meet each other there, not their host: not who visit, nor who travel together."""
    jointly = any(c.lower_ in _JOINTLY for c in token.children)
    fellows = any(parsed.mentions_at(t) for t in grammar.behind(token, ("with",)))
    return trigger.lemma not in ("visit", "reach") and token.pos_ != "ADP" and not jointly and not fellows


# "travelled together to Kyiv": those who do so call on their host
_JOINTLY = frozenset({"together", "jointly", "alongside", "accompanied"})


def _unknown(
    slots: list[tuple[Token, Role]], parsed: Parsed, rows: dict[int, tuple[Party, ...]], document: Document
) -> None:
    """ "Witkoff and Kushner": a name the knowledge does not hold, joined to one it holds, is of the same side."""
    for token, _ in slots:
        if token.pos_ != "PROPN" or parsed.mentions_at(token) or rows.get(token.i) or grammar.children(token, "nummod"):
            continue
        if grammar.behind(token, ("of",)) or (token.text.isupper() and len(token.text) < _SHORTEST_NAME):
            continue  # "A and Member of the Political Bureau B", "16:15 ET: A has met B"
        if token.lower_ in WEEKDAYS or token.lower_ in MONTHS:
            continue  # "During their call Tuesday, A and B": the parse joins the day to them
        fellows = [t for t in (token.head, *token.children) if token.dep_ == "conj" or t.dep_ == "conj"]
        if any(t.dep_ == "pobj" and t.head.lower_ == "between" for t in (token, token.head)):
            continue  # "a meeting between Alvarez and B": of the other side
        if any(m.kind == "state" for c in grammar.children(token, "poss") for m in parsed.mentions_at(c)):
            continue  # "A and Britain's envoy, B"
        beside = next((m for t in fellows for m in parsed.mentions_at(t) if m.kind == "person"), None)
        span, text = parsed.span(token), document.text
        if any(m.kind == "person" and m.state is None and m.name.endswith(f" {token.text}") for m in document.mentions):
            continue  # "Trade Minister Alvarez", of a state that is not told
        if beside and beside.state and span.of(text)[:1].isupper():
            whole = strangers.whole_name(token, parsed)
            rows[token.i] = (
                Party(
                    name=whole.of(text),
                    kind="person",
                    state=beside.state,
                    spans=(whole,),
                    rule=f"name joined to {beside.name}",
                ),
            )


def _resolved(
    slots: list[tuple[Token, Role]], reference: Reference, parsed: Parsed, number: int
) -> tuple[tuple[Party, Role], ...]:
    """The parties in the frame's places: plain names first, then the words that need the others to be understood."""
    rows: dict[int, tuple[Party, ...]] = {}
    third = any(t.lower_ in ("he", "she") for t, _ in slots)  # "he met them": who they are is asked after him
    late = [
        (t, r)
        for t, r in slots
        if (third and not parsed.mentions_at(t))
        or t.lower_ in ("him", "her")
        or is_opposite(t)
        or any(m.kind == "office" and (m.state is None or m.person is None) for m in parsed.mentions_at(t))
    ]
    slots = [(t, r) for t, r in slots if not (t.i and t.nbor(-1).lower_ == "not")]  # "met B but not C"
    for token, _ in [s for s in slots if s not in late] + late:
        others = tuple(p for found in rows.values() for p in found)
        if token.dep_ in grammar.SUBJECTS:  # "In his first meeting with B, the president said": he is the president
            others = tuple(p for p in others if p.rule not in ("pronoun his", "pronoun her"))
        rows[token.i] = reference.resolve(token, parsed, number, others)
    _unknown(slots, parsed, rows, reference.document)
    kept: dict[str, tuple[Party, Role]] = {}
    for token, role in slots:
        for party in rows[token.i]:
            if party.key in kept:
                known, first = kept[party.key]
                kept[party.key] = (replace(known, spans=tuple(dict.fromkeys(known.spans + party.spans))), first)
            elif party.acts:
                kept[party.key] = (party, role)
    return _without_states_of_people(tuple(kept.values()))


def _without_states_of_people(parties: tuple[tuple[Party, Role], ...]) -> tuple[tuple[Party, Role], ...]:
    """A state named beside its own leader is the leader's, not a further party."""
    people = {p.state for p, _ in parties if p.kind in ("person", "office", "delegation")}
    return tuple((p, r) for p, r in parties if p.kind not in ("state", "body") or p.state not in people)


def _channel(
    document: Document, number: int, word: Span, trigger: Trigger, token: Token, parsed: Parsed, people: bool
) -> tuple[Channel, Span]:
    """The channel: the medium goes before the word's own ("a virtual summit" is a video call)."""
    sentence = document.sentences[number].span
    last = places.clause_end(token, parsed)
    window = Span(max(sentence.start, word.start - 32), min(sentence.end, max(last, word.end + 12)))
    table = triggers.load()
    text = window.of(document.text)
    if trigger.channel in ("visit", "message"):
        return trigger.channel, word
    if trigger.verb and trigger.channel == "call" and _on_arrival(token):
        return "talks", word
    negotiate = trigger.verb and trigger.lemma in ("talk", "speak", "communicate") and not people
    if negotiate and not any(t.lower_ in _LINES for t in grammar.behind(token, ("by", "over", "via"))):
        return "talks", word  # "Ukraine to talk to Poland", but not by phone
    if trigger.lemma == "talk" and grammar.with_some_named(token):
        return "talks", word
    aside = trigger.verb and trigger.channel == "call" and token.tag_ == "VBG" and token.dep_ == "advcl"
    if aside and token.i == 0 and not grammar.behind(token, ("alongside", "beside")):
        return "talks", word  # "Speaking to B, A said": of a call or of a meeting told elsewhere
    occasions = grammar.behind(token, ("at", "in", "during")) if trigger.verb and trigger.lemma == "speak" else []
    if any(t.lemma_.lower() in _PRESS for t in occasions):
        return "meeting", word  # "speaking at a news conference with B"
    paid = trigger.lemma == "call" and not trigger.verb and token.head.lemma_ == "pay"  # "paid a call on B"
    if paid or (trigger.lemma == "speak" and grammar.behind(token, ("alongside", "beside"))):
        return "meeting", word
    for medium, pattern in table.mediums.items():
        for match in pattern.finditer(text):
            at = window.start + match.start()
            if _is_of_a_call(at, token, parsed):
                continue
            if trigger.channel in ("call", "phone_call", "talks", "meeting", "summit") and places.belongs(
                at, token, parsed
            ):
                return medium, Span(window.start + match.start(), window.start + match.end())
    near = table.in_person.search(text)
    if near and trigger.channel in ("call", "talks"):
        return "meeting", Span(window.start + near.start(), window.start + near.end())
    return trigger.channel, word


def _is_of_a_call(at: int, token: Token, parsed: Parsed) -> bool:
    """ "met in March and spoke by phone in May": the medium is that of the speaking."""
    medium = parsed.token_at(at)
    verb = next((t for t in grammar.climb(medium) if t.pos_ == "VERB"), None) if medium is not None else None
    if verb is None or verb.i == token.i or token.lemma_ != "meet" or token.pos_ != "VERB":
        return False
    told = triggers.tells(verb)
    return told is not None and told.channel == "call"


def _on_arrival(token: Token) -> bool:
    """ "to visit China to talk trade with Xi": who travels to talk does not call."""
    goes = [v for v in triggers.load().verbs.values() if v.frame in ("go", "visit") and not v.needs]
    own = bool(grammar.children(token, *grammar.SUBJECTS))  # "invited B to visit after the two spoke by telephone"
    # also "flew in, talked with B"
    return not own and token.dep_ in ("advcl", "xcomp", "conj") and token.head.lemma_.lower() in {v.lemma for v in goes}


_LINES = frozenset({"phone", "telephone", "video", "videolink", "link"})
_PRESS = frozenset({"conference", "briefing", "appearance"})
_SHORTEST_NAME = 4  # letters of a name in capitals
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bago\b|\byears?\b")
# "has met Mr Putin repeatedly": no contact that could be counted
_OFTEN = frozenset(
    {"repeatedly", "often", "frequently", "regularly", "routinely", "rarely", "sometimes", "occasionally", "times"}
)
_ONE_BY_ONE = 3  # "his recent talks with A, B and C" are one with each
_BACK = frozenset({"last", "previous", "previously", "prior", "earlier", "past"})
_PEERS = ("counterpart", "counterparts", "opposite number")
UNCOUNTED = "uncounted former contacts"


def _wish(trigger: Trigger, status: Reading) -> str | None:
    """ "open to dialogue with the West" is a stance, no contact that anybody has in view."""
    return "a wish for dialogue" if trigger.lemma == "dialogue" and status.status == "proposed" else None


def _out_of_office(parties: tuple[tuple[Party, Role], ...], sentence: Span, document: Document) -> str | None:
    """ "the former president met the former prime minister": of no state, where none of them holds an office.

    Whom the text calls by an office holds it, whatever the knowledge says; and in another year they may have had one.
    """
    on = document.article.published.interval
    known = [p.person for p, _ in parties]
    if on is None or len(known) < 2 or any(person is None for person in known):
        return None
    if any(p.title and not p.past for p, _ in parties) or _YEAR.search(document.text, sentence.start, sentence.end):
        return None
    held = any(document.knowledge.office(person, on) is not None for person in known if person is not None)
    return None if held else "nobody in office"


def _reason(parties: tuple[tuple[Party, Role], ...], status: Reading, reason: str | None) -> str | None:
    """Why a candidate is no contact; None where it is one."""
    if reason:
        return reason
    if status.status is None:
        return status.rule
    parts = triggers.load().parts
    sides = {p.state for p, _ in parties if p.state}
    sides -= {part for part in sides if parts.get(part) in sides}  # Macau beside China is no other side
    if not parties:
        return "no party named"
    if all(p.title in _PEERS and p.person is None for p, _ in parties):
        return "only one side named"  # "to meet counterparts from A and B": whose they are
    if len(sides) >= 2:
        return None
    if len(parties) >= 2 and len(sides) == 1 and all(p.state for p, _ in parties):
        return f"both parties of one state ({sides.pop()})"
    return "only one side named"
