"""What the page had that an article was read from, besides the article: menus, teasers, notes of the house."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from readouts.sources.decoding import Undecodable, decode

MOST = 200_000
"""Characters of a page's source that are shown."""

_HIDDEN = ("script", "style", "noscript", "template", "svg")
_BREAKS = re.compile(r"\s*\n\s*")


def read_source(raw: bytes) -> str:
    """The source of a page as text, at most MOST characters of it."""
    try:
        return decode(raw, page=True).text[:MOST]
    except Undecodable:
        return raw[:MOST].decode("latin-1")


def find_clutter(source: str, text: str) -> list[str]:
    """The lines that a reader of a saved page saw and that are not in the article, in their order, each once.

    >>> find_clutter("<p>Menu</p><p>They met.</p>", "They met.")
    ['Menu']
    """
    page = LexborHTMLParser(source)
    page.strip_tags(list(_HIDDEN))
    shown = page.body.text(separator="\n", strip=True) if page.body else ""
    known = " ".join(text.split())
    lines = (" ".join(line.split()) for line in _BREAKS.split(shown))
    return list(dict.fromkeys(line for line in lines if line and line not in known))
