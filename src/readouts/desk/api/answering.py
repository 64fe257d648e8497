"""Answers requests to the API by the table of operations: reads what is asked, and says what was found as JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import cast

import msgspec
from msgspec import inspect
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.api.document import document
from readouts.desk.api.operation import Found, Operation, Problem, Question
from readouts.desk.api.table import OPERATIONS
from readouts.desk.faults import tell_problem
from readouts.desk.ledgers import reading, writing
from readouts.desk.visitors import visitor_of
from readouts.jsontext import NotJson, parse, strings
from readouts.ledger import Ledger

_JSON = "application/json"


def make_routes() -> list[Route]:
    """The routes of all operations, and of the document that describes them."""
    found = [Route("/openapi.json", _show_document, methods=["GET"])]
    for path in sorted({one.path for one in OPERATIONS}, key=lambda path: (path.count("{"), -len(path))):
        own = {str(one.method): one for one in OPERATIONS if one.path == path}
        found.append(Route(_pattern(path), _endpoint(own), methods=list(own)))
    return found


def _pattern(path: str) -> str:
    """The path as routes have it: the id of an article may have slashes in it."""
    return path.replace("{article}", "{article:path}")


def _endpoint(operations: Mapping[str, Operation]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        operation = operations["GET" if request.method == "HEAD" else request.method]
        try:
            question = _read(request, operation, await request.body())
            found = await run_in_threadpool(_ask, request, operation, question)
        except Problem as problem:
            return tell_problem(problem.status, problem.detail)
        return _say(request, operation, found)

    return answer


def _show_document(request: Request) -> Response:
    return _with_etag(request, msgspec.json.encode(document()) + b"\n", None)


Asking = Callable[[Ledger], Found]


def _read(request: Request, operation: Operation, body: bytes) -> Asking:
    """What is asked of a ledger; raises Problem where a parameter or the body means nothing."""
    asked = _read_query(request, operation.asks)
    said = _read_body(request, body, operation.takes) if operation.takes else None
    visitor, now, if_match = visitor_of(request), datetime.now(UTC), request.headers.get("if-match")

    def ask(ledger: Ledger) -> Found:
        question: Question[msgspec.Struct, object] = Question(
            ledger=ledger, path=request.path_params, asked=asked, body=said, visitor=visitor, now=now, if_match=if_match
        )
        return operation.answer(question)

    return ask


def _ask(request: Request, operation: Operation, ask: Asking) -> Found:
    with (writing if operation.changes else reading)(request) as ledger:
        return ask(ledger)


def _read_query(request: Request, asks: type[msgspec.Struct]) -> msgspec.Struct:
    """The parameters behind the path: those that are lists may come several times, the others once."""
    told: dict[str, object] = {}
    lists = _lists(asks)
    for name in request.query_params:
        values = request.query_params.getlist(name)
        if name not in lists and len(values) > 1:
            raise Problem(400, f"`{name}` is given {len(values)} times")
        if values[0].casefold() == "null" and name in _never_words(asks):
            raise Problem(400, f"`{name}`: leave it out where it is not known")
        told[name] = values if name in lists else values[0]
    try:
        return msgspec.convert(told, asks, strict=False)
    except msgspec.ValidationError as error:
        raise Problem(400, _plainly(error)) from None


@cache
def _lists(asks: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(name for name, type in _types(asks) if isinstance(type, inspect.VarTupleType))


@cache
def _never_words(asks: type[msgspec.Struct]) -> frozenset[str]:
    """The parameters that may be missing and are no words: for them "null" would be taken as not given."""
    unions = {name: type.types for name, type in _types(asks) if isinstance(type, inspect.UnionType)}
    return frozenset(
        name for name, types in unions.items() if not any(isinstance(_bare(one), inspect.StrType) for one in types)
    )


def _types(asks: type[msgspec.Struct]) -> list[tuple[str, inspect.Type]]:
    told = cast("inspect.StructType", inspect.type_info(asks))
    return [(field.encode_name, _bare(field.type)) for field in told.fields]


def _bare(type: inspect.Type) -> inspect.Type:
    return type.type if isinstance(type, inspect.Metadata) else type


def _read_body(request: Request, body: bytes, takes: type[msgspec.Struct]) -> msgspec.Struct:
    if request.headers.get("content-type", "").partition(";")[0].strip().casefold() != _JSON:
        raise Problem(415, f"the body must be {_JSON}")
    try:
        parsed = parse(body)
        said = msgspec.convert(parsed, takes)
    except NotJson as error:
        raise Problem(400, f"the body is no JSON: {error}") from None
    except msgspec.ValidationError as error:
        raise Problem(422, _plainly(error)) from None
    if any("\0" in value for _, value in strings(parsed)):
        raise Problem(422, "there is a NUL character in it")
    return said


def _plainly(error: msgspec.ValidationError) -> str:
    what, _, path = str(error).partition(" - at `$")
    if "matching regex" in what:  # those of days are the only ones
        what = "not a day, month or year: write 2025-03-01, 2025-03 or 2025"
    name = path.rstrip("`").lstrip(".")
    return f"{name}: {what[0].lower()}{what[1:]}" if name else f"{what[0].lower()}{what[1:]}"


def _say(request: Request, operation: Operation, found: Found) -> Response:
    body = msgspec.json.encode(found.answer) + b"\n"
    if operation.changes:
        return Response(body, 201, {"Location": found.made or ""}, _JSON)
    return _with_etag(request, body, found.etag)


def _with_etag(request: Request, body: bytes, etag: str | None) -> Response:
    """The answer, or only that it is still the one that is known."""
    own = f'"{etag or sha256(body).hexdigest()[:32]}"'
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if own in known or known == ["*"]:
        return Response(status_code=304, headers={"ETag": own})
    return Response(body, 200, {"ETag": own}, _JSON)
