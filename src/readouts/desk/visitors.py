"""Who asks, what they may do, and the cookie by which their browser is known."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from starlette.requests import HTTPConnection
from starlette.responses import Response

from readouts.ledger.accounts import Account, Role

HOURS = 12
"""After which somebody signs in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks: `account` is None where nobody is signed in, `open` tells that nobody needs to be.

    `secret` is what the browser's cookie holds, `program` that a token was shown in place of one.
    """

    secret: str
    account: Account | None = None
    program: bool = False
    open: bool = False

    @property
    def csrf(self) -> str:
        """What each form of this browser must bring along: made from the cookie, which no other site can read.

        It needs no keeping, ends with the session, and does not tell what it was made from.
        """
        made = hmac.digest(self.secret.encode(), b"a form of the desk", sha256)
        return urlsafe_b64encode(made).decode().rstrip("=")

    @property
    def name(self) -> str | None:
        """What their judgements are signed with."""
        return self.account.name if self.account else None

    @property
    def owner(self) -> str:
        """Whose saved searches they see: the account's key, empty where nobody signs in."""
        return self.account.key if self.account else ""

    def may(self, role: Role) -> bool:
        """Whether they may do what a role may."""
        return self.open or (self.account is not None and self.account.may(role))


def visitor_of(request: HTTPConnection) -> Visitor:
    """Who asks, as admission found out."""
    visitor = request.state.visitor
    assert isinstance(visitor, Visitor)
    return visitor


def cookie_name(request: HTTPConnection) -> str:
    """The cookie of a desk: named after where it listens, since all ports of a machine share their cookies.

    Over https it is bound to the very host, and cannot be set by its neighbours.
    """
    own = f"readouts-{request.app.state.settings.port}"
    return f"__Host-{own}" if request.scope["scheme"] == "https" else own


def read_cookie(request: HTTPConnection, name: str) -> str | None:
    """The secret that a browser sent; None where it sent none, several, or what cannot be one."""
    found = [
        value
        for header in request.headers.getlist("cookie")
        for part in header.split(";")
        for key, _, value in [part.strip().partition("=")]
        if key == name
    ]
    if len(found) != 1 or not found[0].isascii() or not 40 <= len(found[0]) <= 64:
        return None
    return found[0]


def set_cookie(response: Response, name: str, secret: str) -> None:
    """Gives a browser its secret: no script can read it, no other site's form brings it along."""
    response.set_cookie(name, secret, httponly=True, samesite="lax", path="/", secure=name.startswith("__Host-"))


def drop_cookie(response: Response, name: str) -> None:
    """Takes the secret away."""
    response.set_cookie(name, "", max_age=0, httponly=True, samesite="lax", path="/", secure=name.startswith("__Host-"))


def cookie_header(name: str, secret: str) -> str:
    """The header that `set_cookie` writes, for where the answer was made already."""
    return f"{name}={secret}; HttpOnly; Path=/; SameSite=lax" + ("; Secure" if name.startswith("__Host-") else "")
