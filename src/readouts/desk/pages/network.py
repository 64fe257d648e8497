"""The network: who met whom most, drawn, and the same in a table."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.ledgers import reading
from readouts.desk.network import HEIGHT, WIDTH, lay_out
from readouts.desk.pages.people import person_address
from readouts.desk.pages.states import state_address
from readouts.desk.picking import address, pick, read_word
from readouts.desk.recalling import recall_of
from readouts.errors import UsageError
from readouts.knowledge import load
from readouts.ledger.meetings import MOST, Meeting, Of

_PAIRS = 60


def network(request: Request) -> Response:
    """The pairs of persons, or of states, that met most among the contacts that are asked for."""
    picked = pick(request.query_params)
    word = read_word(request.query_params, "of") or "persons"
    if word not in ("persons", "states"):
        raise UsageError(f"of: {word!r} is neither persons nor states")
    of: Of = "states" if word == "states" else "persons"
    with reading(request) as ledger:
        pairs, bounded = recall_of(request).answer(
            ("meetings", picked.among, of), ledger, lambda own: own.survey.meetings(picked.among, of, _PAIRS)
        )
    if of == "states":
        pairs = [Meeting(one.a, _name(one.a), one.b, _name(one.b), one.contacts, one.latest) for one in pairs]
    drawn = lay_out(pairs)
    addresses = {
        one.key: state_address(one.key) if of == "states" else person_address(one.name) for one in drawn.points
    }
    other = address("/network", picked.words, of="states" if of == "persons" else "persons")
    return draw(
        request,
        "network.html",
        drawn=drawn,
        width=WIDTH,
        height=HEIGHT,
        addresses=addresses,
        other=other,
        picked=picked,
        of=of,
        bounded=bounded,
        most=MOST,
        shown=_PAIRS,
        pairs=pairs,
    )


def _name(code: str) -> str:
    known = load().state(code)
    return known.name if known else code


routes = [Route("/network", network)]
