"""What `readouts watch` follows, and what it has seen of it: two small files."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from readouts.errors import UsageError

# So many keys of a feed are remembered; feeds show some dozens at a time.
_MOST_KEYS = 20_000


@dataclass(slots=True)
class FeedState:
    """What is known of a feed: the headers to ask again by, and the keys of the entries that were read."""

    etag: str | None = None
    modified: str | None = None
    seen: list[str] = field(default_factory=list)

    def note(self, key: str) -> None:
        """Remembers an entry; the oldest are forgotten."""
        self.seen.append(key)
        del self.seen[:-_MOST_KEYS]


@dataclass(slots=True)
class WatchState:
    """What was seen: feeds by their addresses, files by their paths (size and time of change)."""

    feeds: dict[str, FeedState] = field(default_factory=dict)
    files: dict[str, tuple[int, int]] = field(default_factory=dict)


def read_watchlist(path: Path) -> list[str]:
    """The feeds, folders and files of a list, one a line; blank lines and what stands behind # are passed over.

    Relative paths count from the list's folder. Raises UsageError for a list with nothing in it.
    """
    rows = []
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        row = line.strip()
        if not row or row.startswith("#"):
            continue
        row = row.split(" #", 1)[0].rstrip()
        rows.append(row if row.startswith(("http://", "https://")) else str(path.parent / row))
    if not rows:
        raise UsageError(f"{path}: nothing to watch in it; write feeds, folders and files, one a line")
    return list(dict.fromkeys(rows))


def read_state(path: Path) -> WatchState:
    """What was seen before; nothing where there is no file. Raises UsageError for a file that is none of ours."""
    if not path.exists():
        return WatchState()
    try:
        return msgspec.json.decode(path.read_bytes(), type=WatchState)
    except msgspec.DecodeError as error:
        raise UsageError(f"{path}: not what watch wrote ({error}); take it away to read everything again") from None


def write_state(path: Path, state: WatchState) -> None:
    """Keeps what was seen, whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    with open(new, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(state), indent=1) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)
