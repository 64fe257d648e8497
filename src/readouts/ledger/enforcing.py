"""Merges and splits that people judged, laid over the groups that the rules made.

What a person said of two reports goes before all rules, and of two judgements the later one. Reports that were judged
the same bring their whole groups together; reports that were judged apart leave each other, and what nobody judged
stays with the side that the rules would put it on, else with the first told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations, product

from readouts.ledger.cluster import Group, Partition, Question, cluster
from readouts.ledger.judgement import LEAVING, STAYING
from readouts.ledger.report import Report
from readouts.ledger.rulings import Ruling

SAME, APART = "judged the same", "judged apart"
"""Rules of the crosswalk by which a report is where a person put it."""

Pair = frozenset[str]


class Said:
    """What was judged of pairs of reports: the later judgement has the word."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        words: dict[Pair, bool] = {}
        for ruling in sorted(rulings, key=lambda ruling: ruling.position):
            if ruling.kind == "merge":
                words |= {frozenset(pair): True for pair in combinations(set(ruling.reports()), 2)}
            elif ruling.kind == "split":
                words |= {
                    frozenset(pair): False
                    for pair in product(ruling.reports(LEAVING), ruling.reports(STAYING))
                    if pair[0] != pair[1]
                }
        self.same = {pair for pair, same in words.items() if same}
        self.apart = {pair for pair, same in words.items() if not same}
        self.concerned = {report for pair in words for report in pair}

    def part(self, reports: Iterable[Report], others: Iterable[Report]) -> bool:
        """Whether any of the one was judged apart from any of the others."""
        return any(frozenset((a.id, b.id)) in self.apart for a, b in product(reports, others))


def enforce(partition: Partition, said: Said) -> Partition:
    """The groups as people judged them; those that nobody judged are left as they are."""
    present = {report.id for group in partition.groups for report in group.reports}
    if said.concerned.isdisjoint(present):
        return partition
    joined = _join(list(partition.groups), said)
    parted = [part for group in joined for part in _part(group, said)]
    groups = tuple(sorted(parted, key=lambda group: group.reports[0].seniority))
    return _answer(Partition(groups, partition.questions), said)


def _join(groups: list[Group], said: Said) -> list[Group]:
    """Groups with reports that were judged the same made one."""
    home = {report.id: group for group in groups for report in group.reports}
    for pair in sorted(said.same, key=sorted):
        a, b = sorted(pair)
        if a in home and b in home and home[a] is not home[b]:
            left, right = home[a], home[b]
            whole = Group([*left.reports, *right.reports], {**left.rules, **right.rules})
            whole.reports.sort(key=lambda report: report.seniority)
            whole.rules |= dict.fromkeys((a, b), SAME)
            home |= {report.id: whole for report in whole.reports}
    return list({id(group): group for group in home.values()}.values())


def _part(group: Group, said: Said) -> list[Group]:
    """A group as several where reports of it were judged apart."""
    ids = {report.id for report in group.reports}
    apart = {pair for pair in said.apart if pair <= ids}
    if not apart:
        return [group]
    judged = {id for pair in apart for id in pair}
    blocks = _blocks(group.reports, said)
    bins: list[list[Report]] = []
    free: list[list[Report]] = []
    for block in blocks:
        if judged.isdisjoint(report.id for report in block):
            free.append(block)
            continue
        home = next((one for one in bins if not said.part(block, one)), None)
        if home is None:
            bins.append(list(block))
        else:
            home += block
    for block in free:
        _choose(block, bins).extend(block)
    return [_ruled(reports, group, judged) for reports in bins]


def _blocks(reports: Sequence[Report], said: Said) -> list[list[Report]]:
    """Reports that were judged the same stay together, in the order of their first."""
    home = {report.id: [report] for report in reports}
    for pair in sorted(said.same, key=sorted):
        a, b = sorted(pair)
        if a in home and b in home and home[a] is not home[b]:
            whole = sorted([*home[a], *home[b]], key=lambda report: report.seniority)
            home |= {report.id: whole for report in whole}
    unique = {id(block): block for block in home.values()}
    return sorted(unique.values(), key=lambda block: block[0].seniority)


def _choose(block: Sequence[Report], bins: Sequence[list[Report]]) -> list[Report]:
    """The side that the rules put a block on of which nobody said anything; the first where they put it on none."""
    own = {report.id for report in block}
    for one in bins:
        for group in cluster([*one, *block]).groups:
            members = {report.id for report in group.reports}
            if not own.isdisjoint(members) and not own.issuperset(members):
                return one
    return bins[0]


def _ruled(reports: Sequence[Report], group: Group, judged: set[str]) -> Group:
    ordered = sorted(reports, key=lambda report: report.seniority)
    rules = {report.id: APART if report.id in judged else group.rules[report.id] for report in ordered}
    return Group(ordered, rules)


def _answer(partition: Partition, said: Said) -> Partition:
    """Questions that judgements answer: a report joins the one contact that is left to choose from."""
    groups = list(partition.groups)
    still: list[Question] = []
    for question in partition.questions:
        home = {report.id: group for group in groups for report in group.reports}
        own = home[question.report]
        near = {home[one].reports[0].id: home[one] for one in question.candidates}
        left = {first: group for first, group in near.items() if not said.part(own.reports, group.reports)}
        if own.reports[0].id in near or not left:
            continue
        if len(left) > 1 or len(question.candidates) == 1:
            still.append(replace(question, candidates=tuple(sorted(left))))
            continue
        (chosen,) = left.values()
        whole = sorted([*own.reports, *chosen.reports], key=lambda report: report.seniority)
        rules = {**own.rules, **chosen.rules, question.report: SAME}
        groups = [group for group in groups if group is not own and group is not chosen] + [Group(whole, rules)]
    ordered = tuple(sorted(groups, key=lambda group: group.reports[0].seniority))
    return Partition(ordered, tuple(still))
