"""The timeline: contacts along time, as somebody asked for them."""

from __future__ import annotations

from itertools import islice

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.ledgers import reading


def timeline(request: Request) -> Response:
    """The page."""
    with reading(request) as ledger:
        contacts = list(islice(ledger.contacts(), 50))
    return draw(request, "timeline.html", contacts=contacts)


routes = [Route("/", timeline, name="timeline")]
