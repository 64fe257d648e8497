"""Numbers of contacts, the contacts behind them, and what other rules of counting would make of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TextIO

from rich.text import Text

from readouts.ledger.contact import LedgerContact
from readouts.ledger.counting import Count, print_value
from readouts.views.listing import contact_cells
from readouts.views.rows import Format, write_csv, write_jsonl
from readouts.views.screen import Column, Screen
from readouts.views.words import show_word

_WIDTH = 28


def show_count(count: Count, found: Mapping[str, LedgerContact], rows: bool, format: Format, out: TextIO) -> int:
    """Prints a count; with `rows` the contacts behind each number, which are in `found`. Returns the total."""
    if format == "jsonl":
        write_jsonl(_nouns(count), out)
    elif format == "csv":
        columns = ("key", "count", "contacts")
        write_csv(columns, [{"key": r.key, "count": r.count, "contacts": r.contacts} for r in count.rows], out)
    else:
        _table(count, found, rows, Screen(out))
    return count.total


def _nouns(count: Count) -> Iterator[object]:
    """The rows, then one line that says by which switches, what was left out and what others would make."""
    yield from count.rows
    yield {
        "total": count.total,
        "by": count.by,
        "switches": count.switches,
        "left_out": count.left_out,
        "effects": count.effects,
    }


def _table(count: Count, found: Mapping[str, LedgerContact], rows: bool, screen: Screen) -> None:
    width = max([len(row.key) for row in count.rows] + [len("total")])
    room = screen.width - 8 - 17 - 9 - 7 - 3 - 5 * 2 - 4
    for row in count.rows:
        screen.line(Text(f"{show_word(row.key):{width}}", style="bold"), f"  {row.count:6}")
        if rows:
            cells = [contact_cells(found[id], room) for id in row.contacts]
            screen.table(
                [Column("")] * 4 + [Column("", width=room), Column("", right=True)], cells, heads=False, indent=4
            )
    if count.by != "all":
        screen.line(Text(f"{'total':{width}}", style="bold"), f"  {count.total:6}")
    screen.line()
    screen.line(Text("counted by", style="bold"))
    for field in fields(count.switches):
        screen.line(f"  {show_word(field.name):{_WIDTH}}  {print_value(getattr(count.switches, field.name))}")
    if count.left_out:
        screen.line()
        screen.line(Text("left out by", style="bold"))
        for one in count.left_out:
            screen.line(f"  {show_word(one.switch):{_WIDTH}}  {len(one.contacts)}")
            if rows:
                cells = [contact_cells(found[id], room) for id in one.contacts]
                heads = [Column("")] * 4 + [Column("", width=room), Column("", right=True)]
                screen.table(heads, cells, heads=False, indent=4)
    screen.line()
    screen.line(Text("would be otherwise with", style="bold"))
    changed = [effect for effect in count.effects if effect.change]
    for effect in changed:
        words = f"{show_word(effect.switch)} {effect.value}"
        screen.line(f"  {words:{_WIDTH}}  {effect.total} ({effect.change:+})")
    if not changed:
        screen.line("  no other switch changes the total")
