"""The exchange format as a JSON Schema, and the shape of its nouns that schema and decoder share.

Shapes come from the dataclasses of `readouts.model`, the meaning of each key from `exchange.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple, get_args, get_type_hints

import msgspec

from readouts import model
from readouts.errors import KnowledgeError
from readouts.model import Interval, Reading, Span

VERSION = 1

ARTICLE_KEYS = (
    "id",
    "sha256",
    "source",
    "title",
    "outlet",
    "byline",
    "language",
    "url",
    "text",
    "published",
    "rewritten",
)
"""The order in which an article's keys are written; those of the other nouns stand as the fields do."""

MAY_BE_ABSENT = {("Article", "text")}
_SHARE: dict[str, object] = {"minimum": 0, "maximum": 1}
BOUNDS: dict[tuple[str, str], dict[str, object]] = {
    ("Article", "id"): {"minLength": 1},
    ("Article", "sha256"): {"pattern": "^[0-9a-f]{64}$"},
    ("Rewritten", "score"): _SHARE,
    ("Contact", "id"): {"minLength": 1},
    ("Contact", "confidence"): _SHARE,
    ("Duration", "at_least_minutes"): {"minimum": 0},
    ("Duration", "at_most_minutes"): {"minimum": 0},
}


class Field(NamedTuple):
    """What a field holds, as far as keys and order are concerned."""

    name: str
    noun: type | None
    many: bool


def schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of one line.

    It says all that `decode` checks but the order of a span's and an interval's two ends. Raises KnowledgeError
    where `exchange.toml` does not describe exactly the fields there are.
    """
    definitions = msgspec.json.schema(Reading)["$defs"]
    for noun, words in _descriptions().items():
        definition = definitions[noun]
        if "properties" not in definition:  # a pair
            definition["description"] = words["_"]
            continue
        properties = definition["properties"] = _in_order(noun, definition["properties"])
        for name, told in properties.items():
            told.pop("default", None)
            properties[name] = {"description": words[name], **_bounded(told, BOUNDS.get((noun, name), {}))}
        definition["required"] = [name for name in properties if (noun, name) not in MAY_BE_ABSENT]
        definition["additionalProperties"] = False
    _pin_days(definitions)
    for end in definitions["Span"]["prefixItems"]:
        end["minimum"] = 0
    definitions["Reading"]["properties"]["version"] = {"const": VERSION, "description": "Version of this format."}
    definitions["Published"]["oneOf"] = [
        {"properties": {"basis": {"const": "unknown"}, "earliest": {"type": "null"}, "latest": {"type": "null"}}},
        {"properties": {"basis": {"enum": ["given", "inferred"]}, **_both("string")}},
    ]
    definitions["TimeExpression"]["oneOf"] = [{"properties": _both("null")}, {"properties": _both("string")}]
    definitions["Claim"]["anyOf"] = [
        {"properties": {"spans": {"minItems": 1}}},
        {"properties": {"inferred_from": {"type": "string", "minLength": 1}}},
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:readouts:exchange:{VERSION}",
        "title": f"Readouts exchange format, version {VERSION}",
        "description": "What Readouts says of one article: one line of `readouts extract --format jsonl`.",
        "$ref": "#/$defs/Reading",
        "$defs": definitions,
    }


def _in_order(noun: str, properties: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """The properties of a noun in the order they are written in."""
    first = {"Reading": ("version",), "Article": ARTICLE_KEYS}.get(noun, ())
    return {name: properties[name] for name in dict.fromkeys((*first, *properties))}


def _pin_days(told: object) -> None:
    """Lays a pattern on every day, since most validators take `format` for a remark."""
    if isinstance(told, dict):
        if told.get("format") == "date":
            told["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        told = list(told.values())
    if isinstance(told, list):
        for item in told:
            _pin_days(item)


def _both(kind: str) -> dict[str, object]:
    return {"earliest": {"type": kind}, "latest": {"type": kind}}


def _bounded(told: dict[str, object], bounds: dict[str, object]) -> dict[str, object]:
    """The bounds laid on the part of a field's schema that is not null."""
    choices = told.get("anyOf")
    if bounds and isinstance(choices, list):
        return {"anyOf": [choice if choice == {"type": "null"} else {**choice, **bounds} for choice in choices]}
    return {**told, **bounds}


@cache
def _nouns() -> dict[str, type]:
    """Every dataclass and pair that a reading is made of, by name."""
    found: dict[str, type] = {}
    waiting: list[type] = [Reading]
    while waiting:
        noun = waiting.pop()
        if noun.__name__ not in found:
            found[noun.__name__] = noun
            waiting += [field.noun for field in shape_of(noun) if field.noun]
    return found


@cache
def shape_of(noun: type) -> tuple[Field, ...]:
    """The fields of a noun; a pair has none."""
    if not is_dataclass(noun):
        return ()
    hints = get_type_hints(noun, vars(model))
    return tuple(Field(field.name, *_held(hints[field.name])) for field in fields(noun))


def _held(hint: object) -> tuple[type | None, bool]:
    """The noun or pair within a type hint, and whether the field is a list of them."""
    if isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, (Span, Interval))):
        return hint, False
    for inner in get_args(hint):
        noun, _ = _held(inner)
        if noun:
            return noun, getattr(hint, "__origin__", None) is tuple
    return None, False


@cache
def _descriptions() -> dict[str, dict[str, str]]:
    """What `exchange.toml` says of each field of each noun."""
    words: dict[str, dict[str, str]] = tomllib.loads(files("readouts").joinpath("exchange.toml").read_text("utf-8"))
    for name, noun in _nouns().items():
        wanted = {field.name for field in shape_of(noun)} or {"_"}
        wrong = wanted ^ set(words.get(name, {}))
        if wrong:
            raise KnowledgeError(
                f"exchange.toml: [{name}]: describe these or take them out: {', '.join(sorted(wrong))}"
            )
    return words
