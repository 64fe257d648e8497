"""Addresses of articles, as far as they tell articles apart."""

from __future__ import annotations

from urllib.parse import urlsplit


def tell_address(url: str | None) -> str | None:
    """The address without scheme, "www.", fragment and last slash; None where it names no single page.

    A bare host names a site, not an article: what is told to lie there is never taken for one article.

    >>> tell_address("https://www.Example.org/news/1/#top"), tell_address("https://example.org/")
    ('example.org/news/1', None)
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not host or not (path or parts.query):
        return None
    return f"{host}{path}" + (f"?{parts.query}" if parts.query else "")
