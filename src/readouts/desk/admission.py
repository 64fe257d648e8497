"""Who is let in where: a session's cookie or a token says who it is, a table says what role a path asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from readouts.desk.ledgers import Ledgers
from readouts.desk.passwords import new_secret
from readouts.desk.visitors import Visitor, cookie_header, cookie_name, read_cookie
from readouts.ledger.accounts import Account, Accounts, Role

SAFE = ("GET", "HEAD")
_OPEN = ("/static/", "/sign-in")
_ROLES: tuple[tuple[str, Role], ...] = (
    ("/accounts", "admin"),
    ("/account", "reader"),
    ("/searches", "reader"),
    ("/sign-out", "reader"),
)
"""What a path asks for that is not told by its method; those below it ask the same."""


def role_for(path: str, method: str) -> Role | Literal["nobody"]:
    """The role that a request asks for: reading is for readers, everything else for reviewers, but where it is said.

    >>> role_for("/contacts/3f2a", "GET"), role_for("/review/3f2a", "POST"), role_for("/accounts", "GET")
    ('reader', 'reviewer', 'admin')
    """
    if path.startswith(_OPEN[0]) or path == _OPEN[1]:
        return "nobody"
    for start, role in _ROLES:
        if path == start or path.startswith(start + "/"):
            return role
    return "reader" if method in SAFE else "reviewer"


class Admission:
    """Puts the visitor into `request.state`, and raises HTTPException 401 or 403 where they may not go on.

    Without `sign_in` everybody may everything. Whoever comes without a cookie is given one, which opens nothing: by it
    forms are known.
    """

    def __init__(self, app: ASGIApp, sign_in: bool) -> None:
        self._app = app
        self._sign_in = sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on whoever may go on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        name = cookie_name(request)
        cookie = read_cookie(request, name)
        visitor = await self._find(request, cookie)
        request.state.visitor, request.state.account, request.state.csrf = visitor, visitor.account, visitor.csrf
        role = role_for(scope["path"], scope["method"])
        if role != "nobody" and not visitor.may(role):
            raise _refusal(visitor)
        gives = cookie is None and not visitor.program and not scope["path"].startswith(("/static/", "/api/"))
        await self._app(scope, receive, _giving(name, visitor.secret, send) if gives else send)

    async def _find(self, request: HTTPConnection, cookie: str | None) -> Visitor:
        """Whoever shows a token is who it is of, whatever cookie comes with it."""
        shown = request.headers.get("authorization")
        if shown is not None and self._sign_in:
            scheme, _, token = shown.partition(" ")
            account = None
            if scheme.casefold() == "bearer":
                account = await _ask(request, lambda accounts: accounts.by_token(token.strip()))
            if account is None:
                raise HTTPException(401, "This token is not known here.", {"WWW-Authenticate": "Bearer"})
            return Visitor(secret=new_secret(), account=account, program=True)
        if not self._sign_in or cookie is None:
            return Visitor(secret=cookie or new_secret(), open=not self._sign_in)
        now = datetime.now(UTC)
        account = await _ask(request, lambda accounts: accounts.by_session(cookie, now))
        return Visitor(secret=cookie, account=account)


async def _ask(request: HTTPConnection, question: Callable[[Accounts], Account | None]) -> Account | None:
    """What the ledger's accounts say, asked in a thread."""
    ledgers: Ledgers = request.app.state.ledgers

    def ask() -> Account | None:
        with ledgers.reading() as ledger:
            return question(ledger.accounts)

    return await run_in_threadpool(ask)


def _refusal(visitor: Visitor) -> HTTPException:
    if visitor.account is None:
        return HTTPException(401, "Sign in first.", {"WWW-Authenticate": "Bearer"})
    return HTTPException(403, f"{visitor.account.name} may not do this: it is not for a {visitor.account.role}.")


def _giving(name: str, secret: str, send: Send) -> Send:
    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if not any(value.startswith(f"{name}=") for value in headers.getlist("set-cookie")):
                headers.append("Set-Cookie", cookie_header(name, secret))
        await send(message)

    return send_with_cookie
