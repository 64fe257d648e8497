"""JSON lines: one line, one page."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from readouts.sources.decoding import wide
from readouts.sources.limits import limits
from readouts.sources.loaded import Failure
from readouts.sources.page import Page
from readouts.sources.streams import Damaged, Stream, read_lines, read_parts


def lines_of(stream: Stream, source: str) -> Iterator[Page | Failure]:
    """A page for each line that is not blank, in order, one line in memory at a time.

    Its raw bytes are the line, in UTF-8; one that is too long is a failure at `PATH:LINE`, and the rest goes on.
    """
    number = 0
    try:
        for number, line in enumerate(_utf8_lines(stream), start=1):
            where = f"{source}:{number}"
            if line is None:
                yield Failure(where, f"line longer than {limits().line_bytes:,} bytes; split the article or drop it")
            elif line.strip():
                yield Page(source=where, raw=line, kind="line", within=source)
    except Damaged as error:
        yield Failure(source, f"{error}; the {number:,} lines before were read")
    if not number:
        yield Failure(source, "empty")


def _utf8_lines(stream: Stream) -> Iterator[bytes | None]:
    """The lines as UTF-8 bytes, a byte order mark left out; None for one that is too long."""
    encoding = wide(stream.head)
    if encoding:
        yield from _decoded_lines(stream, encoding)
        return
    for number, line in enumerate(read_lines(stream, limits().line_bytes)):
        yield line.removeprefix(b"\xef\xbb\xbf") if line is not None and number == 0 else line


def _decoded_lines(stream: Stream, encoding: str) -> Iterator[bytes | None]:
    """The lines of a file in UTF-16 or UTF-32, as some shells write them; what does not decode becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest, skipping = "", False
    for part in read_parts(stream):
        *lines, rest = (rest + decoder.decode(part)).split("\n")
        for line in lines:
            if not skipping:
                yield line.lstrip("\ufeff").encode("utf-8", "replace")
            skipping = False
        if len(rest) > limits().line_bytes:
            if not skipping:
                yield None
            rest, skipping = "", True
    rest += decoder.decode(b"", final=True)
    if rest and not skipping:
        yield rest.lstrip("\ufeff").encode("utf-8", "replace")
