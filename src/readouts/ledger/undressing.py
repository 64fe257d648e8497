"""What is left of a row when the texts are taken out: labels, names, days and offsets."""

from __future__ import annotations

from dataclasses import replace

from readouts.exchange import decode, encode
from readouts.model import Reading


def undress(reading: Reading, *, title: bool = False) -> Reading:
    """A reading without its text, its title unless `title` keeps it, and the clauses that commitments quote."""
    article = replace(reading.article, text="", title=reading.article.title if title else None)
    commitments = tuple(replace(one, text="") for one in reading.commitments)
    return replace(reading, article=article, commitments=commitments)


def undress_row(table: str, row: dict[str, object]) -> dict[str, object] | None:
    """A row as it is told without texts, the title kept; None where nothing of it is left."""
    if table == "pages":
        return None
    if table not in ("articles", "versions"):
        return row
    reading = decode(str(row["reading"]).encode(), "a stored reading")
    bare = encode(undress(reading, title=True), text=False).decode()
    return {**row, "text": None, "reading": bare, **({"packed": None} if table == "versions" else {})}
