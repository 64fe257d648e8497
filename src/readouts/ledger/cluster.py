"""Reports → contacts: which of them speak of the same one.

The answer depends on the set of reports alone, never on their order. Firmer reports are grouped first: those with
a stated day, then those told just after the contact, then those that look ahead or far back; a report of a later
kind joins the nearest group in which nothing speaks against it, and where two are as near it joins neither. Within a
kind the nearest pairs are joined first, and two groups only where no report of the one speaks against one of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from readouts.ledger.compare import compatible, distance, gap, joint, named_alike, supporting
from readouts.ledger.moving import MOVED, find_moves
from readouts.ledger.report import ADRIFT, DATED, FRESH, LOOSE, Report
from readouts.model import Interval

_RULES = {DATED: "same days", FRESH: "told just after", LOOSE: "told from afar"}


@dataclass(slots=True)
class Group:
    """Reports of one contact; `rules` says for each by which rule it is here, `window` where the firmest lie."""

    reports: list[Report]
    rules: dict[str, str] = field(default_factory=dict)

    @property
    def window(self) -> Interval:
        """The days in which all of the firmest reports can lie."""
        firmest = min(report.firmness for report in self.reports)
        return joint(r.window for r in self.reports if r.firmness == firmest and r.window)


@dataclass(frozen=True, slots=True)
class Question:
    """A report that could belong to any of several contacts, given by a report of each, and was left apart."""

    report: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """Groups in which every report stands once, and what could not be decided."""

    groups: tuple[Group, ...]
    questions: tuple[Question, ...]


class Ties:
    """Which reports can be of one contact: what speaks for it is looked for among those filed alike alone."""

    def __init__(self, reports: Iterable[Report]) -> None:
        drawers: dict[str, list[Report]] = {}
        self._fits: dict[tuple[str, str], bool] = {}
        self._near: dict[str, dict[str, Report]] = {}
        for report in reports:
            near = {other.id: other for key in report.sought for other in drawers.get(key, ())}
            tied = {id: other for id, other in near.items() if self._agree(report, other) and supporting(report, other)}
            self._near[report.id] = tied
            for id in tied:
                self._near[id][report.id] = report
            for key in report.filed:
                drawers.setdefault(key, []).append(report)

    def near(self, report: Report) -> Iterable[Report]:
        """The reports of which nothing speaks against being of one contact with this one, and something for it."""
        return self._near[report.id].values()

    def allow(self, left: Sequence[Report], right: Sequence[Report]) -> bool:
        """Whether nothing in two groups speaks against joining them and something speaks for it."""
        likely = any(not self._near[a.id].keys().isdisjoint(b.id for b in right) for a in left)
        return likely and all(self._agree(a, b) for a in left for b in right)

    def _agree(self, a: Report, b: Report) -> bool:
        pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        known = self._fits.get(pair)
        if known is None:
            known = self._fits[pair] = compatible(a, b)
        return known


def cluster(reports: Iterable[Report]) -> Partition:
    """The reports grouped by contact, groups and members in a fixed order."""
    ordered = sorted(reports, key=lambda report: report.id)
    ties = Ties(ordered)
    groups: list[Group] = []
    questions: list[Question] = []
    for firmness in (DATED, FRESH, LOOSE):
        level = [report for report in ordered if report.firmness == firmness]
        rest = _attach(level, groups, ties, questions) if groups else level
        groups += _join(rest, ties)
    groups += [Group([report], {report.id: "nothing to compare by"}) for report in ordered if report.firmness == ADRIFT]
    groups = _move(groups)
    for group in groups:
        group.reports.sort(key=lambda report: report.seniority)
    first = {report.id: group.reports[0].id for group in groups for report in group.reports}
    open_still = (_between(question, first) for question in questions)
    return Partition(
        tuple(sorted(groups, key=lambda group: group.reports[0].seniority)),
        tuple(question for question in open_still if question),
    )


def _move(groups: list[Group]) -> list[Group]:
    """What was put off made one with what came of it."""
    ordered = sorted(groups, key=lambda group: min(report.id for report in group.reports))
    moves = find_moves([group.reports for group in ordered])
    for older, _ in moves:
        ordered[older].rules = dict.fromkeys(ordered[older].rules, MOVED)
    came_of = dict(moves)
    for older, newer in moves:
        while newer in came_of:  # put off more than once
            newer = came_of[newer]
        ordered[newer].reports += ordered[older].reports
        ordered[newer].rules |= ordered[older].rules
    return [group for place, group in enumerate(ordered) if place not in came_of]


def _between(question: Question, first: dict[str, str]) -> Question | None:
    """A question between the contacts that there are in the end; None where it is answered by a move."""
    candidates = tuple(sorted({first[candidate] for candidate in question.candidates}))
    if len(candidates) < 2 or first[question.report] in candidates:
        return None
    return Question(question.report, candidates)


def _attach(
    level: Sequence[Report],
    groups: list[Group],
    ties: Ties,
    questions: list[Question],
) -> list[Report]:
    """Lets each report join the nearest group that allows it; returns those that found none."""
    wishes: list[tuple[tuple[bool, int], Report, Group]] = []
    rest: list[Report] = []
    home = {report.id: group for group in groups for report in group.reports}
    for report in level:
        near_by = {id(home[other.id]): home[other.id] for other in ties.near(report) if other.id in home}
        open_to = [group for group in near_by.values() if ties.allow([report], group.reports)]
        near = sorted({_away(report, group) for group in open_to})
        nearest = [group for group in open_to if _away(report, group) == near[0]]
        if len(nearest) == 1:
            wishes.append((near[0], report, nearest[0]))
            continue
        rest.append(report)
        if nearest:
            questions.append(Question(report.id, tuple(sorted(group.reports[0].id for group in nearest))))
    for _, report, group in sorted(wishes, key=lambda wish: (wish[0], -len(wish[1].parties), wish[1].id)):
        if ties.allow([report], group.reports):
            group.reports.append(report)
            group.rules[report.id] = _RULES[report.firmness]
        else:
            rest.append(report)
    return sorted(rest, key=lambda report: report.id)


def _away(report: Report, group: Group) -> tuple[bool, int]:
    """How far a report is from a group it may join: the same persons named are nearer than any day."""
    unlike = not any(named_alike(report, member) for member in group.reports)
    return unlike, gap(Interval.day(report.anchor), group.window) if report.anchor else 0


def _join(level: Sequence[Report], ties: Ties) -> list[Group]:
    """Groups among reports of one kind, nearest pairs first, no pair in a group that does not allow each other."""
    home = {report.id: Group([report], {report.id: "first told"}) for report in level}
    pairs = [(distance(a, b), a.id, b.id, a, b) for a in level for b in ties.near(a) if a.id < b.id and b.id in home]
    for _, _, _, a, b in sorted(pairs, key=lambda pair: pair[:3]):
        left, right = home[a.id], home[b.id]
        if left is right or not ties.allow(left.reports, right.reports):
            continue
        left.reports += right.reports
        for report in right.reports:
            home[report.id] = left
        left.rules = {report.id: _RULES[report.firmness] for report in left.reports}
    unique = {id(group): group for group in home.values()}
    return list(unique.values())
