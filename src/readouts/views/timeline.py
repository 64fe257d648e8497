"""Contacts along time, month by month; how sure a day is can be seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TextIO

from rich.text import Text

from readouts.ledger import LedgerContact
from readouts.views.listing import SHORT_CHANNELS, SHORT_ID, list_contacts
from readouts.views.rows import Format
from readouts.views.screen import STYLES, Column, Screen
from readouts.views.words import month_name, show_days, show_names, show_when

DAY, DAYS, BOUNDED, UNDATED = "●", "◐", "○", "·"
"""A known day; several possible days; only bounded by when it was told; nothing known."""
_OTHERS = 1 + 17 + 9 + 7 + SHORT_ID + 5 * 2


def show_timeline(contacts: Iterable[LedgerContact], format: Format, out: TextIO) -> int:
    """Prints contacts under the months they are listed in; returns how many there were."""
    if format != "table":
        return list_contacts(contacts, format, out)
    screen = Screen(out)
    month: tuple[int, int] | None = None
    number = 0
    for contact in contacts:
        number += 1
        day = _listed(contact)
        here = (day.year, day.month) if day else (0, 0)
        if here != month:
            if month is not None:
                screen.line()
            screen.line(Text(month_name(day) if day else "no date", style="bold"))
            month = here
        _entry(contact, screen)
    if number:
        screen.line()
        screen.line(f"{DAY} day known   {DAYS} one of several days   {BOUNDED} bounded by when it was told")
    return number


def _listed(contact: LedgerContact) -> date | None:
    if contact.date:
        return contact.date.earliest
    told = [member.published.earliest for member in contact.reports if member.published]
    return contact.not_after or contact.not_before or min(told, default=None)


def _entry(contact: LedgerContact, screen: Screen) -> None:
    room = screen.width - _OTHERS
    row = (
        _sureness(contact),
        show_when(contact),
        Text(contact.status, style=STYLES[contact.status]),
        SHORT_CHANNELS.get(contact.channel, contact.channel),
        show_names([party.name for party in contact.participants], room),
        Text(contact.id[:SHORT_ID], style="cyan"),
    )
    columns = [Column("", width=width) for width in (1, 17, 9, 7, room, SHORT_ID)]
    screen.table(columns, [row], heads=False)
    before = [step for step in contact.status_history if step.status != contact.status]
    if before:
        said = dict.fromkeys(f"{step.status} {show_days(step.date)}" for step in before)
        screen.hanging("", Text("also " + ", ".join(said), style="dim"), 23)


def _sureness(contact: LedgerContact) -> str:
    if contact.date:
        return DAY if contact.date.earliest == contact.date.latest else DAYS
    return BOUNDED if _listed(contact) else UNDATED
