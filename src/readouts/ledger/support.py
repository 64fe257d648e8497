"""How well a contact is supported: by how many origins that do not depend on each other, not by how many articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from readouts.ledger.contact import LedgerContact
from readouts.ledger.credits import find_credits
from readouts.ledger.families import Kin
from readouts.ledger.origins import Origin, OriginKind, find_origin
from readouts.model import Contact, Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of an article that reports a contact: its text is empty where the ledger does not have it."""

    article: str
    report: str
    text: str
    outlet: str | None
    byline: str | None
    published: Interval | None
    said: Contact


@dataclass(frozen=True, slots=True)
class Backing:
    """One independent origin, with the articles that go back to it."""

    name: str
    kind: OriginKind
    articles: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class FieldBacking:
    """The chosen value of one field: the names of the independent origins that say so, and the articles."""

    field: str
    value: str
    origins: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """What a contact rests on.

    `origins` are independent of each other as far as is known; `unknown` are the articles whose origin nobody knows,
    which add none; `copies` are the families of articles that descend from one text.
    """

    articles: int
    origins: tuple[Backing, ...]
    unknown: tuple[str, ...]
    copies: tuple[Kin, ...]
    fields: tuple[FieldBacking, ...]

    @property
    def official(self) -> int:
        """How many of the origins are a state's own word."""
        return sum(origin.kind == "official" for origin in self.origins)


def weigh(contact: LedgerContact, sources: Sequence[Source], kin: Sequence[Kin]) -> Support:
    """The support of a contact by the articles that report it and their families of copies, whatever their order."""
    ordered = sorted(sources, key=lambda source: (source.article, source.report))
    origins = _trace_back(ordered, kin)
    backing: dict[str, list[tuple[str, Origin]]] = {}
    unknown: set[str] = set()
    for source in ordered:
        origin = origins[source.article, source.report]
        if origin.key is None:
            unknown.add(source.article)
        else:
            backing.setdefault(origin.key, []).append((source.article, origin))
    found = {key: _sum_up(some) for key, some in backing.items()}
    return Support(
        articles=len({source.article for source in ordered}),
        origins=tuple(sorted(found.values(), key=lambda one: (-len(one.articles), one.name))),
        unknown=tuple(sorted(unknown - {article for some in backing.values() for article, _ in some})),
        copies=tuple(kin),
        fields=tuple(_fields(contact, ordered, origins, found)),
    )


def _sum_up(some: Sequence[tuple[str, Origin]]) -> Backing:
    """One origin from the several names it has: an official's before an agency's before an outlet's."""
    kinds: tuple[OriginKind, ...] = ("official", "agency", "outlet", "unknown")
    best = min((origin for _, origin in some), key=lambda origin: (kinds.index(origin.kind), origin.name))
    return Backing(best.name, best.kind, tuple(sorted({article for article, _ in some})), best.rule)


def _trace_back(sources: Sequence[Source], kin: Sequence[Kin]) -> dict[tuple[str, str], Origin]:
    """The origin of each report; copies of one text have that of the one it can be traced to."""
    own = {
        (source.article, source.report): find_origin(
            source.outlet, source.byline, find_credits(source.text), source.said.reported_by
        )
        for source in sources
    }
    for family in kin:
        members = [source for source in sources if source.article in family.members]
        first = min(members, key=lambda source: _precedence(source, own[source.article, source.report]))
        origin = own[first.article, first.report]
        for source in members:
            rule = origin.rule if source is first else f"copy of {first.article}"
            own[source.article, source.report] = Origin(origin.key, origin.name, origin.kind, rule)
    return own


def _precedence(source: Source, origin: Origin) -> tuple[bool, bool, date, str]:
    """Which of several copies tells best where all come from: what is credited, then what appeared first."""
    credited = origin.rule != "outlet" or origin.kind in ("official", "agency")
    day = source.published.earliest if source.published else date.max
    return origin.key is None, not credited, day, source.article


def _fields(
    contact: LedgerContact,
    sources: Sequence[Source],
    origins: Mapping[tuple[str, str], Origin],
    backing: Mapping[str, Backing],
) -> list[FieldBacking]:
    """For each field that has a value the reports that say so, and what these go back to."""
    when, place, lasting = contact.date, contact.place, contact.duration
    asker = contact.asked_for_by
    rows: list[tuple[str, str, Callable[[Contact], bool]]] = [
        ("participants", ", ".join(party.name for party in contact.participants), lambda said: True),  # noqa: ARG005
        ("channel", contact.channel, lambda said: said.channel == contact.channel),
        ("status", contact.status, lambda said: said.status == contact.status),
    ]
    if when:
        days = Interval(when.earliest, when.latest)
        value = str(when.earliest) if when.earliest == when.latest else f"{when.earliest}/{when.latest}"
        rows.append(("date", value, lambda said: bool(said.date and said.date.interval.overlaps(days))))
    if place:
        rows.append(("place", place.name, lambda said: bool(said.place and said.place.name == place.name)))
    if lasting:
        minutes = f"{lasting.at_least_minutes or ''}/{lasting.at_most_minutes or ''}"
        rows.append(("duration", minutes, lambda said: said.duration is not None))
    if asker:
        rows.append(("asked_for_by", asker.name, lambda said: bool(said.asked_for_by)))
    result = []
    for field, value, says in rows:
        those = [source for source in sources if says(source.said)]
        keys = {origins[source.article, source.report].key for source in those}
        names = sorted(backing[key].name for key in keys if key)
        result.append(FieldBacking(field, value, tuple(names), tuple(sorted({source.article for source in those}))))
    return result
