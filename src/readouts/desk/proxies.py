"""Who asks, as the proxy in front tells it; without one nobody is believed."""

from __future__ import annotations

from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class BehindProxy:
    """Takes the client's address and whether it came by https from the proxy's headers.

    Of several addresses in X-Forwarded-For the last counts, which the proxy itself wrote; a client could send the
    others.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with what the proxy told."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            address = _address(headers.getlist("x-forwarded-for"))
            scheme = headers.get("x-forwarded-proto", "").strip().casefold()
            scope = {
                **scope,
                "client": (address, 0) if address else scope.get("client"),
                "scheme": scheme if scheme in ("http", "https") else scope["scheme"],
            }
        await self._app(scope, receive, send)


def _address(told: list[str]) -> str | None:
    last = told[-1].rpartition(",")[2].strip() if told else ""
    try:
        return str(ip_address(last))
    except ValueError:
        return None
