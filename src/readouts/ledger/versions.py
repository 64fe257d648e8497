"""Articles that were fetched again: the newest text is the article, the earlier ones are kept beside it.

Two texts are of one article where they lie at one address. The newer is the one that was published later; of equal
or unknown days, the one that came later.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from readouts.errors import UsageError
from readouts.exchange import decode, encode
from readouts.language.sentences import split
from readouts.ledger import tables as t
from readouts.ledger.addresses import tell_address
from readouts.ledger.write import Row
from readouts.model import Article, Contact, Interval, Reading, Span


class Holder(NamedTuple):
    """The article at an address: its id, and the digest and reading of its newest text."""

    id: str
    sha256: str
    reading: str


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that went or came with a version; the span counts in the text that has it."""

    kind: Literal["gone", "new"]
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text of an article, and how it differs from the one before.

    `id` is the article's then; `gone` and `new` name the reports that only the one before or only this one has;
    `changes` is None where one of the two texts is not held.
    """

    article: str
    id: str
    sha256: str
    source: str
    title: str | None
    published: Interval | None
    newest: bool
    changes: tuple[Change, ...] | None
    gone: tuple[str, ...]
    new: tuple[str, ...]


def find_holder(connection: Connection, article: Article) -> Holder | None:
    """The article that another text lies under at the same address."""
    address = tell_address(article.url)
    if address is None:
        return None
    columns = (t.articles.c.id, t.articles.c.sha256, t.articles.c.reading)
    where = (t.articles.c.address == address, t.articles.c.sha256 != article.sha256)
    row = connection.execute(select(*columns).where(*where).order_by(t.articles.c.id).limit(1)).one_or_none()
    return Holder(*row) if row else None


def is_newer(article: Article, holder: Holder) -> bool:
    """Whether an article's text takes the place of the one that is there."""
    old, new = decode(holder.reading.encode(), holder.id).article.published.latest, article.published.latest
    return old is None or new is None or new >= old


def earlier(connection: Connection, holder: str) -> list[Row]:
    """The rows of an article's earlier texts."""
    query = select(t.versions).where(t.versions.c.article == holder).order_by(t.versions.c.came)
    return [dict(row) for row in connection.execute(query).mappings()]


def newest_row(connection: Connection, holder: str, number: int) -> Row:
    """The row that an article's newest text has once it is an earlier one."""
    query = select(t.articles.c.sha256, t.articles.c.text, t.articles.c.reading, t.pages.c.packed)
    query = query.outerjoin(t.pages, t.pages.c.article == t.articles.c.id).where(t.articles.c.id == holder)
    row = connection.execute(query).mappings().one()
    return {"article": holder, "came": number, "id": holder, **row}


def version_row(holder: str, reading: Reading, page: bytes | None, number: int) -> Row:
    """The row of an earlier text."""
    return {
        "article": holder,
        "sha256": reading.article.sha256,
        "came": number,
        "id": reading.article.id,
        "text": reading.article.text or None,
        "reading": encode(reading, text=False).decode(),
        "packed": None if page is None else zlib.compress(page),
    }


def keep_versions(connection: Connection, holder: str, rows: Iterable[Row]) -> None:
    """Writes earlier texts of an article."""
    kept = [{**row, "article": holder} for row in rows]
    if kept:
        connection.execute(insert(t.versions), kept)


def keep_again(connection: Connection, holder: str, reading: Reading, page: bytes | None) -> bool | None:
    """Brings an earlier text that was added again up to date: whether it changed; None where it is not there."""
    place = (t.versions.c.article == holder, t.versions.c.sha256 == reading.article.sha256)
    stored = connection.execute(select(t.versions).where(*place)).mappings().one_or_none()
    if stored is None:
        return None
    then = decode(stored["reading"].encode(), holder).article
    article = replace(reading.article, source=min(then.source, reading.article.source))
    row = version_row(holder, replace(reading, article=article), page, stored["came"])
    row = {**row, "text": row["text"] or stored["text"], "packed": row["packed"] or stored["packed"]}
    if row == dict(stored):
        return False
    connection.execute(delete(t.versions).where(*place))
    connection.execute(insert(t.versions), [row])
    return bool(row["reading"] != stored["reading"])


