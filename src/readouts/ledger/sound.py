"""Whether a stored reading is sound, told fast; what is not is read again by what can say why."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256

import msgspec

from readouts.contract import BOUNDS
from readouts.errors import ExchangeError
from readouts.exchange import encode
from readouts.model import Interval, Published, Reading, Span

_DECODER = msgspec.json.Decoder(type=Reading)
_PLAIN = frozenset({str, int, float, bool, date, type(None)})
_EMPTY = sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class _Noun:
    """What is to be looked at in values of one class."""

    inner: tuple[str, ...]
    bounds: tuple[tuple[str, dict[str, object]], ...]
    days: bool
    words: bool


def read_sound(stored: str, text: str) -> Reading | None:
    """The reading that is stored, with its text; None where anything about it is wrong, however little.

    It is right if writing it gives the same characters, its text has its digest, and every span, interval, number
    and quoted piece of text is as it must be.
    """
    try:
        bare = _DECODER.decode(stored)
        if encode(bare, text=False).decode() != stored:
            return None
    except (msgspec.MsgspecError, ExchangeError, RecursionError, ValueError, UnicodeEncodeError):
        return None
    reading = replace(bare, article=replace(bare.article, text=text))
    left_out = not text and reading.article.sha256 != _EMPTY
    if not left_out and sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != reading.article.sha256:
        return None
    return reading if _holds(reading, None if left_out else text) else None


def _holds(reading: Reading, text: str | None) -> bool:
    """Whether every value within a reading is as it must be; without a text as far as can be told."""
    end = None if text is None else len(text)
    waiting: list[object] = [reading]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Span):
            if not 0 <= value.start < value.end or (end is not None and value.end > end):
                return False
        elif isinstance(value, Interval):
            if value.earliest > value.latest:
                return False
        elif isinstance(value, tuple):
            waiting += value
        elif is_dataclass(value) and not isinstance(value, type):
            noun = _look_at(type(value))
            if not _fits(value, noun, text):
                return False
            waiting += [one for name in noun.inner if type(one := getattr(value, name)) not in _PLAIN]
    return True


@cache
def _look_at(noun: type) -> _Noun:
    names = tuple(field.name for field in fields(noun))
    bounds = tuple((name, BOUNDS[noun.__name__, name]) for name in names if (noun.__name__, name) in BOUNDS)
    inner = tuple(name for name in names if name not in ("text", "name", "id"))
    return _Noun(inner, bounds, {"earliest", "latest"} <= {*names}, {"span", "text"} <= {*names})


def _fits(value: object, noun: _Noun, text: str | None) -> bool:
    """Whether what a value holds goes together."""
    if any(not _within(getattr(value, name), bounds) for name, bounds in noun.bounds):
        return False
    if noun.days:
        earliest, latest = getattr(value, "earliest"), getattr(value, "latest")  # noqa: B009
        if (earliest is None) != (latest is None) or (earliest is not None and earliest > latest):
            return False
        if isinstance(value, Published) and (value.basis == "unknown") != (earliest is None):
            return False
    if noun.words and text is not None:
        span, words = getattr(value, "span"), getattr(value, "text")  # noqa: B009
        if isinstance(span, Span) and isinstance(words, str) and text[span.start : span.end] != words:
            return False
    return True


def _within(value: object, bounds: dict[str, object]) -> bool:
    if isinstance(value, str):
        pattern = bounds.get("pattern")
        return bool(value or not bounds.get("minLength")) and (
            not isinstance(pattern, str) or re.fullmatch(pattern, value) is not None
        )
    if isinstance(value, (int, float)):
        low, high = bounds.get("minimum"), bounds.get("maximum")
        return not (isinstance(low, int) and value < low) and not (isinstance(high, int) and value > high)
    return True
