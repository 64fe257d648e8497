"""One article's reading as a line of JSON, and back: the exchange format, version 1.

The nouns and their fields are those of `readouts.model`: a dataclass is an object, a tuple a list, a span
`[start, end]`, an interval of days `[earliest, latest]`, a day `YYYY-MM-DD`. Every key is always there, null or
an empty list where nothing is known; `article.text` alone may be left out. `exchange.toml` says what each key means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from readouts import model
from readouts.contract import ARTICLE_KEYS, BOUNDS, MAY_BE_ABSENT, VERSION, schema, shape_of
from readouts.errors import ExchangeError
from readouts.invariants import check
from readouts.jsontext import NotJson, halved, parse, strings
from readouts.model import Interval, Reading, Span

__all__ = ["VERSION", "Entry", "check", "decode", "encode", "recognise", "schema", "text_digest"]


class _Head(msgspec.Struct):
    """The two keys by which a line of this format is known from any other record."""

    version: msgspec.Raw
    article: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Entry:
    """A reading on its way into a ledger, with the bytes it was read from where they are to be kept."""

    reading: Reading
    page: bytes | None = None


def text_digest(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, 64 hexadecimal digits: the `sha256` of an article.

    Raises UnicodeEncodeError where the text holds a lone surrogate.

    >>> text_digest("")[:16]
    'e3b0c44298fc1c14'
    """
    return sha256(text.encode("utf-8")).hexdigest()


def encode(reading: Reading, *, text: bool = True) -> bytes:
    """A reading as one JSON object in UTF-8, without a line end.

    `text=False` leaves `article.text` out. Raises ExchangeError where a string holds a lone surrogate, which no
    UTF-8 can say.

    >>> from readouts.model import Article
    >>> article = Article(id="a", sha256=text_digest("They met."), source="a.txt", text="They met.")
    >>> encode(Reading(article=article))[:40]
    b'{"version":1,"article":{"id":"a","sha256'
    """
    body = msgspec.to_builtins(reading)
    keys = [key for key in ARTICLE_KEYS if text or key != "text"]
    del body["version"]
    body["article"] = {key: body["article"][key] for key in keys}
    try:
        return msgspec.json.encode({"version": reading.version, **body})
    except UnicodeEncodeError as error:
        where = next((path for path, value in strings(body) if halved(value)), "")
        raise ExchangeError(
            f"article {reading.article.id!r}: {where} holds a lone surrogate (half a character, "
            f"{error.object[error.start]!a}); replace or drop it before reading"
        ) from None


def recognise(line: bytes) -> bool:
    """Whether a line is, by its keys, of this format (`version` and `article`) and not a plain record.

    >>> recognise(b'{"version": 1, "article": {}}'), recognise(b'{"id": "a", "text": "They met."}')
    (True, False)
    """
    if b'"version"' not in line and b"\\u" not in line:  # no such key, and none spelt out in escapes
        return False
    try:
        head = msgspec.json.decode(line, type=_Head)
    except (msgspec.MsgspecError, RecursionError):
        return False
    return bytes(head.article).lstrip()[:1] == b"{"


def decode(line: bytes, where: str) -> Reading:
    """The reading that a line says; `where` names the line in messages ("out.jsonl:3").

    Raises ExchangeError, naming line and field, where the line is not JSON, not of this version, or breaks the
    schema: wrong types and values, missing or unknown keys, spans or intervals that run backwards. What concerns
    several fields at once is left to `check`.

    >>> decode(b'{"version": 2, "article": {}}', "out.jsonl:3")
    Traceback (most recent call last):
    readouts.errors.ExchangeError: out.jsonl:3: version: 2 is not known here; this Readouts reads version 1
    """
    raw = _parse(line, where)
    if not isinstance(raw, dict):
        raise ExchangeError(f"{where}: expected one JSON object, as `readouts extract --format jsonl` prints it")
    version = raw.get("version")
    if version != VERSION or isinstance(version, bool):
        said = "missing" if version is None else f"{version!r} is not known here"
        raise ExchangeError(f"{where}: version: {said}; this Readouts reads version {VERSION}")
    try:
        reading = msgspec.convert(raw, type=Reading)
    except msgspec.ValidationError as error:
        raise ExchangeError(f"{where}: {_reworded(str(error))}") from None
    except RecursionError:
        raise ExchangeError(f"{where}: nested too deeply") from None
    for complaint in _complaints(raw, Reading, ""):
        raise ExchangeError(f"{where}: {complaint}")
    return reading


