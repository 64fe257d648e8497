"""What is told where something is not done: a calm page for people, a problem document for programs, never a trace."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from urllib.parse import quote

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from readouts.desk.drawing import draw
from readouts.errors import ChangedError, ReadoutsError, UsageError

LOG = logging.getLogger("readouts.desk")
_TITLES = {
    400: "This cannot be shown",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not here",
    405: "Not done so",
    408: "Too slow",
    409: "Changed meanwhile",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Not in this form",
    422: "Not done",
    429: "Too often",
    503: "The ledger cannot be read now",
}
_WORDS = {404: "There is no such page.", 405: "This page takes no such request."}


def tell(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that says what is the matter; who has to sign in first is led there."""
    if request.url.path.startswith("/api/"):
        return tell_problem(status, detail, headers)
    if status == 401 and request.method in ("GET", "HEAD"):
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(here, safe='')}", 303)
    title = _TITLES.get(status, "Something went wrong")
    return draw(request, "fault.html", status_code=status, headers=headers, title=title, detail=detail)


def tell_problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """A problem document (RFC 9457)."""
    title = _TITLES.get(status, "Something went wrong")
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Response(msgspec.json.encode(body) + b"\n", status, headers, "application/problem+json")


def tell_http(request: Request, error: HTTPException) -> Response:
    """What a page or a guard refused."""
    stock = error.detail in ("Not Found", "Method Not Allowed")
    detail = _WORDS[error.status_code] if stock and error.status_code in _WORDS else error.detail
    return tell(request, error.status_code, detail, error.headers)


def tell_ours(request: Request, error: ReadoutsError) -> Response:
    """What the ledger refused: what was asked for means nothing, or changed meanwhile, or it cannot be read now."""
    if isinstance(error, UsageError):
        return tell(request, 400, str(error))
    if isinstance(error, ChangedError):
        return tell(request, 409, str(error))
    LOG.error("%s %s: %s", request.method, request.url.path, error)
    return tell(request, 503, "The ledger cannot be read or written now. Try again in a while.", {"Retry-After": "5"})


class CalmFaults:
    """Answers whatever was raised behind it; what nobody foresaw is told to the log alone, with its trace."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except Exception as error:
            if begun:
                raise
            await _answer(Request(scope), error)(scope, receive, send)


def _answer(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return tell_http(request, error)
    if isinstance(error, ReadoutsError):
        return tell_ours(request, error)
    LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return tell(request, 500, "Something went wrong here that should not have. It was written to the desk's log.")
