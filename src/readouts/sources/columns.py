"""Parquet files, read by pyarrow: one row, one page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from readouts.sources.detection import load_formats
from readouts.sources.limits import limits
from readouts.sources.loaded import Failure
from readouts.sources.naming import named
from readouts.sources.page import Page
from readouts.sources.streams import Damaged, Stream, seekable

_ROWS = 64
_MISSING = "reading Parquet needs pyarrow: pip install 'readouts[parquet]'; or export the file as JSON lines"


def rows_of(stream: Stream, source: str) -> Iterator[Page | Failure]:
    """The rows of a Parquet file in their order, named `FILE record N (address)`.

    A row is taken as a record of JSON lines, its columns by the names in `data/formats.toml`; where there is no text
    but HTML, as a web page. Few rows are in memory at a time. A row group that is damaged ends the file.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        yield Failure(source, _MISSING)
        return
    number = 0
    file = None
    try:
        file = seekable(stream)
        table = pyarrow.parquet.ParquetFile(file)
        columns = _columns(table.schema_arrow.names)
        if "text" not in columns and "html" not in columns:
            yield Failure(source, f"no column with texts; there are {', '.join(table.schema_arrow.names)[:300]}")
            return
        for batch in table.iter_batches(batch_size=_ROWS, columns=[*columns.values()]):
            for row in batch.to_pylist():
                number += 1
                yield _page({key: row[name] for key, name in columns.items()}, source, number)
    except Damaged as error:
        yield Failure(source, str(error))
    except (pyarrow.ArrowException, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        yield Failure(source, f"the Parquet file is cut off or damaged ({reason}); {number:,} rows before were read")
    finally:
        if file is not None and file is not stream.file:
            file.close()


def _columns(names: list[str]) -> dict[str, str]:
    """Which column is which field: the first by the table that the file has, in whatever case."""
    there = {name.lower(): name for name in reversed(names)}
    found = {key: [there[each] for each in known if each in there] for key, known in load_formats().columns.items()}
    return {key: names[0] for key, names in found.items() if names}


def _page(row: dict[str, object], source: str, number: int) -> Page | Failure:
    url = row.get("url") if isinstance(row.get("url"), str) else None
    name = named(source, number, str(url) if url else None)
    fetched = row.pop("fetched", None)
    html = row.pop("html", None)
    raw = html.encode("utf-8", "replace") if isinstance(html, str) else html
    if not row.get("text") and isinstance(raw, bytes) and raw:
        if len(raw) > limits().page_bytes:
            return Failure(name, f"page too large: more than {limits().page_bytes:,} bytes")
        return Page(source=name, raw=raw, url=str(url) if url else None, fetched=_told(fetched), archived=True)
    text = row.get("text")
    if isinstance(text, bytes):
        row["text"] = text.decode("utf-8", "replace")
    if isinstance(row.get("published"), date | datetime):
        row["published"] = _told(row["published"])
    line = msgspec.json.encode(row)
    if len(line) > limits().line_bytes:
        return Failure(name, f"row longer than {limits().line_bytes:,} bytes; split the article or drop it")
    return Page(
        source=name, raw=line, kind="line", within=source, url=str(url) if url else None, fetched=_told(fetched)
    )


def _told(value: object) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return str(value) if value else None
