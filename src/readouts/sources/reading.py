"""From paths to articles: one way for files, folders, globs and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from readouts.sources import packed
from readouts.sources.columns import rows_of
from readouts.sources.detection import Format, Unreadable, detect, named_archive
from readouts.sources.feed import entries_of
from readouts.sources.finding import find_files, shown, why_not
from readouts.sources.limits import limits
from readouts.sources.lines import lines_of
from readouts.sources.loaded import Failure, Loaded, Options
from readouts.sources.page import Page
from readouts.sources.streams import Damaged, Stream, open_stream, read_whole
from readouts.sources.unpacking import Readable
from readouts.sources.webarchive import records_of

_AS_GIVEN = Options()
Paths = Sequence[str | os.PathLike[str]] | str | os.PathLike[str]


def read(paths: Paths, options: Options = _AS_GIVEN, *, stdin: BinaryIO | None = None) -> Iterator[Loaded | Failure]:
    """The articles of files, folders, globs and standard input (`-`), in the order given, folders by name.

    Every format that `iter_pages` takes, known by its content. One article is in memory at a time. What cannot be read
    is a Failure in its place and never ends the reading. A single path needs no list; `stdin` stands for the standard
    input, if given.
    """
    for page in iter_pages(paths, stdin=stdin):
        yield page.article(options) if isinstance(page, Page) else page


def iter_pages(
    paths: Paths, *, stdin: BinaryIO | None = None, moved: Callable[[int], None] | None = None
) -> Iterator[Page | Failure]:
    """The pages of files, folders, globs and standard input as raw bytes, in the order of `read`.

    Plain text, HTML, JSON lines, web archives (WARC, WET), Parquet, RSS and Atom feeds, tar and ZIP archives of all of
    these, each also compressed with gzip, bzip2, xz or Zstandard. `page.article()` makes the article of one.
    `moved` is called with the bytes of files that have been read since it was called last.
    """
    for path in [paths] if isinstance(paths, (str, os.PathLike)) else paths:
        path = os.fspath(path)
        if path == "-":
            yield from _pages_of_stdin(stdin or sys.stdin.buffer)
            continue
        for found in find_files(path):
            if isinstance(found, Failure):
                yield found
            else:
                yield from _pages_of_file(found, moved)


def pages_of(raw: Readable, source: str) -> Iterator[Page | Failure]:
    """The pages of an open input (binary, best one to seek in), which is named `source`. Raises OSError."""
    yield from _pages_of_stream(open_stream(raw), source)


def _pages_of_stdin(stdin: BinaryIO) -> Iterator[Page | Failure]:
    try:
        yield from pages_of(stdin, "-")
    except OSError as error:
        yield Failure("-", f"standard input broke off: {why_not(error)}")


def _pages_of_file(path: str, moved: Callable[[int], None] | None) -> Iterator[Page | Failure]:
    try:
        with open(path, "rb", buffering=0) as raw:
            before = 0
            for page in pages_of(raw, shown(path)):
                yield page
                if moved and not raw.closed:
                    moved(raw.tell() - before)
                    before = raw.tell()
    except OSError as error:
        yield Failure(shown(path), why_not(error))


def _pages_of_stream(stream: Stream, source: str) -> Iterator[Page | Failure]:
    if not stream.head:
        # Nothing at all, or a compressed file that breaks before its first byte: reading it tells.
        if stream.packed and named_archive(source):
            yield from records_of(stream, source)
        else:
            yield from _whole(stream, source, "plain")
        return
    try:
        kind = detect(stream.head, source)
    except Unreadable as error:
        yield Failure(source, str(error))
        return
    if kind in ("tar", "zip") and packed.too_deep(source):
        yield Failure(source, "an archive within archives within archives; unpack it first")
        return
    yield from _READERS[kind](stream, source)


def _whole(stream: Stream, source: str, kind: Format) -> Iterator[Page | Failure]:
    """The one page of a file that is one."""
    limit = limits().page_bytes
    try:
        data = read_whole(stream, limit)
    except Damaged as error:
        yield Failure(source, str(error))
        return
    if data is not None:
        yield Page(source=source, raw=data, kind="html" if kind == "html" else "plain")
    elif kind == "html":
        yield Failure(source, f"page too large: more than {limit:,} bytes; save its text instead")
    else:
        yield Failure(source, f"too large for one article: more than {limit:,} bytes; split it into its articles")


_READERS: dict[Format, Callable[[Stream, str], Iterator[Page | Failure]]] = {
    "plain": partial(_whole, kind="plain"),
    "html": partial(_whole, kind="html"),
    "jsonl": lines_of,
    "feed": entries_of,
    "warc": records_of,
    "parquet": rows_of,
    "tar": partial(packed.tar_files, read=_pages_of_stream),
    "zip": partial(packed.zip_files, read=_pages_of_stream),
}
