"""Review: what waits for a person to decide, one contact to be judged, and the list of all that was judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast, get_args
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from readouts.desk.deciding import Form, compare_seen, read_decision, write_seen
from readouts.desk.drawing import draw
from readouts.desk.forms import read_form, read_next
from readouts.desk.ledgers import reading, writing
from readouts.desk.marking import cut
from readouts.desk.picking import address, read_word
from readouts.desk.visitors import visitor_of
from readouts.errors import ChangedError, UsageError
from readouts.ledger import Held, Ledger, LedgerContact
from readouts.ledger.correcting import FIELDS, show_value
from readouts.ledger.queue import QueueOf

_COOKIE = "readouts-reviewer"
_YEAR = 365 * 86400
_PAGE = 50
_TOLD: dict[QueueOf, str] = {
    "which contact": "Which contact?",
    "disagreement": "Reports differ",
    "judgement": "Judgements to look at",
    "held back": "Held back",
    "doubt": "Doubtful texts",
}


def review(request: Request) -> Response:
    """What waits, a kind at a time."""
    word = read_word(request.query_params, "of")
    if word and word not in get_args(QueueOf):
        raise UsageError(f"of: {word!r} is none of {', '.join(get_args(QueueOf))}")
    kinds = (cast("QueueOf", word),) if word else get_args(QueueOf)
    after = request.query_params.get("after") or None
    with reading(request) as ledger:
        for of in kinds:  # unless a kind is asked for, the first of which anything waits
            portion = ledger.survey.waiting(of, after)
            if portion.waiting:
                break
        shown = {one.id: one for waiting in portion.waiting for one in waiting.contacts}
        evidence = {id: ledger.survey.evidence(contact) for id, contact in shown.items()}
        done = _done(request, ledger)
    onward = address("/review", {"of": of}, after=portion.next) if portion.next else None
    return draw(
        request, "review.html", of=of, kinds=_TOLD, portion=portion, evidence=evidence, done=done, onward=onward,
        here=address("/review", {"of": of}, **({"after": after} if after else {})), tools=_tools(request),
    )  # fmt: skip


def judge_one(request: Request) -> Response:
    """One contact with all that can be decided of it."""
    with reading(request) as ledger:
        contact = ledger.contact(request.path_params["id"])
        evidence = {contact.id: ledger.survey.evidence(contact)}
        done = _done(request, ledger)
    here = judge_address(contact.id)
    return draw(
        request, "judge.html", contact=contact, evidence=evidence, done=done, here=here, tools=_tools(request)
    )  # fmt: skip


def audit(request: Request) -> Response:
    """All judgements, the latest first; each can be undone alone."""
    by, before = read_word(request.query_params, "by"), read_word(request.query_params, "before")
    with reading(request) as ledger:
        held = ledger.judgements()[::-1]
        done = _done(request, ledger)
    names = sorted({one.judgement.by for one in held})
    some = [one for one in held if not by or one.judgement.by == by]
    place = next((number + 1 for number, one in enumerate(some) if one.id == before), 0)
    shown = some[place : place + _PAGE]
    onward = address("/review/audit", {"by": by}, before=shown[-1].id) if len(some) > place + _PAGE else None
    return draw(
        request, "audit.html", held=shown, by=by, names=names, onward=onward, done=done, show_value=show_value,
        here=address("/review/audit", {"by": by}, before=before), tools=_tools(request),
    )  # fmt: skip


async def decide(request: Request) -> Response:
    """Writes a judgement down, or shows what changed meanwhile and writes nothing."""
    form = await read_form(request)
    reports = [word for word in (await request.form()).getlist("report") if isinstance(word, str)]
    by = visitor_of(request).name or form.get("by", "").strip()[:100]
    try:
        decided = read_decision(form, reports, by, datetime.now(UTC))
        judgement = await run_in_threadpool(_judge, request, decided)
    except ChangedError as error:
        return await run_in_threadpool(_show_changed, request, decided, form, reports, str(error))
    except UsageError as error:
        return draw(request, "not-judged.html", status_code=422, detail=str(error), back=read_next(form.get("next")))
    answer = RedirectResponse(_with_done(read_next(form.get("next")), judgement), 303)
    if by and visitor_of(request).name is None:
        answer.set_cookie(_COOKIE, quote(by), max_age=_YEAR, httponly=True, samesite="lax", path="/review")
    return answer


def judge_address(contact: str) -> str:
    """Where a contact is judged."""
    return f"/review/contacts/{quote(contact, safe='')}"


def _judge(request: Request, form: Form) -> str:
    with writing(request) as ledger:
        return ledger.judge(form.decision, seen=form.states).id


def _show_changed(request: Request, form: Form, fields: Mapping[str, str], reports: list[str], detail: str) -> Response:
    """Both values of all that changed, and the same decision to be made again on what is there now."""
    contacts: dict[str, LedgerContact | None] = {}
    with reading(request) as ledger:
        for id in form.seen:
            try:
                contacts[id] = ledger.contact(id)
            except UsageError:
                contacts[id] = None
    changes = {
        id: (compare_seen(seen, contact), [one for one in contact.judgements if one.id not in seen.judgements])
        for id, seen in form.seen.items()
        if (contact := contacts[id]) is not None
    }
    return draw(
        request, "changed.html", status_code=409, detail=detail, form=form, fields=fields, reports=reports,
        contacts=contacts, changes=changes, whole=all(contacts.values()), tools=_tools(request),
    )  # fmt: skip


def _tools(request: Request) -> dict[str, object]:
    """What the templates of this page share."""
    return {
        "cut": cut,
        "write_seen": write_seen,
        "judge_address": judge_address,
        "may": visitor_of(request).may("reviewer"),
        "signed": visitor_of(request).name,
        "reviewer": _reviewer(request),
        "correctable": FIELDS,
    }


def _reviewer(request: Request) -> str:
    """The name that somebody judged under before, where nobody signs in."""
    return unquote(request.cookies.get(_COOKIE, ""))[:100]


def _done(request: Request, ledger: Ledger) -> Held | None:
    """The judgement that was just made."""
    id = read_word(request.query_params, "done")
    return next((one for one in ledger.judgements() if one.id == id), None) if id else None


def _with_done(where: str, judgement: str) -> str:
    path, _, query = where.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith("done="))
    return f"{path}?{kept}&done={judgement}" if kept else f"{path}?done={judgement}"


routes = [
    Route("/review", review, methods=["GET"]),
    Route("/review/audit", audit, methods=["GET"]),
    Route("/review/judge", decide, methods=["POST"]),
    Route("/review/contacts/{id}", judge_one, methods=["GET"]),
]
