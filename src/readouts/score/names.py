"""When two names are one: parts compared letter by letter, spellings of one romanisation let through."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import Levenshtein

_LETTERS = re.compile(r"[a-z]+")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SHORT = {
    "us": "united states",
    "usa": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "uae": "united arab emirates",
    "tv": "television",
}
_SLACK = 2  # letters in which two romanisations of one name may differ
_SHORTEST = 5  # below this length two letters make another name


def parts_of(name: str) -> list[str]:
    """The Latin words of a name, lower case, without accents.

    >>> parts_of("Recep Tayyip Erdoğan")
    ['recep', 'tayyip', 'erdogan']
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _LETTERS.findall(plain.casefold())


def same_part(a: str, b: str) -> bool:
    """Whether two words are the same up to a romanisation.

    >>> same_part("zelensky", "zelenskyy"), same_part("li", "lu")
    (True, False)
    """
    if a == b:
        return True
    if min(len(a), len(b)) < _SHORTEST or abs(len(a) - len(b)) > _SLACK:
        return False
    return Levenshtein.distance(a, b, score_cutoff=_SLACK) <= _SLACK


def contains(words: list[str], others: list[str]) -> bool:
    """Whether every one of `others` stands among `words`, in whatever order."""
    return all(any(same_part(other, word) for word in words) for other in others)


def same_name(a: str, b: str) -> bool:
    """Whether one name is the other or a part of it.

    >>> same_name("Xi", "Xi Jinping"), same_name("Li Qiang", "Xi Jinping"), same_name("", "Xi")
    (True, False, False)
    """
    short, long = sorted((parts_of(a), parts_of(b)), key=len)
    return bool(short) and contains(long, short)


def says_role(words: str, role: str) -> bool:
    """Whether the words of a role all stand in `words`.

    >>> says_role("Deputy Foreign Minister of Iran", "foreign minister of Iran")
    True
    """
    parts = parts_of(words)
    return bool(parts) and contains(parts, parts_of(role))


def same_place(a: str, b: str) -> bool:
    """Whether two names of a place or a medium are the same or one holds the other, short forms written out.

    >>> same_place("U.S.", "the United States"), same_place("Paris", "Berlin")
    (True, False)
    """
    return same_name(_write_out(a), _write_out(b))


def _write_out(name: str) -> str:
    name = _INITIALS.sub(lambda match: match.group().replace(".", ""), name)
    return " ".join(_SHORT.get(part, part) for part in parts_of(name))
