"""Contacts as a list, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from readouts.views.rows import Cell, Format, write_csv, write_jsonl
from readouts.views.screen import STYLES, Column, Screen
from readouts.views.words import show_names, show_when

if TYPE_CHECKING:
    from readouts.ledger import LedgerContact  # which brings the store with it: a third of the start


SHORT_ID = 8
CSV_COLUMNS = (
    "id", "earliest", "latest", "not_before", "not_after", "status", "channel", "visit_type", "participants",
    "states", "offices", "place", "at_least_minutes", "at_most_minutes", "topics", "articles", "outlets",
    "disagreements", "part_of",
)  # fmt: skip
_WHEN, _STATUS, _CHANNEL, _ARTICLES = 17, 9, 7, 3  # the widest of each
_OTHERS = SHORT_ID + _WHEN + _STATUS + _CHANNEL + _ARTICLES + 5 * 2
_PORTION = 500
SHORT_CHANNELS = {"phone_call": "phone", "video_call": "video"}


def list_contacts(contacts: Iterable[LedgerContact], format: Format, out: TextIO) -> int:
    """Prints contacts, and returns how many there were."""
    counted = _Counted(contacts)
    if format == "jsonl":
        write_jsonl(counted, out)
    elif format == "csv":
        write_csv(CSV_COLUMNS, map(_csv_row, counted), out)
    else:
        _table(counted, Screen(out))
    return counted.number


class _Counted:
    def __init__(self, contacts: Iterable[LedgerContact]) -> None:
        self._contacts = contacts
        self.number = 0

    def __iter__(self) -> Iterator[LedgerContact]:
        for contact in self._contacts:
            self.number += 1
            yield contact


def _table(contacts: Iterable[LedgerContact], screen: Screen) -> None:
    """In portions, so that a list of any length is printed as it is read."""
    width = screen.width - _OTHERS
    columns = (
        Column("ID", width=SHORT_ID),
        Column("WHEN", width=_WHEN),
        Column("STATUS", width=_STATUS),
        Column("CHANNEL", width=_CHANNEL),
        Column("WHO", width=width),
        Column("ART", width=_ARTICLES, right=True),
    )
    waiting = iter(contacts)
    heads = True
    while portion := list(islice(waiting, _PORTION)):
        screen.table(columns, [contact_cells(contact, width) for contact in portion], heads=heads)
        heads = False


def contact_cells(contact: LedgerContact, width: int) -> Sequence[str | Text]:
    """What a list shows of a contact; `width` is that of the participants."""
    return (
        Text(contact.id[:SHORT_ID], style="cyan"),
        show_when(contact),
        Text(contact.status, style=STYLES[contact.status]),
        SHORT_CHANNELS.get(contact.channel, contact.channel),
        show_names([party.name for party in contact.participants], width),
        str(contact.articles),
    )


def _csv_row(contact: LedgerContact) -> dict[str, Cell]:
    parties, when, duration = contact.participants, contact.date, contact.duration
    return {
        "id": contact.id,
        "earliest": str(when.earliest) if when else None,
        "latest": str(when.latest) if when else None,
        "not_before": str(contact.not_before) if contact.not_before else None,
        "not_after": str(contact.not_after) if contact.not_after else None,
        "status": contact.status,
        "channel": contact.channel,
        "visit_type": contact.visit_type,
        "participants": [party.name for party in parties],
        "states": [party.state or "" for party in parties],
        "offices": [party.office or "" for party in parties],
        "place": contact.place.name if contact.place else None,
        "at_least_minutes": duration.at_least_minutes if duration else None,
        "at_most_minutes": duration.at_most_minutes if duration else None,
        "topics": list(contact.topics),
        "articles": contact.articles,
        "outlets": contact.outlets,
        "disagreements": [one.field for one in contact.disagreements],
        "part_of": contact.part_of,
    }
