"""The door of a ledger: all that is read from it or written to it goes through here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import func, insert, literal, select, tuple_

from readouts.exchange import Entry
from readouts.ledger import tables as t
from readouts.ledger.accounts import Accounts
from readouts.ledger.add import BATCH, AddResult, add_all
from readouts.ledger.backing import find_sources, find_support
from readouts.ledger.backup import read_backup, write_backup
from readouts.ledger.check import Fault, Note, find_faults, find_search_faults
from readouts.ledger.chronicle import Chronicle
from readouts.ledger.contact import LedgerContact
from readouts.ledger.dossier import Dossier, gather_dossier
from readouts.ledger.doubtful import Doubtful, find_doubts
from readouts.ledger.dump import dump_tables
from readouts.ledger.find import Query, find_contact, find_contacts, find_parts_of
from readouts.ledger.following import Pledge, find_pledges
from readouts.ledger.forgetting import Forgotten, forget
from readouts.ledger.judgement import Judgement
from readouts.ledger.judging import Decision, Held, check_seen, hold, judge, take
from readouts.ledger.known import Known
from readouts.ledger.listing import Listing
from readouts.ledger.places import open_store
from readouts.ledger.rebuild import Rebuilt, rebuild
from readouts.ledger.sidebyside import SideBySide, lay_side_by_side
from readouts.ledger.store import WAIT, Store
from readouts.ledger.support import Support
from readouts.ledger.survey import Survey
from readouts.ledger.versions import Version, find_versions
from readouts.ledger.why import Reason, find_reasons
from readouts.ledger.write import read_page
from readouts.model import Reading
from readouts.sources.loaded import Failure

_PORTION = 2000


@dataclass(frozen=True, slots=True)
class Crossing:
    """One report and the contact that it is one of: article and report are named as `extract` prints them.

    `part_of` is the contact that this one is part of.
    """

    article: str
    report: str
    contact: str
    rule: str
    part_of: str | None


@dataclass(frozen=True, slots=True)
class Parts:
    """The contact that one is part of, and those that are part of it, by day."""

    whole: LedgerContact | None
    parts: tuple[LedgerContact, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How much a ledger holds."""

    articles: int
    reports: int
    contacts: int


class _NotKept(Exception):
    """Ends a transaction that was only tried."""

    def __init__(self, rebuilt: Rebuilt) -> None:
        self.rebuilt = rebuilt


