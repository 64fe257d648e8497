"""Fixed phrases and named days in a text: "at the moment", "Christmas Eve", "last Easter", "Eid al-Fitr 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import cast

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from readouts.errors import KnowledgeError
from readouts.model import Interval, Span, TimeType
from readouts.times.feasts import Feast, choose_day, load_feasts
from readouts.times.found import Direction, Meaning
from readouts.times.words import read_rows

REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
# "last Easter": what may stand before a name, no farther than so many characters.
WHICH, REACH = re.compile(r"\b(?:last|this|next|final|coming)\s+$", re.IGNORECASE), 60
SPACE, APOSTROPHE = re.compile(r"\s+"), re.compile(r"['’]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase found: its span, and the value that the list gives it or the feast that it names.

    `which` is a word before a feast ("last", "this", "next"), `year` the year behind it.
    """

    span: Span
    type: TimeType
    value: str
    rule: str
    feast: Feast | None = None
    which: str = ""
    year: int | None = None

    def resolve(
        self, published: Interval | None, direction: Direction | None = None, sure: bool = False
    ) -> Meaning | None:
        """The day nearest to publication as the tense leans, or the reference; without publication only with a year."""
        if self.feast is None:
            if self.value in REFERENCES:
                return Meaning(self.value)
            return Meaning(self.value, Interval.day(date.fromisoformat(self.value)), "D")
        bare = self.feast.day if self.feast.day.startswith("XXXX") and len(self.feast.day) == 10 else "XXXX-XX-XX"
        if published is None and self.year is None:
            return Meaning(bare, None, "D")
        written = published or Interval.day(date(self.year or 1, 1, 1))
        first, last = (
            choose_day(self.feast.day, day, self.which, self.year, direction, sure, self.feast.after) for day in written
        )
        if first is None or last is None:
            return Meaning(bare, None, "D")
        days = Interval(first - timedelta(days=self.feast.before), last + timedelta(days=self.feast.after))
        # "at Christmas", "before the New Year" mean the days around it.
        return Meaning(first.isoformat() if first == last else bare, days, "D")


@cache
def load_phrases() -> tuple[dict[str, tuple[TimeType, str, str]], re.Pattern[str]]:
    """The phrases by their lower-case words, and one expression that finds any of them.

    A value that is neither a day nor a reference is a KnowledgeError.
    """
    rows: dict[str, tuple[TimeType, str, str]] = {}
    for line, row in read_rows("phrases.csv", ("phrase", "type", "value", "rule")):
        if row["value"] not in REFERENCES:
            try:
                date.fromisoformat(row["value"])
            except ValueError:
                raise KnowledgeError(f"phrases.csv:{line}: value {row['value']!r} is no day and no reference") from None
        rows[row["phrase"].lower()] = (cast("TimeType", row["type"]), row["value"], row["rule"])
    return rows, re.compile(rf"\b(?:{_join(rows)})(?!\w)", re.IGNORECASE)


@cache
def _named_days() -> tuple[dict[str, Feast], re.Pattern[str], tuple[str, ...]]:
    """The feasts by their names without apostrophes, what finds them with the words beside, what a text must hold."""
    feasts = load_feasts()
    which, year = (
        r"(?:(?P<which>last|this|next|final|coming)\s+)?",
        r"(?:,?\s+(?:of\s+|in\s+)?(?P<year>(?:19|20)\d\d))?",
    )
    pattern = re.compile(rf"\b{which}(?P<name>{_join(feasts)})(?!\w){year}", re.IGNORECASE)
    # One expression over all names is slow; most texts hold none of their beginnings.
    heads = {name.partition("'")[0] for name in feasts}
    needed = sorted(head for head in heads if not any(head.startswith(other) for other in heads - {head}))
    return {name.replace("'", ""): feast for name, feast in feasts.items()}, pattern, tuple(needed)


def _days_in(text: str, lower: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What `finditer` finds, tried only where a name's first word stands: the expression is slow elsewhere."""
    if len(lower) != len(text):  # a few letters grow when made small
        yield from pattern.finditer(text)
        return
    done = 0
    finder = _first_words()
    for _, start, _ in finder.find_matches_as_indexes(lower):
        if start < done or (start and lower[start - 1].isalnum()):
            continue
        before = WHICH.search(text, max(start - REACH, done), start)
        match = (pattern.match(text, before.start()) if before else None) or pattern.match(text, start)
        if match:
            done = match.end()
            yield match


@cache
def _first_words() -> AhoCorasick:
    """What finds the letters with which the names of days begin."""
    words = {word.group() for name in load_feasts() if (word := re.match(r"\w+", name))}
    return AhoCorasick(sorted(words), implementation=Implementation.DFA, matchkind=MatchKind.LeftmostLongest)


def _join(names: Iterable[str]) -> str:
    return "|".join(map(_spell, sorted(names, key=len, reverse=True)))


def _spell(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]?")


def find_phrases(text: str) -> list[Phrase]:
    """Every fixed phrase of a text; names of days only with their capital."""
    rows, pattern = load_phrases()
    lower = text.lower().replace("\n", " ")
    found = []
    for match in pattern.finditer(text) if any(phrase in lower for phrase in rows) else ():
        kind, value, rule = rows[SPACE.sub(" ", match[0].lower())]
        found.append(Phrase(Span(*match.span()), kind, value, rule))
    feasts, pattern, needed = _named_days()
    if not any(head in lower for head in needed):
        return found
    for match in _days_in(text, lower, pattern):
        if match["name"][0].isupper():
            feast = feasts[APOSTROPHE.sub("", SPACE.sub(" ", match["name"].lower()))]
            year = int(match["year"]) if match["year"] else None
            rule = "named-days" if feast.before or feast.after else "named-day"
            which = (match["which"] or "").lower()
            found.append(Phrase(Span(*match.span()), "DATE", feast.day, rule, feast, which, year))
    return found
