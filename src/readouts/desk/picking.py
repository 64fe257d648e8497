"""What a page's address asks of contacts: a person, a state, days, ways and statuses; all of it can be shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from readouts.errors import UsageError
from readouts.knowledge import load
from readouts.knowledge.days import read_days
from readouts.ledger.ahead import keys_of
from readouts.ledger.meetings import TOOK_PLACE, Among
from readouts.model import Channel, Interval, Status
from readouts.views.offices import resolve_state

CHANNELS: tuple[Channel, ...] = get_args(Channel)
STATUSES: tuple[Status, ...] = get_args(Status)
LONGEST = 300
Word = TypeVar("Word", bound=str)


@dataclass(frozen=True, slots=True)
class Picked:
    """The contacts that an address asks for, and the words it asked with, by field, for the form that shows them."""

    among: Among
    words: dict[str, str]

    @property
    def channels(self) -> tuple[Channel, ...]:
        """All that can be asked for."""
        return CHANNELS

    @property
    def statuses(self) -> tuple[Status, ...]:
        """All that can be asked for."""
        return STATUSES

    @property
    def any(self) -> bool:
        """Whether anything at all is asked."""
        return any(self.words.values())


def pick(query: QueryParams) -> Picked:
    """Reads `person`, `state`, `channel`, `status`, `from` and `to`; raises UsageError, naming what is not understood.

    Without a status those count that took place, with `any` all.
    """
    words = {name: read_word(query, name) for name in ("person", "state", "channel", "status", "from", "to")}
    since, until = read_span(words["from"], "from"), read_span(words["to"], "to")
    among = Among(
        keys=tuple(keys_of([words["person"]])) if words["person"] else (),
        state=resolve_state(load(), words["state"]) if words["state"] else None,
        since=since.earliest if since else None,
        until=until.latest if until else None,
        channels=_one(words["channel"], CHANNELS, "channel") if words["channel"] else (),
        statuses=_statuses(words["status"]),
    )
    return Picked(among, words)


def read_word(query: QueryParams, name: str) -> str:
    """One word of an address, without the spaces around it; raises UsageError where it is too long."""
    word = query.get(name, "").strip()
    if len(word) > LONGEST:
        raise UsageError(f"{name}: more than {LONGEST} characters")
    return word


def read_span(words: str, name: str) -> Interval | None:
    """Days as people write them, None where there are none; raises UsageError where they are not understood."""
    if not words:
        return None
    try:
        return read_days(words)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None


def read_day(words: str, name: str) -> date | None:
    """One day, of a longer span the first; None where there is none."""
    days = read_span(words, name)
    return days.earliest if days else None


def read_number(query: QueryParams, name: str, most: int) -> int:
    """A number from 0 to `most` in an address, 0 where there is none; raises UsageError for anything else."""
    word = read_word(query, name)
    if not word:
        return 0
    if not (word.isascii() and word.isdigit() and len(word) < 10 and int(word) <= most):
        raise UsageError(f"{name}: {word!r} is no number from 0 to {most}")
    return int(word)


def address(path: str, words: dict[str, str], **changes: str) -> str:
    """A path with what is asked behind it, empty words left out.

    >>> address("/map", {"state": "DEU", "to": ""}, page="2")
    '/map?state=DEU&page=2'
    """
    asked = {name: word for name, word in {**words, **changes}.items() if word}
    return f"{path}?{urlencode(asked)}" if asked else path


def _statuses(word: str) -> tuple[Status, ...]:
    if not word:
        return TOOK_PLACE
    return () if word == "any" else _one(word, STATUSES, "status")


def _one(word: str, known: tuple[Word, ...], name: str) -> tuple[Word, ...]:
    found = tuple(one for one in known if one == word)
    if not found:
        raise UsageError(f"{word!r} is no {name}; known: {', '.join(map(str, known))}")
    return found
