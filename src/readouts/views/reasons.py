"""Why a contact says what it says: the sentences with the characters marked, and the rules that read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from readouts.model import Span
from readouts.views.rows import Cell, Format, write_csv, write_jsonl
from readouts.views.screen import Screen
from readouts.views.words import show_days

if TYPE_CHECKING:
    from readouts.ledger import Reason  # which brings the store with it: a third of the start


CSV_COLUMNS = (
    "field", "value", "rule", "inferred_from", "article", "report", "outlet", "published", "title", "url", "spans",
    "text",
)  # fmt: skip
OPENING, CLOSING = "⟦", "⟧"
"""What stands around marked characters where nothing can be coloured."""


def show_reasons(reasons: Sequence[Reason], format: Format, out: TextIO) -> None:
    """Prints reasons, those of one value together."""
    if format == "jsonl":
        write_jsonl(reasons, out)
        return
    if format == "csv":
        write_csv(CSV_COLUMNS, map(_csv_row, reasons), out)
        return
    screen = Screen(out)
    for (field, value), same in groupby(reasons, key=lambda reason: (reason.field, reason.value)):
        screen.line(Text(f"{field}: {value}", style="bold"))
        for reason in same:
            _show(reason, screen)
        screen.line()


def _show(reason: Reason, screen: Screen) -> None:
    told = [reason.outlet, show_days(reason.published) if reason.published else None, reason.article]
    where, rule = f"  {', '.join(filter(None, told))}", Text(f"[{reason.rule}]", style="cyan")
    if len(where) + 2 + len(rule) <= screen.width:
        screen.line(where, "  ", rule)
    else:
        screen.line(where)
        screen.hanging("", rule, 5)
    if reason.inferred_from:
        screen.hanging("", f"inferred from {reason.inferred_from}", 5)
    elif not reason.passages:
        spans = ", ".join(f"{start}-{end}" for start, end in reason.spans)
        screen.hanging("", f"characters {spans} of a text that the ledger does not hold", 5)
    for passage in reason.passages:
        screen.hanging("", mark(passage.text, passage.marks, coloured=screen.coloured), 5)


def mark(sentence: str, marks: Iterable[Span], *, coloured: bool) -> Text:
    """The sentence with its marks: in colour, else between brackets; line ends within it become blanks.

    >>> print(mark("Xi called Putin.", [Span(3, 9)], coloured=False))
    Xi ⟦called⟧ Putin.
    """
    text, done = Text(), 0
    for start, end in _joined(marks):
        text.append(_flat(sentence[done:start]))
        words = _flat(sentence[start:end])
        text.append(words if coloured else f"{OPENING}{words}{CLOSING}", style="bold yellow")
        done = end
    text.append(_flat(sentence[done:]))
    return text


def _joined(marks: Iterable[Span]) -> list[Span]:
    """Marks that overlap made one."""
    joined: list[Span] = []
    for span in sorted(marks):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _flat(words: str) -> str:
    return " ".join(words.split("\n")).replace("\r", "").replace("\t", " ")


def _csv_row(reason: Reason) -> dict[str, Cell]:
    return {
        "field": reason.field,
        "value": reason.value,
        "rule": reason.rule,
        "inferred_from": reason.inferred_from,
        "article": reason.article,
        "report": reason.report,
        "outlet": reason.outlet,
        "published": show_days(reason.published) if reason.published else None,
        "title": reason.title,
        "url": reason.url,
        "spans": [f"{start}-{end}" for start, end in reason.spans],
        "text": [str(mark(passage.text, passage.marks, coloured=False)) for passage in reason.passages],
    }
