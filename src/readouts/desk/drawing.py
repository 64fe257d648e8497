"""Draws a page from its template: the frame around it, who is signed in, and values in the words that people read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from readouts.desk.signs import KINDS, Kind, kind_of
from readouts.ledger import LedgerContact
from readouts.ledger.entries import Sureness, tell_sureness
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


def draw_piece(name: str, **context: object) -> Markup:
    """A piece of a page from the template of that name, which knows nothing of who asks."""
    return Markup(templates().get_template(name).render(context))


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
        auto_reload=False,
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
        "names_of": names_of,
        "parts_of_signs": parts_of_signs,
        "sign": draw_sign,
        "sign_of": sign_of,
    }
    return made


def names_of(contact: LedgerContact) -> str:
    """Who takes part."""
    return ", ".join(party.name for party in contact.participants)


def sign_of(contact: LedgerContact) -> Markup:
    """The sign of a contact: its status within a frame that tells how sure its day is."""
    ends = contact.not_before is not None, contact.not_after is not None
    open_end = {(True, False): "right", (False, True): "left"}.get(ends, "")
    return draw_sign(kind_of(contact.status), tell_sureness(contact), open_end)


@cache
def draw_sign(kind: Kind, sureness: Sureness = "day", open_end: str = "left") -> Markup:
    """A sign, of which there are few, so that each is drawn once."""
    return Markup(templates().get_template("signs.html").module.sign(kind, sureness, open_end))  # type: ignore[attr-defined]


@cache
def parts_of_signs() -> Markup:
    """What the marks of a chart are put together from."""
    return Markup(templates().get_template("signs.html").module.parts(tuple(KINDS)))  # type: ignore[attr-defined]


@cache
def static_address(name: str) -> str:
    """Where a file of `static/` is; the address changes with the file, so that browsers may keep it."""
    from hashlib import sha256

    content = files("readouts.desk").joinpath("static", name).read_bytes()
    return f"/static/{name}?{sha256(content).hexdigest()[:12]}"
