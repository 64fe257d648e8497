"""Judgements as the ledger holds them: which are in force, and which reports they bear on now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select

from readouts.ledger import tables as t
from readouts.ledger.bearing import Current, find_bearing
from readouts.ledger.judgement import Bearing, Ground, Judgement, JudgementKind, Seen, State
from readouts.ledger.write import chunks
from readouts.model import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A judgement in its `position`, with what each of its grounds is now; `undone_by` names what undid it."""

    position: int
    judgement: Judgement
    bearings: tuple[Bearing, ...]
    undone_by: str | None = None

    @property
    def id(self) -> str:
        """The judgement's."""
        return self.judgement.id

    @property
    def kind(self) -> JudgementKind:
        """The judgement's."""
        return self.judgement.kind

    def reports(self, side: int | None = None) -> list[str]:
        """The reports it bears on, or those of one side."""
        sides = [ground.side for ground in self.judgement.grounds]
        pairs = zip(sides, self.bearings, strict=True)
        return [b.report for own, b in pairs if b.report and side in (None, own)]

    @property
    def sides(self) -> list[int]:
        """The sides there are."""
        return sorted({ground.side for ground in self.judgement.grounds})

    @property
    def state(self) -> State:
        """The worst state of its grounds; flagged where it has lost all of them."""
        states = {bearing.state for bearing in self.bearings}
        return "flagged" if "flagged" in states else "moved" if "moved" in states else "kept"

    @property
    def reason(self) -> str | None:
        """What moved or was lost, ground by ground, each said once."""
        return "; ".join(dict.fromkeys(b.reason for b in self.bearings if b.reason)) or None


def load_rulings(connection: Connection) -> list[Ruling]:
    """All judgements in the order they were made; undone ones say by what."""
    grounds = _grounds(connection)
    bearings: dict[str, list[Bearing]] = {}
    query = select(t.bearings).order_by(t.bearings.c.judgement, t.bearings.c.position)
    for row in connection.execute(query):
        bearings.setdefault(row.judgement, []).append(Bearing(row.report, row.state, row.reason))
    found = []
    for row in connection.execute(select(t.judgements).order_by(t.judgements.c.position)):
        judgement = Judgement(
            kind=row.kind, by=row.by, made=row.made, why=row.why, field=row.field, value=row.value,
            machine=row.machine, undoes=row.undoes, grounds=tuple(grounds.get(row.id, ())),
        )  # fmt: skip
        found.append((row.id, row.position, judgement, tuple(bearings.get(row.id, ()))))
    undone = _undone([(id, judgement) for id, _, judgement, _ in found])
    return [
        Ruling(position=position, judgement=judgement, bearings=own, undone_by=undone.get(id))
        for id, position, judgement, own in found
    ]


