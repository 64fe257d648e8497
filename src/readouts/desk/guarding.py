"""What stands before every page, outermost first."""

from __future__ import annotations

from math import ceil

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from readouts.desk.admission import SAFE, Admission
from readouts.desk.bodies import BoundedBodies
from readouts.desk.faults import CalmFaults
from readouts.desk.forgery import OwnForms
from readouts.desk.headers import SafeHeaders
from readouts.desk.hosts import LOOPBACK, KnownHosts, is_loopback
from readouts.desk.proxies import BehindProxy
from readouts.desk.rates import Counter, Rate
from readouts.desk.settings import Settings
from readouts.desk.visitors import visitor_of

METHODS = (*SAFE, "POST")
UPLOADS = ("/review/read",)
"""Paths that take files."""


def guards(settings: Settings, posts: Counter) -> list[Middleware]:
    """The middlewares of a desk, the outermost first."""
    inner = is_loopback(settings.host)
    names = (*settings.hosts, settings.host, *(LOOPBACK if inner else ()))
    return [
        *([Middleware(BehindProxy)] if settings.proxied else []),
        Middleware(SafeHeaders),
        Middleware(CalmFaults),
        Middleware(KnownHosts, names=names, any_address=not inner),
        Middleware(PlainRequests),
        Middleware(Admission, sign_in=settings.signs_in),
        Middleware(BoundedPosts, rate=Rate(settings.posts, 60), counter=posts),
        Middleware(BoundedBodies, large=UPLOADS, slowest=settings.slowest),
        Middleware(OwnForms),
    ]


class PlainRequests:
    """Refuses methods that nothing here knows, addresses with a character that no text has, and two kinds of length.

    A server's store cannot take such a character, and a proxy in front may read such a length otherwise.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or raises HTTPException 405 or 400."""
        if scope["type"] == "http" and scope["method"] not in METHODS:
            raise HTTPException(405, "The desk takes no such request.", {"Allow": ", ".join(METHODS)})
        if scope["type"] == "http" and {"content-length", "transfer-encoding"} <= set(Headers(scope=scope)):
            raise HTTPException(400, "The length of the request is told in two ways.")
        if scope["type"] == "http" and ("\0" in scope["path"] or b"%00" in scope["query_string"]):
            raise HTTPException(400, "There is a NUL character in the address.")
        await self._app(scope, receive, send)


class BoundedPosts:
    """Bounds how much one visitor may send a minute: by their account, else by their address."""

    def __init__(self, app: ASGIApp, rate: Rate, counter: Counter) -> None:
        self._app = app
        self._rate = rate
        self._counter = counter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or raises HTTPException 429."""
        if scope["type"] == "http" and scope["method"] not in SAFE:
            request = Request(scope)
            client = request.client.host if request.client else ""
            key = visitor_of(request).owner or client
            wait = self._counter.wait(key, self._rate)
            if wait:
                raise HTTPException(429, "That is more than the desk takes in a minute.", retry_after(wait))
            self._counter.count(key, self._rate)
        await self._app(scope, receive, send)


def retry_after(seconds: float) -> dict[str, str]:
    """The header that says when to come again."""
    return {"Retry-After": str(max(ceil(seconds), 1))}
