"""Readings to lines of JSON and back; the schema."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from exchange_tables import DOCUMENT, renewed
from reading_rows import READINGS, SOUND, WORDS, at
from readouts import model
from readouts.errors import ExchangeError
from readouts.exchange import decode, encode, recognise, schema
from readouts.model import (
    Article,
    Doubt,
    Reading,
)

# Readings are large and machines slow: neither says anything about what is tested.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
VALIDATOR = Draft202012Validator(schema(), format_checker=FormatChecker(["date"]))


@PATIENT
@given(READINGS)
def test_every_reading_comes_back_as_it_went(reading: Reading) -> None:
    line = encode(reading)
    assert b"\n" not in line
    assert decode(line, "x") == reading
    assert list(VALIDATOR.iter_errors(json.loads(line))) == []
    assert recognise(line)


@PATIENT
@given(READINGS)
def test_without_text_all_else_comes_back(reading: Reading) -> None:
    line = encode(reading, text=False)
    assert "text" not in json.loads(line)["article"]
    assert decode(line, "x") == replace(reading, article=replace(reading.article, text=""))
    assert VALIDATOR.is_valid(json.loads(line))


def test_keys_stand_in_the_documented_order() -> None:
    line = json.loads(encode(SOUND))
    assert list(line) == ["version", "article", "contacts", "statements", "commitments", "times", "held_back", "doubts"]
    assert list(line["article"]) == (
        ["id", "sha256", "source", "title", "outlet", "byline", "language", "url", "text", "published", "rewritten"]
    )
    assert line["contacts"][0]["status_history"][0] == {
        "status": "held",
        "said_by": "Courier",
        "date": ["2026-03-03", "2026-03-03"],
        "span": [*at("phoned")],
    }
    assert line["statements"][0]["speaker"] == {"name": "Aalto", "state": None, "mention": [*at("she")]}


@pytest.mark.parametrize("half", [chr(0xD83D), chr(0xDC00), f"ab{chr(0xDFFF)}cd"])
def test_half_a_character_is_named_when_written(half: str) -> None:
    reading = replace(SOUND, doubts=(Doubt(says="fine"), Doubt(says=half)))
    with pytest.raises(ExchangeError, match=r"article 'a1': doubts\[1\].says holds a lone surrogate"):
        encode(reading)


# --- lines that are not the format --------------------------------------------------------------------------------


def changed(path: str, value: object) -> bytes:
    """SOUND's line with the value at a dotted path replaced (or the key taken out where `value` is `...`)."""
    line = json.loads(encode(SOUND))
    spot = line
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        spot = spot[step]
    if value is ...:
        del spot[last]
    else:
        spot[last] = value
    return json.dumps(line).encode()


BROKEN = [
    ("article.id", 3, "article.id: expected `str`, got `int`"),
    ("article.id", "", "article.id: empty"),
    ("article.sha256", "abc", "article.sha256: 'abc' does not match"),
    ("article.source", ..., "article: object missing required field `source`"),
    ("article.outlet", ..., "article.outlet: missing"),
    ("article.author", "x", "article.author: unknown key; known here: id, sha256"),
    ("article.published.earliest", "3 March", "article.published.earliest: not a day of the form YYYY-MM-DD"),
    ("article.published.earliest", "2026-03-04", "article.published: latest 2026-03-03 lies before"),
    ("article.published.latest", None, "article.published: earliest and latest must both be"),
    ("article.published.basis", "unknown", "article.published: basis 'unknown' does not go with"),
    ("article.rewritten.score", 1.5, "article.rewritten.score: 1.5 is out of bounds (0 to 1)"),
    ("contacts", None, "contacts: expected `array`, got `null`"),
    ("contacts.0.channel", "smoke", "contacts[0].channel: invalid enum value 'smoke'"),
    ("contacts.1.status", "hold", "contacts[1].status: invalid enum value 'hold'"),
    ("contacts.0.confidence", -0.1, "contacts[0].confidence: -0.1 is out of bounds"),
    ("contacts.0.confidence", None, "contacts[0].confidence: expected `float`, got `null`"),
    ("contacts.0.duration.at_least_minutes", -1, "contacts[0].duration.at_least_minutes: -1 is out of bounds"),
    ("contacts.0.participants.1.spans.0", [9, 4], "contacts[0].participants[1].spans[0]: span [9, 4] must have"),
    ("contacts.0.participants.1.spans.0", [4, 4], "contacts[0].participants[1].spans[0]: span [4, 4] must have"),
    ("contacts.0.evidence.0", [-1, 4], "contacts[0].evidence[0]: span [-1, 4] must have"),
    ("contacts.0.evidence.0", [1, 2, 3], "contacts[0].evidence[0]: expected `array` of length 2, got 3"),
    ("contacts.0.status_history.0.date", ["2026-03-03", "2026-03-01"], "contacts[0].status_history[0].date: interval"),
    ("contacts.0.claims.0.spans", [], "contacts[0].claims[0]: claim on 'participants[0]' has neither a span"),
    ("contacts.0.claims.0.note", "x", "contacts[0].claims[0].note: unknown key"),
    ("statements.0.said_on.latest", "2020-01-01", "statements[0].said_on: latest 2020-01-01 lies before"),
    ("times.0.latest", None, "times[0]: earliest and latest must both be"),
    ("notes", [], "notes: unknown key; known here: article, contacts"),
    ("doubts", ..., "doubts: missing; every key must be there"),
    ("version", 2, "version: 2 is not known here; this Readouts reads version 1"),
    ("version", True, "version: True is not known here"),
    ("version", ..., "version: missing; this Readouts reads version 1"),
]


