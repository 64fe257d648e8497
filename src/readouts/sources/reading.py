"""From paths to articles: one way for files, folders, globs and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from readouts.sources.detection import Unreadable, detect
from readouts.sources.finding import find_files, shown, why_not
from readouts.sources.html import read_html
from readouts.sources.jsonl import read_jsonl
from readouts.sources.loaded import Failure, Loaded, Options
from readouts.sources.plain import read_plain
from readouts.sources.streams import Stream, open_stream

_READERS = {"plain": read_plain, "html": read_html, "jsonl": read_jsonl}
_AS_GIVEN = Options()


def read(
    paths: Sequence[str | os.PathLike[str]] | str | os.PathLike[str],
    options: Options = _AS_GIVEN,
    *,
    stdin: BinaryIO | None = None,
) -> Iterator[Loaded | Failure]:
    """The articles of files, folders, globs and standard input (`-`), in the order given, folders by name.

    Plain text, HTML and JSON lines, each also compressed with gzip, known by their content. One article is in memory
    at a time. What cannot be read is a Failure in its place and never ends the reading. A single path needs no list;
    `stdin` stands for the standard input, if given.
    """
    for path in [paths] if isinstance(paths, (str, os.PathLike)) else paths:
        path = os.fspath(path)
        if path == "-":
            yield from _read_stdin(stdin or sys.stdin.buffer, options)
            continue
        for found in find_files(path):
            if isinstance(found, Failure):
                yield found
            else:
                yield from _read_file(found, options)


def _read_stdin(stdin: BinaryIO, options: Options) -> Iterator[Loaded | Failure]:
    try:
        yield from _read_stream(open_stream(stdin), "-", options)
    except OSError as error:
        yield Failure("-", f"standard input broke off: {why_not(error)}")


def _read_file(path: str, options: Options) -> Iterator[Loaded | Failure]:
    try:
        with open(path, "rb", buffering=0) as raw:
            yield from _read_stream(open_stream(raw), shown(path), options)
    except OSError as error:
        yield Failure(shown(path), why_not(error))


def _read_stream(stream: Stream, source: str, options: Options) -> Iterator[Loaded | Failure]:
    if not stream.head:
        # Nothing at all, or a gzip file that breaks before its first byte: reading it tells.
        yield from read_plain(stream, source, options)
        return
    try:
        reader = _READERS[detect(stream.head, source)]
    except Unreadable as error:
        yield Failure(source, str(error))
        return
    yield from reader(stream, source, options)
