"""The command line: thin commands, each of which calls one public function.

Nothing that is slow to load is imported here; each command loads what it needs.
"""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper

import click

from readouts.cli import (
    adding,
    admitting,
    changing,
    comparing,
    copying,
    counting,
    crawling,
    dating,
    extracting,
    following,
    judging,
    keeping,
    looking,
    merging,
    reference,
    rules,
    saying,
    scoring,
    serving,
    unknown,
    watching,
)
from readouts.errors import KnowledgeError, ReadoutsError, UsageError

FAILED, WRONG, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141


class PipeClosed(Exception):
    """Who read our output has gone, as `head` does: no fault, and nothing to say."""


class InOrder(click.Group):
    """A group that lists its commands in the order they were added: as a user comes to need them."""

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosed from None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """The names of the commands."""
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="readouts", message="%(prog)s %(version)s")
def commands() -> None:
    """Reads articles and keeps a ledger of who spoke with whom.

    \b
    readouts extract article.txt              what one article says
    readouts add articles/                    read a folder into a ledger
    readouts list --person Xi --from 2022     the contacts in it
    readouts show 3f2a9c1b                    one contact, by its id
    readouts why 3f2a9c1b date                the sentence behind a value

    PATHs are files, folders, patterns, web addresses, or - for standard input: plain
    text, saved pages (HTML), JSON lines, web archives (WARC), feeds, Parquet, tar and
    ZIP, and what `readouts extract --format jsonl` printed. Nothing is fetched from
    the network but addresses that are given.

    \b
    Exit codes: 0  all went well
                1  something could not be read or written (one line each on
                   standard error); the rest was done
                2  the command was wrong
    """


for command in (
    extracting.extract,
    adding.add,
    crawling.crawl,
    merging.merge,
    watching.watch,
    looking.list_,
    looking.show,
    looking.why,
    looking.timeline,
    serving.serve,
    looking.doubts,
    looking.crosswalk,
    comparing.compare,
    following.invitations,
    counting.count,
    copying.copies,
    judging.judge,
    judging.judgements,
    changing.versions,
    changing.forget,
    keeping.ledger,
    admitting.accounts,
    saying.statements,
    dating.date,
    scoring.score,
    rules.rules,
    unknown.unknown,
    reference.knowledge,
    reference.schema,
):
    commands.add_command(command)


_INTERRUPTED = "interrupted; a ledger holds what was added to it before"


def main() -> None:
    """What the command `readouts` runs."""
    _set_encodings()
    told = _heed_interrupts()
    try:
        code = commands(prog_name="readouts", standalone_mode=False)
        sys.stdout.flush()
        if told and not code:
            raise KeyboardInterrupt
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = _complain(_INTERRUPTED, INTERRUPTED)
    except (PipeClosed, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it ends
        code = PIPE_CLOSED
    except (UsageError, KnowledgeError) as error:
        code = _complain(str(error), WRONG)
    except ReadoutsError as error:
        code = _complain(str(error), FAILED)
    except OSError as error:
        code = _complain(f"{error.filename or 'output'}: {error.strerror}", FAILED)
    except Exception:
        if not told:
            raise
        code = _complain(_INTERRUPTED, INTERRUPTED)  # what Ctrl-C broke off may fail at it (a store, a library)
    sys.exit(code if isinstance(code, int) else 0)


def _heed_interrupts() -> list[int]:
    """Notes each Ctrl-C in the list returned: what a library at work swallows (a callback, an import) still ends us."""
    told: list[int] = []

    def tell(number: int, _: object) -> None:
        told.append(number)
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, tell)
    return told


def _set_encodings() -> None:
    """Pipes and files get UTF-8 and plain line ends on every system; what a terminal cannot show is spelt out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _complain(words: str, code: int) -> int:
    click.echo(f"readouts: {' '.join(words.splitlines())}", err=True)
    return code
