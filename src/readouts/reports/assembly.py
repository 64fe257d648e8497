"""A group of candidates → a contact of the exchange format, with a claim for every value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readouts import statements
from readouts.language.bodies import LEADERS
from readouts.language.document import Document
from readouts.model import (
    CALLS,
    Channel,
    Claim,
    Contact,
    ContactDate,
    Duration,
    Participant,
    Place,
    Reporter,
    Role,
    Span,
    Status,
    StatusStep,
    TimeExpression,
    VisitType,
)
from readouts.reports import beside, chief, further, hosts, inferred, joining, roles, surroundings
from readouts.reports.grouped import TO_COME, Detailed, Group
from readouts.reports.hypothetical import FELL_THROUGH
from readouts.reports.party import Party

_SPECIFIC: tuple[Channel, ...] = (
    "video_call",
    "phone_call",
    "call",
    "visit",
    "summit",
    "meeting",
    "message",
    "talks",
    "other",
)
# two places, if any: "in Ukraine" beside a call is what it is about
_REMOTE: tuple[Channel, ...] = (*CALLS, "message")
_VISIT_TYPES: tuple[VisitType, ...] = ("state", "official", "working", "private")
_CONVERSATION = ("conversation", "chat")
_SPOKEN = frozenset({"NATO", "APEC", "ASEAN", "BRICS", "OPEC", "ECOWAS", "CARICOM", "Mercosur"})  # names without "the"


def assemble(
    document: Document, group: Group, number: int, groups: list[Group], dated: Sequence[TimeExpression]
) -> Contact:
    """The report that a group of candidates makes."""
    claims: list[Claim] = []
    channel = _channel(group, claims)
    status, history = _status(group, document, claims)
    place = _place(group, groups, document, claims) if channel not in _REMOTE else None
    named = hosts.of_summit(group.parties, place, document) if channel == "summit" else group.parties
    settled = roles.settle(group, named, channel, place, document, claims)
    participants = tuple(_participant(p, r, claims) for p, r in settled)
    date = _date(group, inferred.infer(group, groups, document, dated), claims)
    duration = _first(m.duration for m in group.members)
    if duration:
        claims.append(
            Claim(
                field="duration",
                value=duration.text,
                spans=(duration.span,),
                rule="length that hangs on the contact's word",
            )
        )
    kind = further.visit_type(group, document) if channel == "visit" else None
    if kind:
        claims.append(Claim(field="visit_type", value=kind[0], spans=(kind[1],), rule="words of the visit"))
    setting = further.setting(group, document)
    if setting:
        claims.append(
            Claim(field="setting", value=setting.of(document.text), spans=(setting,), rule="on the margins of")
        )
    asker = further.asked_for_by(group, document)
    if asker and asker.span:
        claims.append(Claim(field="asked_for_by", value=asker.name, spans=(asker.span,), rule="at the initiative of"))
    reported = _reported(group, document, claims)
    main = chief.is_main(group, document, groups)
    claims.append(
        Claim(
            field="main",
            value=str(main).lower(),
            spans=(group.members[0].candidate.evidence,),
            rule="stands in the head of the article" if main else "told as background",
        )
    )
    return Contact(
        id=f"c{number}",
        participants=participants,
        channel=channel,
        status=status,
        visit_type=kind[0] if kind else None,
        setting=setting.of(document.text) if setting else None,
        asked_for_by=asker,
        reported_by=reported,
        status_history=history,
        date=date,
        duration=duration,
        place=place,
        main=main,
        evidence=tuple(dict.fromkeys(m.candidate.evidence for m in group.members)),
        claims=tuple(claims),
    )


def _reported(group: Group, document: Document, claims: list[Claim]) -> tuple[Reporter, ...]:
    """Who reports it: the chain over its first full telling that has one."""
    for member in sorted(group.members, key=lambda m: (m.candidate.reason is not None, m.candidate.word)):
        found = statements.reporters(document, member.candidate.word)
        if found:
            claims.extend(
                Claim(field="reported_by", value=r.name, spans=(r.span,), rule="chain of reporting") for r in found
            )
            return found
    return ()


def _channel(group: Group, claims: list[Claim]) -> Channel:
    """The more specific of compatible channels; a guest received is a meeting, announced with a place a visit."""
    members = sorted(group.members, key=lambda m: _SPECIFIC.index(m.candidate.channel))
    best = members[0].candidate
    channel = best.channel
    if channel == "talks" and all(m.candidate.trigger.lemma in _CONVERSATION for m in group.members):
        channel = "call"  # "in a conversation with him": remote, where nothing says that they met
    if channel == "meeting" and best.trigger.frame == "host" and best.status.status in TO_COME:
        channel = "visit"
    claims.append(Claim(field="channel", value=channel, spans=(best.channel_span,), rule=best.rule))
    return channel


def _status(group: Group, document: Document, claims: list[Claim]) -> tuple[Status, tuple[StatusStep, ...]]:
    """The status: what calls off or denies goes before, then what rests on more than a noun's place, then the first."""
    members = [m for m in group.members if m.candidate.status.status]
    # "lands in Turkey, planning to meet B": the visit has begun
    under_way = any(m.candidate.channel == "visit" and m.candidate.status.status == "ongoing" for m in members)
    under_way = under_way and all(m.candidate.status.status in ("ongoing", "held", "announced") for m in members)
    rank = {"cancelled": 0, "postponed": 0, "denied": 0, "attempted": 1}
    best = min(
        members,
        key=lambda m: (
            _is_earlier(m, document),
            under_way and m.candidate.status.status != "ongoing",
            rank.get(m.candidate.status.status or "", 2),
            m.candidate.reason is not None or m.candidate.rule.endswith(beside.MATE),
            joining.weak(m.candidate.status.rule),
            not _of_people(m),
        ),
    )
    status = best.candidate.status.status
    assert status is not None
    if status == "announced" and best.candidate.status.rule.startswith(FELL_THROUGH):
        status = "cancelled"  # "had been due in Kyiv on Monday", and no more is told of it
    span = best.candidate.status_span
    claims.append(Claim(field="status", value=status, spans=(span,), rule=best.candidate.status.rule))
    said = document.article.published.interval
    steps: list[StatusStep] = []
    for member in members:
        step = member.candidate.status.status
        if (
            step
            and step != status
            and not joining.weak(member.candidate.status.rule)
            and all(s.status != step for s in steps)
        ):
            steps.append(StatusStep(status=step, date=said, span=member.candidate.status_span))
    return status, (*steps, StatusStep(status=status, date=said, span=span))


