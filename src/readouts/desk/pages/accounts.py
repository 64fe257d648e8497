"""Who may sign in, for admins; and one's own password and tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.forms import read_form
from readouts.desk.ledgers import reading, writing
from readouts.desk.passwords import check_password, hash_password, new_secret, verify_password
from readouts.desk.visitors import visitor_of
from readouts.errors import UsageError
from readouts.ledger.accounts import ROLES, Account, Accounts, Role

_NOT_KEPT = {"Cache-Control": "no-store"}
Form = Mapping[str, str]


def show_accounts(request: Request, said: str | None = None, status: int = 200) -> Response:
    """All accounts, and what can be done with them."""
    _account(request)
    with reading(request) as ledger:
        found = ledger.accounts.all()
    return draw(request, "accounts.html", status_code=status, headers=_NOT_KEPT, accounts=found, roles=ROLES, said=said)


def show_account(request: Request, said: str | None = None, status: int = 200, made: str | None = None) -> Response:
    """One's own account: another password, tokens for programs."""
    account = _account(request)
    with reading(request) as ledger:
        tokens = ledger.accounts.tokens(account.name)
    return draw(request, "account.html", status_code=status, headers=_NOT_KEPT, tokens=tokens, said=said, made=made)


async def change_accounts(request: Request) -> Response:
    """Adds an account or changes one, and shows them all again."""
    form = await read_form(request)
    do = _CHANGES.get(form.get("do", ""))
    if do is None:
        raise HTTPException(400, "There is nothing of that kind to do.")
    try:
        await run_in_threadpool(_within, request, lambda accounts: do(accounts, form))
    except UsageError as error:
        return await run_in_threadpool(show_accounts, request, str(error), 422)
    return RedirectResponse("/accounts", 303)


async def change_account(request: Request) -> Response:
    """Changes one's own password or tokens."""
    account = _account(request)
    form = await read_form(request)
    secret = new_secret("readouts_")
    own: dict[str, Callable[[Accounts], None]] = {
        "password": lambda accounts: _change_password(accounts, account, form),
        "token": lambda accounts: accounts.add_token(account.name, secret, form.get("label", ""), datetime.now(UTC)),
        "drop": lambda accounts: accounts.drop_token(account.name, form.get("token", "")),
    }
    what = form.get("do", "")
    if what not in own:
        raise HTTPException(400, "There is nothing of that kind to do.")
    try:
        await run_in_threadpool(_within, request, own[what])
    except UsageError as error:
        return await run_in_threadpool(show_account, request, str(error), 422)
    if what == "token":
        return await run_in_threadpool(show_account, request, None, 200, secret)
    return RedirectResponse("/sign-in" if what == "password" else "/account", 303)


def _account(request: Request) -> Account:
    """Whose page it is; where nobody signs in there is no such page."""
    account = visitor_of(request).account
    if account is None:
        raise HTTPException(404)
    return account


def _within(request: Request, do: Callable[[Accounts], object]) -> None:
    with writing(request) as ledger:
        do(ledger.accounts)


def _add(accounts: Accounts, form: Form) -> None:
    name, password = form.get("name", ""), form.get("password", "")
    check_password(password, name)
    accounts.add(name, hash_password(password), _role(form), datetime.now(UTC))


def _set_password(accounts: Accounts, form: Form) -> None:
    name, password = form.get("name", ""), form.get("password", "")
    check_password(password, name)
    accounts.set_password(name, hash_password(password))


def _change_password(accounts: Accounts, account: Account, form: Form) -> None:
    found = accounts.find(account.name)
    if not verify_password(found[1] if found else None, form.get("old", "")):
        raise UsageError("the password of before is another one")
    _set_password(accounts, {**form, "name": account.name})


def _role(form: Form) -> Role:
    if form.get("role") not in ROLES:
        raise UsageError(f"a role is one of {', '.join(ROLES)}")
    return cast("Role", form["role"])


_CHANGES: dict[str, Callable[[Accounts, Form], object]] = {
    "add": _add,
    "password": _set_password,
    "role": lambda accounts, form: accounts.set_role(form.get("name", ""), _role(form)),
    "disable": lambda accounts, form: accounts.disable(form.get("name", ""), datetime.now(UTC)),
    "enable": lambda accounts, form: accounts.enable(form.get("name", "")),
}

routes = [
    Route("/accounts", show_accounts, methods=["GET"]),
    Route("/accounts", change_accounts, methods=["POST"]),
    Route("/account", show_account, methods=["GET"]),
    Route("/account", change_account, methods=["POST"]),
]
