"""Every released schema is brought up to date with all that it held; steps only lead forward."""

from __future__ import annotations

import gzip
import json
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine

import readouts.ledger
from postgres_server import fresh_schema
from readouts.errors import LedgerError
from readouts.exchange import decode
from readouts.ledger import Decision, Query, dump, open_ledger, restore_ledger
from readouts.ledger.backup import KIND, _packed
from readouts.ledger.migrate import NEWEST, STEPS
from readouts.ledger.tables import metadata
from test_ledger_add import FEED

RELEASED = Path(__file__).parent / "ledgers"
SCHEMAS = sorted(path.name.split(".")[0] for path in RELEASED.glob("*.sqlite.gz"))


@pytest.fixture(params=SCHEMAS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A ledger that an older Readouts made of the feed of `test_ledger_add`."""
    file = tmp_path / f"{request.param}.sqlite"
    file.write_bytes(gzip.decompress((RELEASED / f"{request.param}.sqlite.gz").read_bytes()))
    return file


def test_a_released_ledger_is_brought_up_to_date_whole(old: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(old)
    readings = sorted(row[0] for row in connection.execute("SELECT reading FROM articles"))
    pairs = sorted(connection.execute("SELECT report, contact FROM crosswalk"))
    connection.close()
    with open_ledger(old, create=False, change=True) as ledger, open_ledger(tmp_path / "new.sqlite") as new:
        assert ledger.check() == []
        with ledger._store.reading() as reader:
            assert sorted(reader.exec_driver_sql("SELECT reading FROM articles").scalars()) == readings
            assert (
                sorted(tuple(row) for row in reader.exec_driver_sql("SELECT report, contact FROM crosswalk")) == pairs
            )
        ledger.rebuild()  # by the rules of today
        new.add(FEED)
        left_out = ('"table": "pages"', '"table": "failures"')
        assert [x for x in dump(ledger) if not x.startswith(left_out, 1)] == list(dump(new))
        assert len(list(ledger.contacts(Query(words="visit")))) == len(list(new.contacts(Query(words="visit"))))


def write_old_backup(old: Path, path: Path) -> None:
    """A backup as the Readouts of that schema wrote it."""
    rows, made = sqlite3.connect(old), MetaData()
    rows.row_factory = sqlite3.Row
    made.reflect(create_engine(f"sqlite:///{old}"))
    lines = [json.dumps({"kind": KIND, "schema": old.name.split(".")[0], "texts": True})]
    for table in made.sorted_tables:
        if not table.name.startswith(("alembic", "articles_fts", "sqlite")):
            held = ", ".join(f'"{column.name}"' for column in table.columns if column.name != "number")
            lines += [
                json.dumps({"table": table.name, **{key: _packed(value) for key, value in dict(row).items()}})
                for row in rows.execute(f"SELECT {held} FROM {table}")
            ]
    rows.close()
    told = "".join(line + "\n" for line in lines).encode()
    end = json.dumps({"rows": len(lines) - 1, "sha256": sha256(told).hexdigest()})
    path.write_bytes(gzip.compress(told + end.encode() + b"\n"))


def test_an_older_backup_is_brought_up_to_date_on_a_server(old: Path, postgres: str, tmp_path: Path) -> None:
    write_old_backup(old, tmp_path / "backup")
    place = fresh_schema(postgres)
    restore_ledger(tmp_path / "backup", place)
    with open_ledger(place) as ledger, open_ledger(old) as file:
        assert ledger.check() == []
        assert list(dump(ledger)) == list(dump(file))


def test_an_older_ledger_is_not_changed_by_looking(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(LedgerError, match=r"of an older schema \(\d+\); `readouts ledger migrate`"):
        open_ledger(old, create=False)
    assert old.read_bytes() == before


def test_a_migrated_ledger_takes_articles_and_judgements(old: Path) -> None:
    with open_ledger(old) as ledger:
        assert ledger.add(FEED).unchanged == len(FEED)
        contact = next(iter(ledger.contacts()))
        ledger.judge(Decision(kind="reject", by="Anna", made="2026-04-01", why="so", contacts=(contact.id,)))
        assert contact.id not in [one.id for one in ledger.contacts()]
        assert ledger.check() == []


def test_readings_of_a_released_ledger_are_of_the_exchange_format(old: Path) -> None:
    connection = sqlite3.connect(old)
    readings = [
        decode(row[0].encode(), "a row") for row in connection.execute("SELECT reading FROM articles ORDER BY id")
    ]
    connection.close()
    assert [reading.article.id for reading in readings] == [reading.article.id for reading in FEED]


def steps() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(readouts.ledger.__file__).parent / "migrations"))
    return ScriptDirectory.from_config(config)


def test_the_steps_are_one_row_and_known_to_the_program() -> None:
    found = [step.revision for step in steps().walk_revisions()]
    assert tuple(reversed(found)) == STEPS
    assert steps().get_heads() == [NEWEST]
    assert not any(hasattr(step.module, "downgrade") for step in steps().walk_revisions())


def test_migrations_on_a_server_lead_to_the_tables_that_the_program_uses(postgres: str) -> None:
    with open_ledger(fresh_schema(postgres)) as ledger, ledger._store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def _ours(_item: object, name: str | None, *_: object) -> bool:
    return not (name or "").startswith(("articles_search", "alembic", "ix_articles_search"))
