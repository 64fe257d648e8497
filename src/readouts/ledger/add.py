"""Readings into a ledger, batch by batch: each is kept whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import islice
from typing import Literal, TypeVar

from sqlalchemy import Connection, insert, select

from readouts.exchange import Entry, encode
from readouts.ledger import tables as t
from readouts.ledger.addresses import tell_address
from readouts.ledger.forgetting import forgotten_among
from readouts.ledger.reach import reach
from readouts.ledger.rulings import bear_on
from readouts.ledger.settle import settle
from readouts.ledger.store import Store
from readouts.ledger.undressing import undress
from readouts.ledger.versions import (
    Holder,
    earlier,
    find_holder,
    is_newer,
    keep_again,
    keep_versions,
    newest_row,
    version_row,
)
from readouts.ledger.write import Row, chunks, read_page, remove_article, write_reading, write_readings
from readouts.model import Article, Reading
from readouts.sources.loaded import Failure

BATCH = 200
T = TypeVar("T")
Outcome = Literal["added", "changed", "unchanged"]


@dataclass(slots=True)
class AddResult:
    """How many articles were added, changed (read anew with another result) or unchanged; what was refused."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: list[Failure] = field(default_factory=list)


def add_all(store: Store, entries: Iterable[Entry | Reading | Failure], *, batch: int = BATCH) -> AddResult:
    """Adds entries, `batch` at a time in one transaction each."""
    result = AddResult()
    for some in _batches(entries, batch):
        with store.writing() as connection:
            before = (result.added, result.changed, result.unchanged, list(result.failed))
            try:
                _add_batch(connection, some, result)
            except BaseException:
                result.added, result.changed, result.unchanged, result.failed = before
                raise
        store.checkpoint(more=True)
    return result


