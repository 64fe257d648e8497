"""One contact with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

import msgspec
from rich.text import Text

from readouts.ledger import LedgerContact
from readouts.ledger.contact import Member
from readouts.ledger.ledger import Parts
from readouts.ledger.support import Support
from readouts.views.judgements import show_judged
from readouts.views.listing import SHORT_ID, list_contacts
from readouts.views.rows import Format, write_jsonl
from readouts.views.screen import STYLES, Column, Screen
from readouts.views.support import say_support, show_support
from readouts.views.words import count_words, elide, show_days, show_minutes, show_when, show_word

_LABEL = 20


def show_contact(
    contact: LedgerContact,
    format: Format,
    out: TextIO,
    support: Support | None = None,
    parts: Parts | None = None,
) -> None:
    """Prints a contact: its fields, status history, reports, what these go back to, and disagreements.

    In JSON `support`, and as `parts` the ids of what is part of it, stand behind the contact's own fields.
    """
    if format == "jsonl" and support:
        own = {"parts": [part.id for part in parts.parts]} if parts else {}
        write_jsonl([{**msgspec.to_builtins(contact), "support": support, **own}], out)
        return
    if format != "table":
        list_contacts([contact], format, out)
        return
    screen = Screen(out)
    told = f"{contact.verdict + ': ' if contact.verdict else ''}{show_word(contact.channel)}, "
    screen.line(Text(contact.id, style="bold"))
    screen.line(told, Text(contact.status, style=STYLES[contact.status]), f", {show_when(contact)}")
    screen.line()
    _parties(contact, screen)
    for label, value in _fields(contact):
        screen.hanging(Text(label, style="bold"), value, _LABEL)
    _parts(parts, screen)
    _history(contact, screen)
    _reports(contact, support, screen)
    if support:
        show_support(support, screen)
    _disagreements(contact, screen)
    show_judged(contact.judgements, screen)


def _parties(contact: LedgerContact, screen: Screen) -> None:
    office_width = max(12, screen.width - 2 - 26 - 2 - 5 - 2 - 11 - 2)
    rows = [
        (
            elide(p.name, 26),
            p.state or "",
            elide(p.office or "", office_width),
            "" if p.role == "participant" else p.role,
        )
        for p in contact.participants
    ]
    screen.line(Text("participants", style="bold"))
    screen.table([Column("")] * 4, rows, heads=False, indent=2)


def _fields(contact: LedgerContact) -> Iterator[tuple[str, str]]:
    if contact.visit_type:
        yield "visit type", contact.visit_type
    if contact.setting:
        yield "setting", contact.setting
    if contact.place:
        yield "place", contact.place.name + (f" ({contact.place.state})" if contact.place.state else "")
    if contact.date:
        zone = f", {contact.date.zone}" if contact.date.zone else ""
        basis = f"{contact.date.basis} in {count_words(contact.date.reports, 'report')}"
        yield "date", f"{show_when(contact)}{zone} ({basis if contact.date.reports else 'as judged'})"
    if contact.duration:
        yield "duration", show_minutes(contact.duration.at_least_minutes, contact.duration.at_most_minutes)
    for label, side in (("asked for by", contact.asked_for_by), ("announced first by", contact.announced_first_by)):
        if side:
            yield label, side.name + (f" ({side.state})" if side.state else "")
    if contact.topics:
        yield "topics", ", ".join(contact.topics)
    if not contact.main:
        yield "background", "no article is chiefly about it"


def _parts(parts: Parts | None, screen: Screen) -> None:
    """The visit that a meeting was part of; the meetings of a visit."""
    if parts and parts.whole:
        screen.hanging(Text("part of", style="bold"), _name(parts.whole), _LABEL)
    if parts and parts.parts:
        screen.hanging(Text("holds", style="bold"), "\n".join(map(_name, parts.parts)), _LABEL)


def _name(contact: LedgerContact) -> str:
    """ "3f2a9c1b  held meeting, 2026-03-03: Eino Aalto, Grete Brandt"."""
    who = ", ".join(party.name for party in contact.participants)
    return f"{contact.id[:SHORT_ID]}  {contact.status} {show_word(contact.channel)}, {show_when(contact)}: {who}"


def _history(contact: LedgerContact, screen: Screen) -> None:
    """What was said of the status, one line for each change of it."""
    screen.line()
    screen.line(Text("status history", style="bold"))
    rows = []
    last: tuple[str, str] | None = None
    for step in contact.status_history:
        day = show_days(step.date)
        if (day, step.status) != last:
            who = f"{step.article}, {step.said_by}" if step.said_by else step.article
            rows.append((day, Text(step.status, style=STYLES[step.status]), elide(who, screen.width - 32)))
        last = (day, step.status)
    screen.table([Column("")] * 3, rows, heads=False, indent=2)


def _reports(contact: LedgerContact, support: Support | None, screen: Screen) -> None:
    screen.line()
    outlets = count_words(contact.outlets, "outlet")
    counted = say_support(support) if support else count_words(contact.articles, "article")
    screen.line(Text("reports", style="bold"), f"  {counted}; {outlets}")
    rest = screen.width - 2 - 10 - 2 - 18 - 2 - 16 - 2
    rows = [
        (show_days(m.published), elide(m.outlet or "", 18), elide(m.article, 16), elide(_about(m), rest))
        for m in contact.reports
    ]
    screen.table([Column("")] * 4, rows, heads=False, indent=2)


def _about(member: Member) -> str:
    """What to show of an article: its title, else why it is here."""
    return member.title or f"({member.rule})"


def _disagreements(contact: LedgerContact, screen: Screen) -> None:
    """Values that cannot all be right, then those that can: the one that says most was taken."""
    for head, style, some in (
        ("disagreements", "bold red", contact.disagreements),
        ("said more and less exactly", "bold", contact.refined),
    ):
        if some:
            screen.line()
            screen.line(Text(head, style=style))
        for differing in some:
            said = [
                f"{show_word(value.value)}: {', '.join(article for article, _ in value.reports)}"
                for value in differing.values
            ]
            screen.hanging(f"  {show_word(differing.field)}", "\n".join(said), _LABEL)