class Ledger:
    """An open ledger; made by `open_ledger`, closed by `close` or at the end of a `with`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def name(self) -> str:
        """The file it lies in, or the address of the server without the password."""
        return self._store.name

    @property
    def accounts(self) -> Accounts:
        """Who works with it at the desk."""
        return Accounts(self._store)

    @property
    def listing(self) -> Listing:
        """Its rows, a page at a time."""
        return Listing(self._store)

    @property
    def chronicle(self) -> Chronicle:
        """Its contacts along time, for pages."""
        return Chronicle(self._store)

    @property
    def survey(self) -> Survey:
        """What pages look up in it, always bounded."""
        return Survey(self._store)

    def add(
        self, entries: Iterable[Entry | Reading | Failure], *, batch: int = BATCH, started: str | None = None
    ) -> AddResult:
        """Adds readings, `batch` of them in one transaction, so that a kill or a full disk leaves a whole ledger.

        An article that is there already with the same reading changes nothing, read anew with another it takes the
        old one's place; an id that is there with another text is refused. What failed to be read is kept as a doubt.
        `started` is written into the ledger's history. Raises LedgerError; batches before the one at fault are kept.
        """
        result = add_all(self._store, entries, batch=batch)
        row = {
            "version": version("readouts"),
            "started": started,
            "added": result.added,
            "changed": result.changed,
            "unchanged": result.unchanged,
            "failed": len(result.failed),
        }
        with self._store.writing() as connection:
            connection.execute(insert(t.runs), [row])
        self._store.checkpoint()
        return result

    def known(self) -> Known:
        """What is in it now, so that it need not be read again."""
        return Known(self._store)

    def contacts(self, query: Query | None = None) -> Iterator[LedgerContact]:
        """The contacts that meet a query, or all, by day."""
        return find_contacts(self._store, query or Query())

    def contact(self, prefix: str) -> LedgerContact:
        """The contact whose id begins so; raises UsageError where it is none or not the only one."""
        with self._store.reading() as connection:
            return find_contact(connection, prefix)

    def reasons(self, prefix: str, field: str | None = None) -> list[Reason]:
        """What the values of a contact, or of one field of it, rest on, report by report."""
        with self._store.reading() as connection:
            return list(find_reasons(connection, find_contact(connection, prefix), field))

    def support(self, prefix: str) -> Support:
        """The independent origins of a contact, and those of each of its fields."""
        with self._store.reading() as connection:
            return find_support(connection, find_contact(connection, prefix))

    def parts(self, prefix: str) -> Parts:
        """What a contact is part of, and what is part of it."""
        with self._store.reading() as connection:
            contact = find_contact(connection, prefix)
            whole = find_contact(connection, contact.part_of) if contact.part_of else None
            return Parts(whole, tuple(find_parts_of(connection, contact.id)))

    def dossier(self, prefix: str, a: str | None = None, b: str | None = None) -> Dossier:
        """All that a page shows of a contact; `a` and `b` name the articles that are laid side by side."""
        with self._store.reading() as connection:
            return gather_dossier(connection, find_contact(connection, prefix), a, b)

    def page(self, article: str) -> bytes | None:
        """The bytes that the article with this id was read from, None where they are not held."""
        with self._store.reading() as connection:
            return read_page(connection, article)

    def side_by_side(self, prefix: str, a: str | None = None, b: str | None = None) -> SideBySide:
        """Two accounts of a contact, of the articles named or the official ones; UsageError where it is not clear."""
        with self._store.reading() as connection:
            contact = find_contact(connection, prefix)
            return lay_side_by_side(contact.id, find_sources(connection, contact), a, b)

    def pledges(self, on: date | None = None) -> list[Pledge]:
        """Invitations and promises, as they stood on a day or stand, with the contacts that came of them."""
        contacts = list(self.contacts())
        with self._store.reading() as connection:
            return find_pledges(connection, contacts, on)

    def doubts(self) -> list[Doubtful]:
        """What was held back, is unsure, or could not be read, and why."""
        with self._store.reading() as connection:
            return list(find_doubts(connection))

    def judge(self, decision: Decision, *, seen: Mapping[str, str] | None = None) -> Judgement:
        """Writes a person's decision down, which is kept for ever, and lays it over the contacts it is of.

        `seen` has, by their ids, what `tell_state` says of the contacts as the person saw them. Raises UsageError, and
        changes nothing, where it means nothing here: no such contact, field or value; ChangedError where one of the
        contacts is not any more as it was seen.
        """
        with self._store.writing() as connection:
            check_seen(connection, seen or {})
            judgement = judge(connection, decision)
        self._store.checkpoint()
        return judgement

    def take(self, judgements: Iterable[Judgement]) -> int:
        """Adds judgements that were made on another ledger, in their order; returns how many were new here."""
        with self._store.writing() as connection:
            new = take(connection, judgements)
        self._store.checkpoint()
        return new

    def judgements(self) -> list[Held]:
        """All judgements in the order they were made, with what they are of and whether they hold as they were made."""
        with self._store.reading() as connection:
            return hold(connection)

    def versions(self, article: str | None = None) -> list[Version]:
        """The texts of an article, oldest first, with what changed; without one of all that changed.

        Raises UsageError where there is no such article.
        """
        with self._store.reading() as connection:
            return list(find_versions(connection, article))

    def forget(self, article: str, *, by: str, made: str, why: str) -> Forgotten:
        """Takes an article's texts out for good; labels and offsets stay. Raises UsageError for an unknown article."""
        with self._store.writing() as connection:
            forgotten = forget(connection, article, by=by, made=made, why=why)
        self._store.tidy()
        return forgotten

    def check(self, note: Note | None = None) -> list[Fault]:
        """Whatever does not hold in the ledger, nothing where it is sound; `note` is told how far the look is."""
        with self._store.reading() as connection:
            found = list(find_faults(connection, note))
        with self._store.writing() if self._store.writable else self._store.reading() as connection:
            return [*found, *find_search_faults(connection)]

    def backup(self, path: Path, *, texts: bool = True) -> int:
        """Writes all that the ledger holds into one file, without `texts` only labels and offsets; returns the rows."""
        with self._store.reading() as connection:
            return write_backup(connection, path, texts=texts)

    def rebuild(self, *, keep: bool = True) -> Rebuilt:
        """Works everything out anew from articles and judgements; unless `keep`, only says what would change."""
        try:
            with self._store.writing() as connection:
                rebuilt = rebuild(connection)
                if not keep:
                    raise _NotKept(rebuilt)
        except _NotKept as told:
            return told.rebuilt
        self._store.checkpoint()
        return rebuilt

    def crosswalk(self) -> Iterator[Crossing]:
        """Every report with its contact, by article and place in it, read from the ledger in portions."""
        place = (t.reports.c.article, t.reports.c.position)
        query = select(*place, t.reports.c.local_id, t.crosswalk.c.contact, t.crosswalk.c.rule, t.contacts.c.part_of)
        query = query.join(t.crosswalk, t.crosswalk.c.report == t.reports.c.id)
        query = query.join(t.contacts, t.contacts.c.id == t.crosswalk.c.contact).order_by(*place).limit(_PORTION)
        last: tuple[str, int] = ("", -1)
        while True:
            with self._store.reading() as connection:
                rows = connection.execute(query.where(tuple_(*place) > tuple_(*map(literal, last)))).all()
            for row in rows:
                yield Crossing(row.article, row.local_id, row.contact, row.rule, row.part_of)
            if len(rows) < _PORTION:
                return
            last = (rows[-1].article, rows[-1].position)

    def size(self) -> Size:
        """How many articles, reports and contacts there are."""
        with self._store.reading() as connection:
            counts = [
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (t.articles, t.reports, t.contacts)
            ]
        return Size(*counts)

    def close(self) -> None:
        """Lets go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _dump(self) -> Iterator[str]:
        with self._store.reading() as connection:
            yield from dump_tables(connection)


def open_ledger(
    place: str | PathLike[str], *, create: bool = True, change: bool | None = None, wait: float = WAIT
) -> Ledger:
    """The ledger in a file or at `postgresql://...`, which is made where there is none.

    With `create=False` it must be there and is only read, with `change=True` besides one that is there is changed.
    While another program writes to it, changing waits for so many seconds.

    Raises LedgerError, naming the place and the remedy, where it is missing, no ledger, or made by a newer Readouts.
    """
    return Ledger(open_store(place, create=create, writable=create if change is None else change, wait=wait))


def restore_ledger(backup: str | PathLike[str], place: str | PathLike[str], *, wait: float = WAIT) -> int:
    """Makes a ledger from a backup at a place where there is none yet; returns how many rows it has.

    Raises LedgerError where there is one, or the file is no whole backup; nothing is left behind then.
    """
    store = open_store(place, create=True, writable=True, wait=wait, fill=lambda c: read_backup(c, Path(backup)))
    store.close()
    return store.filled


def dump(ledger: Ledger) -> Iterator[str]:
    """All that a ledger holds as lines of JSON in a fixed order; two ledgers are the same if their dumps are."""
    return ledger._dump()
