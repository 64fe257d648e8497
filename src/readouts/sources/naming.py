"""How records of archives are named, in messages and in a ledger."""

from __future__ import annotations


def named(source: str, number: int, address: str | None) -> str:
    """How a record is named.

    >>> named("news.warc.gz", 12, "https://courier.example/7")
    'news.warc.gz record 12 (https://courier.example/7)'
    """
    return f"{source} record {number}{f' ({address})' if address else ''}"
