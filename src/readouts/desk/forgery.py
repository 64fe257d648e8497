"""Whether a form was sent by a page of ours: other sites can send what looks like one, with the visitor's cookie."""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from readouts.desk.admission import SAFE
from readouts.desk.bodies import BODY, LARGE, replay
from readouts.desk.visitors import visitor_of

FIELD = "csrf"
HEADER = "x-csrf-token"
MOST_FIELDS, MOST_FILES = 200, 50


class OwnForms:
    """Lets through what changes something only if it comes from a page of ours, by three signs that must all hold.

    The browser says it is of the same origin (Sec-Fetch-Site, where it says so); the Origin, where there is one, is
    ours; the token of the visitor's cookie is in the form or the head. Programs that show a token of their own have no
    cookie that could be misused, nor has a desk that is open to JSON, which no foreign form can send unasked.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is ours, and raises HTTPException 403 for the rest."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return
        request = Request(scope, replay(scope.get(BODY, b""), receive))
        _check_site(request.headers, scope["scheme"])
        visitor = visitor_of(request)
        by_json = visitor.open and scope["path"].startswith("/api/")
        if by_json and not _is_json(request.headers):
            raise HTTPException(415, "The body must be application/json.")
        if not visitor.program and not by_json:
            shown = request.headers.get(HEADER) or await _field(request)
            if not hmac.compare_digest(shown.encode("utf-8", "replace"), visitor.csrf.encode()):
                raise HTTPException(403, "This form is not of your session any more. Go back, load the page again.")
        await self._app(scope, replay(scope.get(BODY, b""), receive), send)


def _check_site(headers: Headers, scheme: str) -> None:
    site, origins = headers.get("sec-fetch-site", "same-origin"), headers.getlist("origin")
    ours = f"{scheme}://{headers.get('host', '')}".casefold()
    if site not in ("same-origin", "none") or any(origin.casefold() != ours for origin in origins):
        raise HTTPException(403, "This was sent by a page of another site, and was not done.")


def _is_json(headers: Headers) -> bool:
    return headers.get("content-type", "").partition(";")[0].strip().casefold() == "application/json"


async def _field(request: Request) -> str:
    """The token in a form; empty where there is none."""
    try:
        form = await request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=LARGE)
    except (MultiPartException, UnicodeDecodeError, ValueError):
        raise HTTPException(400, "This is not a form as browsers send them.") from None
    token = form.get(FIELD)
    await form.close()
    return token if isinstance(token, str) else ""
