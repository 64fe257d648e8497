"""`readouts judge`, `readouts judgements`: what people decide about contacts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import click

from readouts.cli.looking import looking
from readouts.cli.options import Address, format_option, ledger_option

if TYPE_CHECKING:
    from readouts.ledger.judgement import JudgementKind
    from readouts.views.rows import Format

Command = TypeVar("Command", bound=Callable[..., int])


def deciding(command: Command) -> Command:
    """What every decision takes."""
    for option in (
        ledger_option,
        click.option("--made", metavar="TIME", help="When, in ISO form.  [default: now]"),
        click.option("--why", required=True, metavar="WORDS", help="The reason, which is kept."),
        click.option("--by", required=True, envvar="READOUTS_BY", show_envvar=True, metavar="NAME", help="Who."),
    ):
        command = option(command)
    return command


def now() -> str:
    """The time, as it is written beside what people decide."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@click.group()
def judge() -> None:
    """Decide about contacts; every decision is kept, and can be undone alone.

    \b
    readouts judge accept 3f2a9c1b --by "E. Aalto" --why "read both readouts"
    readouts judge correct 3f2a9c1b date 2022-03-08 --by "E. Aalto" --why "zone"
    readouts judge merge 3f2a9c1b 77d0e1aa --by "E. Aalto" --why "one call"
    readouts judge undo 5c0ffee1 --by "E. Aalto" --why "a slip"

    Judgements hold when articles are read again or more of them come; where the text
    or the report moved under one, `readouts doubts` says so.
    """


@judge.command()
@click.argument("contact", metavar="ID")
@deciding
def accept(contact: str, by: str, why: str, made: str | None, file: Address) -> int:
    """Say that a contact is right."""
    return _judge(file, "accept", by, why, made, contacts=(contact,))


@judge.command()
@click.argument("contact", metavar="ID")
@deciding
def reject(contact: str, by: str, why: str, made: str | None, file: Address) -> int:
    """Say that there was no such contact; lists leave it out.

    `readouts list --rejected` shows what was rejected.
    """
    return _judge(file, "reject", by, why, made, contacts=(contact,))


@judge.command()
@click.argument("contact", metavar="ID")
@click.argument("field")
@click.argument("value")
@deciding
def correct(contact: str, field: str, value: str, by: str, why: str, made: str | None, file: Address) -> int:
    """Give a field another VALUE; the machine's is kept beside it.

    \b
    readouts judge correct 3f2a9c1b channel phone_call --by ... --why ...
    readouts judge correct 3f2a9c1b date 2022-03/2022-04 --by ... --why ...
    readouts judge correct 3f2a9c1b duration 60/90 --by ... --why ...
    readouts judge correct 3f2a9c1b place Geneva/CHE --by ... --why ...
    readouts judge correct 3f2a9c1b participants "A. B./FRA/president; C. D./DEU"

    FIELD is participants, channel, status, date, place, duration, visit_type,
    setting, topics, asked_for_by, announced_first_by or main; VALUE - means: not
    known. Which reports are of the contact is not changed by it.
    """
    return _judge(file, "correct", by, why, made, contacts=(contact,), field=field, value=value)


@judge.command()
@click.argument("contacts", metavar="ID ID...", nargs=-1, required=True)
@deciding
def merge(contacts: Sequence[str], by: str, why: str, made: str | None, file: Address) -> int:
    """Say that several contacts are one."""
    return _judge(file, "merge", by, why, made, contacts=tuple(contacts))


@judge.command()
@click.argument("contact", metavar="ID")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@deciding
def split(contact: str, reports: Sequence[str], by: str, why: str, made: str | None, file: Address) -> int:
    """Say that some reports of a contact are of another one.

    REPORT is the id of an article, or ARTICLE#REPORT, as `readouts crosswalk`
    prints them.
    """
    return _judge(file, "split", by, why, made, contacts=(contact,), reports=tuple(reports))


@judge.command()
@click.argument("contact", metavar="ID")
@deciding
def note(contact: str, by: str, why: str, made: str | None, file: Address) -> int:
    """Write a note beside a contact (--why); it changes nothing."""
    return _judge(file, "note", by, why, made, contacts=(contact,))


@judge.command()
@click.argument("judgement", metavar="JUDGEMENT")
@deciding
def undo(judgement: str, by: str, why: str, made: str | None, file: Address) -> int:
    """Undo one judgement, and no other; an undo can be undone too."""
    return _judge(file, "undo", by, why, made, undoes=judgement)


@judge.command()
@click.argument("source", metavar="FILE", type=click.File("rb"))
@ledger_option
def take(source: BinaryIO, file: Address) -> int:
    """Take in judgements made on another ledger.

    \b
    readouts judgements --ledger mine.sqlite --format jsonl > mine.jsonl
    readouts judge take mine.jsonl --ledger ours.sqlite

    Those that are there already change nothing.
    """
    from readouts.ledger import open_ledger, read_judgements

    with open_ledger(file, create=False, change=True) as ledger:
        new = ledger.take(read_judgements(source, source.name))
    click.echo(f"{new} judgements taken in", err=True)
    return 0


@click.command()
@ledger_option
@format_option
def judgements(file: Address, form: Format) -> int:
    """List what people judged, in the order it was judged.

    \b
    readouts judgements
    readouts judgements --format jsonl > judgements.jsonl

    Each with who, when, why, the contact it is of now, and whether something moved
    under it: kept is as it was judged, moved was found again elsewhere, flagged
    needs a look.
    """
    from readouts.views.judgements import show_judgements

    with looking(file) as ledger:
        found = ledger.judgements()
        show_judgements(found, form, sys.stdout)
    if not found:
        click.echo("readouts: no judgements", err=True)
    return 0


def _judge(
    file: Address,
    kind: JudgementKind,
    by: str,
    why: str,
    made: str | None,
    *,
    contacts: tuple[str, ...] = (),
    field: str | None = None,
    value: str | None = None,
    reports: tuple[str, ...] = (),
    undoes: str | None = None,
) -> int:
    from readouts.ledger import Decision, open_ledger

    decision = Decision(
        kind=kind,
        by=by,
        made=made or now(),
        why=why,
        contacts=contacts,
        field=field,
        value=value,
        reports=reports,
        undoes=undoes,
    )
    with open_ledger(file, create=False, change=True) as ledger:
        judgement = ledger.judge(decision)
        held = next(one for one in ledger.judgements() if one.id == judgement.id)
    click.echo(" ".join([judgement.id, kind, *held.contacts]))
    return 0
