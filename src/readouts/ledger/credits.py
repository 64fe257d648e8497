"""Credit lines: what a text itself says of whose it is; and who owns the outlets that carry it."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from readouts.errors import KnowledgeError
from readouts.knowledge import Outlet, load
from readouts.model import Span

_FILE = "ledger/data/credits.toml"
_OWNERS = "ledger/data/owners.csv"
_PARTED = re.compile(r"\s*(?:/|,|&|;|\band\b|\bwith\b)\s*")


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency, or a state's medium, that a text names as its source: where, and the rule that read it."""

    outlet: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    rule: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    helpers: tuple[str, ...]
    credits: tuple[_Row, ...]


def find_credits(text: str) -> list[Credit]:
    """The agencies that a text credits, in order; who only helped is left out.

    >>> [(credit.outlet, credit.rule) for credit in find_credits("They met on Monday. (Reuters/AFP)")]
    [('Reuters', 'credit at the end'), ('AFP', 'credit at the end')]
    """
    found: dict[str, Credit] = {}
    helpers = [Span(*match.span()) for pattern in _patterns().helpers for match in pattern.finditer(text)]
    for rule, pattern in _patterns().credits:
        for match in pattern.finditer(text):
            span = Span(*match.span("who"))
            if not any(helper.overlaps(span) for helper in helpers):
                for outlet in named_agencies(match.group("who")):
                    found.setdefault(outlet.name, Credit(outlet.name, span, rule))
    return sorted(found.values(), key=lambda credit: credit.span)


def named_agencies(words: str) -> Iterator[Outlet]:
    """The agencies and media of states that a credit or byline names.

    >>> [outlet.name for outlet in named_agencies("Xinhua and agencies")]
    ['Xinhua']
    """
    for part in _PARTED.split(words):
        name = re.sub(r"^(?:by|from|the)\s+", "", part.strip(), flags=re.IGNORECASE)
        outlet = load().outlet(name) if name and name[0].isupper() else None
        if outlet and (outlet.kind in ("agency", "wire") or outlet.official):
            yield outlet


def owner_of(outlet: str) -> str | None:
    """Who owns an outlet, where the table of owners has it.

    >>> owner_of("Nikkei") == owner_of("Financial Times")
    True
    """
    return _owners().get(outlet)


@dataclass(frozen=True, slots=True)
class _Patterns:
    helpers: tuple[re.Pattern[str], ...]
    credits: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _patterns() -> _Patterns:
    return read_credits(files("readouts").joinpath(_FILE).read_text("utf-8"))


def read_credits(text: str) -> _Patterns:
    """The patterns that a text in TOML states; raises KnowledgeError, naming the row and the remedy."""
    try:
        table = msgspec.convert(tomllib.loads(text), type=_Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{_FILE}: {error}") from None
    compiled = []
    for number, row in enumerate(table.credits, 1):
        try:
            pattern = re.compile(row.pattern)
        except re.error as error:
            raise KnowledgeError(f"{_FILE}: credit {number}: pattern: {error}; mend it") from None
        if "who" not in pattern.groupindex:
            raise KnowledgeError(f"{_FILE}: credit {number}: pattern: no group (?P<who>…); say where the names stand")
        compiled.append((row.rule, pattern))
    return _Patterns(tuple(re.compile(one) for one in table.helpers), tuple(compiled))


@cache
def _owners() -> dict[str, str]:
    return read_owners(files("readouts").joinpath(_OWNERS).read_text("utf-8"))


def read_owners(text: str) -> dict[str, str]:
    """The owners by outlet that a CSV text states; raises KnowledgeError, naming line and remedy."""
    rows = csv.DictReader(text.splitlines())
    if rows.fieldnames != ["outlet", "owner", "source"]:
        raise KnowledgeError(f"{_OWNERS}:1: the columns must be outlet, owner, source")
    owners: dict[str, str] = {}
    for row in rows:
        for column in ("outlet", "owner", "source"):
            if not row[column]:
                raise KnowledgeError(f"{_OWNERS}:{rows.line_num}: {column} is empty; fill it in")
        if row["outlet"] in owners:
            raise KnowledgeError(
                f"{_OWNERS}:{rows.line_num}: {row['outlet']} has an owner already; keep one of the rows"
            )
        owners[row["outlet"]] = row["owner"]
    return owners
