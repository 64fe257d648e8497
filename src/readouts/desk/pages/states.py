"""States and bodies: which take part in contacts; of one who led it when, its latest contacts, whom it met most."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.ledgers import reading
from readouts.desk.pages.outlets import outlet_address
from readouts.desk.pages.people import LATEST, PARTNERS, person_address
from readouts.desk.picking import pick
from readouts.desk.recalling import recall_of
from readouts.knowledge import State, Tenure, load
from readouts.ledger.rolls import CAP
from readouts.views.offices import show_bound

_MOST = 400
_LED_BY = ("head_of_state", "monarch", "head_of_government", "body_head", "foreign_minister")


def states(request: Request) -> Response:
    """All that take part in any contact."""
    with reading(request) as ledger:
        found, _ = recall_of(request).answer("states", ledger, lambda own: own.survey.roll("states", most=_MOST))
    rows = [(one, load().state(one.key)) for one in found]
    rows.sort(key=lambda row: (row[1].name if row[1] else row[0].key).casefold())
    return draw(request, "states.html", rows=rows, cap=CAP, state_address=state_address)


def state(request: Request) -> Response:
    """One state or body."""
    code = request.path_params["code"]
    known = load().state(code)
    picked = pick(request.query_params)
    among = replace(picked.among, state=code)
    with reading(request) as ledger:
        latest = ledger.survey.latest(among, LATEST)
        partners, bounded = recall_of(request).answer(
            ("state partners", among), ledger, lambda own: own.survey.partners(among, "states", PARTNERS)
        )
        there = latest or ledger.survey.latest(replace(among, since=None, until=None, channels=(), statuses=()), 1)
    if known is None and not there:
        raise HTTPException(404)
    return draw(
        request,
        "state.html",
        code=code,
        known_state=known,
        leaders=_leaders(known) if known else [],
        outlets=[one for one in load().outlets if one.state == code],
        latest=latest,
        partners=partners,
        bounded=bounded,
        picked=picked,
        here=state_address(code),
        title=known.name if known else code,
        addresses={"person": person_address, "state": state_address, "outlet": outlet_address},
        names={one.key: (load().state(one.key) or one).name for one in partners},
    )


def state_address(code: str) -> str:
    """Where the page of a state is."""
    return f"/states/{quote(code, safe='')}"


def _leaders(state: State) -> list[tuple[str, Tenure, str, str]]:
    """Who led a state and its diplomacy when, the latest first."""
    found = [one for kind in _LED_BY for one in load().holders(state.code, kind, None) if one.kind == kind]
    found.sort(key=lambda one: one.possible, reverse=True)
    return [
        (load().person(one.person).name, one, show_bound(one.start) or "?", show_bound(one.end) or "no end known")
        for one in found
    ]


routes = [
    Route("/states", states),
    Route("/states/{code}", state),
]
