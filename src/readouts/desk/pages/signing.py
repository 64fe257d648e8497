"""Signing in and out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.forms import read_form, read_next
from readouts.desk.guarding import retry_after
from readouts.desk.ledgers import reading, writing
from readouts.desk.passwords import hash_password, is_dated, new_secret, verify_password
from readouts.desk.rates import WRONG_FOR_NAME, WRONG_FROM_ADDRESS, WRONG_PASSWORDS, Counter, Rate
from readouts.desk.visitors import HOURS, cookie_name, drop_cookie, set_cookie, visitor_of
from readouts.ledger.accounts import Account, key_of

_NOT_KEPT = {"Cache-Control": "no-store"}


async def show_sign_in(request: Request) -> Response:
    """The form; who is signed in already goes on."""
    _check_wanted(request)
    onward = read_next(request.query_params.get("next"))
    if visitor_of(request).account:
        return RedirectResponse(onward, 303)
    return draw(request, "sign-in.html", headers=_NOT_KEPT, onward=onward, filled="", wrong=None)


async def sign_in(request: Request) -> Response:
    """Begins a session under a new secret, whatever cookie came along; wrong passwords are counted."""
    _check_wanted(request)
    form = await read_form(request)
    name, onward = form.get("name", ""), read_next(form.get("next"))
    counter: Counter = request.app.state.wrong_passwords
    keys = _keys(request, name)
    wait = max(counter.wait(key, rate) for key, rate in keys)
    if wait:
        raise HTTPException(429, "Too many wrong passwords. Try again in a while.", retry_after(wait))
    account = await run_in_threadpool(_find, request, name, form.get("password", ""))
    if account is None:
        for key, rate in keys:
            counter.count(key, rate)
        wrong = "No account has this name and password."
        return draw(
            request, "sign-in.html", status_code=403, headers=_NOT_KEPT, onward=onward, filled=name[:64], wrong=wrong
        )
    counter.forget(keys[0][0])
    secret = new_secret()
    await run_in_threadpool(_begin, request, account, secret)
    answer = RedirectResponse(onward, 303, _NOT_KEPT)
    set_cookie(answer, cookie_name(request), secret)
    return answer


async def sign_out(request: Request) -> Response:
    """Ends the session, in the ledger and in the browser."""
    _check_wanted(request)
    secret = visitor_of(request).secret

    def end() -> None:
        with writing(request) as ledger:
            ledger.accounts.end_session(secret)

    await run_in_threadpool(end)
    answer = RedirectResponse("/sign-in", 303, {**_NOT_KEPT, "Clear-Site-Data": '"cache"'})
    drop_cookie(answer, cookie_name(request))
    return answer


def _check_wanted(request: Request) -> None:
    if not request.app.state.settings.signs_in:
        raise HTTPException(404)


def _keys(request: Request, name: str) -> list[tuple[tuple[str, str], Rate]]:
    """By what wrong passwords are counted, each with how many may be."""
    address, key = request.client.host if request.client else "", key_of(name)[:200]
    return [((address, key), WRONG_PASSWORDS), ((address, ""), WRONG_FROM_ADDRESS), (("", key), WRONG_FOR_NAME)]


def _find(request: Request, name: str, password: str) -> Account | None:
    """The account of a name and a password; a hash of an older measure is renewed."""
    with reading(request) as ledger:
        found = ledger.accounts.find(name)
    account, hash = found or (None, None)
    right = verify_password(hash, password)
    if account is None or hash is None or not right or account.disabled:
        return None
    if is_dated(hash):
        with writing(request) as ledger:
            ledger.accounts.renew_hash(account.key, hash_password(password))
    return account


def _begin(request: Request, account: Account, secret: str) -> None:
    now = datetime.now(UTC)
    with writing(request) as ledger:
        ledger.accounts.begin_session(account.key, secret, now, now + timedelta(hours=HOURS))


routes = [
    Route("/sign-in", show_sign_in, methods=["GET"]),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
]
