"""What can go wrong with the file: each has a message that names it, and the ledger stays whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import readouts.ledger
from builders import command_bound_by_permissions, said, told
from readouts.errors import LedgerError
from readouts.ledger import dump, open_ledger
from readouts.ledger.migrate import NEWEST
from readouts.ledger.tables import metadata
from readouts.model import Reading

FEW = [told(f"a{n}", "2026-03-04", said("A/NMK, B/OST", "held call", f"2026-03-0{n}")) for n in range(1, 4)]


def spoil(file: Path, statement: str) -> None:
    """Runs one statement on the file behind the ledger's back."""
    connection = sqlite3.connect(file)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_text_file_is_no_ledger_and_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Some notes, long enough to be more than a header of a database. " * 40)
    before = file.read_bytes()
    for create in (True, False):
        with pytest.raises(LedgerError, match=r"notes\.txt: this is not a ledger of Readouts"):
            open_ledger(file, create=create)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    spoil(file, "CREATE TABLE articles (id TEXT)")
    before = file.read_bytes()
    for create in (True, False):
        with pytest.raises(LedgerError, match=r"other\.sqlite: this is an SQLite file of another program"):
            open_ledger(file, create=create)
    assert file.read_bytes() == before


def test_a_newer_schema_is_refused_with_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    open_ledger(file).close()
    spoil(file, "UPDATE alembic_version SET version_num = '9999'")
    for create in (True, False):
        with pytest.raises(LedgerError, match=r"l\.sqlite: made by a newer Readouts \(its schema is 9999"):
            open_ledger(file, create=create)


def test_a_missing_ledger_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger here; `readouts add"):
        open_ledger(tmp_path / "l.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_ledger_by_adding_only(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    file.touch()
    with pytest.raises(LedgerError, match="this ledger is empty"):
        open_ledger(file, create=False)
    with open_ledger(file) as ledger:
        assert ledger.add(FEW).added == 3


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="it cannot be opened; check that its folder exists"):
        open_ledger(tmp_path / "nowhere" / "l.sqlite")


def test_a_damaged_file(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as ledger:
        ledger.add(FEW)
    whole = bytearray(file.read_bytes())
    whole[8192:] = b"\x55" * (len(whole) - 8192)
    file.write_bytes(whole)
    with pytest.raises(LedgerError, match=r"l\.sqlite: the file is damaged"), open_ledger(file, create=False) as ledger:
        list(ledger.contacts())


def test_while_another_program_writes(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    open_ledger(file).close()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_ledger(file, wait=0.05) as ledger:
        with pytest.raises(LedgerError, match="another program is writing to it"):
            ledger.add(FEW)
        other.execute("ROLLBACK")
        assert ledger.add(FEW).added == 3
    other.close()


def test_reading_while_another_program_writes(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as writer:
        writer.add(FEW[:1])
        with open_ledger(file, create=False) as reader:
            contacts = reader.contacts()
            first = next(contacts)
            writer.add(FEW[1:])
            assert reader.contact(first.id).id == first.id


def test_the_journal_is_emptied_after_each_batch(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as ledger:
        ledger.add(FEW, batch=1)
        assert file.with_name("l.sqlite-wal").stat().st_size == 0
    assert [path.name for path in tmp_path.iterdir()] == ["l.sqlite"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"cannot mount a small disk: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_whole_batches(small_disk: Path, tmp_path: Path) -> None:
    news = [told(f"a{n:04}", "2026-03-04", said(f"A{n}/NMK, B/OST"), body="Words. " * 300) for n in range(400)]
    with open_ledger(small_disk / "l.sqlite") as ledger:
        with pytest.raises(LedgerError, match=r"l\.sqlite: the disk is full; what was added before is kept"):
            ledger.add(news, batch=20)
        kept = ledger.size().articles
        assert 0 < kept < 400
        assert kept % 20 == 0
        held = list(dump(ledger))
    with open_ledger(tmp_path / "l.sqlite") as other:
        other.add(news[:kept])
        assert list(dump(other)) == held


LOOK_THEN_ADD = """
import sys
from readouts.errors import LedgerError
from readouts.ledger import open_ledger
with open_ledger(sys.argv[1], create=False) as ledger:
    print(ledger.size().contacts)
try:
    open_ledger(sys.argv[1])
except LedgerError as error:
    print(error)
"""


def test_a_folder_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as ledger:
        ledger.add(FEW)
    bound = command_bound_by_permissions()
    file.chmod(0o444)
    tmp_path.chmod(0o555)
    done = subprocess.run([*bound, sys.executable, "-c", LOOK_THEN_ADD, file], capture_output=True, text=True)
    tmp_path.chmod(0o755)
    refusal = f"{file}: it cannot be written; check the permissions of the file and its folder"
    assert (done.stdout.splitlines(), done.stderr) == (["2", refusal], "")


ADD_SLOWLY = """
import sys
sys.path.insert(0, sys.argv[2])
from readouts.ledger import open_ledger
from test_ledger_faults import many
with open_ledger(sys.argv[1]) as ledger:
    print("begun", flush=True)
    ledger.add(many(), batch=10)
"""


def many() -> Iterator[Reading]:
    """News enough to be killed in the middle of."""
    for n in range(300):
        yield told(f"a{n:03}", "2026-03-20", said(f"A{n % 7}/NMK, B/OST", "held call", f"2026-03-{n % 19 + 1:02}"))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The dump of a ledger to which everything was added without a fault."""
    with open_ledger(tmp_path_factory.mktemp("whole") / "l.sqlite") as ledger:
        ledger.add(many())
        return list(dump(ledger))


@pytest.mark.parametrize("after", [0.0, 0.05, 0.12, 0.25, 0.4, 0.6])
def test_killed_in_the_middle_and_run_again(after: float, undisturbed: list[str], tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    here = str(Path(__file__).parent)
    running = subprocess.Popen([sys.executable, "-c", ADD_SLOWLY, file, here], stdout=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline() == b"begun\n"
    time.sleep(after)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    with open_ledger(file) as ledger:
        assert ledger.size().articles % 10 == 0
        assert list(ledger.crosswalk()) or ledger.size().reports == 0
        assert ledger.check() == []
        ledger.add(many())
        assert list(dump(ledger)) == undisturbed


def test_the_newest_migration_is_the_one_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(readouts.ledger.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


def test_migrations_lead_to_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger, ledger._store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        made = connection.exec_driver_sql("SELECT name, strict, wr FROM pragma_table_list").all()
    kinds = {row[0]: (bool(row[1]), bool(row[2])) for row in made}
    for table in metadata.sorted_tables:
        options = table.dialect_options["sqlite"]
        assert kinds[table.name] == (True, not options["with_rowid"]), table.name


def _ours(_item: object, name: str | None, *_: object) -> bool:
    return not (name or "").startswith(("articles_fts", "alembic"))
