"""What was read of each article: its contacts, its statements, its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from readouts.exchange import encode
from readouts.model import Article, Contact, Reading, Span, Statement
from readouts.views.dates import name_article
from readouts.views.listing import SHORT_CHANNELS
from readouts.views.reasons import mark
from readouts.views.rows import Cell, Format, write_csv, write_jsonl
from readouts.views.screen import STYLES, Column, Screen
from readouts.views.words import elide, show_days, show_names

if TYPE_CHECKING:
    from readouts.statements.asserted import Asserted

CONTACT_COLUMNS = (
    "article", "outlet", "title", "published", "published_basis", "contact", "main", "status", "channel",
    "participants", "states", "offices", "roles", "earliest", "latest", "date_text", "place", "at_least_minutes",
    "at_most_minutes", "asked_for_by", "announced_first_by", "confidence", "evidence",
)  # fmt: skip
STATEMENT_COLUMNS = (
    "article", "outlet", "published", "speaker", "state", "kind", "asserted", "quoted", "content", "cue", "addressee",
    "via", "contact", "topics", "said_on",
)  # fmt: skip
_SHOWN: Mapping[Asserted, str] = {"said": "", "denied": ", not said", "asked": ", only asked"}
_ID, _STATUS, _CHANNEL, _WHEN = 6, 9, 7, 17


def show_readings(readings: Iterable[Reading], format: Format, out: TextIO, *, text: bool = True) -> None:
    """Prints readings: as the exchange format (`jsonl`, with or without texts), or their contacts (`csv`, `table`)."""
    if format == "jsonl":
        for reading in readings:
            out.write(encode(reading, text=text).decode() + "\n")
    elif format == "csv":
        write_csv(CONTACT_COLUMNS, (_contact_row(r.article, c) for r in readings for c in r.contacts), out)
    else:
        screen = Screen(out)
        for reading in readings:
            _show_reading(reading, screen)


def show_statements(readings: Iterable[Reading], format: Format, out: TextIO) -> None:
    """Prints who said what in each article; `jsonl` gives one statement a line with the article's id."""
    if format == "jsonl":
        write_jsonl((_as_told(r, s, how) for r in readings for s, how in _asserted(r)), out)
    elif format == "csv":
        write_csv(
            STATEMENT_COLUMNS, (_statement_row(r.article, s, how) for r in readings for s, how in _asserted(r)), out
        )
    else:
        screen = Screen(out)
        for reading in readings:
            if reading.statements:
                _head(reading.article, screen)
            for statement, how in _asserted(reading):
                _show_statement(reading.article, statement, how, screen)
            if reading.statements:
                screen.line()


def _show_reading(reading: Reading, screen: Screen) -> None:
    _head(reading.article, screen)
    width = screen.width - 2 - _ID - _STATUS - _CHANNEL - _WHEN - 5 * 2
    rows = [
        (
            Text(elide(contact.id, _ID), style="cyan"),
            show_days(contact.date.interval if contact.date else None),
            Text(contact.status, style=STYLES[contact.status]),
            SHORT_CHANNELS.get(contact.channel, contact.channel),
            show_names([party.name for party in contact.participants], width),
        )
        for contact in reading.contacts
    ]
    columns = [Column("", width=each) for each in (_ID, _WHEN, _STATUS, _CHANNEL, width)]
    if rows:
        screen.table(columns, rows, heads=False, indent=2)
    else:
        screen.line("  no contact")
    for held in reading.held_back:
        screen.hanging("", Text(f"held back: {held.what}: {held.reason}", style="yellow"), 3)
    for doubt in reading.doubts:
        screen.hanging("", Text(f"doubt: {doubt.says}", style="yellow"), 3)


def _head(article: Article, screen: Screen) -> None:
    told = f"  {show_days(article.published.interval)}" if article.published.interval else "  undated"
    outlet = f", {elide(article.outlet, 24)}" if article.outlet else ""
    screen.line(Text(name_article(article), style="bold"), told, outlet)
    if article.title:
        screen.line("  ", elide(article.title, screen.width - 2))


