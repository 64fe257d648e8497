"""Articles and their reports → rows."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select

from readouts.exchange import encode
from readouts.ledger import tables as t
from readouts.ledger.addresses import tell_address
from readouts.ledger.ids import identify_report
from readouts.ledger.parts import Layer, find_parts, tell_layers
from readouts.ledger.party import Party, name_words
from readouts.ledger.report import Report, describe_report
from readouts.ledger.search import search_of
from readouts.model import Interval, Reading, Span

CHUNK = 500
Row = dict[str, object]


class Compared(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a row keeps of a report beside its own columns, so that it need not be read again to be compared."""

    parties: tuple[Party, ...]
    anchor: date | None = None
    land: str | None = None
    published: Interval | None = None
    layer: Layer = "alone"


def write_reading(connection: Connection, reading: Reading, page: bytes | None) -> list[str]:
    """Writes an article with all that was read of it; returns its reports' ids, not yet part of any contact."""
    return write_readings(connection, [(reading, page)])


def write_readings(connection: Connection, readings: Sequence[tuple[Reading, bytes | None]]) -> list[str]:
    """Writes several articles as `write_reading` does each, table by table."""
    made: dict[Table, list[Row]] = {}
    for reading, _ in readings:
        for table, some in article_rows(reading):
            made.setdefault(table, []).extend(some)
    for table, rows in made.items():
        _fill(connection, table, rows)
    search = search_of(connection)
    for reading, _ in readings:
        search.fill(connection, reading.article.id, reading.article.title, reading.article.text)
    pages = [{"article": one.article.id, "packed": zlib.compress(page)} for one, page in readings if page is not None]
    _fill(connection, t.pages, pages)
    for sources in chunks(sorted({reading.article.source for reading, _ in readings})):
        connection.execute(delete(t.failures).where(t.failures.c.source.in_(sources)))
    return [str(row["id"]) for row in made.get(t.reports, ())]


def article_rows(reading: Reading) -> list[tuple[Table, list[Row]]]:
    """All rows that a reading makes, table by table, its page and its contacts left out."""
    article = reading.article
    layers = tell_layers(reading.contacts)
    reports = [describe_report(article, one, layers.get(one.id, "alone")) for one in reading.contacts]
    said = zip(reports, said_rows(reading), strict=True)
    return [
        (t.articles, [article_row(reading)]),
        (t.reports, [{**row, **_compared(report)} for report, row in said]),
        (t.filings, [{"key": key, "report": report.id} for report in reports for key in sorted(report.filed)]),
        *told_rows(reading),
    ]


def article_row(reading: Reading) -> Row:
    """The row of an article."""
    article = reading.article
    published = article.published
    return {
        "id": article.id,
        "sha256": article.sha256,
        "source": article.source,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published_earliest": _day(published.earliest),
        "published_latest": _day(published.latest),
        "published_basis": published.basis,
        "text": article.text or None,
        "reading": encode(reading, text=False).decode(),
        "address": tell_address(article.url),
    }


def said_rows(reading: Reading) -> list[Row]:
    """The rows of an article's reports, so far as the reading itself says what is in them."""
    article = reading.article.id
    return [
        {
            "id": identify_report(article, said.id),
            "article": article,
            "position": position,
            "local_id": said.id,
            "channel": said.channel,
            "status": said.status,
            "main": int(said.main),
            "said": msgspec.json.encode(said).decode(),
        }
        for position, said in enumerate(reading.contacts)
    ]


def told_rows(reading: Reading) -> list[tuple[Table, list[Row]]]:
    """The rows of what else was read of an article, table by table."""
    article = reading.article.id
    held_back: list[tuple[Span | None, Row]] = [
        (h.span, {"what": h.what, "reason": h.reason}) for h in reading.held_back
    ]
    return [
        (t.parts, _part_rows(reading)),
        (t.statements, _statement_rows(reading)),
        (t.commitments, _commitment_rows(reading)),
        (t.held_back, _noted(article, held_back)),
        (t.doubts, _noted(article, [(d.span, {"says": d.says}) for d in reading.doubts])),
    ]


