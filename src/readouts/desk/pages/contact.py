"""One contact with all that is known of it, and who says so."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from readouts.desk.drawing import contact_address, draw
from readouts.desk.ledgers import reading
from readouts.desk.marking import cut
from readouts.desk.recalling import Recall
from readouts.desk.telling import count_origins, tell_grounds, tell_homes, values_of
from readouts.errors import UsageError
from readouts.ledger import Ledger

_VERDICTS = {"both": "verdict-both", "only A": "verdict-a", "only B": "verdict-b", "contradictory": "verdict-no"}


def contact(request: Request) -> Response:
    """The page; `a` and `b` in the address name the articles laid side by side."""
    id = request.path_params["id"]
    a, b = (request.query_params.get(name) or None for name in ("a", "b"))
    with reading(request) as ledger:
        try:
            recall: Recall[Ledger] = request.app.state.recall
            dossier = recall.answer(("dossier", id, a, b), ledger, lambda own: own.dossier(id, a, b))
        except UsageError as error:
            raise HTTPException(404, str(error)) from None
    if dossier.contact.id != id:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(contact_address(dossier.contact.id) + query, 303)
    return draw(
        request,
        "contact.html",
        dossier=dossier,
        contact=dossier.contact,
        values=values_of(dossier.contact),
        homes=tell_homes(dossier),
        grounds=tell_grounds(dossier),
        backing=lambda name: count_origins(dossier, name),
        verdicts=_VERDICTS,
        cut=cut,
    )


routes = [Route("/contacts/{id}", contact, name="contact")]
