"""Accounts beside a ledger: kept as digests, ended whole, in no dump and in nothing that is shared."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import said, told
from new_ledgers import new_ledger
from postgres_server import fresh_schema
from readouts.errors import UsageError
from readouts.ledger import Ledger, dump, open_ledger, restore_ledger
from readouts.ledger.accounts import ROLES, check_name, digest_of, key_of

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$ZHVtbXloYXNo"
OTHER = "$argon2id$v=19$m=8,t=1,p=1$b3RoZXJzYWx0$ZHVtbXloYXNo"


@pytest.fixture(params=["file", "server"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of one article in which an admin and a reader have accounts."""
    place: str | Path = tmp_path / "l.sqlite"
    if request.param == "server":
        place = fresh_schema(request.getfixturevalue("postgres"))
    call = told("a1", "2026-03-03", said("Eino Aalto/NMK, Grete Brandt/OST", "held call", "2026-03-03"))
    with new_ledger(place, call) as opened:
        opened.accounts.add("Anna", HASH, "admin", NOON)
        opened.accounts.add("Ben Aalto", HASH, "reader", NOON)
        yield opened


def signed_in(ledger: Ledger, name: str, secret: str, hours: int = 12) -> None:
    ledger.accounts.begin_session(key_of(name), secret, NOON, NOON + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  E.  Aalto ", "E. Aalto"),
        ("Zoë-Ann O'Hara", "Zoë-Ann O'Hara"),
        ("王毅", "王毅"),
        ("anna@desk.example", "anna@desk.example"),
        ("x" * 64, "x" * 64),
        ("x" * 65, None),
        ("", None),
        (" \t ", None),
        ("Anna\x00", None),
        ("Anna\x1b[31m", None),
        ("An\u202ena", None),
        ("An\u200bna", None),
        ("<b>Anna", None),
    ],
)
def test_names(name: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(UsageError):
            check_name(name)
    else:
        assert check_name(name) == kept


def test_names_that_look_alike_are_one(ledger: Ledger) -> None:
    for name in ("Anna", "ANNA", " anna ", "Ａｎｎａ"):
        with pytest.raises(UsageError, match="already"):
            ledger.accounts.add(name, HASH, "reader", NOON)
    found = ledger.accounts.find("ben  AALTO")
    assert found
    assert (found[0].name, found[0].role, found[1]) == ("Ben Aalto", "reader", HASH)
    assert ledger.accounts.find("nobody") is None
    assert [one.name for one in ledger.accounts.all()] == ["Anna", "Ben Aalto"]


def test_a_session_ends_by_time_by_hand_and_with_the_account(ledger: Ledger) -> None:
    own = ledger.accounts
    signed_in(ledger, "anna", "s1")
    found = own.by_session("s1", NOON + timedelta(hours=11))
    assert found
    assert found.name == "Anna"
    assert own.by_session("s1", NOON + timedelta(hours=12)) is None
    assert own.by_session(digest_of("s1"), NOON) is None  # what is kept opens nothing
    own.end_session("s1")
    assert own.by_session("s1", NOON) is None
    ends: tuple[Callable[[], object], ...] = (
        lambda: own.set_password("ben aalto", OTHER),
        lambda: own.set_role("ben aalto", "reviewer"),
        lambda: own.disable("ben aalto", NOON),
    )
    for end in ends:
        signed_in(ledger, "ben aalto", "s2")
        assert own.by_session("s2", NOON)
        end()
        assert own.by_session("s2", NOON) is None


def test_sessions_that_ran_out_are_swept_away(ledger: Ledger) -> None:
    signed_in(ledger, "anna", "old", hours=-1)
    signed_in(ledger, "anna", "new")
    with ledger._store.reading() as connection:
        assert list(connection.exec_driver_sql("SELECT digest FROM sessions").scalars()) == [digest_of("new")]


def test_somebody_can_always_manage_accounts(ledger: Ledger) -> None:
    own = ledger.accounts
    with pytest.raises(UsageError, match="only admin"):
        own.set_role("Anna", "reader")
    with pytest.raises(UsageError, match="only admin"):
        own.disable("Anna", NOON)
    own.set_role("Ben Aalto", "admin")
    assert own.set_role("Anna", "reviewer").role == "reviewer"
    assert own.disable("Anna", NOON).disabled == "2026-04-01T12:00:00+00:00"
    assert own.disable("Anna", NOON + timedelta(1)).disabled == "2026-04-01T12:00:00+00:00"
    assert own.enable("Anna").disabled is None


@pytest.mark.parametrize("role", ["reader", "reviewer", "admin"])
def test_a_role_may_what_those_before_it_may(role: str, ledger: Ledger) -> None:
    account = ledger.accounts.set_role("Ben Aalto", role)  # type: ignore[arg-type]
    allowed = [one for one in ROLES if account.may(one)]
    assert allowed == {"reader": ["reader"], "reviewer": ["reader", "reviewer"]}.get(
        role, ["reader", "reviewer", "admin"]
    )


def test_tokens(ledger: Ledger) -> None:
    own = ledger.accounts
    own.add_token("ben aalto", "t1", " a  script ", NOON)
    own.add_token("ben aalto", "t2", "another", NOON + timedelta(1))
    assert [(one.digest, one.label) for one in own.tokens("Ben Aalto")] == [
        (digest_of("t1"), "a script"),
        (digest_of("t2"), "another"),
    ]
    assert own.by_token("t1") == own.all()[1]
    assert own.by_token(digest_of("t1")) is None
    with pytest.raises(UsageError, match="no token of this account"):
        own.drop_token("Anna", digest_of("t1"))
    own.drop_token("Ben Aalto", digest_of("t1")[:8])
    assert own.by_token("t1") is None
    own.disable("Ben Aalto", NOON)
    assert own.by_token("t2") is None
    with pytest.raises(UsageError, match="disabled"):
        own.add_token("Ben Aalto", "t3", "x", NOON)
    own.enable("Ben Aalto")
    assert own.by_token("t2") is None


@pytest.mark.parametrize("label", ["", "  ", "x" * 65])
def test_a_token_says_what_it_is_for(label: str, ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="what the token is for"):
        ledger.accounts.add_token("Anna", "t", label, NOON)


def test_saved_searches(ledger: Ledger) -> None:
    own = ledger.accounts
    own.save_search("anna", " Calls  of May ", "/timeline?from=2026-05")
    own.save_search("anna", "Calls of May", "/timeline?from=2026-05&channel=call")
    own.save_search("", "of nobody", "/search?q=x")
    assert [(one.name, one.address) for one in own.searches("anna")] == [
        ("Calls of May", "/timeline?from=2026-05&channel=call")
    ]
    own.drop_search("anna", "of nobody")
    own.drop_search("anna", "Calls of May")
    assert own.searches("anna") == []
    assert len(own.searches("")) == 1


@pytest.mark.parametrize(
    "address",
    ["", "timeline", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a b", "/a\n",
     "/" + "x" * 2001],
)  # fmt: skip
def test_only_pages_of_the_desk_are_saved(address: str, ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="path and query"):
        ledger.accounts.save_search("anna", "x", address)


@pytest.mark.parametrize("name", ["nobody", "", "anna'--"])
def test_what_there_is_not_is_told(name: str, ledger: Ledger) -> None:
    own = ledger.accounts
    asked: tuple[Callable[[], object], ...] = (
        lambda: own.set_password(name, HASH),
        lambda: own.set_role(name, "reader"),
        lambda: own.disable(name, NOON),
        lambda: own.enable(name),
        lambda: own.tokens(name),
    )
    for ask in asked:
        with pytest.raises(UsageError, match="there is no account"):
            ask()


def test_accounts_are_no_part_of_what_a_ledger_holds(ledger: Ledger, tmp_path: Path, postgres: str) -> None:
    signed_in(ledger, "anna", "s1")
    ledger.accounts.add_token("anna", "t1", "a script", NOON)
    ledger.accounts.save_search("anna", "x", "/x")
    assert not [line for line in dump(ledger) if "anna" in line.casefold()]
    assert ledger.rebuild().same
    assert ledger.accounts.by_session("s1", NOON)
    whole, shared = tmp_path / "whole.backup", tmp_path / "shared.backup"
    ledger.backup(whole)
    ledger.backup(shared, texts=False)
    assert b"Anna" not in gzip.decompress(shared.read_bytes())
    targets: tuple[str | Path, ...] = (tmp_path / "again.sqlite", fresh_schema(postgres))
    for number, target in enumerate(targets):
        restore_ledger(whole, target)
        with open_ledger(target) as again:
            assert again.accounts.all() == ledger.accounts.all()
            assert again.accounts.by_session("s1", NOON) is None  # nobody is signed in where they never signed in
            assert again.accounts.by_token("t1")
            assert again.accounts.searches("anna") == ledger.accounts.searches("anna")
            assert again.check() == []
        restore_ledger(shared, bare := tmp_path / f"bare{number}.sqlite")
        with open_ledger(bare) as without:
            assert (without.accounts.all(), without.accounts.searches("anna")) == ([], [])


def test_no_secret_lies_in_the_ledger(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as opened:
        opened.accounts.add("Anna", HASH, "admin", NOON)
        opened.accounts.begin_session("anna", "secret-of-a-session", NOON, NOON + timedelta(1))
        opened.accounts.add_token("anna", "secret-of-a-token", "x", NOON)
    for part in tmp_path.iterdir():
        assert b"secret-of" not in part.read_bytes()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE accounts SET role = 'owner'", "there is not"),
        ("UPDATE accounts SET hash = 'plain'", "not hashed by argon2id"),
        ("UPDATE accounts SET name = 'Berta'", "not the key of its name"),
    ],
)
def test_check_sees_accounts_that_were_tampered_with(change: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as opened:
        opened.accounts.add("Anna", HASH, "admin", NOON)
        assert opened.check() == []
    connection = sqlite3.connect(file)
    connection.execute(change)
    connection.commit()
    connection.close()
    with open_ledger(file) as opened:
        (fault,) = opened.check()
        assert says in fault.says