def _batches(entries: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(entries)
    while some := list(islice(waiting, size)):
        yield some


def _add_batch(connection: Connection, some: Sequence[Entry | Reading | Failure], result: AddResult) -> None:
    touched: set[str] = set()
    written: set[str] = set()
    entries = [Entry(one) if isinstance(one, Reading) else one for one in some]
    new = _find_new(connection, [one.reading.article for one in entries if isinstance(one, Entry)])
    waiting: list[tuple[Reading, bytes | None]] = []  # new articles, which are written together
    for entry in entries:
        known = isinstance(entry, Failure) or entry.reading.article.id not in new
        if known:
            touched.update(write_readings(connection, waiting))
            waiting.clear()
        if isinstance(entry, Failure):
            _note_failure(connection, entry, result)
            continue
        refusal = _refuse(connection, entry.reading, known)
        if refusal:
            touched.update(write_readings(connection, waiting))
            waiting.clear()
            _note_failure(connection, Failure(entry.reading.article.source, refusal), result)
            continue
        outcome: Outcome = "added"
        if known:
            outcome = _add_one(connection, entry, touched)
        else:
            waiting.append((entry.reading, entry.page))
        setattr(result, outcome, getattr(result, outcome) + 1)
        written.add(entry.reading.article.id)
    touched.update(write_readings(connection, waiting))
    touched |= bear_on(connection, sorted(written))
    settle(connection, touched)


def _find_new(connection: Connection, articles: Sequence[Article]) -> set[str]:
    """The ids of articles that nothing in the ledger, and no other of them, can be another text of.

    Those with a NUL character, which a server cannot even be asked for, are not among them.
    """
    articles = [one for one in articles if "\0" not in f"{one.id}{one.url}{one.sha256}"]
    addresses = {article.id: tell_address(article.url) for article in articles}
    times = Counter(article.id for article in articles)
    times_at = Counter(tell_address(article.url) for article in articles)
    there: set[str] = set()
    held: set[str | None] = set()
    for ids in chunks(sorted(times)):
        there |= set(connection.execute(select(t.articles.c.id).where(t.articles.c.id.in_(ids))).scalars())
    for some in chunks(sorted(filter(None, times_at))):
        held |= set(connection.execute(select(t.articles.c.address).where(t.articles.c.address.in_(some))).scalars())
    gone = forgotten_among(connection, sorted({article.sha256 for article in articles}))
    return {
        article.id
        for article in articles
        if article.id not in there
        and times[article.id] == 1
        and (addresses[article.id] is None or times_at[addresses[article.id]] == 1)
        and addresses[article.id] not in held
        and article.sha256 not in gone
    }


def _refuse(connection: Connection, reading: Reading, known: bool) -> str | None:
    """Why a reading cannot be taken in, or None; `known` where something in the ledger can be of the same article."""
    article = reading.article
    if article.text and sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest() != article.sha256:
        return "its sha256 is not that of its text; read the article again"
    if len({contact.id for contact in reading.contacts}) < len(reading.contacts):
        return "two of its contacts have the same id; read the article again"
    if connection.dialect.name == "postgresql" and "\0" in encode(reading).decode().replace("\\u0000", "\0"):
        return "it holds a NUL character, which PostgreSQL cannot keep; take it out, or use a ledger in a file"
    if not known:
        return None
    columns = (t.articles.c.sha256, t.articles.c.address)
    there = connection.execute(select(*columns).where(t.articles.c.id == article.id)).one_or_none()
    if there and there.sha256 != article.sha256 and (there.address or "?") != tell_address(article.url):
        return f"article id {article.id} is already in the ledger with another text; give this one another id"
    return None


def _add_one(connection: Connection, entry: Entry, touched: set[str]) -> Outcome:
    """Writes an article that is new or was read anew with another result; `touched` gathers the reports to settle.

    Where it was read from is no result: of several places the first by name is kept, whichever came first.
    """
    reading = entry.reading
    if forgotten_among(connection, [reading.article.sha256]):
        reading, entry = undress(reading), Entry(undress(reading))
    columns = (t.articles.c.source, t.articles.c.text, t.articles.c.reading)
    same = (t.articles.c.id == reading.article.id, t.articles.c.sha256 == reading.article.sha256)
    stored = connection.execute(select(*columns).where(*same)).one_or_none()
    holder = find_holder(connection, reading.article) if stored is None else None
    if holder is not None:
        return _add_version(connection, Entry(reading, entry.page), holder, touched)
    if stored is None:
        touched.update(write_reading(connection, reading, entry.page))
        return "added"
    source = min(stored.source, reading.article.source)
    text = reading.article.text or stored.text or ""
    kept = replace(reading, article=replace(reading.article, source=source, text=text))
    kept_page = read_page(connection, kept.article.id)
    page = entry.page if entry.page is not None else kept_page
    if encode(kept, text=False).decode() == stored.reading and (text, page) == (stored.text or "", kept_page):
        return "unchanged"
    as_stored = replace(kept, article=replace(kept.article, source=stored.source))
    as_before = encode(as_stored, text=False).decode() == stored.reading
    _replace(connection, kept.article.id, Entry(kept, page), earlier(connection, kept.article.id), touched)
    return "unchanged" if as_before else "changed"


def _add_version(connection: Connection, entry: Entry, holder: Holder, touched: set[str]) -> Outcome:
    """Writes another text of an article that is there: in its place where it is newer, else beside it."""
    reading = entry.reading
    again = keep_again(connection, holder.id, reading, entry.page)
    if again is not None:
        return "changed" if again else "unchanged"
    rows = earlier(connection, holder.id)
    number = max((int(str(row["came"])) for row in rows), default=-1) + 1
    if not is_newer(reading.article, holder):
        keep_versions(connection, holder.id, [version_row(holder.id, reading, entry.page, number)])
        return "changed"
    _replace(connection, holder.id, entry, [*rows, newest_row(connection, holder.id, number)], touched)
    return "changed"


def _replace(connection: Connection, article: str, entry: Entry, versions: Sequence[Row], touched: set[str]) -> None:
    """Writes a reading in place of an article, with the earlier texts to be kept beside it."""
    own = set(connection.execute(select(t.reports.c.id).where(t.reports.c.article == article)).scalars())
    touched |= {report.id for part in reach(connection, own) for report in part}
    remove_article(connection, article)
    touched.update(write_reading(connection, entry.reading, entry.page))
    keep_versions(connection, entry.reading.article.id, versions)


def _note_failure(connection: Connection, failure: Failure, result: AddResult) -> None:
    result.failed.append(failure)
    place = (t.failures.c.source == failure.path, t.failures.c.reason == failure.reason)
    if connection.execute(select(t.failures.c.source).where(*place)).first() is None:
        connection.execute(insert(t.failures), [{"source": failure.path, "reason": failure.reason}])
