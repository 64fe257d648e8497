"""What people are for a time - candidate, nominee, holder of an office - as bounds of the day a text was written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from readouts.errors import KnowledgeError
from readouts.model import Interval, Span
from readouts.times.bounds import is_quoted
from readouts.times.constraint import Constraint
from readouts.times.daysets import FIRST, LAST, join, since
from readouts.times.needles import find_present
from readouts.times.patterns import load_pattern, load_text
from readouts.times.people import Named, find_named, find_needle, has_first_name
from readouts.times.words import read_rows

COLUMNS = ("person", "short", "kind", "words", "earliest", "latest", "source")
KINDS = ("candidate", "front-runner", "presumptive", "nominee", "running-mate", "elect", "office")
# The press calls people by a standing some days before it begins, and goes on for a while after it has ended.
EARLY = {"office": timedelta(days=30)}
LATE = {"office": timedelta(days=45), "campaign": timedelta(days=36)}
SOON, SLACK = timedelta(days=7), timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in one standing: `person` is a pattern of the full name, `short` a surname that will do alone.

    `needle`: characters that no mention lacks.
    """

    person: str
    short: str
    kind: str
    words: str
    days: Interval
    source: str
    needle: str

    @property
    def spelled(self) -> str:
        """The full name in plain letters."""
        return re.sub(r"\(\?:[^()]*\)\??", "", self.person.split("|")[0]).replace("\\", "").strip()


@dataclass(frozen=True, slots=True)
class Called:
    """A text calling somebody something: the standings that may be meant, and of which time it speaks."""

    span: Span
    standings: tuple[Standing, ...]
    time: str
    kind: str

    @property
    def says(self) -> str:
        """The clue in words."""
        first = self.standings[0]
        what = first.words.split("|")[0] if first.kind == "office" else first.kind.replace("-", " ")
        spans = " or ".join(
            f"{one.days.earliest} to {one.days.latest if one.days.latest < LAST else 'now'}" for one in self.standings
        )
        what = re.sub(r"\(\?:[^()]*\)\??|[\\()?:\[\]*]", "", what).strip() or "holder of the office"
        return f"{first.spelled} was {'a ' if first.kind == 'candidate' else ''}{what.lower()} {spans}"


def read_standings(path: Path | None = None) -> tuple[Standing, ...]:
    """The rows of one file (ours without `path`); what cannot be read is a KnowledgeError that names file and line."""
    name = str(path) if path else "standings.csv"
    rows = []
    for line, row in read_rows("standings.csv", COLUMNS, path):
        try:
            days = Interval(date.fromisoformat(row["earliest"]), date.fromisoformat(row["latest"] or LAST.isoformat()))
            re.compile(f"{row['person']}|{row['words']}")
        except (re.error, ValueError) as fault:
            raise KnowledgeError(f"{name}:{line}: {row['person']!r}: {fault}; mend the pattern or the day") from None
        if days.earliest > days.latest or not row["source"] or row["kind"] not in KINDS:
            raise KnowledgeError(
                f"{name}:{line}: {row['person']!r} needs a source, earliest not after latest, and a kind of {KINDS}"
            )
        needle = find_needle(row["person"], row["short"])
        rows.append(Standing(row["person"], row["short"], row["kind"], row["words"], days, row["source"], needle))
    return tuple(rows)


@cache
def load_standings() -> tuple[Standing, ...]:
    """The standings of the package."""
    return read_standings()


@cache
def compile_words(side: str, kind: str, words: str) -> re.Pattern[str] | None:
    """What stands before or behind a name of that standing; None where nothing can."""
    pattern = load_text(f"standings.{side}", kind)
    return None if pattern is None else re.compile(pattern.replace("{words}", words))


def match_words(text: str, name: Named, kind: str, words: str) -> Span | None:
    """The whole of title and name where a text calls the named person by a standing."""
    ahead = compile_words("before", kind, words)
    start = max(name.span.start - 90, 0)
    match = ahead.search(text, start, name.span.start) if ahead else None
    if match:
        return Span(match.start(), name.span.end)
    behind = compile_words("behind", kind, words)
    match = behind.match(text, name.span.end) if behind else None
    if match is None or (name.alone and has_first_name(text, name.span.start)):
        return None
    return Span(name.span.start, match.end())


def find_called(text: str, standings: Sequence[Standing]) -> list[Called]:
    """Every place where a text calls somebody by a standing; one title of several people is all of theirs."""
    found: dict[Span, list[tuple[Standing, str, str]]] = defaultdict(list)
    named: dict[tuple[str, str], list[Named]] = {}
    groups = group_standings(text, standings)
    # Those who run again after they were president come last, when it is known who else the text speaks of.
    for (person, short, kind, words), rows in sorted(groups.items(), key=lambda one: "titled" in one[0][3]):
        if (person, short) not in named:
            named[person, short] = find_named(text, person, short)
        names = named[person, short]
        marks = words.split(";")
        if "titled" in marks and not is_admitted(text, names, found, rows):
            continue
        kinds = [kind, "campaign", "loose"] if kind == "candidate" and "campaign" in marks else [kind]
        for name in names:
            for one in kinds:
                span = match_words(text, name, one, words)
                time = tell_time(text, span) if span else ""
                if span and time:
                    found[span].extend((row, time, "campaign" if one == "loose" else one) for row in rows)
                    break
    return drop_contradicted(
        [Called(span, tuple(row[0] for row in rows), *rows[0][1:]) for span, rows in sorted(found.items())]
    )