def _is_earlier(detailed: Detailed, document: Document) -> bool:
    """ "had refused to negotiate": the pluperfect tells of a status before the one now."""
    parsed = document.parsed(detailed.candidate.sentence)
    word = parsed.token_at(detailed.candidate.status_span.start)
    return word is not None and any(c.dep_ == "aux" and c.lower_ == "had" for c in word.children)


def _of_people(detailed: Detailed) -> bool:
    """Whether the parties are named people, not states."""
    return all(p.kind in ("person", "office") for p, _ in detailed.candidate.parties)


def _participant(party: Party, role: Role, claims: list[Claim]) -> Participant:
    name, kind = party.name, party.kind
    if party.rule == LEADERS and kind == "body":  # "G7 leaders": who met is not the body but they
        office, of, what = (party.title or "leader").partition(" of ")  # "heads of state", "foreign ministers"
        name, kind = f"{office}s{of}{what} of {'' if name in _SPOKEN else 'the '}{name}", "delegation"
    claims.append(
        Claim(field="participants", value=name, spans=party.spans, rule=party.rule, inferred_from=party.inferred)
    )
    return Participant(name=name, kind=kind, state=party.state, office=party.office, role=role, spans=party.spans)


def _date(group: Group, guess: ContactDate | None, claims: list[Claim]) -> ContactDate | None:
    """The narrowest date told of the contact, else the inferred one."""
    dates = group.dates or ([guess] if guess else [])
    if not dates:
        return None
    best = min(dates, key=lambda d: ((d.latest - d.earliest).days, d.span or Span(0, 0)))
    value = best.earliest.isoformat() if best.earliest == best.latest else f"{best.earliest}/{best.latest}"
    claims.append(
        Claim(
            field="date",
            value=value,
            spans=(best.span,) if best.span else (),
            rule=best.rule,
            inferred_from=None if best.span else best.rule,
        )
    )
    return best


def _place(group: Group, groups: list[Group], document: Document, claims: list[Claim]) -> Place | None:
    """The first place told; a building or town goes before the capital, and that before its state."""
    places = [m.place for m in group.members if m.place]
    beside = [m.place for m in group.aside if m.place]
    if not places:
        places = beside
    elif _breadth(places[0], document) == _STATE:
        places += [p for p in beside if p.state == places[0].state or p.state is None]
    if not places:
        around = surroundings.place_around(group, groups, document)
        if around is None:
            return None
        found, how = around
        spans = (found.span,) if found.span else ()
        claims.append(
            Claim(field="place", value=found.name, spans=spans, rule="place around the contact", inferred_from=how)
        )
        return found
    first = places[0]
    fits = [p for p in places if p.state in (None, first.state) or first.state is None]
    best = min(fits, key=lambda p: _breadth(p, document))
    claims.append(
        Claim(
            field="place",
            value=best.name,
            spans=(best.span,) if best.span else (),
            rule="place in the contact's frame",
            inferred_from=None if best.span else best.name,
        )
    )
    return best


_STATE = 2


def _breadth(place: Place, document: Document) -> int:
    """How wide a place is: a building or town, a capital, a state."""
    if place.state is None:
        return 0
    state = document.knowledge.state(place.state)
    if state is None:
        return 0
    if place.name in (state.name, *state.aliases) or place.name.endswith(" capital"):
        return _STATE
    return 1 if place.name in state.capitals else 0


def _first(values: Iterable[Duration | None]) -> Duration | None:
    return next((v for v in values if v is not None), None)


__all__ = ["Detailed", "assemble"]
