"""New ledgers for tests of what comes after: to make the tables anew takes a tenth of a second each time.

That a ledger is made where there is none is the matter of `test_ledger_store.py` and `test_ledger_faults.py`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from readouts.ledger import Ledger, open_ledger
from readouts.model import Reading


def new_ledger(place: str | Path, *held: Reading) -> Ledger:
    """A ledger at a place where there is none, to which readings were added; in a file a copy of one made before."""
    if isinstance(place, str):
        return _fill(open_ledger(place), held)
    assert not place.exists()
    place.write_bytes(_made(held))
    return open_ledger(place)


def _fill(ledger: Ledger, held: tuple[Reading, ...]) -> Ledger:
    if held:  # to add nothing would be a run in its history
        ledger.add(held)
    return ledger


@cache
def _made(held: tuple[Reading, ...]) -> bytes:
    """The file of such a ledger."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "l.sqlite"
        _fill(open_ledger(place), held).close()
        assert [one.name for one in Path(folder).iterdir()] == ["l.sqlite"]  # closed, it is the one file
        return place.read_bytes()
