"""Plan: what lies ahead of a day: contacts that are announced, invitations and promises that nothing has come of."""

from __future__ import annotations

from datetime import UTC, date, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.ledgers import reading
from readouts.desk.picking import read_day, read_word
from readouts.desk.recalling import recall_of


def plan(request: Request) -> Response:
    """What lay ahead on the day of the address, or lies ahead today."""
    today = datetime.now(UTC).date()
    on = read_day(read_word(request.query_params, "on"), "on") or today
    kept = read_word(request.query_params, "all") == "yes"
    with reading(request) as ledger:
        upcoming, more = ledger.survey.upcoming(on)
        pledges, older = recall_of(request).answer(
            ("pledges", on, kept), ledger, lambda own: own.survey.open_pledges(on, kept)
        )
    return draw(
        request, "plan.html", on=on, today=today, kept=kept, upcoming=upcoming, more=more, pledges=pledges,
        older=older, months=_months(on),
    )  # fmt: skip


def _months(on: date) -> tuple[date | None, date | None]:
    """The same time a month before and a month on, the first of it; None where the calendar ends."""
    number = on.year * 12 + on.month - 1
    found = [
        date(one // 12, one % 12 + 1, 1) if date.min.year <= one // 12 <= date.max.year else None
        for one in (number - 1, number + 1)
    ]
    return found[0], found[1]


routes = [Route("/plan", plan)]