def remove_article(connection: Connection, article: str) -> None:
    """Removes an article with all that was read of it, and the contacts that its reports belong to."""
    own = select(t.reports.c.id).where(t.reports.c.article == article).scalar_subquery()
    homes = connection.execute(select(t.crosswalk.c.contact).where(t.crosswalk.c.report.in_(own))).scalars().all()
    for some in chunks(sorted(set(homes))):
        connection.execute(delete(t.contacts).where(t.contacts.c.id.in_(some)))
    connection.execute(delete(t.articles).where(t.articles.c.id == article))


def read_page(connection: Connection, article: str) -> bytes | None:
    """The bytes that an article was read from, None where they were not kept."""
    packed = connection.execute(select(t.pages.c.packed).where(t.pages.c.article == article)).scalar()
    return None if packed is None else zlib.decompress(packed)


def load_reports(connection: Connection, ids: Iterable[str]) -> list[Report]:
    """The reports of these ids, as merging compares them."""
    columns = (
        t.reports.c.id, t.reports.c.article, t.reports.c.local_id, t.reports.c.channel, t.reports.c.status,
        t.reports.c.main, t.reports.c.firmness, t.reports.c.window_earliest, t.reports.c.window_latest,
        t.reports.c.compared,
    )  # fmt: skip
    found: list[Report] = []
    for some in chunks(sorted(ids)):
        for row in connection.execute(select(*columns).where(t.reports.c.id.in_(some))):
            compared = msgspec.json.decode(row.compared, type=Compared)
            window = row.window_earliest and Interval(
                date.fromisoformat(row.window_earliest), date.fromisoformat(row.window_latest)
            )
            found.append(
                Report(
                    id=row.id,
                    article=row.article,
                    contact=row.local_id,
                    parties=compared.parties,
                    channel=row.channel,
                    status=row.status,
                    main=bool(row.main),
                    land=compared.land,
                    window=window,
                    anchor=compared.anchor,
                    firmness=row.firmness,
                    published=compared.published,
                    layer=compared.layer,
                )
            )
    return found


def chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """The ids in portions that one statement can name."""
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _compared(report: Report) -> Row:
    """The columns of a report that merging reads."""
    compared = Compared(
        parties=report.parties,
        anchor=report.anchor,
        land=report.land,
        published=report.published,
        layer=report.layer,
    )
    return {
        "firmness": report.firmness,
        "window_earliest": _day(report.window.earliest) if report.window else None,
        "window_latest": _day(report.window.latest) if report.window else None,
        "compared": msgspec.json.encode(compared).decode(),
    }


def _part_rows(reading: Reading) -> list[Row]:
    article = reading.article.id
    places = {said.id: position for position, said in enumerate(reading.contacts)}
    return [
        {
            "article": article,
            "position": places[part.report],
            "report": identify_report(article, part.report),
            "whole": identify_report(article, part.whole),
            "rule": part.rule,
        }
        for part in find_parts(reading.contacts)
    ]


def _statement_rows(reading: Reading) -> list[Row]:
    return [
        {
            "article": reading.article.id,
            "position": position,
            "speaker": statement.speaker.name if statement.speaker else None,
            "speaker_key": " ".join(name_words(statement.speaker.name)) if statement.speaker else None,
            "state": statement.speaker.state if statement.speaker else None,
            "kind": statement.kind,
            "local_contact": statement.contact,
        }
        for position, statement in enumerate(reading.statements)
    ]


def _commitment_rows(reading: Reading) -> list[Row]:
    told = _day(reading.article.published.earliest) or t.NO_DAY
    return [
        {"article": reading.article.id, "position": position, "kind": one.kind, "told": told}
        for position, one in enumerate(reading.commitments)
    ]


def _noted(article: str, notes: Iterable[tuple[Span | None, Row]]) -> list[Row]:
    return [
        {
            "article": article,
            "position": position,
            **words,
            "start": span.start if span else None,
            "end": span.end if span else None,
        }
        for position, (span, words) in enumerate(notes)
    ]


def _fill(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
