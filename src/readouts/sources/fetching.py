"""Fetching pages and feeds: robots.txt kept, hosts not pressed, sizes, times and redirects bounded.

The one place that reaches into the network; only the command line calls it. What it fetches goes the way of all bytes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from io import BytesIO
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from readouts.sources.limits import limits
from readouts.sources.loaded import Failure

ADDRESS = ("http://", "https://")
_NAME = "readouts"
_READ = ("text/html", "application/xhtml+xml", "text/plain", "application/json", "application/x-ndjson", "xml")
_AGAIN = (429, 503)
_REDIRECTS = 5
_TRIES = 3
_ROBOTS_BYTES = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How politely and how patiently is fetched, in seconds."""

    delay: float = 1.0  # between two requests to one host, longer where robots.txt asks for it
    longest_delay: float = 30.0
    patience: float = 60.0  # a longer Retry-After is not waited for
    timeout: float = 20.0  # for each step of a request
    whole: float = 120.0  # for a whole answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: `url` where it came from in the end; `etag` and `modified` to ask again by; `date` the server's."""

    url: str
    body: bytes
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    date: str | None = None

    def file(self) -> BytesIO:
        """The body as a file."""
        return BytesIO(self.body)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What lies there has not changed since it was fetched last."""


@dataclass(frozen=True, slots=True)
class Refused(Failure):
    """An address that gave nothing; `later` where it may be worth asking again."""

    later: bool = False


class Fetcher:
    """Fetches addresses one at a time; used as a context."""

    def __init__(self, manners: Manners = Manners(), sleep: Callable[[float], None] = time.sleep) -> None:
        self._manners = manners
        self._sleep = sleep
        self._agent = f"{_NAME}/{version('readouts')}"
        steps = httpx.Timeout(manners.timeout)
        self._client = httpx.Client(headers={"User-Agent": self._agent}, timeout=steps, follow_redirects=False)
        self._robots: dict[str, Protego | str] = {}
        self._free: dict[str, float] = {}  # when a host may be asked again

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    def fetch(
        self, address: str, *, etag: str | None = None, modified: str | None = None
    ) -> Fetched | Unchanged | Refused:
        """What lies at an address; Unchanged where that is as it was by `etag` and `modified`."""
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        url = address
        try:
            for _ in range(_REDIRECTS + 1):
                found = self._step(address, url, headers)
                if not isinstance(found, str):
                    return found
                url = found
        except httpx.TimeoutException:
            return Refused(address, "no answer in time", later=True)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            reason = str(error) or type(error).__name__
            return Refused(address, f"cannot be fetched: {reason}", later=isinstance(error, httpx.TransportError))
        return Refused(address, f"more than {_REDIRECTS} redirects")

    def _step(self, address: str, url: str, headers: dict[str, str]) -> Fetched | Unchanged | Refused | str:
        """One request; an address where it leads to another."""
        if not url.startswith(ADDRESS):
            return Refused(address, f"leads to {url[:80]!r}, which is no web address")
        forbidden = self._forbidden(url)
        if forbidden:
            return Refused(address, forbidden, later=forbidden != _FORBIDDEN)
        for number in range(_TRIES):
            self._wait(url)
            with self._client.stream("GET", url, headers=headers) as answer:
                if answer.status_code not in _AGAIN:
                    return self._taken(address, url, answer)
                pause = _pause(answer.headers.get("Retry-After"), answer.headers.get("Date"))
            if pause is None or pause > self._manners.patience or number == _TRIES - 1:
                break
            self._free[_host(url)] = time.monotonic() + pause
        asks = f", and to come back in {pause:,.0f} s" if pause is not None else ""
        return Refused(address, f"the server asks not to be asked now ({answer.status_code}){asks}", later=True)

    def _taken(self, address: str, url: str, answer: httpx.Response) -> Fetched | Unchanged | Refused | str:
        if answer.status_code == 304:
            return Unchanged()
        if answer.is_redirect:
            return str(urljoin(url, answer.headers.get("Location", "")))
        if answer.status_code != 200:
            return Refused(address, f"the server answers {answer.status_code}", later=answer.status_code >= 500)
        kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if kind and not kind.endswith(_READ):
            return Refused(address, f"not a page but {kind}; fetch it yourself and give the file")
        body = self._body(answer)
        if body is None:
            return Refused(address, f"page too large: more than {limits().page_bytes:,} bytes")
        return Fetched(
            url=url,
            body=body,
            charset=answer.charset_encoding,
            etag=answer.headers.get("ETag"),
            modified=answer.headers.get("Last-Modified"),
            date=answer.headers.get("Date"),
        )

    def _body(self, answer: httpx.Response) -> bytes | None:
        """The bytes of an answer, None where they are too many. Raises httpx.ReadTimeout where they take too long."""
        end = time.monotonic() + self._manners.whole
        body = bytearray()
        for part in answer.iter_bytes(65_536):
            body += part
            if len(body) > limits().page_bytes:
                return None
            if time.monotonic() > end:
                raise httpx.ReadTimeout("too slow")
        return bytes(body)

    def _forbidden(self, url: str) -> str | None:
        """Why robots.txt does not let a page be fetched; None where it does."""
        host = _host(url)
        if host not in self._robots:
            self._robots[host] = self._read_robots(host)
        rules = self._robots[host]
        if isinstance(rules, str):
            return rules
        return None if rules.can_fetch(url, self._agent) else _FORBIDDEN

    def _read_robots(self, host: str) -> Protego | str:
        """The rules of a host, or why nothing may be fetched there: where none can be had (RFC 9309)."""
        url = f"{host}/robots.txt"
        try:
            for _ in range(_REDIRECTS + 1):
                with self._client.stream("GET", url) as answer:
                    if answer.is_redirect:
                        url = urljoin(url, answer.headers.get("Location", ""))
                        continue
                    if answer.status_code >= 500 or answer.status_code == 429:
                        return f"its robots.txt cannot be had now ({answer.status_code})"
                    body = b""
                    for part in answer.iter_bytes(65_536):
                        body += part
                        if len(body) > _ROBOTS_BYTES:
                            break
                    return Protego.parse(body.decode("utf-8", "replace") if answer.status_code == 200 else "")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return f"its robots.txt cannot be had: {str(error) or type(error).__name__}"
        return Protego.parse("")

    def _wait(self, url: str) -> None:
        """Waits until the host may be asked again."""
        host = _host(url)
        rules = self._robots.get(host)
        asked = rules.crawl_delay(self._agent) if isinstance(rules, Protego) else None
        delay = min(max(self._manners.delay, float(asked or 0)), self._manners.longest_delay)
        pause = self._free.get(host, 0.0) - time.monotonic()
        if pause > 0:
            self._sleep(pause)
        self._free[host] = time.monotonic() + delay


_FORBIDDEN = "its robots.txt does not allow it"


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _pause(told: str | None, now: str | None) -> float | None:
    """The seconds of a Retry-After: a number, or a time beside the server's own."""
    if not told:
        return None
    if told.strip().isdigit():
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - parsedate_to_datetime(now or "")).total_seconds())
    except (TypeError, ValueError):
        return None
