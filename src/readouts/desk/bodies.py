"""How much a request may bring, and how long it may take: counted while it comes in, whatever its head says."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY = "readouts.body"
"""Under which a request's scope has its whole body."""

KILOBYTE = 1024
SMALL = 256 * KILOBYTE
"""Bytes of a form or of JSON."""
LARGE = 16 * 1024 * KILOBYTE
"""Bytes of what is uploaded."""


class BoundedBodies:
    """Takes in a whole body within bounds and hands it on, or raises HTTPException 413 or 408.

    `large` are the paths that take uploads, which may take three times as many seconds as `slowest`. GET and HEAD bring
    nothing that anybody would read.
    """

    def __init__(self, app: ASGIApp, large: tuple[str, ...], slowest: float) -> None:
        self._app = app
        self._large = large
        self._slowest = slowest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with its body read."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        large = scope["path"] in self._large
        limit, seconds = (LARGE, self._slowest * 3) if large else (SMALL, self._slowest)
        _check_length(Headers(scope=scope), limit)
        try:
            async with asyncio.timeout(seconds):
                body = await _read(receive, limit)
        except TimeoutError:
            raise HTTPException(408, "The request came in too slowly.") from None
        if body is not None:
            await self._app({**scope, BODY: body}, replay(body, receive), send)


def _check_length(headers: Mapping[str, str], limit: int) -> None:
    told = headers.get("content-length", "0")
    if not (told.isascii() and told.isdigit()):
        raise HTTPException(400, "The length of the request is no number.")
    if int(told) > limit:
        raise HTTPException(413, _too_large(limit))


async def _read(receive: Receive, limit: int) -> bytes | None:
    """The whole body; None where who sent it went away."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise HTTPException(413, _too_large(limit))
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def replay(body: bytes, receive: Receive) -> Receive:
    """What gives a body that was read already, and after it what comes next."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def _too_large(limit: int) -> str:
    return f"The request is larger than {limit // KILOBYTE} kB."
