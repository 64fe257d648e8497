"""What people judged: as a list, and under the contact that it is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.text import Text

from readouts.ledger import Held, Judged
from readouts.ledger.correcting import show_value
from readouts.views.listing import SHORT_ID
from readouts.views.rows import Cell, Format, write_csv, write_jsonl
from readouts.views.screen import Screen
from readouts.views.words import show_word

CSV_COLUMNS = (
    "id", "kind", "field", "value", "machine", "by", "made", "why", "contacts", "state", "reason", "undone_by",
    "overtaken", "undoes",
)  # fmt: skip
STATES = {"kept": "green", "moved": "yellow", "flagged": "red"}
"""The colour of each state, where there are colours."""


def show_judgements(judgements: Sequence[Held], format: Format, out: TextIO) -> None:
    """Prints judgements; as jsonl just what was judged, one a line, which `readouts judge take` takes in."""
    if format == "jsonl":
        write_jsonl((held.judgement for held in judgements), out)
    elif format == "csv":
        write_csv(CSV_COLUMNS, map(_csv_row, judgements), out)
    else:
        screen = Screen(out)
        for held in judgements:
            _show(held, screen)


def show_judged(judgements: Sequence[Judged], screen: Screen) -> None:
    """Prints what was judged of one contact, the person's value beside the machine's."""
    if not judgements:
        return
    screen.line()
    screen.line(Text("judgements", style="bold"))
    for one in judgements:
        body = Text(f"{one.by}, {one.made}: {one.why}")
        if one.field:
            body = Text(f"{show_word(one.field)}: {one.value} (machine: {one.machine})\n").append_text(body)
        if one.overtaken:
            body.append(f"\novertaken by {one.overtaken[:SHORT_ID]}", style="dim")
        elif one.state != "kept":
            body.append(f"\n{one.state}: {one.reason}", style=STATES[one.state])
        screen.hanging(Text.assemble("  ", (one.id[:SHORT_ID], "cyan"), f" {one.kind}"), body, 20)


def _show(held: Held, screen: Screen) -> None:
    judgement = held.judgement
    contacts = " ".join(contact[:SHORT_ID] for contact in held.contacts)
    aim = f" of {judgement.undoes[:SHORT_ID]}" if judgement.undoes else f" {contacts}" if contacts else ""
    field = f" {judgement.field}" if judgement.field else ""
    head = Text.assemble((held.id[:SHORT_ID], "cyan"), "  ", (f"{judgement.kind}{field}", "bold"), aim)
    screen.line(head, f"  {judgement.by}, {judgement.made}")
    if judgement.field and judgement.value is not None and judgement.machine is not None:
        value, machine = (show_value(judgement.field, one) for one in (judgement.value, judgement.machine))
        screen.hanging("", f"{value} (machine: {machine})", 10)
    screen.hanging("", judgement.why, 10)
    if held.undone_by:
        screen.hanging("", Text(f"undone by {held.undone_by[:SHORT_ID]}", style="dim"), 10)
    elif held.overtaken:
        screen.hanging("", Text(f"overtaken by {held.overtaken[:SHORT_ID]}", style="dim"), 10)
    elif held.state != "kept":
        screen.hanging("", Text(f"{held.state}: {held.reason}", style=STATES[held.state]), 10)


def _csv_row(held: Held) -> dict[str, Cell]:
    judgement, field = held.judgement, held.judgement.field
    return {
        "id": held.id,
        "kind": judgement.kind,
        "field": field,
        "value": show_value(field, judgement.value) if field and judgement.value is not None else None,
        "machine": show_value(field, judgement.machine) if field and judgement.machine is not None else None,
        "by": judgement.by,
        "made": judgement.made,
        "why": judgement.why,
        "contacts": list(held.contacts),
        "state": held.state,
        "reason": held.reason,
        "undone_by": held.undone_by,
        "overtaken": held.overtaken,
        "undoes": judgement.undoes,
    }
