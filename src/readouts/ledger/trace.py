"""What a text leaves behind for telling copies: its runs of words, hashed, so that the text itself is not needed."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from readouts.ledger.copyrules import load_copy_rules

_WORD = re.compile(r"\w+(?:['’]\w+)?")
"""A word of a text without underlines, which part words: twice as fast as to leave them out here."""
_TOKEN = re.compile(_WORD.pattern + r"|[\n\x00]")
Numbers = NDArray[np.uint64]
Flags = NDArray[np.bool_]
_QUOTED = re.compile(r'“([^“”\n]{1,1500})”|"([^"\n]{1,1500})"|‘(?<!\w‘)([^‘’\n]{8,600})’(?!\w)')
"""Each way begins with its mark, so that the engine goes from mark to mark instead of from character to character."""
_ENDINGS = ("ing", "ed", "es", "ly", "s")
_BORDER = "\x00"
_STEM = 4
_TITLED = 0.75
_BRIEF = 900
"""Characters up to which a text is short enough to be reworded as a whole and still be known by its pairs of words."""
_P, _Q = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
HALF, _FLAGS, BITS = np.uint64(32), np.uint64(58), np.uint64(0xFFFFFFFF)
_STEM_BITS = 0x03FFFFFF
_NONE: Numbers = np.zeros(0, np.uint64)
_DULL, _COMMON, _SMALL, _LONG, _LINE, _END = 1, 2, 4, 8, 16, 32
_MOST_WORDS = 1 << 20


@dataclass(frozen=True, eq=False)
class Trace:
    """The runs of a text in their order, outside quotations and within; what of them tells a story.

    `told` are the runs with a telling word, `first` those of the first line, `paired` telling words that stand near
    each other, `plainly` telling words that are no names. All are hashes of 32 bits. `words` counts the words.
    """

    runs: Numbers
    quoted: Numbers
    told: Numbers
    first: Numbers
    paired: Numbers
    plainly: Numbers
    words: int

    @cached_property
    def set(self) -> frozenset[int]:
        """The runs outside quotations, each once."""
        return frozenset(self.runs.tolist())

    @cached_property
    def all(self) -> frozenset[int]:
        """The runs outside quotations and within."""
        return self.set.union(self.quoted.tolist()) if len(self.quoted) else self.set

    @cached_property
    def telling(self) -> frozenset[int]:
        """The runs with a telling word, each once."""
        return frozenset(self.told.tolist())

    @cached_property
    def head(self) -> frozenset[int]:
        """The runs of the first line, each once."""
        return frozenset(self.first.tolist())

    @cached_property
    def pairs(self) -> frozenset[int]:
        """The pairs of telling words near each other, each once; none of a long text."""
        return frozenset(self.paired.tolist())

    @cached_property
    def plain(self) -> frozenset[int]:
        """The telling words that are no names, each once; none of a long text."""
        return frozenset(self.plainly.tolist())


def trace(text: str) -> Trace:
    """The trace of a text: clutter taken out, quotations of some length kept apart, case and marks ignored.

    >>> a = trace("Aalto met Brandt in Ostburg on Monday.")
    >>> b = trace("aalto met Brandt, in Ostburg, on Friday")
    >>> len(a.set), len(a.set & b.set)
    (5, 4)
    """
    rules = load_copy_rules()
    body = rules.strip(text.replace(_BORDER, " "))
    quoted: list[str] = []

    def take(match: re.Match[str]) -> str:
        words = next(group for group in match.groups() if group is not None)
        if len(_WORD.findall(words.replace("_", " "))) < rules.quotation:
            return match.group()
        quoted.append(words)
        return _BORDER

    outside = _Text(_QUOTED.sub(take, body))
    inside = _words(_BORDER.join(quoted)) if quoted else _NONE
    brief = len(body) <= _BRIEF
    return Trace(
        runs=outside.runs,
        quoted=_runs(inside),
        told=outside.telling,
        first=_runs(_words(body.partition("\n")[0])) if quoted else outside.first,
        paired=outside.pair(rules.near) if brief else _NONE,
        plainly=outside.plain if brief else _NONE,
        words=outside.number + len(inside) - max(len(quoted) - 1, 0),
    )


class _Words(dict[str, int]):
    """For each word as it is written its hash, the hash of its stem, and what is to be known of it, in 64 bits."""

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = found = _know(word)
        return found


def _know(word: str) -> int:
    if word in "\n\x00":
        return (_LINE if word == "\n" else _END) << int(_FLAGS)
    low = word.replace("’", "'").removesuffix("'s").lower()
    rules = load_copy_rules()
    known = (
        _DULL * (len(low) < 3 or low in rules.dull_words)
        | _COMMON * (len(low) < 3 or low in rules.common_words)
        | _SMALL * word[0].islower()
        | _LONG * (len(low) >= _STEM)
    )
    return hash_words(low) | (hash_words(stem(low)) & _STEM_BITS) << int(HALF) | known << int(_FLAGS)


_known = _Words()


def _read(text: str) -> Numbers:
    """What is known of each word of a text, of each border and of each end of a line."""
    return np.array(list(map(_known.__getitem__, _TOKEN.findall(text.replace("_", " ")))), dtype=np.uint64)


def _words(text: str) -> Numbers:
    """What is known of each word of a text, and of each border; ends of lines are left out."""
    found = _read(text)
    words: Numbers = found[found >> _FLAGS & _LINE == 0]
    return words


def _runs(words: Numbers) -> Numbers:
    """A number for every three words in a row that no border parts."""
    return _number(words & BITS)[_whole(words >> _FLAGS & _END != 0)]


def _number(low: Numbers) -> Numbers:
    numbers: Numbers = ((low[:-2] * _P + low[1:-1]) * _Q + low[2:]) * _P >> HALF
    return numbers


def _whole(border: Flags) -> Flags:
    whole: Flags = ~(border[:-2] | border[1:-1] | border[2:])
    return whole


class _Text:
    """The numbers of a text in which a border stands where words do not belong together."""

    def __init__(self, text: str) -> None:
        found = _read(text)
        flags = found >> _FLAGS
        line = flags & _LINE != 0
        self._lines = np.cumsum(line)[~line]
        self._flags, self._words = flags[~line], found[~line]
        self._border = self._flags & _END != 0
        self.number = len(self._words) - int(self._border.sum())
        runs, whole = _number(self._words & BITS), _whole(self._border)
        self.runs: Numbers = runs[whole]
        until = int(line.argmax()) if line.any() else len(found)
        self.first: Numbers = runs[: max(until - 2, 0)]
        tells = self._tell()
        self.telling: Numbers = runs[whole & (tells[:-2] | tells[1:-1] | tells[2:])]
        self._stems = (self._words >> HALF) & _STEM_BITS
        self.plain: Numbers = self._stems[tells & (self._flags & _LONG != 0)]

    def _tell(self) -> Flags:
        """Which words tell a story and are no names; where all of a line begin with capitals, case says nothing."""
        able: Flags = ~self._border & (self._flags & _DULL == 0)
        small = able & (self._flags & _SMALL != 0)
        if not len(able):
            return able
        number, of_these = (np.bincount(self._lines, weights=some) for some in (able, small))
        titled = (number > 3) & (of_these < (1 - _TITLED) * number)
        tells: Flags = able & (small | titled[self._lines])
        return tells

    def pair(self, near: int) -> Numbers:
        """A number for every two words that say something and stand so near each other."""
        kept = self._stems[~self._border & (self._flags & _COMMON == 0)]
        pairs = [_NONE]
        for apart in range(1, near + 1):
            one, other = kept[:-apart], kept[apart:]
            low, high = np.minimum(one, other), np.maximum(one, other)
            pairs.append((low * _P + high) * _Q >> HALF)
        return np.concatenate(pairs)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without the commonest endings.

    >>> stem("visited"), stem("visits"), stem("bus")
    ('visit', 'visit', 'bus')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


def hash_words(words: str) -> int:
    """A number of 32 bits for some words, the same on every machine."""
    return zlib.crc32(words.encode("utf-8", "surrogatepass"))
