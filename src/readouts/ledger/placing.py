"""Which contact is part of which: brought up to date with what the reports place in one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec
from sqlalchemy import Connection, select, update

from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.ledger.entries import PART
from readouts.ledger.parts import LEVELS
from readouts.ledger.write import chunks
from readouts.model import Channel


def place_parts(connection: Connection, contacts: Iterable[str]) -> None:
    """Says of the contacts, and of those whose place depends on theirs, what each is part of now."""
    changed = set(contacts)
    near = changed | _members(connection, changed)
    wholes = find_wholes(connection, near | _members(connection, near))
    stored = _stored(connection, wholes)
    for contact, (merged, now) in sorted(stored.items()):
        if now != wholes[contact]:
            _write(connection, contact, merged, wholes[contact])


def find_wholes(connection: Connection, contacts: Iterable[str]) -> dict[str, str | None]:
    """What each of the contacts is part of by its reports; None for most.

    That in which most outlets place it; of equals the one first told. What is placed in something must not be wider
    than it, unless that is itself part of nothing: so nothing is ever part of itself through others. In what people
    rejected nothing is placed.
    """
    asked = set(contacts)
    said = _said(connection, asked)
    said |= _said(connection, set(said.values()) - asked)
    levels = _channels(connection, said.keys() | set(said.values()))
    holds = {
        part: whole
        for part, whole in said.items()
        if whole not in said or LEVELS.get(levels[whole], 0) > LEVELS.get(levels[part], 0)
    }
    return {contact: holds.get(contact) for contact in asked}


def _said(connection: Connection, contacts: Iterable[str]) -> dict[str, str]:
    """For each contact that any report places in another, which most outlets say."""
    own, other = t.crosswalk.alias(), t.crosswalk.alias()
    columns = (own.c.contact, other.c.contact.label("whole"), t.parts.c.report, t.parts.c.article)
    query = select(*columns, t.articles.c.outlet, t.articles.c.published_earliest)
    query = query.join(t.parts, t.parts.c.report == own.c.report).join(other, other.c.report == t.parts.c.whole)
    query = query.join(t.articles, t.articles.c.id == t.parts.c.article)
    query = query.join(t.contacts, t.contacts.c.id == other.c.contact)
    query = query.where(own.c.contact != other.c.contact, t.contacts.c.verdict.is_distinct_from("rejected"))
    sources: dict[str, dict[str, set[str]]] = {}
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for some in chunks(sorted(contacts)):
        for row in connection.execute(query.where(own.c.contact.in_(some))):
            sources.setdefault(row.contact, {}).setdefault(row.whole, set()).add(row.outlet or f"?{row.article}")
            told = (row.published_earliest or t.NO_DAY, row.report)
            first[row.contact, row.whole] = min(told, first.get((row.contact, row.whole), told))
    return {
        contact: min(wholes, key=lambda whole: (-len(wholes[whole]), first[contact, whole]))
        for contact, wholes in sources.items()
    }


def _members(connection: Connection, contacts: Iterable[str]) -> set[str]:
    """The contacts of which a report is placed in one of these."""
    own, other = t.crosswalk.alias(), t.crosswalk.alias()
    query = select(own.c.contact).join(t.parts, t.parts.c.report == own.c.report)
    query = query.join(other, other.c.report == t.parts.c.whole)
    found: set[str] = set()
    for some in chunks(sorted(contacts)):
        found |= set(connection.execute(query.where(other.c.contact.in_(some))).scalars())
    return found


def _channels(connection: Connection, contacts: Iterable[str]) -> dict[str, Channel]:
    found: dict[str, Channel] = {}
    for some in chunks(sorted(contacts)):
        query = select(t.contacts.c.id, t.contacts.c.channel).where(t.contacts.c.id.in_(some))
        found |= {row.id: row.channel for row in connection.execute(query)}
    return found


def _stored(connection: Connection, wholes: Mapping[str, str | None]) -> dict[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    columns = (t.contacts.c.id, t.contacts.c.merged, t.contacts.c.part_of)
    for some in chunks(sorted(wholes)):
        rows = connection.execute(select(*columns).where(t.contacts.c.id.in_(some)))
        found |= {row.id: (row.merged, row.part_of) for row in rows}
    return found


def _write(connection: Connection, contact: str, merged: str, whole: str | None) -> None:
    placed = replace(msgspec.json.decode(merged, type=LedgerContact), part_of=whole)
    row = {"merged": msgspec.json.encode(placed).decode(), "part_of": whole}
    connection.execute(update(t.contacts).where(t.contacts.c.id == contact).values(row))
    bare = t.entries.c.traits.bitwise_and(~PART)
    traits = bare if whole is None else bare + PART
    connection.execute(update(t.entries).where(t.entries.c.contact == contact).values(traits=traits))
