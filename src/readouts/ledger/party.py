"""Somebody who takes part, as far as it matters for telling contacts apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz

from readouts.ledger.rules import load_rules
from readouts.ledger.standing import known_person, tell_standing
from readouts.model import Interval, Participant, PersonKind

_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset({"king", "queen", "pope", "prince", "princess", "sheikh", "sir", "dr", "mr", "mrs", "ms"})
_ALIKE = 85
_LONG = 5


class Party(msgspec.Struct, frozen=True, array_like=True):
    """A participant of a report: `state` and `rank` (the class of office) are None where unknown."""

    name: str
    kind: PersonKind
    state: str | None
    rank: str | None

    @property
    def named(self) -> bool:
        """Whether it is a person with a name."""
        return self.kind == "person"

    @property
    def key(self) -> str:
        """The name without case, accents and marks."""
        return " ".join(name_words(self.name))


def describe_party(participant: Participant, on: Interval | None = None) -> Party:
    """What merging knows of a participant on a day; the rank of an office is read from its name."""
    standing = tell_standing(participant, on)
    unnamed = participant.kind in ("office", "delegation")
    words = participant.name if unnamed and not standing.office else standing.office
    rank = _rank(words) or ("delegation" if participant.kind == "delegation" else None)
    return Party(participant.name, participant.kind, standing.state, rank)


@lru_cache(maxsize=65536)
def _rank(words: str | None) -> str | None:
    return load_rules().rank(words)


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, plain and in lower case.

    >>> name_words("Recep Tayyip Erdoğan")
    ('recep', 'tayyip', 'erdogan')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(_WORD.findall(plain.replace("ı", "i").casefold()))


def same_person(a: Party, b: Party) -> bool:
    """Whether two named persons are one: no different states, and one name within the other or spelt much like it.

    >>> same_person(Party("Zelenskyy", "person", "UKR", None), Party("Volodymyr Zelensky", "person", None, None))
    True
    """
    if not (a.named and b.named) or (a.state and b.state and a.state != b.state):
        return False
    return same_name(a.name, b.name) or _same_known(a.name, b.name)


@lru_cache(maxsize=262144)
def _same_known(a: str, b: str) -> bool:
    """Whether both names can mean one person only, and the same: el-Sisi and al-Sisi."""
    known = known_person(a)
    return known is not None and known == known_person(b)


@lru_cache(maxsize=262144)
def same_name(a: str, b: str) -> bool:
    """Whether one name is the other, a part of it, or another spelling of it.

    Short words must be equal: Kim Jong-un is not Kim Jong-il.

    >>> same_name("Xi Jinping", "Xi"), same_name("Kim Jong-un", "Kim Jong-il")
    (True, False)
    """
    left, right = _essential(a), _essential(b)
    if len(left) > len(right):
        left, right = right, left
    rest = [word for word in right if word not in left]
    for word in (word for word in left if word not in right):
        twin = next((other for other in rest if _alike(word, other)), None)
        if twin is None:
            return False
        rest.remove(twin)
    return bool(left)


def _essential(name: str) -> tuple[str, ...]:
    words = name_words(name)
    return tuple(word for word in words if word not in _TITLES) or words


def _alike(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= _LONG and fuzz.ratio(a, b) >= _ALIKE
