"""Draws a page from its template: the frame around it, who is signed in, and values in the words that people read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from readouts.desk.signs import kind_of
from readouts.ledger.entries import tell_sureness
from readouts.views.words import count_words, show_days, show_minutes, show_when, show_word

NAVIGATION = (
    ("Timeline", "/"),
    ("Search", "/search"),
    ("People", "/people"),
    ("States", "/states"),
    ("Outlets", "/outlets"),
    ("Map", "/map"),
    ("Review", "/review"),
    ("Plan", "/plan"),
)
"""The pages that every page leads to, as far as they are there."""


def draw(
    request: Request, name: str, *, status_code: int = 200, headers: Mapping[str, str] | None = None, **context: object
) -> HTMLResponse:
    """A page from the template of that name.

    Besides its own context a template has `request`, `path`, `navigation`, `visitor` (None where nobody stands before
    the pages), `user` (the visitor's account, or None), `csrf` (what forms must send back) and `lang`.
    """
    known: frozenset[str] = request.app.state.paths
    visitor = getattr(request.state, "visitor", None)
    frame = {
        "request": request,
        "path": request.url.path,
        "navigation": [(label, path) for label, path in NAVIGATION if path in known],
        "known": known,
        "visitor": visitor,
        "user": visitor.account if visitor else None,
        "csrf": visitor.csrf if visitor else "",
        "lang": "en",
    }
    text = templates().get_template(name).render({**frame, **context})
    return HTMLResponse(text, status_code, headers)


def contact_address(contact: str) -> str:
    """Where a contact's page is."""
    return f"/contacts/{quote(contact, safe='')}"


def article_address(article: str) -> str:
    """Where an article's page is.

    >>> article_address("wire/2025?x")
    '/articles/wire%2F2025%3Fx'
    """
    return f"/articles/{quote(article, safe='')}"


@cache
def templates() -> Environment:
    """The templates of the desk; everything put into them is escaped, and what a page forgot to give is an error."""
    made = Environment(
        loader=PackageLoader("readouts.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "days": show_days,
        "when": show_when,
        "word": show_word,
        "minutes": show_minutes,
        "count": count_words,
    }
    made.globals |= {
        "contact_address": contact_address,
        "article_address": article_address,
        "static": static_address,
        "kind_of": kind_of,
        "sureness_of": tell_sureness,
    }
    return made


@cache
def static_address(name: str) -> str:
    """Where a file of `static/` is; the address changes with the file, so that browsers may keep it."""
    from hashlib import sha256

    content = files("readouts.desk").joinpath("static", name).read_bytes()
    return f"/static/{name}?{sha256(content).hexdigest()[:12]}"
