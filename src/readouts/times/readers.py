"""The functions that give matched words their meaning, by the names that `rules.toml` calls them."""

from __future__ import annotations

from collections.abc import Callable

from readouts.times import clock, explicit, fiscal, lengths, narrative, nearest, ordinals, shifted
from readouts.times.found import Anchor, Found, Meaning

Reader = Callable[[Found, Anchor], Meaning | None]

READERS: dict[str, Reader] = {
    name.removeprefix("read_"): reader
    for room in (explicit, fiscal, nearest, ordinals, shifted, narrative, lengths, clock)
    for name, reader in vars(room).items()
    if name.startswith("read_") and reader.__module__ == room.__name__
}


def read_found(found: Found, anchor: Anchor) -> Meaning | None:
    """The meaning of a match, or None where the words are no time after all (31 February, 27:90)."""
    try:
        return READERS[found.rule.read](found, anchor)
    except (ValueError, OverflowError):
        return None
