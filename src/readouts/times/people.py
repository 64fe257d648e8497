"""People as public tables name them: a pattern of the full name, and a surname that may stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from readouts.model import Span

TITLED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|The|A|But|And|In|If|For|With|While|As|At|On)\.?\s+)$")
NAMED = re.compile(r"(?:^|[^\w.])[A-Z][\w.’'-]*\s+$")


@dataclass(frozen=True, slots=True)
class Named:
    """A person named in a text: where, and whether by the surname alone."""

    span: Span
    alone: bool


@cache
def find_needle(person: str, short: str) -> str:
    """Characters that no mention of a person lacks: the surname, or the last word of the full name.

    >>> find_needle("Ann (?:B\\\\. )?Smith", ""), find_needle("Ann Smith", "Smith")
    ('Smith', 'Smith')
    """
    plain = re.sub(r"\(\?:[^()]*\)\??", "", short or person.split("|")[0]).replace("\\", "")
    return re.split("['’]", plain if short else re.split(r"\s+", plain.strip())[-1])[-1]


@cache
def compile_name(person: str, short: str) -> re.Pattern[str]:
    """The expression that finds a person; the group `short` holds a surname without first name."""
    alone = rf"|(?P<short>(?:(?:Mr|Mrs|Ms)\.?\s+)?{short})" if short else "|(?P<short>(?!))"
    # "O'Malley" is written with either apostrophe.
    return re.compile(rf"\b(?:{person}{alone})(?![\w-])".replace("'", "['’]"))


def find_named(text: str, person: str, short: str) -> list[Named]:
    """Every place that names a person, in order."""
    found: list[Named] = []
    needle, pattern = find_needle(person, short), compile_name(person, short)
    at = text.find(needle)
    while at >= 0:
        after = found[-1].span.end if found else 0
        match = pattern.search(text, max(at - 40, after), at + len(needle) + 6)
        if match:
            found.append(Named(Span(*match.span()), match["short"] is not None))
        at = text.find(needle, max(at + len(needle), match.end() if match else 0))
    return found


def has_first_name(text: str, at: int) -> bool:
    """Whether a capitalised word that is no title stands right before a surname."""
    before = text[max(at - 40, 0) : at]
    return bool(NAMED.search(before)) and not TITLED.search(before)
