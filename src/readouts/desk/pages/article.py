"""An article: its text with layers over it, what was read of it, what was held back, and the page it came from."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.drawing import article_address, draw
from readouts.desk.layering import LAYERS, PART, Layer, cut_paragraphs, lay
from readouts.desk.ledgers import reading
from readouts.desk.originals import MOST, find_clutter, read_source
from readouts.errors import UsageError
from readouts.model import Span

_REPORTS = 200
_LONGEST_NUMBER = 9


def article(request: Request) -> Response:
    """The page; `layers` in the address are those that show, `at` the character that somebody was led to."""
    id, words = request.path_params["id"], request.query_params
    with reading(request) as ledger:
        read = ledger.listing.article(id)
        if read is None:
            raise HTTPException(404, "The ledger holds no article with this id.")
        homes = {one.report: one.contact for one in ledger.listing.reports(id, None, _REPORTS).rows}
        raw = ledger.page(id) if "original" in words else None
    text = read.article.text
    at = _number(words.get("at"))
    asked = _number(words.get("part"))
    part = min(asked - 1 if asked else (at or 0) // PART, max(len(text) - 1, 0) // PART)
    source = read_source(raw) if raw is not None else None
    return draw(
        request,
        "article.html",
        read=read,
        article=read.article,
        layers=LAYERS,
        on=_layers(words.get("layers")),
        paragraphs=list(cut_paragraphs(text, lay(read), max(part, 0), at)) if text else [],
        part=part + 1,
        parts=max(len(text) - 1, 0) // PART + 1,
        homes=homes,
        here=article_address(id),
        original="original" in words,
        source=source,
        cut_off=source is not None and len(source) == MOST,
        clutter=find_clutter(source, text) if source and "<" in source else [],
        words_at=lambda span: _words(text, span),
    )


def _words(text: str, span: Span | None) -> str:
    """The words of a span, or where they stood in a text that is not held."""
    if span is None:
        return ""
    return " ".join(span.of(text).split()) if text else f"characters {span.start} to {span.end}"


def _layers(told: str | None) -> tuple[Layer, ...]:
    """The layers that an address names, all where it names none; raises UsageError for an unknown one."""
    if told is None:
        return LAYERS
    given = set(filter(None, told.replace(",", " ").split()))
    unknown = sorted(given - set(LAYERS))
    if unknown:
        raise UsageError(f"layers: {unknown[0]!r} is none of {', '.join(LAYERS)}")
    return tuple(layer for layer in LAYERS if layer in given)


def _number(told: str | None) -> int | None:
    """A number of an address, None where it is none."""
    return int(told) if told and told.isascii() and told.isdigit() and len(told) <= _LONGEST_NUMBER else None


routes = [Route("/articles/{id:path}", article, name="article")]
