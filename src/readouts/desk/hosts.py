"""By which names the desk answers: a page of elsewhere that makes its own name lead here gets nothing."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_MISDIRECTED = 421


def is_loopback(host: str) -> bool:
    """Whether an address to listen at is reached from this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def name_of(host: str) -> str | None:
    """The name in a Host header, without port and brackets; None where it is none.

    >>> name_of("Desk.example:8080"), name_of("[::1]:80"), name_of("evil.example@desk")
    ('desk.example', '::1', None)
    """
    name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not colon:
        name = host
    elif not (port.isascii() and port.isdigit()):
        return None
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1]
    elif ":" in name:
        return None
    whole = name.casefold().rstrip(".")
    return whole if whole and all(letter.isalnum() or letter in "-.:_" for letter in whole) else None


class KnownHosts:
    """Lets through what is asked of a host by one of its `names`, or by the bare address where it is open to others.

    Addresses in digits cannot be made to lead here by somebody else's name, so that with `any_address` they all count.
    """

    def __init__(self, app: ASGIApp, names: Collection[str], any_address: bool) -> None:
        self._app = app
        self._names = {name.casefold() for name in names}
        self._any_address = any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses with 421 what is meant for another host, and what names several or none."""
        if scope["type"] == "http" and not self._knows(Headers(scope=scope).getlist("host")):
            answer = PlainTextResponse("This desk does not answer by that name.\n", _MISDIRECTED)
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _knows(self, hosts: list[str]) -> bool:
        name = name_of(hosts[0]) if len(hosts) == 1 else None
        if name is None:
            return False
        return name in self._names or (self._any_address and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