def _asserted(reading: Reading) -> Iterator[tuple[Statement, Asserted]]:
    """The statements of a reading, each with whether it was said, was denied or only asked about."""
    # the room of statements brings the parser along: only where statements are shown
    from readouts.statements.asserted import as_asserted

    return zip(reading.statements, as_asserted(reading.article, reading.statements), strict=True)


def _show_statement(article: Article, statement: Statement, how: Asserted, screen: Screen) -> None:
    speaker = statement.speaker.name if statement.speaker else "somebody"
    via = f", through {', '.join(link.name for link in statement.via)}" if statement.via else ""
    told = f" ({statement.kind}{_SHOWN[how]}{via})"
    screen.hanging("", Text.assemble((speaker, "cyan"), told), 2)
    for span in statement.content:
        quoted = tuple(_within(q, span) for q in statement.quoted if q.overlaps(span))
        screen.hanging("", mark(span.of(article.text), quoted, coloured=screen.coloured), 5)


def _within(inner: Span, outer: Span) -> Span:
    return Span(max(inner.start, outer.start) - outer.start, min(inner.end, outer.end) - outer.start)


def _as_told(reading: Reading, statement: Statement, how: Asserted) -> dict[str, object]:
    text = reading.article.text
    words = {"quoted_text": [span.of(text) for span in statement.quoted]} if text else {}
    told = {name: getattr(statement, name) for name in statement.__dataclass_fields__}
    return {"article": reading.article.id, **told, "asserted": how, **words}


def _published(article: Article) -> str | None:
    return show_days(article.published.interval) if article.published.interval else None


def _contact_row(article: Article, contact: Contact) -> dict[str, Cell]:
    parties, when, duration = contact.participants, contact.date, contact.duration
    asked, first = contact.asked_for_by, contact.announced_first_by
    return {
        "article": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "published": _published(article),
        "published_basis": article.published.basis,
        "contact": contact.id,
        "main": contact.main,
        "status": contact.status,
        "channel": contact.channel,
        "participants": [party.name for party in parties],
        "states": [party.state or "" for party in parties],
        "offices": [party.office or "" for party in parties],
        "roles": [party.role for party in parties],
        "earliest": str(when.earliest) if when else None,
        "latest": str(when.latest) if when else None,
        "date_text": when.text if when else None,
        "place": contact.place.name if contact.place else None,
        "at_least_minutes": duration.at_least_minutes if duration else None,
        "at_most_minutes": duration.at_most_minutes if duration else None,
        "asked_for_by": asked.name if asked else None,
        "announced_first_by": first.name if first else None,
        "confidence": contact.confidence,
        "evidence": [span.of(article.text) for span in contact.evidence] if article.text else None,
    }


def _statement_row(article: Article, statement: Statement, how: Asserted) -> dict[str, Cell]:
    speaker = statement.speaker
    return {
        "article": article.id,
        "outlet": article.outlet,
        "published": _published(article),
        "speaker": speaker.name if speaker else None,
        "state": speaker.state if speaker else None,
        "kind": statement.kind,
        "asserted": how,
        "quoted": [span.of(article.text) for span in statement.quoted],
        "content": [span.of(article.text) for span in statement.content],
        "cue": statement.cue.of(article.text) if statement.cue else None,
        "addressee": statement.addressee,
        "via": [link.name for link in statement.via],
        "contact": statement.contact,
        "topics": [topic.label for topic in statement.topics],
        "said_on": f"{statement.said_on.earliest}/{statement.said_on.latest}" if statement.said_on else None,
    }


def passed_on(readings: Iterable[Reading], count: list[int]) -> Iterator[Reading]:
    """The readings, counting into `count` articles and contacts on the way."""
    for reading in readings:
        count[0] += 1
        count[1] += len(reading.contacts)
        yield reading
