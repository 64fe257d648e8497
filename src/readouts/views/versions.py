"""Texts of articles that changed, and what changed in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.text import Text

from readouts.ledger import Change, Version
from readouts.views.rows import Cell, Format, write_csv, write_jsonl
from readouts.views.screen import Screen
from readouts.views.words import show_days

CSV_COLUMNS = (
    "article",
    "id",
    "published",
    "newest",
    "source",
    "title",
    "gone",
    "new",
    "sentences_gone",
    "sentences_new",
)
_MARKS = {"gone": ("-", "red"), "new": ("+", "green")}


def show_versions(versions: Sequence[Version], format: Format, out: TextIO) -> None:
    """Prints the texts of articles, those of one article together, oldest first."""
    if format == "jsonl":
        write_jsonl(versions, out)
        return
    if format == "csv":
        write_csv(CSV_COLUMNS, map(_csv_row, versions), out)
        return
    screen = Screen(out)
    last: str | None = None
    for version in versions:
        if version.article != last:
            if last is not None:
                screen.line()
            screen.line(Text(version.article, style="bold"))
            last = version.article
        _show(version, screen)


def _show(version: Version, screen: Screen) -> None:
    day = show_days(version.published) if version.published else "no date"
    newest = ", newest" if version.newest else ""
    screen.line(f"  {day}, ", Text(version.id, style="cyan"), f", {version.source}{newest}")
    if version.changes is None:
        screen.hanging("", "a text that the ledger does not hold", 7)
    for change in version.changes or ():
        mark, style = _MARKS[change.kind]
        screen.hanging(Text(f"     {mark}", style=style), Text(_flat(change), style=style), 8)
    for kind, reports in (("gone", version.gone), ("new", version.new)):
        for report in reports:
            screen.hanging(Text(f"     {_MARKS[kind][0]}", style=_MARKS[kind][1]), f"report: {report}", 8)


def _flat(change: Change) -> str:
    return " ".join(change.text.split())


def _csv_row(version: Version) -> dict[str, Cell]:
    sentences = {kind: [_flat(one) for one in version.changes or () if one.kind == kind] for kind in _MARKS}
    return {
        "article": version.article,
        "id": version.id,
        "published": show_days(version.published) if version.published else None,
        "newest": version.newest,
        "source": version.source,
        "title": version.title,
        "gone": list(version.gone),
        "new": list(version.new),
        "sentences_gone": sentences["gone"],
        "sentences_new": sentences["new"],
    }
