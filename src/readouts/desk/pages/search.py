"""Search: articles, statements and contacts that hold words, the best first, with the words marked; saved searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.forms import read_form, read_next
from readouts.desk.ledgers import reading, writing
from readouts.desk.marking import cut
from readouts.desk.picking import CHANNELS, STATUSES, address, pick, read_number, read_word
from readouts.desk.recalling import recall_of
from readouts.desk.visitors import visitor_of
from readouts.errors import UsageError
from readouts.ledger import Ledger, Query
from readouts.ledger.hits import NEWEST, ArticleHit, ContactHit, Kind, Page, StatementHit, Wanted

_FURTHEST = 200
_FIELDS = ("q", "in", "outlet", "speaker", "person", "state", "channel", "status", "from", "to")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the kind of thing, the words by field, and the page."""

    kind: Kind
    words: dict[str, str]
    wanted: Wanted
    page: int

    def address(self, **changes: str) -> str:
        """The same search with something else."""
        return address("/search", self.words, **changes)


def search(request: Request) -> Response:
    """What holds the words, a page of it."""
    asked = _read(request)
    with reading(request) as ledger:
        found = (
            recall_of(request).answer(
                ("search", asked.kind, asked.wanted, asked.page), ledger, lambda own: _find(own, asked)
            )
            if asked.wanted.words
            else None
        )
        saved = ledger.accounts.searches(visitor_of(request).owner)
    return draw(
        request, "search.html", asked=asked, found=found, saved=saved, cut=cut,
        kinds=get_args(Kind), channels=CHANNELS, statuses=STATUSES, newest=NEWEST,
        next=asked.address(page=str(asked.page + 2)) if found and found.more and asked.page < _FURTHEST else None,
        back=asked.address(page=str(asked.page) if asked.page > 1 else "") if asked.page else None,
    )  # fmt: skip


async def save(request: Request) -> Response:
    """Keeps an address under a name, or forgets it."""
    form = await read_form(request)
    owner = visitor_of(request).owner
    where = read_next(form.get("address"))

    def change() -> None:
        with writing(request) as ledger:
            if form.get("do") == "drop":
                ledger.accounts.drop_search(owner, form.get("name", ""))
            else:
                ledger.accounts.save_search(owner, form.get("name", ""), where)

    await run_in_threadpool(change)
    return RedirectResponse(where, 303)


def _read(request: Request) -> Asked:
    """Raises UsageError, naming what is not understood."""
    query = request.query_params
    words = {name: read_word(query, name) for name in _FIELDS}
    kind = words["in"] or "articles"
    if kind not in get_args(Kind):
        raise UsageError(f"in: {kind!r} is none of {', '.join(get_args(Kind))}")
    picked = pick(query).among
    wanted = Wanted(
        words=words["q"],
        since=picked.since if kind != "contacts" else None,
        until=picked.until if kind != "contacts" else None,
        outlet=words["outlet"] or None if kind != "contacts" else None,
        speaker=words["speaker"] or None if kind == "statements" else None,
        query=Query(
            persons=(words["person"],) if words["person"] else (),
            states=(picked.state,) if picked.state else (),
            channels=picked.channels,
            statuses=picked.statuses if words["status"] else (),
            since=picked.since,
            until=picked.until,
        ),
    )
    return Asked(cast("Kind", kind), words, wanted, max(read_number(query, "page", _FURTHEST + 1), 1) - 1)


def _find(ledger: Ledger, asked: Asked) -> Page[ArticleHit] | Page[StatementHit] | Page[ContactHit]:
    match asked.kind:
        case "statements":
            return ledger.survey.statements(asked.wanted, asked.page)
        case "contacts":
            return ledger.survey.contacts(asked.wanted, asked.page)
        case _:
            return ledger.survey.articles(asked.wanted, asked.page)


routes = [
    Route("/search", search, methods=["GET"]),
    Route("/searches", save, methods=["POST"]),
]
