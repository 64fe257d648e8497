"""`readouts accounts`: who may sign in at the desk."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from readouts.cli.looking import looking
from readouts.cli.options import LEDGER_TYPE, Address, format_option

if TYPE_CHECKING:
    from readouts.ledger.accounts import Role
    from readouts.views.rows import Format

_ROLE = click.Choice(["reader", "reviewer", "admin"])
_place = click.argument("file", metavar="LEDGER", type=LEDGER_TYPE)
_name = click.argument("name")


@click.group()
def accounts() -> None:
    """Manage who may sign in at the desk of a LEDGER.

    \b
    readouts accounts add news.sqlite "E. Aalto" --role admin
    readouts accounts list news.sqlite
    readouts accounts role news.sqlite "B. Berg" reviewer
    readouts accounts disable news.sqlite "B. Berg"

    A reader looks, a reviewer judges too, an admin manages accounts besides. A
    password is asked for, or read from the first line of standard input; it is never
    an argument, which others on the machine could see.
    """


@accounts.command()
@_place
@_name
@click.option("--role", type=_ROLE, default="reader", show_default=True, help="What they may do.")
def add(file: Address, name: str, role: Role) -> int:
    """Make an account for NAME, which signs what they judge.

    The ledger is made where there is none yet.
    """
    from readouts.desk.passwords import check_password, hash_password
    from readouts.ledger import open_ledger

    with open_ledger(file) as ledger:
        password = _ask_password()
        check_password(password, name)
        account = ledger.accounts.add(name, hash_password(password), role, _now())
    click.echo(f"{account.name}: {account.role}", err=True)
    return 0


@accounts.command("list")
@_place
@format_option
def list_(file: Address, form: Format) -> int:
    """List the accounts with their roles."""
    from readouts.views.accounts import list_accounts

    with looking(file) as ledger:
        found = list_accounts(ledger.accounts.all(), form, sys.stdout)
    if not found:
        click.echo("readouts: no accounts; `readouts accounts add` makes one", err=True)
    return 0


@accounts.command()
@_place
@_name
@click.argument("role", type=_ROLE)
def role(file: Address, name: str, role: Role) -> int:
    """Give NAME another ROLE: reader, reviewer or admin."""
    from readouts.ledger import open_ledger

    with open_ledger(file, create=False, change=True) as ledger:
        account = ledger.accounts.set_role(name, role)
    click.echo(f"{account.name}: {account.role}", err=True)
    return 0


@accounts.command()
@_place
@_name
def password(file: Address, name: str) -> int:
    """Give NAME another password; sessions and tokens of before fall."""
    from readouts.desk.passwords import check_password, hash_password
    from readouts.ledger import open_ledger

    with open_ledger(file, create=False, change=True) as ledger:
        new = _ask_password()
        check_password(new, name)
        ledger.accounts.set_password(name, hash_password(new))
    click.echo(f"{name}: another password; signed out everywhere, no tokens", err=True)
    return 0


@accounts.command()
@_place
@_name
def disable(file: Address, name: str) -> int:
    """Let NAME in no more; what they judged stays as it is."""
    from readouts.ledger import open_ledger

    with open_ledger(file, create=False, change=True) as ledger:
        account = ledger.accounts.disable(name, _now())
    click.echo(f"{account.name}: disabled", err=True)
    return 0


@accounts.command()
@_place
@_name
def enable(file: Address, name: str) -> int:
    """Let NAME in again, with the password of before."""
    from readouts.ledger import open_ledger

    with open_ledger(file, create=False, change=True) as ledger:
        account = ledger.accounts.enable(name)
    click.echo(f"{account.name}: {account.role}", err=True)
    return 0


@accounts.command()
@_place
@_name
@click.option("--for", "label", metavar="WORDS", help="Make a token, for this; it is shown only now.")
@click.option("--drop", metavar="ID", help="Take a token away, by the first letters of its id.")
def token(file: Address, name: str, label: str | None, drop: str | None) -> int:
    """List, make or drop tokens that programs of NAME show.

    \b
    readouts accounts token news.sqlite "E. Aalto" --for "nightly export"
    readouts accounts token news.sqlite "E. Aalto" --drop 3f2a
    """
    from readouts.desk.passwords import new_secret
    from readouts.ledger import open_ledger

    if label is None and drop is None:
        with looking(file) as ledger:
            for one in ledger.accounts.tokens(name):
                click.echo(f"{one.digest[:8]}  {one.made}  {one.label}")
        return 0
    with open_ledger(file, create=False, change=True) as ledger:
        if drop is not None:
            ledger.accounts.drop_token(name, drop)
        if label is not None:
            secret = new_secret("readouts_")
            ledger.accounts.add_token(name, secret, label, _now())
            click.echo(secret)
    return 0


def _ask_password() -> str:
    """A password typed twice without being shown, or the first line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _now() -> datetime:
    return datetime.now(UTC)
