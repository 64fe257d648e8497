"""What several commands take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar, get_args

import click

from readouts.model import Channel, Interval, Status

LEDGER = "readouts.sqlite"
Command = TypeVar("Command", bound=Callable[..., int])


class Days(click.ParamType[Interval]):
    """A day, a month, a year, or two of them with a slash between."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Interval:
        """The interval; a usage error where there is none."""
        if isinstance(value, Interval):
            return value
        from readouts.knowledge.days import read_days

        try:
            days = read_days(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if days is None:
            self.fail("it is empty", param, ctx)
        return days


Address = Path | str
"""Where a ledger lies: a file, or the address of a database on a PostgreSQL server."""


class LedgerPlace(click.Path):
    """A file, or an address that begins with postgresql://."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Address:
        """The address as it is, else the file's path; a usage error where that is a folder."""
        if isinstance(value, str) and value.startswith(SERVERS):
            return value
        return Path(super().convert(value, param, ctx))  # type: ignore[arg-type]


SERVERS = ("postgresql://", "postgres://")
LEDGER_TYPE = LedgerPlace(dir_okay=False, path_type=Path)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="table for people, jsonl and csv for programs.",
)
ledger_option = click.option(
    "--ledger",
    "file",
    type=LEDGER_TYPE,
    envvar="READOUTS_LEDGER",
    default=LEDGER,
    show_default=True,
    show_envvar=True,
    help="The ledger: a file, or postgresql://HOST/NAME.",
)
knowledge_option = click.option(
    "--knowledge",
    "extra",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE.csv",
    help="Rows of your own on offices, states or outlets; repeatable.",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
published_option = click.option(
    "--published", type=Days(), help="Publication date of articles that have none: a day, month or A/B."
)
ignore_dates_option = click.option("--ignore-dates", is_flag=True, help="Read every article as if it were undated.")


_CONFIDENCE, _RULES, _EVERY_PAGE = "readouts.min_confidence", "readouts.rules", "readouts.every_page"


def _keep_confidence(context: click.Context, _option: click.Parameter, value: float | None) -> None:
    context.meta[_CONFIDENCE] = value


def least_confidence() -> float | None:
    """The --min-confidence of the command that runs; None where none was given."""
    value = click.get_current_context().meta.get(_CONFIDENCE)
    return float(value) if value is not None else None


def _keep_rules(context: click.Context, _option: click.Parameter, value: tuple[Path, ...]) -> None:
    context.meta[_RULES] = value


def own_rules() -> tuple[Path, ...]:
    """The --rules of the command that runs."""
    return tuple(click.get_current_context().meta.get(_RULES, ()))


def _keep_limits(_context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> None:
    if not value:
        return
    from readouts.errors import UsageError
    from readouts.sources.limits import set_limits

    try:
        set_limits({name: int(most.replace("_", "")) for name, _, most in (row.partition("=") for row in value)})
    except (ValueError, UsageError) as error:
        reason = str(error) if isinstance(error, UsageError) else "write NAME=NUMBER, such as article_contacts=50"
        raise click.BadParameter(reason, param=option) from None


def _keep_every_page(context: click.Context, _option: click.Parameter, value: bool) -> None:
    context.meta[_EVERY_PAGE] = value


def every_page() -> bool:
    """Whether the command that runs has --every-page."""
    return bool(click.get_current_context().meta.get(_EVERY_PAGE, False))


relevant_option = click.option(
    "--relevant", is_flag=True, help="Keep only articles that tell of something; count the others."
)
every_page_option = click.option(
    "--every-page",
    is_flag=True,
    expose_value=False,
    callback=_keep_every_page,
    help="Look for an article in every page of archives, too.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="Read with so many processes; the result is the same.",
)


def reading_options(command: Command) -> Command:
    """What all commands take that read articles."""
    for option in (
        quiet_option,
        knowledge_option,
        click.option(
            "--rules",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            multiple=True,
            metavar="FILE.toml",
            expose_value=False,
            callback=_keep_rules,
            help="Words of your own for contacts and their status; repeatable.",
        ),
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            metavar="SHARE",
            expose_value=False,
            callback=_keep_confidence,
            help="Hold contacts of less confidence back, 0 to 1.  [default: 0.3]",
        ),
        click.option(
            "--limit",
            multiple=True,
            metavar="NAME=NUMBER",
            expose_value=False,
            callback=_keep_limits,
            help="Another limit, as of article_sentences; repeatable.",
        ),
        ignore_dates_option,
        published_option,
        click.argument("paths", nargs=-1, metavar="[PATH]..."),
    ):
        command = option(command)
    return command


def _one_of(name: str, field: str, values: Sequence[str]) -> Callable[[Command], Command]:
    told = f"{', '.join(values[:-1])} or {values[-1]}; repeatable."
    return click.option(name, field, type=click.Choice(values), multiple=True, metavar=name[2:].upper(), help=told)


def query_options(command: Command) -> Command:
    """What all commands take that pick contacts."""
    for option in (
        click.option("--rejected", is_flag=True, help="Those too that were judged not to be."),
        click.option("--text", "words", metavar="WORDS", help='All these words in one article; "in quotes" a phrase.'),
        click.option("--to", "until", type=Days(), help="Not after this day, month or year."),
        click.option("--from", "since", type=Days(), help="Not before this day, month or year."),
        _one_of("--status", "statuses", get_args(Status)),
        _one_of("--channel", "channels", get_args(Channel)),
        click.option("--pair", "pair", nargs=2, metavar="A B", help="Both of two states or persons take part."),
        click.option(
            "--state",
            "states",
            multiple=True,
            metavar="STATE",
            help="A state or body by name or code; repeatable.",
        ),
        click.option("--person", "persons", multiple=True, metavar="NAME", help="A name or a part of it; repeatable."),
    ):
        command = option(command)
    return command
