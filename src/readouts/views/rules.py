"""The rules, with how often each fired and was right."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from readouts.reports import Rule
from readouts.views.rows import Cell, Format, write_csv, write_jsonl
from readouts.views.screen import Column, Screen
from readouts.views.words import elide

COLUMNS = ("kind", "rule", "makes", "frame", "source", "fired", "judged", "right")
_TITLES = {
    "word": "Words for a contact",
    "medium": "Words for its medium",
    "status word": "Words for its status",
    "held back": "Why something was held back",
}


def show_rules(rules: Sequence[Rule], format: Format, out: TextIO, *, counted: bool) -> None:
    """Prints rules, kind by kind; `counted` tells whether articles were read to count them."""
    if format == "jsonl":
        write_jsonl((_row(rule, counted) for rule in rules), out)
    elif format == "csv":
        write_csv(COLUMNS, (_row(rule, counted) for rule in rules), out)
    else:
        screen = Screen(out)
        for number, (kind, some) in enumerate(groupby(rules, key=lambda rule: rule.kind)):
            screen.line(("\n" if number else "") + _TITLES.get(kind, f"Rules for {kind.replace('_', ' ')}"))
            if counted:
                _counted(list(some), screen)
            else:
                _listed(list(some), screen)


def _row(rule: Rule, counted: bool) -> dict[str, Cell]:
    counts: dict[str, Cell] = {"fired": rule.fired, "judged": rule.judged, "right": rule.right} if counted else {}
    return {
        "kind": rule.kind,
        "rule": rule.name,
        "makes": rule.makes,
        "frame": rule.frame,
        "source": rule.source,
        "fired": None,
        "judged": None,
        "right": None,
        **counts,
    }


def _counted(rules: Sequence[Rule], screen: Screen) -> None:
    """Those that fired as a table, the others in one paragraph."""
    room = screen.width - 2 - 12 - 5 - 9 - 3 * 2
    rows = [
        (
            elide(_name(rule), room),
            rule.makes or "",
            str(rule.fired),
            f"{rule.right}/{rule.judged}" if rule.judged else "",
        )
        for rule in rules
        if rule.fired
    ]
    if rows:
        columns = (
            Column("RULE", width=room),
            Column("MAKES", width=12),
            Column("FIRED", True, 5),
            Column("RIGHT", True, 9),
        )
        screen.table(columns, rows, indent=2)
    silent = [rule for rule in rules if not rule.fired]
    if silent:
        _paragraph("never fired: ", [_word(rule) for rule in silent], screen)


def _listed(rules: Sequence[Rule], screen: Screen) -> None:
    """What makes the same stands together."""
    made: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        frame = f"{rule.name.split(' ')[0]}, frame {rule.frame}" if rule.frame else ""
        made.setdefault((rule.makes or "", frame), []).append(_word(rule))
    for (makes, frame), words in sorted(made.items(), key=lambda item: item[0][0]):
        _paragraph(f"{makes} ({frame}): " if frame else f"{makes}: ", words, screen)


def _paragraph(head: str, words: Sequence[str], screen: Screen) -> None:
    joined = head + ", ".join(dict.fromkeys(words))
    for line in textwrap.wrap(joined, screen.width, initial_indent="  ", subsequent_indent="    "):
        screen.line(line)


def _name(rule: Rule) -> str:
    return f"{rule.name} *" if rule.own else rule.name


def _word(rule: Rule) -> str:
    """The word alone; a user's own is marked."""
    name = rule.name.partition(": frame ")[0].removeprefix("verb ").removeprefix("noun ")
    for start in ("governed by ", "modifier: ", "auxiliary: "):
        name = name.removeprefix(start)
    return f"{name} *" if rule.own else name
