"""When articles were published, how that is known, and what in their words bounds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from rich.text import Text

from readouts.knowledge import Knowledge
from readouts.model import Article, Interval
from readouts.times import Clue, Event, list_clues
from readouts.views.rows import Cell, Format, write_csv, write_jsonl
from readouts.views.screen import Screen
from readouts.views.words import elide

DATE_COLUMNS = ("article", "source", "earliest", "latest", "basis", "evidence")
SIDES = {"both": "bounds it on both sides", "below": "not before", "above": "not after", "none": "seen, bounds nothing"}


Events = Callable[[Article], Sequence[Event]]


def show_dates(
    articles: Iterable[Article],
    format: Format,
    out: TextIO,
    *,
    why: bool = False,
    knowledge: Knowledge | None = None,
    events: Events | None = None,
) -> None:
    """Prints when each article was published and how that is known.

    The table shows the words that bound an inferred date; with `why` every clue of the text, by the side it bounds.
    `events` gives the events that an article was dated with, those of the package without it.
    """
    if format == "jsonl":
        write_jsonl((_as_told(article, why, knowledge, events) for article in articles), out)
    elif format == "csv":
        write_csv(DATE_COLUMNS, map(_date_row, articles), out)
    else:
        screen = Screen(out)
        for article in articles:
            published = article.published
            told = show_ends(published.interval) if published.interval else "cannot be dated"
            known = f" ({published.basis})" if published.interval else ""
            screen.line(Text(name_article(article), style="cyan"), ": ", Text(told, style="bold"), known)
            if why:
                _show_clues(article, knowledge, events, screen)
                continue
            for evidence in published.evidence:
                words = evidence.span.of(article.text).replace("\n", " ")
                screen.hanging("", f"“{elide(words, 120)}”: {evidence.says} [{evidence.rule}]", 5)


def name_article(article: Article) -> str:
    """The article's id, of one that has none but a digest the place it was read from."""
    return article.source if article.sha256.startswith(article.id) else article.id


def _show_clues(article: Article, knowledge: Knowledge | None, events: Events | None, screen: Screen) -> None:
    if article.published.basis == "given":
        screen.line("  given; what the words alone leave possible:")
    clues = _list_clues(article, knowledge, events)
    for side, heading in SIDES.items():
        rows = [clue for clue in clues if clue.side == side]
        if rows:
            screen.line(Text(f"  {heading}", style="bold"))
        for clue in rows:
            words = clue.span.of(article.text).replace("\n", " ")
            days = f" ({show_open(clue)})" if clue.days else ""
            screen.hanging("", f"“{elide(words, 90)}”{days}: {elide(clue.says, 200)} [{clue.rule}]", 5)
    if not clues:
        screen.line("  no words that bound it")


def show_ends(days: Interval) -> str:
    """An interval by its first and its last day, both in full: they are what was asked for."""
    return f"{days.earliest}" if days.earliest == days.latest else f"{days.earliest}..{days.latest}"


def show_open(clue: Clue) -> str:
    """The days a clue leaves, open on the side on which it says nothing."""
    if clue.days is None or clue.side == "none":
        return "any day"
    if clue.side == "both":
        return show_ends(clue.days)
    return f"from {clue.days.earliest}" if clue.side == "below" else f"to {clue.days.latest}"


def _as_told(article: Article, why: bool, knowledge: Knowledge | None, events: Events | None) -> dict[str, object]:
    row: dict[str, object] = {"article": article.id, "source": article.source, "published": article.published}
    if why:
        row["clues"] = [_clue_row(clue) for clue in _list_clues(article, knowledge, events)]
    return row


def _list_clues(article: Article, knowledge: Knowledge | None, events: Events | None) -> list[Clue]:
    return list_clues(article.text, article.published, knowledge, events=events(article) if events else None)


def _clue_row(clue: Clue) -> dict[str, object]:
    days = clue.days
    return {
        "span": clue.span,
        "says": clue.says,
        "rule": clue.rule,
        "side": clue.side,
        "earliest": days.earliest if days and clue.side in ("both", "below") else None,
        "latest": days.latest if days and clue.side in ("both", "above") else None,
    }


def _date_row(article: Article) -> dict[str, Cell]:
    published = article.published
    return {
        "article": article.id,
        "source": article.source,
        "earliest": str(published.earliest) if published.earliest else None,
        "latest": str(published.latest) if published.latest else None,
        "basis": published.basis,
        "evidence": [f"{evidence.says} ({evidence.rule})" for evidence in published.evidence],
    }
