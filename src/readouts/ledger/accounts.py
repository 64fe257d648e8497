"""Accounts of those who work with a ledger at the desk: rows only; hashes, tokens and the time come from who asks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal, get_args

import msgspec
from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from readouts.errors import UsageError
from readouts.ledger import tables as t
from readouts.ledger.store import Store

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""What an account may do, each also all before it: look, judge, manage accounts."""

LONGEST_NAME = 64
_HASH = re.compile(r"\$argon2id\$v=19\$[\w=,]+\$[\w+/]+\$[\w+/]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in; `disabled` is since when they may not any more, times are in ISO form."""

    key: str
    name: str
    role: Role
    created: str
    disabled: str | None = None

    def may(self, role: Role) -> bool:
        """Whether they may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


_FIELDS = tuple(field.name for field in fields(Account))


@dataclass(frozen=True, slots=True)
class Token:
    """What a program shows in place of a password: the digest of it, what it is for, when it was made."""

    digest: str
    label: str
    made: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A page under a name of one's own: path and query."""

    name: str
    address: str


class Accounts:
    """The accounts of one ledger. What changes a thing raises UsageError where it cannot be, and changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._store.reading() as connection:
            return [
                _account(row) for row in connection.execute(select(t.accounts).order_by(t.accounts.c.key)).mappings()
            ]

    def find(self, name: str) -> tuple[Account, str] | None:
        """The account of a name, without regard to case, and the hash of its password."""
        with self._store.reading() as connection:
            query = select(t.accounts).where(t.accounts.c.key == key_of(name))
            row = connection.execute(query).mappings().one_or_none()
        return (_account(row), str(row["hash"])) if row else None

    def add(self, name: str, hash: str, role: Role, made: datetime) -> Account:
        """A new account with the argon2id `hash` of its password."""
        account = Account(key=key_of(name), name=check_name(name), role=role, created=_told(made))
        with self._store.writing() as connection:
            if connection.execute(select(t.accounts.c.key).where(t.accounts.c.key == account.key)).first():
                raise UsageError(f"there is an account {name!r} already")
            row = {field: getattr(account, field) for field in _FIELDS}
            connection.execute(insert(t.accounts), [{**row, "hash": hash}])
        return account

    def set_password(self, name: str, hash: str) -> None:
        """Another password; whoever is signed in by the old one is signed out, its tokens fall."""
        with self._store.writing() as connection:
            account = _find(connection, name)
            connection.execute(update(t.accounts).where(t.accounts.c.key == account.key).values(hash=hash))
            _forget(connection, account.key, tokens=True)

    def renew_hash(self, key: str, hash: str) -> None:
        """The same password, hashed by the measure of today."""
        with self._store.writing() as connection:
            connection.execute(update(t.accounts).where(t.accounts.c.key == key).values(hash=hash))

    def set_role(self, name: str, role: Role) -> Account:
        """Another role; refused where nobody would be left to manage accounts."""
        with self._store.writing() as connection:
            account = _find(connection, name)
            if role != "admin":
                _keep_an_admin(connection, account)
            connection.execute(update(t.accounts).where(t.accounts.c.key == account.key).values(role=role))
            _forget(connection, account.key, tokens=False)
        return replace(account, role=role)

    def disable(self, name: str, when: datetime) -> Account:
        """Ends an account: it is signed out, its tokens fall, its judgements stay. The last admin's is refused."""
        with self._store.writing() as connection:
            account = _find(connection, name)
            _keep_an_admin(connection, account)
            since = account.disabled or _told(when)
            connection.execute(update(t.accounts).where(t.accounts.c.key == account.key).values(disabled=since))
            _forget(connection, account.key, tokens=True)
        return replace(account, disabled=since)

    def enable(self, name: str) -> Account:
        """Lets an account in again."""
        with self._store.writing() as connection:
            account = _find(connection, name)
            connection.execute(update(t.accounts).where(t.accounts.c.key == account.key).values(disabled=None))
        return replace(account, disabled=None)

    def begin_session(self, key: str, secret: str, now: datetime, expires: datetime) -> None:
        """Signs an account in under a new secret; sessions that have run out are swept away."""
        row = {"digest": digest_of(secret), "account": key, "made": _told(now), "expires": _told(expires)}
        with self._store.writing() as connection:
            connection.execute(delete(t.sessions).where(t.sessions.c.expires <= _told(now)))
            connection.execute(insert(t.sessions), [row])

    def end_session(self, secret: str) -> None:
        """Signs out."""
        with self._store.writing() as connection:
            connection.execute(delete(t.sessions).where(t.sessions.c.digest == digest_of(secret)))

    def by_session(self, secret: str, now: datetime) -> Account | None:
        """Who is signed in under a secret, if it has not run out and the account is not disabled."""
        query = select(t.accounts).join(t.sessions, t.sessions.c.account == t.accounts.c.key)
        query = query.where(t.sessions.c.digest == digest_of(secret), t.sessions.c.expires > _told(now))
        with self._store.reading() as connection:
            row = connection.execute(query.where(t.accounts.c.disabled.is_(None))).mappings().one_or_none()
        return _account(row) if row else None

    def add_token(self, name: str, secret: str, label: str, made: datetime) -> None:
        """Another secret for programs of an account; `label` says what for."""
        label = " ".join(label.split())
        if not 0 < len(label) <= LONGEST_NAME:
            raise UsageError(f"say what the token is for, in 1 to {LONGEST_NAME} characters")
        with self._store.writing() as connection:
            account = _find(connection, name)
            if account.disabled:
                raise UsageError(f"the account {account.name!r} is disabled")
            row = {"digest": digest_of(secret), "account": account.key, "label": label, "made": _told(made)}
            connection.execute(insert(t.tokens), [row])

    def tokens(self, name: str) -> list[Token]:
        """The tokens of an account, oldest first."""
        with self._store.reading() as connection:
            query = select(t.tokens).where(t.tokens.c.account == _find(connection, name).key)
            rows = connection.execute(query.order_by(t.tokens.c.made, t.tokens.c.digest)).all()
        return [Token(row.digest, row.label, row.made) for row in rows]

    def drop_token(self, name: str, prefix: str) -> None:
        """Takes a token of an account away, by the first letters of its digest."""
        with self._store.writing() as connection:
            key = _find(connection, name).key
            own = connection.execute(select(t.tokens.c.digest).where(t.tokens.c.account == key)).scalars().all()
            found = [digest for digest in own if prefix and digest.startswith(prefix.casefold())]
            if len(found) != 1:
                raise UsageError(f"{prefix!r} {'begins several tokens' if found else 'is no token of this account'}")
            connection.execute(delete(t.tokens).where(t.tokens.c.digest == found[0]))

    def by_token(self, secret: str) -> Account | None:
        """Whose token it is, if the account is not disabled."""
        query = select(t.accounts).join(t.tokens, t.tokens.c.account == t.accounts.c.key)
        query = query.where(t.tokens.c.digest == digest_of(secret), t.accounts.c.disabled.is_(None))
        with self._store.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return _account(row) if row else None

    def save_search(self, owner: str, name: str, address: str) -> None:
        """Keeps a page's path and query under a name, in place of what had the name before."""
        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST_NAME:
            raise UsageError(f"give the search a name of 1 to {LONGEST_NAME} characters")
        if not re.fullmatch(r"/(?![/\\])[!-\[\]-~]{0,2000}", address):
            raise UsageError("what is saved must be the path and query of a page")
        with self._store.writing() as connection:
            connection.execute(delete(t.searches).where(t.searches.c.owner == owner, t.searches.c.name == name))
            connection.execute(insert(t.searches), [{"owner": owner, "name": name, "address": address}])

    def searches(self, owner: str) -> list[SavedSearch]:
        """What somebody saved, by name; `owner` is an account's key, empty where nobody signs in."""
        query = select(t.searches).where(t.searches.c.owner == owner).order_by(t.searches.c.name)
        with self._store.reading() as connection:
            return [SavedSearch(row.name, row.address) for row in connection.execute(query)]

    def drop_search(self, owner: str, name: str) -> None:
        """Forgets a saved search; one that is not there is no fault."""
        with self._store.writing() as connection:
            connection.execute(delete(t.searches).where(t.searches.c.owner == owner, t.searches.c.name == name))


def key_of(name: str) -> str:
    """What two names share that differ in case, width or spaces only.

    >>> key_of(" E.  Aalto"), key_of("ＡＮＮＡ")
    ('e. aalto', 'anna')
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def check_name(name: str) -> str:
    """A name as it is kept; raises UsageError where it is empty, too long, or not all of it can be seen."""
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(tidy) <= LONGEST_NAME or not key_of(tidy):
        raise UsageError(f"a name has 1 to {LONGEST_NAME} characters")
    if not all(letter == " " or unicodedata.category(letter)[0] in "LMNP" for letter in tidy):
        raise UsageError(f"{name!r}: a name is of letters, digits, spaces and points")
    return tidy


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits: its SHA-256, since it cannot be guessed."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def find_account_faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """Accounts with another role than there is, or a password that is not hashed by argon2id."""
    for row in connection.execute(select(t.accounts).order_by(t.accounts.c.key)):
        if row.role not in ROLES:
            yield row.key, f"has the role {row.role!r}, which there is not"
        if not _HASH.fullmatch(row.hash):
            yield row.key, "has a password that is not hashed by argon2id"
        if row.key != key_of(row.name):
            yield row.key, "is not the key of its name"


def _account(row: RowMapping) -> Account:
    return msgspec.convert({field: row[field] for field in _FIELDS}, type=Account)


def _find(connection: Connection, name: str) -> Account:
    row = connection.execute(select(t.accounts).where(t.accounts.c.key == key_of(name))).mappings().one_or_none()
    if row is None:
        raise UsageError(f"there is no account {name!r}; `readouts accounts list` shows those that there are")
    return _account(row)


def _keep_an_admin(connection: Connection, account: Account) -> None:
    others = select(func.count()).where(
        t.accounts.c.role == "admin", t.accounts.c.disabled.is_(None), t.accounts.c.key != account.key
    )
    if account.role == "admin" and not connection.execute(others).scalar_one():
        raise UsageError(f"{account.name!r} is the only admin; make somebody else one first")


def _forget(connection: Connection, key: str, *, tokens: bool) -> None:
    for table in (t.sessions, t.tokens) if tokens else (t.sessions,):
        connection.execute(delete(table).where(table.c.account == key))


def _told(time: datetime) -> str:
    """A time as it is kept: of UTC, to the second, so that text compares as time does."""
    return time.astimezone(UTC).isoformat(timespec="seconds")
