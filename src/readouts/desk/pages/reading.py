"""An article pasted or a file dropped: read and shown at once, and added to the ledger where that is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.forms import read_form
from readouts.desk.ledgers import writing
from readouts.desk.marking import cut
from readouts.desk.picking import read_span
from readouts.desk.reader import LARGEST, MOST, Reader
from readouts.desk.visitors import visitor_of
from readouts.errors import UsageError
from readouts.ledger import Entry
from readouts.ledger.add import AddResult
from readouts.model import Reading, Span
from readouts.sources import Failure

_FIELDS = ("title", "outlet", "published", "url")
_READER = Reader()


@dataclass(frozen=True, slots=True)
class Shown:
    """What was made of it: the readings, what could not be read, what came of adding them."""

    readings: tuple[Reading, ...] = ()
    failed: tuple[str, ...] = ()
    added: AddResult | None = None


def ask(request: Request) -> Response:
    """The form."""
    return _show(request, None, {"text": "", **dict.fromkeys(_FIELDS, "")})


def _show(request: Request, shown: Shown | None, words: dict[str, str], said: str | None = None) -> Response:
    """The form as it was filled in, and below it what was read."""
    return draw(
        request, "reading.html", status_code=422 if said else 200, shown=shown, words=words, cut=cut, said=said,
        evidence=_evidence, megabytes=LARGEST // 1024 // 1024, most=MOST, may=visitor_of(request).may("reviewer"),
    )  # fmt: skip


async def take(request: Request) -> Response:
    """Reads what the form brings; with `do` = `add` it goes into the ledger."""
    form = await read_form(request)
    file = (await request.form()).get("file")
    words = {name: form.get(name, "").strip() for name in ("text", *_FIELDS)}
    content = await file.read(LARGEST + 1) if isinstance(file, UploadFile) and file.filename else b""
    await request.close()
    try:
        read_span(words["published"], "published")
        content = content or _as_bytes(words)
        if not content.strip():
            raise UsageError("paste a text, or choose a file")
        entries = await run_in_threadpool(_READER.read, content, words["published"])
        added = await run_in_threadpool(_add, request, entries) if form.get("do") == "add" else None
    except UsageError as error:
        return _show(request, None, words, str(error))
    readings = tuple(one.reading for one in entries if isinstance(one, Entry))
    failed = [one.reason for one in (added.failed if added else entries) if isinstance(one, Failure)]
    return _show(request, Shown(readings, tuple(failed), added), words)


def _as_bytes(words: dict[str, str]) -> bytes:
    """A pasted text as a file: as it is, or with what is told of it as one line of JSON."""
    told = {name: words[name] for name in _FIELDS if words[name]}
    if not words["text"] or not told:
        return words["text"].encode()
    return json.dumps({"text": words["text"], **told}).encode() + b"\n"


def _add(request: Request, entries: list[Entry | Failure]) -> AddResult:
    with writing(request) as ledger:
        return ledger.add(entries, started=datetime.now(UTC).isoformat(timespec="seconds"))


def _evidence(reading: Reading) -> Iterator[Span]:
    """Where the article tells of its contacts."""
    return (span for contact in reading.contacts for span in contact.evidence)


routes = [
    Route("/review/read", ask, methods=["GET"]),
    Route("/review/read", take, methods=["POST"]),
]
