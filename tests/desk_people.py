"""Whoever comes to a desk in the tests: with accounts, signed in by its own form, or with a token."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import httpx

from readouts.desk.passwords import hash_password
from readouts.ledger import Ledger, open_ledger
from readouts.ledger.accounts import Role

PASSWORD = "a bridge of seven piers"
PEOPLE: dict[str, Role] = {"Rita": "reader", "Vera": "reviewer", "Ada": "admin"}
_KEEP_NONE = httpx.Limits(max_keepalive_connections=0)  # nothing to be closed behind a test
TOKENS = {name: f"readouts_{name.lower()}_{'x' * 40}" for name in PEOPLE}


@cache
def hashed() -> str:
    """The hash of the password that all of them have."""
    return hash_password(PASSWORD)


def add_people(ledger: Ledger) -> None:
    """A reader, a reviewer and an admin, each with a token."""
    now = datetime.now(UTC)
    for name, role in PEOPLE.items():
        ledger.accounts.add(name, hashed(), role, now)
        ledger.accounts.add_token(name, TOKENS[name], "tests", now)


def with_people(place: Path | str) -> None:
    """The same for a ledger at a place."""
    with open_ledger(place) as ledger:
        add_people(ledger)


def csrf_of(client: httpx.Client, path: str = "/sign-in") -> str:
    """The token in the forms of a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found, path
    return found[1]


def sign_in(client: httpx.Client, name: str, password: str = PASSWORD, onward: str = "/") -> httpx.Response:
    """Fills in the form and sends it."""
    form = {"name": name, "password": password, "next": onward, "csrf": csrf_of(client)}
    return client.post("/sign-in", data=form)


def visitor(address: str, name: str | None = None) -> httpx.Client:
    """A browser without a window: signed in, or a stranger."""
    client = httpx.Client(base_url=address, timeout=30, limits=_KEEP_NONE)
    if name:
        assert sign_in(client, name).status_code == 303
    return client