@pytest.mark.parametrize(("path", "value", "message"), BROKEN, ids=[f"{path}={value}" for path, value, _ in BROKEN])
def test_a_broken_line_is_refused_with_line_and_field(path: str, value: object, message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        decode(changed(path, value), "out.jsonl:7")
    assert f"out.jsonl:7: {message}" in str(caught.value)


# The order of two ends is the one thing decode refuses and no schema can.
@pytest.mark.parametrize(
    ("path", "value"), [(path, value) for path, value, told in BROKEN if "lies before" not in told]
)
def test_the_schema_refuses_it_too(path: str, value: object) -> None:
    only_order = isinstance(value, list) and len(value) == 2 and value[0] != -1
    assert VALIDATOR.is_valid(json.loads(changed(path, value))) == only_order


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"", "not valid JSON: Expecting value at column 1"),
        (b"{", "not valid JSON"),
        (b'{"version": 1,}', "not valid JSON"),
        (b"[1]", "expected one JSON object"),
        (b'"\xff"', "not valid JSON: byte 1 is not UTF-8"),
        (b'{"a": ["\\ud800"]}', "not valid JSON: a[0] holds a lone surrogate"),
        (b"[" * 100_000, "not valid JSON: nested too deeply"),
        (b'{"version":1,"article":' + b"[" * 500 + b"]" * 500 + b"}", "article: expected `object`, got `array`"),
    ],
)
def test_what_is_no_json_object_is_refused(line: bytes, message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        decode(line, "out.jsonl:7")
    assert str(caught.value).startswith(f"out.jsonl:7: {message}")


LEAVES = st.none() | st.booleans() | st.integers(-3, 10**6) | st.floats(allow_nan=False, allow_infinity=False) | WORDS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=2))


def spots(value: object) -> list[tuple[object, object]]:
    """Every (container, key) of a JSON value."""
    found: list[tuple[object, object]] = []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += [(value, key), *spots(inner)]
    return found


def refusal(line: bytes) -> str | None:
    """Why decode refuses a line, if it does."""
    try:
        decode(line, "x")
    except ExchangeError as error:
        return str(error)
    return None


@PATIENT
@given(st.data())
def test_decoder_and_schema_agree_on_any_change(data: st.DataObject) -> None:
    line = json.loads(encode(SOUND))
    container, key = data.draw(st.sampled_from(spots(line)))
    assert isinstance(container, (dict, list))
    match data.draw(st.sampled_from(["replace", "remove", "add"])):
        case "replace":
            container[key] = data.draw(VALUES)  # type: ignore[call-overload]
        case "remove":
            del container[key]  # type: ignore[arg-type]
        case _ if isinstance(container, dict):
            container[data.draw(WORDS)] = data.draw(VALUES)
        case _:
            container.append(data.draw(VALUES))
    told = refusal(json.dumps(line).encode())
    only_order = told is not None and any(words in told for words in ("must have 0 <=", "lies before", "ends before"))
    assert only_order or VALIDATOR.is_valid(line) == (told is None)


@pytest.mark.parametrize(
    ("line", "ours"),
    [
        (b'{"version":1,"article":{"id":"a"},"contacts":[]}', True),
        (b' {"article": {}, "more": [1, {"a": 2}], "version": 7}\r\n', True),
        (b'{"id":"a","text":"They met."}', False),
        (b'{"version":1,"article":"They met."}', False),
        (b'{"version":1,"text":"They met."}', False),
        (b"[]", False),
        (b"They met.", False),
        (b"", False),
        (b'{"version":1,"article":{', False),
        (b'{"a":' * 100_000, False),
    ],
)
def test_own_lines_are_recognised(line: bytes, ours: bool) -> None:
    assert recognise(line) == ours


# --- the schema ---------------------------------------------------------------------------------------------------


def test_the_schema_is_one_and_describes_every_key() -> None:
    told = schema()
    Draft202012Validator.check_schema(told)
    definitions = told["$defs"]
    assert isinstance(definitions, dict)
    nouns = {name for name, noun in vars(model).items() if is_dataclass(noun) or name in ("Span", "Interval")}
    assert set(definitions) == nouns
    for name, definition in definitions.items():
        assert definition["title"] == name
        assert definition["description"]
        for key, value in definition.get("properties", {}).items():
            assert value["description"], f"{name}.{key}"
    assert list(definitions["Reading"]["properties"]) == list(json.loads(encode(SOUND)))
    assert list(definitions["Article"]["properties"]) == list(json.loads(encode(SOUND))["article"])
    assert set(definitions["Article"]["required"]) == {field.name for field in fields(Article)} - {"text"}


def test_two_calls_give_two_equal_schemas() -> None:
    first = schema()
    first["$defs"] = None
    assert schema() == Draft202012Validator(schema()).schema != first


def test_the_document_describes_every_key() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert renewed(text) == text, "run: python tests/exchange_tables.py --write"