def find_versions(connection: Connection, prefix: str | None) -> Iterator[Version]:
    """The texts of an article that changed, oldest first, or of all; raises UsageError for an unknown article."""
    for holder in _changed(connection, prefix):
        rows = [*earlier(connection, holder), newest_row(connection, holder, 1 << 31)]
        readings = [_whole(row) for row in rows]
        order = [*sorted(range(len(rows) - 1), key=lambda at: (_day(readings[at]), at)), len(rows) - 1]
        before: Reading | None = None
        for at in order:
            yield _describe(holder, readings[at], before, newest=at == len(rows) - 1)
            before = readings[at]


def find_article(connection: Connection, prefix: str) -> str:
    """The article of this id, of an earlier one of it, or of the one id that begins so; raises UsageError."""
    for column, own in ((t.articles.c.id, t.articles.c.id), (t.versions.c.id, t.versions.c.article)):
        exact = connection.execute(select(own).where(column == prefix).limit(1)).scalar()
        if exact is not None:
            return str(exact)
    begun = select(t.articles.c.id).where(t.articles.c.id.startswith(prefix, autoescape=True)).limit(2)
    found = list(connection.execute(begun).scalars()) if prefix else []
    if len(found) != 1:
        told = "begins several articles' ids, give more of it" if found else "is no article's id"
        raise UsageError(f"{prefix!r} {told}; `readouts crosswalk` shows the ids")
    return str(found[0])


def _changed(connection: Connection, prefix: str | None) -> list[str]:
    if prefix is not None:
        return [find_article(connection, prefix)]
    return list(connection.execute(select(t.versions.c.article).distinct().order_by(t.versions.c.article)).scalars())


def _whole(row: Row) -> Reading:
    reading = decode(str(row["reading"]).encode(), str(row["id"]))
    return replace(reading, article=replace(reading.article, text=str(row["text"] or "")))


def _day(reading: Reading) -> str:
    return str(reading.article.published.latest or "")


def _describe(holder: str, reading: Reading, before: Reading | None, *, newest: bool) -> Version:
    article = reading.article
    now, then = (_reports(one) for one in (reading, before or reading))
    return Version(
        article=holder,
        id=article.id,
        sha256=article.sha256,
        source=article.source,
        title=article.title,
        published=article.published.interval,
        newest=newest,
        changes=compare(before.article.text, article.text) if before else (),
        gone=tuple(one for one in then if one not in now),
        new=tuple(one for one in now if one not in then),
    )


def compare(old: str, new: str) -> tuple[Change, ...] | None:
    """The sentences that went and came between two texts, in the order of the texts; None where one is not held.

    >>> [(one.kind, one.text) for one in compare("They met. It rained.", "They met. It snowed.")]
    [('gone', 'It rained.'), ('new', 'It snowed.')]
    """
    if not old or not new:
        return None
    left, right = split(old), split(new)
    then, now = [one.span.of(old) for one in left], [one.span.of(new) for one in right]
    changes: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if tag != "equal":
            changes += [Change("gone", one.span, one.span.of(old)) for one in left[a:b]]
            changes += [Change("new", one.span, one.span.of(new)) for one in right[c:d]]
    return tuple(changes)


def _reports(reading: Reading) -> list[str]:
    return [_name(contact) for contact in reading.contacts]


def _name(contact: Contact) -> str:
    """A report in a few words, the same in every version that says the same."""
    day = f", {contact.date.earliest}" if contact.date else ""
    return f"{contact.status} {contact.channel}, {' and '.join(p.name for p in contact.participants)}{day}"