def is_admitted(
    text: str, names: Sequence[Named], found: dict[Span, list[tuple[Standing, str, str]]], rows: Sequence[Standing]
) -> bool:
    """Whether the candidacy of a (former) president can be meant.

    The press gives them that title; or the text speaks of somebody who came up after their first candidacy.
    """
    if any(match_words(text, name, "titled", "") for name in names):
        return True
    begun = max(
        (min(row.days.earliest for row, _, _ in one) for one in found.values() if one[0][1] == "now"), default=FIRST
    )
    return begun > min(row.days.earliest for row in rows) - timedelta(days=1460)


def group_standings(text: str, standings: Sequence[Standing]) -> dict[tuple[str, str, str, str], list[Standing]]:
    """The standings of people whose surname stands in a text, by what their mentions look like."""
    present = find_present(text, (one.needle for one in standings))
    groups: dict[tuple[str, str, str, str], list[Standing]] = defaultdict(list)
    for one in standings if present else ():
        if one.needle in present:
            groups[one.person, one.short, one.kind, one.words].append(one)
    return groups


def tell_time(text: str, span: Span) -> str:
    """Of which time a title speaks: "now", "former", "other"; empty where nobody holds it."""
    before = text[max(span.start - 60, 0) : span.start]
    before = re.split(r"(?<!\bSen)(?<!\bGov)(?<!\bRep)[.;:!?](?=\s)|[\n“”\"]", before)[-1]
    ahead = load_pattern("standings", "hypothetical").search(text[span.end : span.end + 20])
    if ahead or load_pattern("standings", "not_held").search(before):
        return ""
    if load_pattern("standings", "former").search(before):
        return "former"
    year_behind = load_pattern("standings", "other_year").search(text[span.end : span.end + 40])
    return "other" if year_behind or load_pattern("standings", "other_time").search(before) else "now"


def drop_contradicted(called: list[Called]) -> list[Called]:
    """Without titles that the text itself shows to be none of its day.

    Who still runs for an office does not hold it yet ("President X" is a wish); of two holders of one office the
    later is the present one, and the other's title is kept as of another time.
    """
    running = {
        one.standings[0].person: max(row.days.latest for row in one.standings)
        for one in called
        if one.time == "now" and one.standings[0].kind not in ("office", "elect")
    }
    latest: dict[str, date] = {}
    for one in called:
        row = one.standings[0]
        if row.kind == "office" and one.time == "now":
            latest[row.words] = max(latest.get(row.words, FIRST), row.days.earliest)
    kept = []
    for one in called:
        row = one.standings[0]
        if row.kind == "office" and row.days.earliest > running.get(row.person, LAST):
            continue
        single = row.words.startswith(("President", "Vice", "Secretary of", "(?:House )?Speaker"))
        if single and one.time == "now" and row.days.earliest < latest[row.words]:
            one = Called(one.span, one.standings, "other", one.kind)
        kept.append(one)
    return kept


def read_called(text: str, standings: Sequence[Standing]) -> list[Constraint]:
    """What the standings named in a text say of its day."""
    called = find_called(text, standings)
    ended = dict(find_ended(text, standings))
    past = {one.standings[0].person for one in called if one.time == "former"} | set(ended)
    constraints = list(read_ended(ended, standings))
    for one in called:
        kind = one.standings[0].kind
        early, late = EARLY.get(kind, SOON), LATE.get(one.kind, SLACK)
        begun = min(row.days.earliest for row in one.standings) - early
        over = min(row.days.latest for row in one.standings)
        if one.time == "former" and over < LAST:
            constraints.append(Constraint(since(over - SLACK), one.span, one.says, "standing-over"))
            continue
        constraints.append(Constraint(since(begun), one.span, one.says, f"{kind}-begun"))
        if one.time != "now" or is_quoted(text, one.span):
            continue
        if kind == "candidate" and one.standings[0].person in past:
            continue
        if all(row.days.latest < LAST for row in one.standings):
            days = join(Interval(row.days.earliest - early, row.days.latest + late) for row in one.standings)
            constraints.append(Constraint(days, one.span, one.says, f"{kind}-now", firm=False))
    return constraints


def find_ended(text: str, standings: Sequence[Standing]) -> Iterator[tuple[str, Span]]:
    """Candidates of whom a text tells that they gave up."""
    for person, short, kind, _ in group_standings(text, standings):
        if kind == "candidate":
            for name in find_named(text, person, short):
                span = match_words(text, name, "ended", "")
                if span:
                    yield person, span
                    break


def read_ended(ended: dict[str, Span], standings: Sequence[Standing]) -> Iterator[Constraint]:
    """Who has given up did so no later than the text."""
    for person, span in ended.items():
        day = min(one.days.latest for one in standings if one.person == person and one.kind == "candidate")
        if day > FIRST:
            yield Constraint(since(day - timedelta(days=3)), span, f"tells of an end of {day}", "candidacy-over")