def standing(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Those in force, the undoing ones left out."""
    return [ruling for ruling in rulings if ruling.undone_by is None and ruling.kind != "undo"]


def write_judgement(connection: Connection, judgement: Judgement) -> bool:
    """Adds a judgement with what its grounds are now, behind those that are there; False where it is there already."""
    id = judgement.id
    if connection.execute(select(t.judgements.c.id).where(t.judgements.c.id == id)).scalar() is not None:
        return False
    last = connection.execute(select(func.max(t.judgements.c.position))).scalar()
    row = {name: getattr(judgement, name) for name in ("kind", "by", "made", "why", "field", "value", "machine")}
    position = 0 if last is None else last + 1
    connection.execute(insert(t.judgements), [{"id": id, "position": position, **row, "undoes": judgement.undoes}])
    rows = [
        {
            "judgement": id, "position": place, "side": ground.side, "article": ground.article,
            "sha256": ground.sha256, "local_id": ground.report, "seen": msgspec.json.encode(ground.seen).decode(),
        }
        for place, ground in enumerate(judgement.grounds)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(t.grounds), rows)
        bear_on(connection, sorted({ground.article for ground in judgement.grounds}))
    return True


def bear_on(connection: Connection, articles: Sequence[str]) -> set[str]:
    """Works out anew what the grounds in these articles are; returns all reports that their judgements bear on."""
    found: dict[tuple[str, int], Ground] = {}
    names = set(articles)
    for some in chunks(sorted(articles)):
        names |= set(connection.execute(select(t.versions.c.id).where(t.versions.c.article.in_(some))).scalars())
    for some in chunks(sorted(names)):
        for row in connection.execute(select(t.grounds).where(t.grounds.c.article.in_(some))):
            found[row.judgement, row.position] = _ground(row)
    if not found:
        return set()
    current = load_current(connection, {ground.article for ground in found.values()})
    rows = []
    for (judgement, position), ground in sorted(found.items()):
        bearing = find_bearing(ground, current.get(ground.article))
        rows.append(
            {
                "judgement": judgement, "position": position, "report": bearing.report, "state": bearing.state,
                "reason": bearing.reason,
            }
        )  # fmt: skip
        place = (t.bearings.c.judgement == judgement, t.bearings.c.position == position)
        connection.execute(delete(t.bearings).where(*place))
    connection.execute(insert(t.bearings), rows)
    concerned: set[str] = set()
    for some in chunks(sorted({judgement for judgement, _ in found})):
        query = select(t.bearings.c.report).where(t.bearings.c.judgement.in_(some), t.bearings.c.report.is_not(None))
        concerned |= {report for report in connection.execute(query).scalars() if report}
    return concerned


def load_current(connection: Connection, articles: Iterable[str]) -> dict[str, Current]:
    """What the ledger holds of articles now, by the id that a judgement knows each under."""
    known = _newest(connection, articles)
    found: dict[str, Current] = {}
    for some in chunks(sorted(set(known.values()))):
        said: dict[str, list[Contact]] = {}
        columns = (t.reports.c.article, t.reports.c.said)
        query = select(*columns).where(t.reports.c.article.in_(some)).order_by(*columns[:1], t.reports.c.position)
        for row in connection.execute(query):
            said.setdefault(row.article, []).append(msgspec.json.decode(row.said, type=Contact))
        texts = select(t.articles.c.id, t.articles.c.sha256, t.articles.c.text).where(t.articles.c.id.in_(some))
        for one in connection.execute(texts):
            found[one.id] = Current(one.id, one.sha256, one.text or "", tuple(said.get(one.id, ())))
    return {name: found[article] for name, article in known.items() if article in found}


def _newest(connection: Connection, articles: Iterable[str]) -> dict[str, str]:
    """The article that each id means now: where a newer text took its place, the one of that text."""
    known = {article: article for article in articles}
    for some in chunks(sorted(known)):
        rows = connection.execute(select(t.versions.c.id, t.versions.c.article).where(t.versions.c.id.in_(some)))
        known |= {row.id: row.article for row in rows}
    return known


def companions(connection: Connection) -> dict[str, set[str]]:
    """For each report that a judgement bears on, the others that it bears on: they are decided together."""
    together: dict[str, set[str]] = {}
    for row in connection.execute(select(t.bearings.c.judgement, t.bearings.c.report)):
        if row.report:
            together.setdefault(row.judgement, set()).add(row.report)
    found: dict[str, set[str]] = {}
    for reports in together.values():
        for report in reports:
            found.setdefault(report, set()).update(reports)
    return found


def _grounds(connection: Connection) -> dict[str, list[Ground]]:
    found: dict[str, list[Ground]] = {}
    for row in connection.execute(select(t.grounds).order_by(t.grounds.c.judgement, t.grounds.c.position)):
        found.setdefault(row.judgement, []).append(_ground(row))
    return found


def _ground(row: Row[tuple[object, ...]]) -> Ground:
    return Ground(row.side, row.article, row.sha256, row.local_id, msgspec.json.decode(row.seen, type=Seen))


def _undone(judgements: Sequence[tuple[str, Judgement]]) -> dict[str, str]:
    """What undid each judgement; an undoing that was itself undone undoes nothing."""
    undone: dict[str, str] = {}
    for id, judgement in reversed(judgements):
        if judgement.undoes and id not in undone:
            undone[judgement.undoes] = id
    return undone
