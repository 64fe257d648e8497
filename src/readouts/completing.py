"""Lines of the exchange format that other programs wrote: what they leave out or add is told, not refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, replace
from itertools import groupby

import msgspec

from readouts.contract import MAY_BE_ABSENT, shape_of
from readouts.errors import ExchangeError
from readouts.exchange import decode, text_digest
from readouts.jsontext import NotJson, parse
from readouts.model import Doubt, Reading


def accept(line: bytes, where: str) -> Reading:
    """The reading that a line says, also where keys are missing that may be empty, or are there that we do not know.

    What is missing counts as not known, what is not known here is passed over, and both are told in one doubt of
    the reading. An article without `source` has the line's place for it; one without `sha256` has that of its text.
    Raises ExchangeError where what is there is wrong: types, values, spans and intervals that run backwards.

    >>> reading = accept(b'{"version": 1, "article": {"id": "a", "text": "They met."}, "by": "X"}', "x.jsonl:1")
    >>> reading.article.source, reading.article.sha256[:6]
    ('x.jsonl:1', 'ab2260')
    >>> reading.doubts[0].says.partition("; not known")[2]
    ' here, passed over: by'
    """
    try:
        return decode(line, where)
    except ExchangeError as error:
        told = error
    raw = _parsed(line)
    if not isinstance(raw, dict) or not isinstance(raw.get("article"), dict):
        raise told
    article = raw["article"]
    text = article.get("text")
    missing = [f"article.{key}" for key in ("sha256", "source") if article.get(key) is None]
    article["source"] = article.get("source") or where
    if article.get("sha256") is None and isinstance(text, str):
        article["sha256"] = text_digest(text)
    notes = list(_complete(raw, Reading, ""))
    missing += [path for path, known in notes if known]
    unknown = [path for path, known in notes if not known]
    if not missing and not unknown:
        raise told
    reading = decode(msgspec.json.encode(raw), where)
    return replace(reading, doubts=(*reading.doubts, Doubt(says=_say(missing, unknown))))


def _parsed(line: bytes) -> object:
    try:
        return parse(line)
    except NotJson:  # decode has said so
        return None


def _complete(raw: dict[str, object], noun: type, path: str) -> Iterator[tuple[str, bool]]:
    """Fills in what is missing and takes out what is unknown, in place; tells each: its path, whether it is ours."""
    shapes = {field.name: field for field in shape_of(noun)}
    for key in [key for key in raw if key not in shapes]:
        del raw[key]
        yield path + key, False
    for field in fields(noun):
        empty = _empty(field)
        if (field.name not in raw or raw[field.name] is None) and empty is not MISSING:
            absent = field.name not in raw
            if absent or empty is not None:
                raw[field.name] = empty
                if (noun.__name__, field.name) not in MAY_BE_ABSENT:
                    yield path + field.name, True
            continue
        shape, value = shapes[field.name], raw.get(field.name)
        if shape.noun is None:
            continue
        step = f"{path}{field.name}." if not shape.many else f"{path}{field.name}[]."
        for item in value if shape.many and isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from _complete(item, shape.noun, step)


def _empty(field: Field[object]) -> object:
    """What stands for "not known" in a field, as JSON has it; MISSING where there is no such value."""
    return MISSING if field.default is MISSING else msgspec.to_builtins(field.default)


def _say(missing: list[str], unknown: list[str]) -> str:
    """One sentence on what was not as the format wants it; where all of a noun's fields are meant, each once."""
    parts = []
    if missing:
        parts.append("came without " + _listed(missing))
    if unknown:
        parts.append("not known here, passed over: " + _listed(unknown))
    return "; ".join(parts)


def _listed(paths: list[str]) -> str:
    """Paths, those of one noun together: "article.byline, language"."""
    unique = sorted(set(paths), key=lambda path: path.rpartition("."))
    groups = groupby(unique, key=lambda path: path.rpartition(".")[0])
    return "; ".join(
        (f"{head}." if head else "") + ", ".join(path.rpartition(".")[2] for path in group) for head, group in groups
    )
