"""Outlets: which have articles here; of one what it reports, by whose word, and who passes its own on."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.ledgers import reading
from readouts.desk.picking import address, read_word
from readouts.desk.recalling import recall_of
from readouts.knowledge import load
from readouts.ledger.chains import NEWEST, name_outlet
from readouts.ledger.credits import owner_of
from readouts.ledger.rolls import CAP

_PAGE = 100
_CHAINS = 60


def outlets(request: Request) -> Response:
    """All outlets by name, and the chains of reporting of the newest articles."""
    words, after = read_word(request.query_params, "q"), read_word(request.query_params, "after")
    with reading(request) as ledger:
        found, more = recall_of(request).answer(
            ("outlets", words, after), ledger, lambda own: own.survey.roll("outlets", words, after, _PAGE)
        )
        chains = recall_of(request).answer("chains", ledger, lambda own: own.survey.chains())[:_CHAINS]
    return draw(
        request,
        "outlets.html",
        cap=CAP,
        newest=NEWEST,
        outlet_address=outlet_address,
        rows=[(one, load().outlet(one.key)) for one in found],
        chains=chains,
        asked=words,
        onward=address("/outlets", {"q": words}, after=found[-1].key) if more else None,
    )


def outlet(request: Request) -> Response:
    """One outlet."""
    name = request.path_params["name"]
    known = load().outlet(name)
    with reading(request) as ledger:
        pieces = recall_of(request).answer(("pieces", name), ledger, lambda own: own.survey.pieces(name))
        every = recall_of(request).answer("chains", ledger, lambda own: own.survey.chains())
    own = name_outlet(name)
    chains = [chain for chain in every if own == chain.outlet or own in [name_outlet(one.name) for one in chain.links]]
    if known is None and not pieces and not chains:
        raise HTTPException(404)
    return draw(
        request,
        "outlet.html",
        title=name,
        newest=NEWEST,
        outlet_address=outlet_address,
        known_outlet=known,
        owner=owner_of(known.name) if known else None,
        state=load().state(known.state) if known and known.state else None,
        pieces=pieces,
        relied_on=[chain for chain in chains if chain.outlet == own],
        relied_on_by=[chain for chain in chains if chain.outlet != own],
    )


def outlet_address(name: str) -> str:
    """Where the page of an outlet is."""
    return f"/outlets/{quote(name, safe='')}"


routes = [
    Route("/outlets", outlets),
    Route("/outlets/{name:path}", outlet),
]
