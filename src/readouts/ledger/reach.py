"""From reports to all others that the same decision must weigh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from readouts.ledger import tables as t
from readouts.ledger.compare import compatible, supporting
from readouts.ledger.moving import may_move
from readouts.ledger.report import Report
from readouts.ledger.rulings import companions
from readouts.ledger.write import chunks, load_reports


def reach(connection: Connection, ids: Iterable[str]) -> list[list[Report]]:
    """The reports of these ids with all that can be of one contact with one of them, and so on, in parts.

    No report of a part reaches any outside of it, in the whole ledger: neither by the rules nor by a judgement that
    bears on both. Ids that are not there are passed over.
    """
    cabinet = _Cabinet(connection)
    placed: set[str] = set()
    parts: list[list[Report]] = []
    starts = cabinet.take(set(ids))
    cabinet.fetch(starts)
    for start in starts:
        if start.id not in placed:
            placed.add(start.id)
            parts.append(_walk(cabinet, start, placed))
    return parts


def _walk(cabinet: _Cabinet, start: Report, placed: set[str]) -> list[Report]:
    """The part of a report, found step by step; all that one step needs is read together."""
    part, edge = [start], [start]
    while edge:
        cabinet.fetch(edge)
        reached: list[Report] = []
        for report in edge:
            tied = [other for other in cabinet.near(report) if other.id not in placed and _tied(report, other)]
            placed.update(other.id for other in tied)
            tied += cabinet.companions(report, placed)
            placed.update(other.id for other in tied)
            reached += tied
        part += reached
        edge = reached
    return part


def _tied(a: Report, b: Report) -> bool:
    return (compatible(a, b) and supporting(a, b)) or may_move(a, b)


class _Cabinet:
    """The reports of a ledger by the keys they are filed under; each is read once.

    The drawers that a report seeks are opened once it is part of something, not because it lies near.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._reports: dict[str, Report] = {}
        self._drawers: dict[str, list[str]] = {}
        self._companions = companions(connection)

    def take(self, ids: set[str]) -> list[Report]:
        """The reports of these ids that are there, in the order of the ids."""
        missing = ids - self._reports.keys()
        new = load_reports(self._connection, missing) if missing else []
        self._reports |= {report.id: report for report in new}
        return [self._reports[one] for one in sorted(ids & self._reports.keys())]

    def fetch(self, reports: Sequence[Report]) -> None:
        """Reads what is near any of the reports, all at once."""
        self._open({key for report in reports for key in report.sought})
        self.take({one for report in reports for key in report.sought for one in self._drawers[key]})

    def near(self, report: Report) -> list[Report]:
        """All reports filed under a key that this one seeks, by id."""
        ids = {one for key in report.sought for one in self._drawers[key]}
        return [self._reports[one] for one in sorted(ids) if one in self._reports]

    def companions(self, report: Report, placed: set[str]) -> list[Report]:
        """The reports not placed yet that a judgement bears on as on this one."""
        found = self._companions.get(report.id)
        return self.take(found - placed) if found else []

    def _open(self, keys: set[str]) -> None:
        closed = sorted(keys.difference(self._drawers))
        self._drawers |= {key: [] for key in closed}
        columns = (t.filings.c.key, t.filings.c.report)
        for some in chunks(closed):
            for row in self._connection.execute(select(*columns).where(t.filings.c.key.in_(some))):
                self._drawers[row.key].append(row.report)