def _complaints(raw: object, noun: type, path: str) -> Iterator[str]:
    """What is wrong with the keys, pairs and bounds of an object whose types are right already."""
    if isinstance(raw, list):
        start, end = raw
        if issubclass(noun, Span) and not 0 <= start < end:
            yield f"{path}: span [{start}, {end}] must have 0 <= start < end"
        elif issubclass(noun, Interval) and start > end:
            yield f"{path}: interval [{start}, {end}] ends before it begins"
        return
    assert isinstance(raw, dict)
    dot = path and f"{path}."
    known = [field.name for field in shape_of(noun)]
    for key in raw:
        if key not in known:
            yield f"{dot}{key}: unknown key; known here: {', '.join(known)}"
    for field in shape_of(noun):
        if field.name in raw:
            value = raw[field.name]
            yield from _broken_bounds(value, BOUNDS.get((noun.__name__, field.name), {}), dot + field.name)
            if field.noun and value is not None:
                items = enumerate(value) if field.many else [(-1, value)]
                for index, item in items:
                    yield from _complaints(
                        item, field.noun, f"{dot}{field.name}" + (f"[{index}]" if field.many else "")
                    )
        elif (noun.__name__, field.name) not in MAY_BE_ABSENT:
            yield f"{dot}{field.name}: missing; every key must be there, null where nothing is known"
    yield from _broken_ends(raw, noun, path)


def _broken_bounds(value: object, bounds: dict[str, object], path: str) -> Iterator[str]:
    """Where a value breaks the bounds laid on its field."""
    if isinstance(value, str):
        pattern = bounds.get("pattern")
        if isinstance(pattern, str) and not re.fullmatch(pattern, value):
            yield f"{path}: {value!r} does not match {pattern}"
        if bounds.get("minLength") and not value:
            yield f"{path}: empty"
    elif isinstance(value, (int, float)):
        low, high = bounds.get("minimum"), bounds.get("maximum")
        if (isinstance(low, int) and not value >= low) or (isinstance(high, int) and not value <= high):
            yield f"{path}: {value} is out of bounds ({low} to {'any' if high is None else high})"


def _broken_ends(raw: dict[str, object], noun: type, path: str) -> Iterator[str]:
    """Where an object's `earliest` and `latest` do not make an interval, or contradict its basis."""
    if "earliest" not in raw or "latest" not in raw:
        return
    earliest, latest = raw["earliest"], raw["latest"]
    if (earliest is None) != (latest is None):
        yield f"{path}: earliest and latest must both be days or both null"
    elif isinstance(earliest, str) and isinstance(latest, str) and earliest > latest:
        yield f"{path}: latest {latest} lies before earliest {earliest}"
    elif noun is model.Published and (raw.get("basis") == "unknown") != (earliest is None):
        yield f"{path}: basis {raw.get('basis')!r} does not go with earliest {earliest!r}"


def _parse(line: bytes, where: str) -> object:
    try:
        return parse(line)
    except NotJson as error:
        raise ExchangeError(f"{where}: not valid JSON: {error}") from None


def _reworded(message: str) -> str:
    """The fast decoder's message with the field first: "article.id: expected `str`, got `int`"."""
    what, _, path = message.partition(" - at `$")
    path = path.rstrip("`").removeprefix(".")
    what = what.replace("Invalid RFC3339 encoded date", "not a day of the form YYYY-MM-DD")
    return f"{path}: {what[0].lower()}{what[1:]}" if path else what
