"""Is the office held on a date the one that the press of that day gives the person?

    READOUTS_SHARED=../shared python benchmarks/offices.py

The second source is text: news items, articles and official statements, each with its day, that call somebody by state,
title and full name ("Turkish Foreign Minister ...", "President of Kenya ..."). One such saying a person and month is
kept, tenures that were themselves taken from such a text are left out, and 200 of the rest are drawn by a fixed seed.
Right means that the person held an office of that state which the title names. A second draw goes the other way: of a
list of effective leaders that the data were not made from, 200 (state, day) pairs, the leader's surname against ours.
"""

from __future__ import annotations

import csv
import json
import os
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from rapidfuzz import fuzz

from readouts.knowledge import Knowledge, Tenure, load
from readouts.knowledge.days import read_days
from readouts.model import Interval
from readouts.text import fold, plain

SEED = 20260105
DRAWN = 200
SHARED = Path(os.environ.get("READOUTS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
_TITLE = (
    r"(?:[Pp]resident|[Pp]rime [Mm]inister|PM|[Pp]remier|[Cc]hancellor|[Ff]oreign [Mm]inister|[Ff]oreign [Ss]ecretary|"
    r"[Ss]ecretary of [Ss]tate|[Dd]efen[cs]e [Mm]inister|[Dd]efen[cs]e [Ss]ecretary|"
    r"[Nn]ational [Ss]ecurity [Aa]dvis[eo]r|[Kk]ing|[Cc]rown [Pp]rince|[Ee]mir|"
    r"[Vv]ice [Pp]resident|[Ss]ecretary[ -][Gg]eneral)"
)
_WORD = r"(?:[A-Z][\w'-]+|[A-Z]\.|al-[A-Z]\w+|bin|von|der|van|de|da|Al)"
_NAME = rf"(?P<name>[A-Z][\w'.-]+(?: {_WORD}){{1,4}})"
# "former UK prime minister": somebody who no longer is, or not yet.
_PAST = re.compile(
    r"\b(?:former|then|late|ex|incoming|ousted|deposed|acting|deputy|vice|detained|jailed)(?:[ -]['\w.]+){0,3}[ -]$",
    re.IGNORECASE,
)
_ADJECTIVES = frozenset({"US", "U.S.", "UK", "EU", "UN", "NATO", "Nato"})
_SAID = (
    re.compile(rf"(?P<title>{_TITLE}),? {_NAME}"),
    re.compile(rf"(?P<title>{_TITLE}) of (?:the )?(?:Republic of )?(?P<state>[A-Z]\w+(?: [A-Z]\w+)?) {_NAME}"),
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A text of a day that calls a person by state and title."""

    day: date
    person: str
    state: str
    title: str
    where: str


def read_texts() -> Iterator[tuple[str, date, str]]:
    """All dated texts, as (id, day, plain text)."""
    for name in ("official_readouts", "feed", "articles"):
        with (SHARED / "corpora" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["id"], date.fromisoformat(row["published"]), plain(row["text"])


def read_sayings(knowledge: Knowledge) -> Iterator[Saying]:
    """Every saying whose person is known; the state stands before the title, behind "of", or behind the name."""
    for where, day, text in read_texts():
        for pattern in _SAID:
            for match in pattern.finditer(text):
                before = text[max(0, match.start() - 40) : match.start()]
                if _PAST.search(before):
                    continue
                named, end = _person(knowledge, match["name"])
                behind = re.match(r" of (?:the )?([A-Z]\w+(?: [A-Z]\w+)?)", text[match.start("name") + end :])
                owner = match.groupdict().get("state") or (behind[1] if behind else None)
                state = _owner(knowledge, owner) if owner else _owner_before(knowledge, before)
                # "the European Council President's aide": bodies have several presidents, but one secretary-general
                body = state is not None and len(state) != 3 and "ecretary" not in match["title"]
                if named and state and not body:
                    yield Saying(day, named, state, match["title"], where)


def _person(knowledge: Knowledge, name: str) -> tuple[str | None, int]:
    words = name.split(" ")
    for count in range(len(words), 1, -1):
        tried = re.sub(r"'s?$|\.$", "", " ".join(words[:count]))
        known = [p for p in knowledge.persons_named(tried) if fold(tried) in {fold(n) for n in (p.name, *p.aliases)}]
        if len(known) == 1:
            return known[0].id, len(tried)
    return None, 0


def _owner(knowledge: Knowledge, name: str) -> str | None:
    return knowledge.state_of(name) or knowledge.state_of(name.split(" ")[0])


def _owner_before(knowledge: Knowledge, before: str) -> str | None:
    """The state named right before a title by adjective or possessive: "Turkish ", "Kenya's "."""
    owned = re.search(r"((?:[A-Z][\w-]+ ){0,2}(?:[A-Z][\w-]+|U\.[SKN]\.))('s?)? $", before)
    if owned is None:
        return None
    words = owned[1].split(" ")
    for count in range(len(words), 0, -1):
        name = " ".join(words[-count:])
        code = knowledge.state_of(name)
        state = knowledge.state(code) if code else None
        if state and (owned[2] or name in _ADJECTIVES or name in (*state.demonyms, *state.offices)):
            return code
    return None


def is_right(knowledge: Knowledge, saying: Saying) -> bool:
    """Whether the person may have held an office of that state that day which the title names."""
    return bool(_fitting(knowledge, saying))


def _fitting(knowledge: Knowledge, saying: Saying) -> list[Tenure]:
    kinds = knowledge.title_kinds(saying.state, saying.title)
    held = knowledge.tenures(saying.person, Interval.day(saying.day))
    return [t for t in held if t.state == saying.state and t.kind in (*kinds, "monarch")]


def is_principal(knowledge: Knowledge, saying: Saying) -> bool:
    """Whether the office the knowledge gives first is the one the text gives."""
    office = knowledge.office(saying.person, Interval.day(saying.day))
    return office in _fitting(knowledge, saying)


def draw_sayings(knowledge: Knowledge) -> list[Saying]:
    """All sayings in the order of the draw: one a person, office and month, none that the data were made from."""
    kept: dict[tuple[str, str, int, int], Saying] = {}
    for saying in read_sayings(knowledge):
        tenures = knowledge.tenures(saying.person)
        if any("stated in" in t.source and t.state == saying.state for t in tenures):
            continue
        kept.setdefault((saying.person, saying.title.lower(), saying.day.year, saying.day.month), saying)
    return sorted(kept.values(), key=_lot)


def _lot(saying: Saying) -> str:
    """Where a saying comes in the draw: by its own words, so that a row more or less moves no other."""
    return sha256(f"{SEED} {saying.day} {saying.person} {saying.title} {saying.where}".encode()).hexdigest()


def draw_leaders(knowledge: Knowledge) -> list[tuple[str, date, str, tuple[str, ...]]]:
    """(state, day, leader in the other list, ids of ours) for days drawn inside the other list's tenures."""
    draw, rows = random.Random(SEED), []
    with (SHARED / "knowledge" / "officeholders.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            first, last = read_days(row["start"]), read_days(row["end"])
            if "REIGN" not in row["source_repo_path"] or first is None or last is None:
                continue
            length = (last.earliest - first.latest).days - 62
            if length < 1:
                continue
            day = first.latest + timedelta(days=31 + draw.randrange(length))
            on = Interval.day(day)
            if any(t.surely_covers(on) for t in knowledge.holders(row["country_iso3"], row["office_kind"], on)):
                kinds = ("head_of_state", "head_of_government", "party_leader")
                ours = [t.person for kind in kinds for t in knowledge.holders(row["country_iso3"], kind, on)]
                rows.append((row["country_iso3"], day, row["person"], tuple(dict.fromkeys(ours))))
    return draw.sample(rows, min(DRAWN, len(rows)))


def same_leader(knowledge: Knowledge, other: str, ours: tuple[str, ...]) -> bool:
    """Whether a word of the other list's name is nearly a word of a name of one of ours ("Qaddafi", "Gaddafi")."""
    people = [knowledge.person(person) for person in ours]
    names = " ".join(fold(name) for p in people for name in (p.name, *p.aliases, *p.short)).split()
    return any(len(word) > 2 and fuzz.ratio(word, own) >= 75 for word in fold(other).split() for own in names)


def main() -> None:
    """Print both figures and every miss."""
    knowledge = load()
    sayings = draw_sayings(knowledge)
    for rows in (sayings[:DRAWN], sayings):
        right = sum(is_right(knowledge, s) for s in rows) / len(rows)
        first = sum(is_principal(knowledge, s) for s in rows) / len(rows)
        print(f"{len(rows)} (person, day) rows: office held that day {right:.3f}, given first {first:.3f}")
    for saying in sayings:
        if not is_right(knowledge, saying):
            print("  miss", saying.day, saying.state, saying.title, saying.person, saying.where)
    leaders = draw_leaders(knowledge)
    same = [row for row in leaders if same_leader(knowledge, row[2], row[3])]
    print(f"{len(leaders)} (state, day) rows of a list of leaders: {len(same) / max(1, len(leaders)):.3f}")
    for row in leaders:
        if row not in same:
            print("  miss", row[1], row[0], row[2], "ours:", ", ".join(row[3]))


if __name__ == "__main__":
    main()
