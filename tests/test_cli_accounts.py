"""`readouts accounts`: passwords come from standard input, and nothing of them is printed or kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readouts.desk.passwords import check_password, hash_password, is_dated, new_secret, verify_password
from readouts.errors import UsageError
from readouts.ledger import open_ledger
from test_cli import readouts

GOOD = "a bridge of seven piers"


def test_an_account_from_first_to_last(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    made = readouts("accounts", "add", file, "E. Aalto", "--role", "admin", stdin=f"{GOOD}\n".encode())
    assert (made.returncode, made.stdout, made.stderr) == (0, b"", b"E. Aalto: admin\n")
    readouts("accounts", "add", file, "Ben", stdin=f"{GOOD}\r\n".encode())
    with open_ledger(file) as ledger:
        for name in ("E. Aalto", "Ben"):
            found = ledger.accounts.find(name)
            assert found
            assert verify_password(found[1], GOOD)
    assert readouts("accounts", "role", file, "ben", "reviewer").stderr == b"Ben: reviewer\n"
    (_, listed) = readouts("accounts", "list", file, "--format", "jsonl").stdout.splitlines()[::-1]
    assert json.loads(listed).keys() == {"name", "role", "created", "disabled"}
    assert readouts("accounts", "list", file).stdout.splitlines()[1].split()[:2] == [b"Ben", b"reviewer"]
    assert readouts("accounts", "disable", file, "ben").stderr == b"Ben: disabled\n"
    assert readouts("accounts", "enable", file, "ben").stderr == b"Ben: reviewer\n"
    changed = readouts("accounts", "password", file, "ben", stdin=b"another bridge of piers\n")
    assert changed.returncode == 0, changed.stderr
    secret = readouts("accounts", "token", file, "ben", "--for", "a script").stdout.decode().strip()
    (line,) = readouts("accounts", "token", file, "ben").stdout.decode().splitlines()
    with open_ledger(file) as ledger:
        found = ledger.accounts.find("ben")
        assert found
        assert not verify_password(found[1], GOOD)
        assert ledger.accounts.by_token(secret) == found[0]
    assert readouts("accounts", "token", file, "ben", "--drop", line.split()[0]).returncode == 0
    assert readouts("accounts", "token", file, "ben").stdout == b""


@pytest.mark.parametrize(
    ("words", "stdin", "complaint"),
    [
        (("add", "LEDGER", "Ben"), b"short\n", b"12 to 1024 characters"),
        (("add", "LEDGER", "Ben"), b"", b"12 to 1024 characters"),
        (("add", "LEDGER", "Anna"), GOOD.encode(), b"already"),
        (("add", "LEDGER", "B\x1ben"), GOOD.encode(), b"letters, digits"),
        (("add", "LEDGER", "Ben", "--role", "owner"), GOOD.encode(), b"'owner' is not one of"),
        (("add", "LEDGER", "Ben", "--password", GOOD), b"", b"No such option"),
        (("role", "LEDGER", "Ben", "admin"), b"", b"there is no account 'Ben'"),
        (("role", "LEDGER", "Anna", "reader"), b"", b"the only admin"),
        (("disable", "LEDGER", "Anna"), b"", b"the only admin"),
        (("password", "LEDGER", "Anna"), b"anna anna anna\n", b"different characters"),
        (("token", "LEDGER", "Anna", "--drop", "ff"), b"", b"no token of this account"),
    ],
)
def test_what_cannot_be_is_told(words: tuple[str, ...], stdin: bytes, complaint: bytes, tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    readouts("accounts", "add", file, "Anna", "--role", "admin", stdin=GOOD.encode())
    done = readouts("accounts", *(file if word == "LEDGER" else word for word in words), stdin=stdin)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("password", "good"),
    [
        (GOOD, True),
        ("王毅王毅 and the bridge", True),
        ("x" * 12, False),
        ("elevenchars", False),
        ("twelve chars", True),
        ("w" * 500 + "abcdefgh" * 65 + "12345", False),
        ("Anna and her bridge", False),
        ("abcdefghijkl\ud800", False),
    ],
)
def test_passwords(password: str, good: bool) -> None:
    if good:
        check_password(password, "anna")
    else:
        with pytest.raises(UsageError):
            check_password(password, "anna")


@pytest.mark.parametrize(
    ("typed", "right"),
    [("Ångström-bridge", True), ("A\u030angstro\u0308m-bridge", True), ("ångström-bridge", False), ("", False),
     ("\ud800", False), ("x" * 5000, False)],
)  # fmt: skip
def test_a_password_is_known_however_it_is_put_together(typed: str, right: bool) -> None:
    hashed = hash_password("Ångström-bridge")
    assert verify_password(hashed, typed) is right
    assert not verify_password(None, typed)
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,")
    assert not is_dated(hashed)
    assert is_dated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$ZHVtbXloYXNo")


def test_secrets_are_long_and_no_two_alike() -> None:
    made = {new_secret("readouts_") for _ in range(100)}
    assert len(made) == 100
    assert all(len(one) == len("readouts_") + 43 for one in made)
