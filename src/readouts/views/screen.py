"""What is printed for people: on a terminal with its width and colours, in a pipe plain and 80 columns wide."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Literal, TextIO, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

Words = TypeVar("Words", str, Text, str | Text)

PLAIN_WIDTH = 80
NARROWEST = 40

STYLES = {
    "held": "green",
    "ongoing": "green",
    "confirmed": "blue",
    "announced": "blue",
    "invited": "cyan",
    "proposed": "cyan",
    "postponed": "yellow",
    "attempted": "yellow",
    "cancelled": "red",
    "denied": "red",
}
"""The colour of each status, where there are colours."""


# Control characters but the line end, and those that turn the direction of what follows.
_CONTROL = (*range(10), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_STEERING = dict.fromkeys(_CONTROL, "\ufffd")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; with a `width` it has just that, and its cells must fit."""

    head: str
    right: bool = False
    width: int | None = None


class Screen:
    """Where views print. `width` is in columns; marks and colours are left out unless a person watches."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        watched = self._out.isatty()
        self.width = max(NARROWEST, _width(watched))
        colours: Literal["auto"] | None = "auto" if watched else None
        self._console = Console(
            file=StringIO(),
            width=self.width,
            color_system=colours,
            force_terminal=watched,
            no_color=True if os.environ.get("NO_COLOR") else None,
            highlight=False,
            markup=False,
            emoji=False,
        )
        self.coloured = watched and not os.environ.get("NO_COLOR")

    def line(self, *parts: str | Text, style: str | None = None) -> None:
        """Prints one line, or more where it is too long, wrapped at words."""
        text = Text(style=style or "")
        for part in map(harmless, parts):
            text.append(part) if isinstance(part, str) else text.append_text(part)
        self._print(text)

    def hanging(self, head: str | Text, body: str | Text, indent: int) -> None:
        """Prints a head and, beside it, a body whose further lines begin under its first."""
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(width=indent - 1, no_wrap=True, overflow="ellipsis")
        table.add_column(overflow="fold")
        table.add_row(harmless(head), harmless(body))
        self._print(table)

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[str | Text]], *, heads: bool = True, indent: int = 0
    ) -> None:
        """Prints rows under bold heads, two spaces between columns."""
        widths = [column.width for column in columns]
        if not self.coloured and None not in widths:
            heads_row = [[column.head for column in columns]] if heads else []
            for row in (*heads_row, *rows):
                self._fixed(columns, row, indent)
            return
        table = Table(box=None, show_header=heads, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
        for column in columns:
            justify: Literal["left", "right"] = "right" if column.right else "left"
            table.add_column(column.head, no_wrap=True, overflow="ellipsis", justify=justify, width=column.width)
        for row in rows:
            table.add_row(*map(harmless, row))
        self._print(_indented(table, indent) if indent else table)

    def _fixed(self, columns: Sequence[Column], row: Sequence[str | Text], indent: int) -> None:
        """Prints a row of cells that fit: long lists are printed so, since laying out a table takes its time."""
        cells = [str(harmless(cell)).split("\n") for cell in row]
        for number in range(max(map(len, cells))):
            line = " " * indent
            for column, lines in zip(columns, cells, strict=True):
                words = lines[number] if number < len(lines) else ""
                blanks = " " * ((column.width or 0) - cell_len(words))
                line += (blanks + words if column.right else words + blanks) + "  "
            self._out.write(line.rstrip() + "\n")

    def _print(self, what: Text | Table) -> None:
        """Prints without blanks at the ends of lines, which would be copied along."""
        buffer = StringIO()
        self._console.file = buffer
        self._console.print(what)
        for line in buffer.getvalue().splitlines():
            self._out.write((line if self.coloured else line.rstrip()) + "\n")


def harmless(words: Words) -> Words:
    """Words without what would steer a terminal: an article's title must not clear the screen.

    >>> harmless("Xi\\x1b[2J called")
    'Xi�[2J called'
    """
    if isinstance(words, str):
        return words.translate(_STEERING)
    words.plain = words.plain.translate(_STEERING)
    return words


def _indented(table: Table, indent: int) -> Table:
    outer = Table.grid()
    outer.add_column(width=indent)
    outer.add_column()
    outer.add_row("", table)
    return outer


def _width(watched: bool) -> int:
    told = os.environ.get("COLUMNS", "")
    if told.isdigit() and int(told) > 0:
        return int(told)
    return os.get_terminal_size(sys.stdout.fileno()).columns if watched else PLAIN_WIDTH
