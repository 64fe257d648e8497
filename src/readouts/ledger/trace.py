"""What a text leaves behind for telling copies: its runs of words, hashed, so that the text itself is not needed."""

from __future__ import annotations

import re
import zlib
from array import array
from dataclasses import dataclass
from functools import cached_property, lru_cache

from readouts.ledger.copyrules import CopyRules, load_copy_rules

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_QUOTED = re.compile(r'“([^“”\n]{1,1500})”|"([^"\n]{1,1500})"|(?<!\w)‘([^‘’\n]{8,600})’(?!\w)')
_ENDINGS = ("ing", "ed", "es", "ly", "s")
_BORDER = "\x00"
_STEM = 4
_TITLED = 0.75
_PARTS = 6


@dataclass(frozen=True)
class Trace:
    """The runs of a text in their order, outside quotations and within; what of them tells a story.

    `telling` are the runs with a telling word, `head` those of the first line, `pairs` telling words that stand near
    each other, `plain` telling words that are no names. All are hashes of 32 bits. `words` counts the words.
    """

    runs: tuple[int, ...]
    quoted: tuple[int, ...]
    telling: frozenset[int]
    head: frozenset[int]
    pairs: frozenset[int]
    plain: frozenset[int]
    words: int

    @cached_property
    def set(self) -> frozenset[int]:
        """The runs outside quotations, each once."""
        return frozenset(self.runs)

    @cached_property
    def all(self) -> frozenset[int]:
        """The runs outside quotations and within."""
        return self.set | frozenset(self.quoted)

    def pack(self) -> bytes:
        """The trace as bytes, compressed; `unpack_trace` takes them back."""
        sets = (sorted(one) for one in (self.telling, self.head, self.pairs, self.plain))
        parts = (self.runs, self.quoted, *sets)
        numbers = array("I", [len(part) for part in parts] + [number for part in parts for number in part])
        numbers.append(self.words)
        return zlib.compress(numbers.tobytes(), 1)


def unpack_trace(packed: bytes) -> Trace:
    """The trace that was packed into these bytes."""
    numbers = array("I")
    numbers.frombytes(zlib.decompress(packed))
    parts, start = [], _PARTS
    for length in numbers[:_PARTS]:
        parts.append(tuple(numbers[start : start + length]))
        start += length
    telling, head, pairs, plain = map(frozenset, parts[2:])
    return Trace(parts[0], parts[1], telling, head, pairs, plain, numbers[-1])


def trace(text: str) -> Trace:
    """The trace of a text: clutter taken out, quotations of some length kept apart, case and marks ignored.

    >>> a = trace("Aalto met Brandt in Ostburg on Monday.")
    >>> b = trace("aalto met Brandt, in Ostburg, on Friday")
    >>> len(a.set), len(a.set & b.set)
    (5, 4)
    """
    rules = load_copy_rules()
    body = rules.clutter_pattern.sub("\n", text).strip()
    quoted: list[str] = []

    def take(match: re.Match[str]) -> str:
        words = next(group for group in match.groups() if group is not None)
        if len(_WORD.findall(words)) < rules.quotation:
            return match.group()
        quoted.append(words)
        return _BORDER

    outside = _QUOTED.sub(take, body)
    gist = _Gist(rules)
    for part in outside.split(_BORDER):
        gist.read(part)
    inside = [_words(part) for part in quoted]
    return Trace(
        runs=tuple(gist.runs),
        quoted=tuple(run for part in inside for run in _runs(part, rules.run)),
        telling=frozenset(gist.telling),
        head=frozenset(_runs(_words(body.partition("\n")[0]), rules.run)),
        pairs=frozenset(gist.pairs),
        plain=frozenset(gist.plain),
        words=gist.words + sum(map(len, inside)),
    )


def _words(text: str) -> list[str]:
    return [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]


def _runs(words: list[str], length: int) -> list[int]:
    low = [word.lower() for word in words]
    return [hash_words(" ".join(low[start : start + length])) for start in range(len(low) - length + 1)]


class _Gist:
    """Runs, telling runs, pairs and plain words of the parts of a text between its quotations."""

    def __init__(self, rules: CopyRules) -> None:
        self._rules = rules
        self.runs: list[int] = []
        self.telling: set[int] = set()
        self.pairs: set[int] = set()
        self.plain: set[int] = set()
        self.words = 0

    def read(self, part: str) -> None:
        """Takes in one part."""
        words: list[str] = []
        plain: list[bool] = []
        for line in part.split("\n"):
            some = _words(line)
            words += some
            plain += self._plain(some)
        self.words += len(words)
        low = [word.lower() for word in words]
        runs = _runs(low, self._rules.run)
        self.runs += runs
        length = self._rules.run
        self.telling.update(run for start, run in enumerate(runs) if any(plain[start : start + length]))
        self.plain.update(
            hash_words(stem(word)) for word, is_plain in zip(low, plain, strict=True) if is_plain and len(word) >= _STEM
        )
        kept = [stem(word) for word in low if len(word) > 2 and word not in self._rules.common_words]
        for place, one in enumerate(kept):
            for other in kept[place + 1 : place + 1 + self._rules.near]:
                self.pairs.add(hash_words(f"{one} {other}" if one < other else f"{other} {one}"))

    def _plain(self, words: list[str]) -> list[bool]:
        """Which words tell a story and are no names; in a line that is all capitals at the start, case says nothing."""
        dull = [len(word) < 3 or word.lower() in self._rules.dull_words for word in words]
        told = [word for word, is_dull in zip(words, dull, strict=True) if not is_dull]
        titled = len(told) > 3 and sum(not word[0].islower() for word in told) > _TITLED * len(told)
        return [not is_dull and (titled or word[0].islower()) for word, is_dull in zip(words, dull, strict=True)]


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
