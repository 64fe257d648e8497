"""How many contacts are alike: kept in step by triggers with what the timeline lists, so that nobody has to count."""

from alembic import op
from sqlalchemy import Column, Integer, Text

from readouts.ledger.tables import MOST_OUTLETS, NO_DAY

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
_WORDS = ("key", "first", "last", "sureness", "channel", "status")
_NUMBERS = ("traits", "level", "sides", "outlets")
_KEY = (*_WORDS, *_NUMBERS)
_EVENTS = {"INSERT": ("new",), "DELETE": ("old",), "UPDATE": ("old", "new")}


def upgrade() -> None:
    """Adds the table, fills it, and has the store keep it from then on."""
    on_server = op.get_bind().dialect.name == "postgresql"
    for event in _EVENTS:
        op.execute(f"DROP TRIGGER IF EXISTS entries_tallied_{event.lower()}" + " ON entries" * on_server)
    op.execute("DROP TABLE IF EXISTS tallies")
    op.create_table(
        "tallies",
        *(Column(name, _PLAIN, primary_key=True, nullable=False) for name in _WORDS),
        *(Column(name, Integer, primary_key=True, nullable=False, autoincrement=False) for name in _NUMBERS),
        Column("number", Integer, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    every = ", ".join(str(place) for place in range(1, len(_KEY) + 1))
    op.execute(
        f"INSERT INTO tallies ({', '.join(_KEY)}, number) SELECT {', '.join(_told('entries', on_server))}, count(*) "
        f"FROM entries GROUP BY {every}"
    )
    op.execute("DROP INDEX IF EXISTS ix_entries_days")
    op.execute("CREATE INDEX ix_entries_days ON entries (key, latest) WHERE sureness = 'days'")
    (_keep_on_server if on_server else _keep_in_file)()


def _told(row: str, on_server: bool) -> list[str]:
    """The values of the key for a row of entries."""
    least = "least" if on_server else "min"
    dated = f"{row}.ordered_by < '{NO_DAY}'"
    return [
        f"{row}.key", f"CASE WHEN {dated} THEN substr({row}.ordered_by, 1, 4) ELSE '{NO_DAY}' END",
        f"coalesce(substr({row}.latest, 1, 4), '')", f"{row}.sureness", f"{row}.channel", f"{row}.status",
        f"{row}.traits", f"{row}.level", f"{row}.sides", f"{least}({row}.outlets, {MOST_OUTLETS})",
    ]  # fmt: skip


def _step(row: str, on_server: bool) -> str:
    """What is done for a row that is gone or new."""
    values = _told(row, on_server)
    if row == "new":
        return (
            f"INSERT INTO tallies ({', '.join(_KEY)}, number) VALUES ({', '.join(values)}, 1) "
            f"ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET number = tallies.number + 1;"
        )
    same = " AND ".join(f"{name} = {value}" for name, value in zip(_KEY, values, strict=True))
    return f"UPDATE tallies SET number = number - 1 WHERE {same}; DELETE FROM tallies WHERE {same} AND number = 0;"


def _keep_in_file() -> None:
    for event, rows in _EVENTS.items():
        steps = " ".join(_step(row, False) for row in rows)
        op.execute(f"CREATE TRIGGER entries_tallied_{event.lower()} AFTER {event} ON entries BEGIN {steps} END")


def _keep_on_server() -> None:
    for event, rows in _EVENTS.items():
        name = f"entries_tallied_{event.lower()}"
        steps = " ".join(_step(row, True) for row in rows)
        op.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {steps} RETURN NULL; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON entries FOR EACH ROW EXECUTE FUNCTION {name}()")
