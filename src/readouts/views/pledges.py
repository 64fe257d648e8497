"""Invitations and promises with what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.text import Text

from readouts.ledger.following import Pledge
from readouts.views.listing import SHORT_ID
from readouts.views.rows import Format, write_csv, write_jsonl
from readouts.views.screen import Column, Screen
from readouts.views.words import count_words, elide, show_days

COLUMNS = (
    "kind", "by", "to", "said_earliest", "said_latest", "due_earliest", "due_latest", "state", "accepted", "foreseen",
    "fulfilled_by", "how", "articles", "text",
)  # fmt: skip
_STYLES = {"open": "yellow", "fulfilled": "green", "refused": "red", "called off": "red", "not dated": ""}


def show_pledges(pledges: Sequence[Pledge], format: Format, out: TextIO) -> int:
    """Prints them, oldest first; returns how many there were."""
    if format == "jsonl":
        write_jsonl(pledges, out)
    elif format == "csv":
        write_csv(
            COLUMNS,
            [
                {
                    "kind": one.kind,
                    "by": one.by,
                    "to": one.to,
                    "said_earliest": str(one.said.earliest) if one.said else None,
                    "said_latest": str(one.said.latest) if one.said else None,
                    "due_earliest": str(one.due.earliest) if one.due else None,
                    "due_latest": str(one.due.latest) if one.due else None,
                    "state": one.state,
                    "accepted": one.accepted,
                    "foreseen": one.foreseen,
                    "fulfilled_by": one.fulfilled_by,
                    "how": one.how,
                    "articles": [telling.article for telling in one.told],
                    "text": one.told[0].text,
                }
                for one in pledges
            ],
            out,
        )
    else:
        _table(pledges, Screen(out))
    return len(pledges)


def _table(pledges: Sequence[Pledge], screen: Screen) -> None:
    room = screen.width - 17 - 10 - 10 - 3 * 2
    for one in pledges:
        who = ", ".join(one.by) or "?"
        to = f" to {', '.join(one.to)}" if one.to else ""
        row = (show_days(one.said), one.kind, Text(one.state, style=_STYLES[one.state]), elide(who + to, room))
        columns = [Column("", width=17), Column("", width=10), Column("", width=10), Column("", width=room)]
        screen.table(columns, [row], heads=False)
        screen.hanging("", Text(f"“{one.told[0].text}” ({one.told[0].article})", style="dim"), 19)
        articles = len({telling.article for telling in one.told})
        told = [count_words(articles, "article")] if articles > 1 else []
        told += ["accepted"] if one.accepted else []
        told += [f"for {show_days(one.due)}"] if one.due else []
        told += [f"{one.fulfilled_by[:SHORT_ID]}: {one.how}"] if one.fulfilled_by else []
        if one.foreseen and not one.fulfilled_by:
            told.append(f"foresees {one.foreseen[:SHORT_ID]}")
        if told:
            screen.hanging("", ", ".join(told), 19)
