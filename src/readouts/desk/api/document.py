"""The OpenAPI document of the API, made from the table of operations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import cast

import msgspec

from readouts.desk.api.operation import Operation
from readouts.desk.api.table import OPERATIONS

Schema = dict[str, object]
_REFERENCE = "#/components/schemas/{name}"
PROBLEM = "Problem"

_REFUSED = {
    304: "It is what If-None-Match says: nothing is sent.",
    400: "A parameter means nothing.",
    401: "No token, or one that is not known.",
    403: "The account may not do this.",
    404: "There is none.",
    412: "The contact was changed after it was looked at.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "What was sent means nothing here.",
    429: "Too often; Retry-After says when to come again.",
    503: "The ledger cannot be read or written now.",
}
_ALWAYS = (400, 401, 403, 429, 503)


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, in words for people (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


@cache
def document() -> Schema:
    """The document, OpenAPI 3.1."""
    asked = [one.asks for one in OPERATIONS]
    shown = [one.gives for one in OPERATIONS]
    taken = [one.takes for one in OPERATIONS if one.takes]
    _, schemas = msgspec.json.schema_components([*asked, *shown, *taken, Problem], ref_template=_REFERENCE)
    components = {name: told for name, told in schemas.items() if name not in {one.__name__ for one in asked}}
    paths: dict[str, dict[str, Schema]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method.lower()] = _describe(one, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Readouts",
            "version": version("readouts"),
            "description": "A ledger of contacts between leaders, every value with the characters that say it.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token of an account. A desk where nobody signs in asks for none.",
                }
            },
        },
    }


def _describe(one: Operation, schemas: Mapping[str, object]) -> Schema:
    told: Schema = {
        "operationId": one.id,
        "summary": one.summary,
        "parameters": [*_in_path(one), *_in_query(one, schemas), *_in_head(one)],
        "responses": _responses(one),
    }
    if one.takes:
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": _of(one.takes)}}}
    return told


def _of(type: object) -> Schema:
    (found,), _ = msgspec.json.schema_components([type], ref_template=_REFERENCE)
    return found


def _in_path(one: Operation) -> list[Schema]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in one.names
    ]


def _in_query(one: Operation, schemas: Mapping[str, object]) -> list[Schema]:
    own = cast("Schema", schemas[one.asks.__name__])
    required = cast("list[str]", own.get("required", []))
    found = []
    for name, schema in cast("dict[str, Schema]", own["properties"]).items():
        told = _without_null(schema)
        found.append(
            {
                "name": name,
                "in": "query",
                "required": name in required,
                **({"description": words} if (words := told.pop("description", None)) else {}),
                "schema": told,
            }
        )
    return found


def _without_null(schema: Schema) -> Schema:
    """A parameter that is not given is not there: none is null."""
    told = {key: value for key, value in schema.items() if not (key == "default" and value is None)}
    choices = told.pop("anyOf", None)
    if isinstance(choices, list):
        (only,) = [choice for choice in choices if choice != {"type": "null"}]
        told |= only
    if "enum" in told:
        told["enum"] = [value for value in cast("list[object]", told["enum"]) if value is not None]
    return told


def _in_head(one: Operation) -> list[Schema]:
    if one.method == "GET":
        return [_header("If-None-Match", "The ETag that is known: 304 if it is still that.")]
    return [_header("If-Match", "The ETags of the contacts as they were seen: 412 if one of them changed since.")]


def _header(name: str, words: str) -> Schema:
    return {"name": name, "in": "header", "required": False, "description": words, "schema": {"type": "string"}}


def _responses(one: Operation) -> Schema:
    etag = {"ETag": {"description": "Of this answer.", "schema": {"type": "string"}}}
    content = {"application/json": {"schema": _of(one.gives)}}
    found: Schema
    if one.changes:
        where = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
        found = {"201": {"description": "Done.", "headers": where, "content": content}}
    else:
        found = {"200": {"description": "What was asked for.", "headers": etag, "content": content}}
        found["304"] = {"description": _REFUSED[304]}
    for status in sorted({*_ALWAYS, *one.refuses, *((413, 415) if one.changes else ())}):
        problem = {"application/problem+json": {"schema": {"$ref": _REFERENCE.format(name=PROBLEM)}}}
        found[str(status)] = {"description": _REFUSED[status], "content": problem}
    return found
