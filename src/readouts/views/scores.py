"""The table of scores, and the differences behind it."""

from __future__ import annotations

import csv
import json
from typing import TextIO

from readouts.score import Table
from readouts.views.rows import Format


def show_scores(table: Table, format: Format, out: TextIO, *, errors: bool = False) -> None:
    """Prints the figures, and with `errors` every difference; `jsonl` is one object with both in any case."""
    if format == "jsonl":
        differences = [one.to_json() for one in table.differences]
        out.write(json.dumps({**table.to_json(), "differences": differences}, ensure_ascii=False) + "\n")
    elif format == "csv":
        _write_csv(table, out)
    else:
        out.writelines(line.rstrip() + "\n" for line in table.lines())
        if errors and table.differences:
            out.write("\n")
            out.writelines(f"{difference}\n" for difference in table.differences)


def _write_csv(table: Table, out: TextIO) -> None:
    rows = {name: row for name, row in table.to_json().items() if isinstance(row, dict)}
    columns = list(dict.fromkeys(key for row in rows.values() for key in row))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["row", *columns])
    writer.writerows(
        [name, *(json.dumps(row[key]) if key in row else "" for key in columns)] for name, row in rows.items()
    )
