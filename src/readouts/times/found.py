"""What one rule matched: its named parts, and the numbers, months and days that they spell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from readouts.model import Interval, Span
from readouts.times.rules import Rule
from readouts.times.tokens import Tokens

Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: TIMEX3 value, the days, and the unit it is told in (D, W, M, Q, Y, ...).

    `compares`: named only to compare with ("up from a year ago"), so the story does not move there.
    """

    value: str
    interval: Interval | None = None
    unit: str = ""
    compares: bool = False


@dataclass(slots=True)
class Told:
    """The dates told so far in a text, for words that lean on them ("the next day", "that year")."""

    last: tuple[int, Meaning] | None = None
    last_day: tuple[int, Meaning] | None = None
    last_quarter: tuple[int, Meaning] | None = None

    def tell(self, at: int, meaning: Meaning) -> None:
        """Remember a date told at this offset."""
        if meaning.interval is None or meaning.compares:
            return
        self.last = (at, meaning)
        if meaning.unit == "D":
            self.last_day = (at, meaning)
        elif meaning.unit == "Q":
            self.last_quarter = (at, meaning)

    def near(self, what: tuple[int, Meaning] | None, at: int, reach: int = 600) -> Meaning | None:
        """The date if it was told at most `reach` characters before."""
        return what[1] if what is not None and 0 <= at - what[0] <= reach else None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative words are read from: a day of publication, the direction of the tense, the dates told before.

    `sure`: the direction comes from a parse, not from a guess at the words beside the expression.
    """

    day: date | None
    direction: Direction | None
    told: Told
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One match of a rule: token numbers of the whole (`first` to `last`, end exclusive) and of its named parts."""

    rule: Rule
    tokens: Tokens
    first: int
    last: int
    parts: dict[str, tuple[int, int]]

    @property
    def span(self) -> Span:
        """The characters of the whole."""
        return Span(self.tokens.starts[self.first], self.tokens.ends[self.last - 1])

    def has(self, part: str) -> bool:
        """Whether an optional part is there."""
        return part in self.parts

    def string(self, part: str) -> str:
        """The part's characters in lower case, single spaces; empty if it is not there."""
        if part not in self.parts:
            return ""
        first, last = self.parts[part]
        text = self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]
        return " ".join(text.lower().split())

    def value(self, part: str) -> str:
        """What the part's first listed word stands for; empty if none is listed."""
        for at in range(*self.parts.get(part, (0, 0))):
            word = self.tokens.word(at)
            if word is not None and word.value:
                return word.value
        return ""

    def integer(self, part: str) -> int:
        """The part as a whole number: digits, an ordinal or number words."""
        digits = "".join(char for char in self.string(part) if char.isdigit())
        return int(digits) if digits else int(self.amount(part) or 0)

    def amount(self, part: str) -> float | None:
        """The part as a number, or None where it is vague ("several").

        "two and a half" is 2.5, "2 1/2" is 2.5, "a couple of" is 2, "an" is 1.
        """
        return read_amount(self.tokens, *self.parts[part])


def read_amount(tokens: Tokens, first: int, last: int) -> float | None:
    """The number that tokens spell; None for "few" and "several"."""
    total, group = 0.0, 0.0
    at = first
    while at < last:
        string = tokens.string(at).lower()
        word = tokens.word(at)
        if string[0].isdigit():
            number = float(string.rstrip("stndrh").replace(",", ""))
            if at + 2 < last and tokens.string(at + 1) == "/":
                number /= float(tokens.string(at + 2))
                at += 2
            group += number
        elif word is None or not word.value:
            pass
        elif word.value == "X":
            return None
        elif word.kind == "HUNDRED":
            group = max(group, 1) * 100
        elif word.kind == "DOZEN":
            group = (group or 1) * 12
        elif word.kind == "COUPLE" or word.kind == "PAIR":
            group = 2
        elif word.kind in ("HALF", "HALFSIGN"):
            # "half a dozen" halves what follows; "one and a half" has counted the "a" as one already.
            if at == first and word.kind == "HALF":
                return (read_amount(tokens, at + 1, last) or 1) / 2
            group += 0.5
        elif word.kind == "A" and group:
            pass
        elif word.kind == "A":
            group = 1
        else:
            group += float(word.value)
        at += 1
    return total + group
