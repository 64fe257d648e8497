"""Commands that look into a ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from readouts.cli.options import LEDGER_TYPE, Address, format_option, ledger_option, query_options
from readouts.model import Channel, Interval, Status

if TYPE_CHECKING:
    from readouts.knowledge import Knowledge
    from readouts.ledger import Ledger, Query
    from readouts.views.rows import Format


class Asked(TypedDict):
    """What the options that pick contacts hold."""

    persons: Sequence[str]
    states: Sequence[str]
    pair: tuple[str, str] | None
    channels: Sequence[Channel]
    statuses: Sequence[Status]
    since: Interval | None
    until: Interval | None
    words: str | None
    rejected: bool


@click.command("list")
@query_options
@ledger_option
@format_option
def list_(file: Address, form: Format, **asked: Unpack[Asked]) -> int:
    """List the contacts of a ledger.

    \b
    readouts list
    readouts list --person Xi --channel phone_call --channel video_call
    readouts list --pair China Russia --from 2022 --to 2022-06
    readouts list --status cancelled --status denied
    readouts list --text '"grain deal"' --format csv > grain.csv

    WHEN is the day; "by" a day if all that is known is that it was reported as held
    on that day, "from" if it was still ahead, "told" if neither. ART counts articles.
    """
    from readouts.views.listing import list_contacts

    with looking(file) as ledger:
        found = list_contacts(ledger.contacts(build_query(**asked)), form, sys.stdout)
    return _none_found(found, "no contact meets this")


@click.command()
@query_options
@ledger_option
@format_option
def timeline(file: Address, form: Format, **asked: Unpack[Asked]) -> int:
    """Show contacts month by month, with how sure their days are.

    \b
    readouts timeline --pair USA Ukraine --from 2025
    """
    from readouts.views.timeline import show_timeline

    with looking(file) as ledger:
        found = show_timeline(ledger.contacts(build_query(**asked)), form, sys.stdout)
    return _none_found(found, "no contact meets this")


@click.command()
@click.argument("contact", metavar="ID")
@ledger_option
@format_option
def show(contact: str, file: Address, form: Format) -> int:
    """Show one contact with all that is known of it.

    The first letters of an ID are enough, as `readouts list` prints them.

    \b
    readouts show 3f2a9c1b
    """
    from readouts.views.contact import show_contact

    with looking(file) as ledger:
        show_contact(ledger.contact(contact), form, sys.stdout, ledger.support(contact), ledger.parts(contact))
    return 0


@click.command()
@click.argument("contact", metavar="ID")
@click.argument("field", required=False)
@ledger_option
@format_option
def why(contact: str, field: str | None, file: Address, form: Format) -> int:
    """Show the sentences that a contact rests on.

    FIELD is participants, channel, status, date, place, duration, visit_type,
    setting, topics, asked_for_by, announced_first_by, part_of, reported_by or
    evidence.

    \b
    readouts why 3f2a9c1b
    readouts why 3f2a9c1b date
    """
    from readouts.views.reasons import show_reasons

    with looking(file) as ledger:
        reasons = ledger.reasons(contact, field)
        show_reasons(reasons, form, sys.stdout)
    return _none_found(len(reasons), f"no report says anything of its {field or 'values'}")


@click.command()
@ledger_option
@format_option
def doubts(file: Address, form: Format) -> int:
    """List what is not in the ledger or not sure, and why.

    \b
    readouts doubts
    readouts doubts --format csv > doubts.csv

    Held back is what looked like a contact and lacked something, doubtful what was
    read but is not right in itself; a report that could be of any of several
    contacts stands alone, and an input that could not be read stays listed until
    it can.
    """
    from readouts.views.doubts import show_doubts

    with looking(file) as ledger:
        found = ledger.doubts()
        show_doubts(found, form, sys.stdout)
    return _none_found(len(found), "no doubts")


@click.command()
@click.argument("positional", metavar="[LEDGER]", required=False, type=LEDGER_TYPE)
@ledger_option
@format_option
def crosswalk(positional: Address | None, file: Address, form: Format) -> int:
    """Print which report is of which contact, one line a report.

    \b
    readouts crosswalk 2022.sqlite --format jsonl > crosswalk.jsonl

    Articles and reports have the ids that `readouts extract` prints.
    """
    from readouts.views.crosswalk import show_crosswalk

    with looking(positional or file) as ledger:
        show_crosswalk(ledger.crosswalk(), form, sys.stdout)
    return 0


@contextmanager
def looking(file: Address) -> Iterator[Ledger]:
    """The ledger, open to be read."""
    from readouts.ledger import open_ledger

    with open_ledger(file, create=False) as ledger:
        yield ledger


def build_query(**asked: Unpack[Asked]) -> Query:
    """What the options ask of the contacts; names of states become codes, the two of a pair states or persons."""
    from readouts.ledger import Query

    codes = [_state(state) for state in asked["states"]]
    names = list(asked["persons"])
    for one in asked["pair"] or ():
        code = one if _is_code(one) else _knowledge().state_of(one)
        (codes if code else names).append(code or one)
    since, until = asked["since"], asked["until"]
    return Query(
        persons=tuple(names),
        states=tuple(codes),
        channels=tuple(asked["channels"]),
        statuses=tuple(asked["statuses"]),
        since=since.earliest if since else None,
        until=until.latest if until else None,
        words=asked["words"],
        rejected=asked["rejected"],
    )


def _state(name: str) -> str:
    if _is_code(name):
        return name
    from readouts.views.offices import resolve_state

    return resolve_state(_knowledge(), name)


def _is_code(name: str) -> bool:
    """Whether it can be taken for a code of a state or body without looking: CHN, EU, NATO."""
    return name.isascii() and name.isalpha() and name.isupper()


def _knowledge() -> Knowledge:
    from readouts.knowledge import load

    return load()


def _none_found(found: int, words: str) -> int:
    """Says that nothing was found, which is no fault."""
    if not found:
        click.echo(f"readouts: {words}", err=True)
    return 0
