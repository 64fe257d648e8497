"""A ledger on a server: the same as in a file, and what can go wrong there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import said, told
from postgres_server import fresh_schema, server
from readouts.errors import LedgerError, UsageError
from readouts.ledger import Query, dump, open_ledger
from readouts.ledger.postgresql import without_password
from test_ledger_add import FEED, generated
from test_ledger_faults import ADD_SLOWLY, many

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of our own."""
    with server() as found:
        yield found


@pytest.fixture
def place(address: str) -> str:
    """An empty schema."""
    return fresh_schema(address)


@pytest.mark.parametrize("seed", [3, 4])
def test_dense_news_says_the_same_as_in_a_file(seed: int, place: str, tmp_path: Path) -> None:
    with open_ledger(place) as ledger, open_ledger(tmp_path / "l.sqlite") as file:
        news = generated(seed)
        ledger.add(news[:11], batch=3)
        ledger.add(news)
        file.add(news)
        assert list(dump(ledger)) == list(dump(file))
        assert ledger.check() == []


QUERIES = [
    Query(persons=("Aalto",)),
    Query(persons=("aal%to",)),
    Query(persons=("max weber",), channels=("call",)),
    Query(states=("OST",), statuses=("held", "announced")),
    Query(words="call aalto"),
    Query(words='"Aalto and Grete"'),
    Query(words='"Grete Aalto"'),
    Query(words="AÁLTO"),
    Query(words="'; DROP TABLE articles; --"),
    Query(words="a:b & !c | d <-> (e)"),
]


@pytest.mark.parametrize("query", QUERIES, ids=[str(n) for n in range(len(QUERIES))])
def test_queries_find_the_same_as_in_a_file(query: Query, address: str, tmp_path: Path) -> None:
    with open_ledger(fresh_schema(address)) as ledger, open_ledger(tmp_path / "l.sqlite") as file:
        ledger.add(FEED)
        file.add(FEED)
        assert list(ledger.contacts(query)) == list(file.contacts(query))


def test_nothing_to_look_for(place: str) -> None:
    with open_ledger(place) as ledger, pytest.raises(UsageError, match="nothing to look for"):
        list(ledger.contacts(Query(words="!?")))


def test_a_ledger_is_not_made_by_looking(place: str) -> None:
    with pytest.raises(LedgerError, match="this ledger is empty"):
        open_ledger(place, create=False)
    with open_ledger(place) as ledger:
        ledger.add(FEED)
    with open_ledger(place, create=False) as ledger:
        assert ledger.size().articles == len(FEED)
        with pytest.raises(LedgerError, match="it can only be read there"):
            ledger.add([told("new", None)])


def test_another_programs_tables_are_left_alone(place: str) -> None:
    import psycopg

    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute("CREATE TABLE articles (id text)")
        with pytest.raises(LedgerError, match="tables of another program; give the ledger a schema of its own"):
            open_ledger(place)
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
    assert tables == [("articles",)]


def test_a_schema_that_is_missing(address: str) -> None:
    joint = "&" if "?" in address else "?"
    with pytest.raises(LedgerError, match="the schema in its search path does not exist"):
        open_ledger(f"{address}{joint}options=-csearch_path%3Dnowhere")


def test_a_newer_schema_is_refused(place: str) -> None:
    open_ledger(place).close()
    import psycopg

    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match=r"made by a newer Readouts \(its schema is 9999"):
        open_ledger(place)


UNREACHABLE = [
    ("postgresql:///news?host=/nowhere", "the server cannot be reached"),
    ("postgresql://anna:secret@127.0.0.1:9/news", "the server cannot be reached"),
]


@pytest.mark.parametrize(("wrong", "words"), UNREACHABLE)
def test_a_server_that_is_not_there(wrong: str, words: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match=words) as failure:
        open_ledger(wrong)
    assert "secret" not in str(failure.value)


PASSWORDS = [
    ("postgresql://anna:secret@db.example/news", "postgresql://anna@db.example/news"),
    (
        "postgresql://anna@db.example:5433/news?sslmode=require",
        "postgresql://anna@db.example:5433/news?sslmode=require",
    ),
    ("postgresql:///news?password=secret&host=db", "postgresql:///news?host=db"),
    ("postgresql://", "postgresql://"),
]


@pytest.mark.parametrize(("given", "shown"), PASSWORDS)
def test_passwords_are_never_shown(given: str, shown: str) -> None:
    assert without_password(given) == shown


def test_a_character_that_a_server_cannot_keep_is_refused(place: str) -> None:
    with open_ledger(place) as ledger:
        result = ledger.add([told("a1", None, body="a \0 in it"), told("a2", None, body="the rest")])
        assert result.added == 1
        assert [failure.reason for failure in result.failed] == [
            "it holds a NUL character, which PostgreSQL cannot keep; take it out, or use a ledger in a file"
        ]


def test_while_another_program_writes(place: str) -> None:
    with open_ledger(place) as other, open_ledger(place, wait=0.2) as ledger:
        with other._store.writing(), pytest.raises(LedgerError, match="another program is writing to it"):
            ledger.add(FEED[:1])
        assert ledger.add(FEED[:1]).added == 1


def test_two_writers_at_once_lose_nothing(place: str, tmp_path: Path) -> None:
    news = generated(5) + [told(f"b{n}", "2026-03-04", said(BOTH, "held call", "2026-03-03")) for n in range(10)]
    faults: list[BaseException] = []

    def write(some: list[object]) -> None:
        try:
            with open_ledger(place) as ledger:
                ledger.add(some, batch=2)  # type: ignore[arg-type]
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=write, args=(news[start::2],)) for start in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with open_ledger(place) as ledger, open_ledger(tmp_path / "l.sqlite") as file:
        file.add(news)
        assert list(dump(ledger)) == list(dump(file))
        assert ledger.check() == []


def test_the_servers_own_variables_are_heeded(place: str) -> None:
    """What an address leaves out comes from PGHOST, PGUSER and so on."""
    from psycopg.conninfo import conninfo_to_dict

    with open_ledger(place) as ledger:
        ledger.add(FEED[:2])
    told_of = conninfo_to_dict(place)
    names = {"host": "PGHOST", "user": "PGUSER", "dbname": "PGDATABASE", "options": "PGOPTIONS", "port": "PGPORT"}
    environment = {names[key]: str(value) for key, value in told_of.items() if key in names}
    command = [
        sys.executable,
        "-c",
        "from readouts.cli import main; main()",
        "ledger",
        "check",
        "--ledger",
        "postgresql://",
    ]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.stdout == "postgresql://: no faults (2 articles, 2 reports, 1 contacts)\n", done.stderr


@pytest.mark.parametrize("after", [0.0, 0.3])
def test_killed_in_the_middle_and_run_again(after: float, place: str, tmp_path: Path) -> None:
    here = str(Path(__file__).parent)
    running = subprocess.Popen([sys.executable, "-c", ADD_SLOWLY, place, here], stdout=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline() == b"begun\n"
    time.sleep(after)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    with open_ledger(place) as ledger, open_ledger(tmp_path / "l.sqlite") as file:
        assert ledger.check() == []
        assert ledger.size().articles % 10 == 0
        ledger.add(many())
        file.add(many())
        assert list(dump(ledger)) == list(dump(file))
