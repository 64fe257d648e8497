"""Web addresses among the inputs of a command."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readouts.sources import Failure, Page
    from readouts.sources.fetching import Fetched, Fetcher


def is_address(path: str) -> bool:
    """Whether a path is a web address."""
    return path.startswith(("http://", "https://"))


def pages_at(address: str, fetcher: Fetcher) -> Iterator[Page | Failure]:
    """What lies at an address: a page, the entries of a feed, the lines of JSON lines; or why nothing does."""
    from readouts.sources.fetching import Refused, Unchanged

    found = fetcher.fetch(address)
    if isinstance(found, Refused):
        yield found
    elif not isinstance(found, Unchanged):
        yield from pages_in(found, address)


def pages_in(fetched: Fetched, name: str) -> Iterator[Page | Failure]:
    """The pages of what was fetched, with the address it came from."""
    from readouts.sources import Page, pages_of

    for page in pages_of(fetched.file(), name):
        if isinstance(page, Page) and page.kind in ("html", "plain"):
            page = replace(page, url=fetched.url, charset=fetched.charset, fetched=fetched.date)
        yield page
