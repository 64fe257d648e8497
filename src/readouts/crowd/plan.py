"""Inputs → shards: small files together, big files of JSON lines cut at the ends of lines."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from glob import has_magic
from itertools import pairwise

from readouts.crowd.folder import absolute, file_system, is_url, open_input
from readouts.crowd.shards import Piece, Shard, key_of
from readouts.errors import UsageError
from readouts.sources import Failure
from readouts.sources.decoding import wide
from readouts.sources.detection import Unreadable, detect
from readouts.sources.finding import find_files, shown
from readouts.sources.streams import HEAD
from readouts.sources.unpacking import packed_with

SHARD_SIZE = 32_000_000
"""Bytes of inputs in a shard, about: a worker reads such a shard of texts in some minutes."""

MOST_FILES = 1000
"""Files in a shard: each must be opened, however small."""

_BLOCK = 1 << 22
# What file systems tell of a file that is another where its content is.
_STATE = ("size", "ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime", "created")


def make_plan(inputs: Sequence[str], reading: bytes, size: int = SHARD_SIZE) -> list[Shard]:
    """The shards of inputs, in the order in which `readouts add` reads them: files, folders, patterns, addresses.

    About `size` bytes each. A file of JSON lines that is not packed is cut; any other file, however big, is one shard
    or a part of one. `reading` tells how they are read, for the shards' keys. Raises UsageError for standard input and
    for addresses of a kind that nothing installed serves.
    """
    shards: list[Shard] = []
    held: list[Piece] = []
    weight = 0
    for piece, bytes_in in (one for given in inputs for one in _pieces(given, size)):
        if held and (weight + bytes_in > size or len(held) == MOST_FILES):
            shards.append(_shard(len(shards), held, weight, reading))
            held, weight = [], 0
        held.append(piece)
        weight += bytes_in
    if held:
        shards.append(_shard(len(shards), held, weight, reading))
    return shards


def _shard(number: int, held: Sequence[Piece], weight: int, reading: bytes) -> Shard:
    pieces = tuple(held)
    return Shard(number, key_of(pieces, reading), pieces, weight)


def _pieces(given: str, size: int) -> Iterator[tuple[Piece, int]]:
    """The pieces of one input, each with its bytes."""
    if given == "-":
        raise UsageError("workers cannot read standard input; give files, folders or addresses")
    if is_url(given):
        yield from _remote(given)
        return
    for found in find_files(given):
        if isinstance(found, Failure):
            yield Piece(source=found.path, reason=found.reason), 0
        else:
            yield from _cut(found, size)


def _remote(given: str) -> Iterator[tuple[Piece, int]]:
    """The files at an address, sorted; a folder's hidden ones are passed over."""
    files, path = file_system(given)
    if has_magic(path):
        paths = [one for one in files.glob(path) if not files.isdir(one)]
    elif files.isdir(path):
        whole = path.rstrip("/") + "/"
        paths = [one for one in files.find(path) if "/." not in f"/{one.removeprefix(whole)}"]
    else:
        paths = [path] if files.exists(path) else []
    if not paths:
        yield Piece(source=given, reason="no such file or folder"), 0
    for one in sorted(map(str, paths)):
        address = files.unstrip_protocol(one)
        told = files.info(one)
        yield Piece(source=address, path=address, state=_state_there(told)), int(told.get("size") or 0)


def _state_there(told: Mapping[str, object]) -> str:
    return " ".join(str(told[key]) for key in _STATE if told.get(key) is not None)


def _state_here(told: os.stat_result) -> str:
    return f"{told.st_size} {told.st_mtime_ns}"


def is_changed(piece: Piece) -> bool:
    """Whether the file of a piece is another now than when the shards were planned, or is there only now."""
    if not piece.path:
        return is_url(piece.source) or any(isinstance(found, str) for found in find_files(piece.source))
    try:
        if not is_url(piece.path):
            return _state_here(os.stat(piece.path)) != piece.state
        files, path = file_system(piece.path)
        return _state_there(files.info(path)) != piece.state
    except OSError:
        return bool(piece.state)


def _cut(path: str, size: int) -> Iterator[tuple[Piece, int]]:
    """A file on disk whole, or in ranges that end with a line."""
    source, place = shown(path), absolute(path)
    try:
        told = os.stat(path)
        whole, state = told.st_size, _state_here(told)
        cuts = _line_ends(place, size) if whole > size and _is_lines(path) else []
    except OSError:
        whole, state, cuts = 0, "", []  # whoever reads it says why it cannot be read
    if not cuts:
        yield Piece(source=source, path=place, state=state), whole
        return
    edges = [(0, 0), *cuts, (whole, 0)]
    for (begin, lines), (end, _) in pairwise(edges):
        yield Piece(source=source, path=place, state=state, begin=begin, end=end, lines=lines), end - begin


def _is_lines(path: str) -> bool:
    with open(path, "rb") as file:
        head = file.read(HEAD)
    try:
        return not packed_with(head) and not wide(head) and detect(head, shown(path)) == "jsonl"
    except Unreadable:
        return False


def _line_ends(place: str, size: int) -> list[tuple[int, int]]:
    """Where a file is cut: after each first end of a line behind so many bytes, with the lines before."""
    cuts: list[tuple[int, int]] = []
    at = lines = last = 0
    with closing(open_input(place)) as raw:
        while block := raw.read(_BLOCK):
            begin = 0
            while (wanted := last + size - at) < len(block):
                end = block.find(b"\n", max(wanted, begin))
                if end < 0:
                    break
                lines += block.count(b"\n", begin, end + 1)
                begin = end + 1
                last = at + begin
                cuts.append((last, lines))
            lines += block.count(b"\n", begin)
            at += len(block)
    return cuts[:-1] if cuts and cuts[-1][0] == at else cuts
