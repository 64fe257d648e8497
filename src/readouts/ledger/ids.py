"""Identifiers made from contents, so that the order of arrival never shows in them."""

from __future__ import annotations

from hashlib import sha256

import msgspec

LENGTH = 16


def identify_report(article: str, contact: str) -> str:
    """The ledger's id of a report: 16 hexadecimal digits from the article's id and the contact's id in it.

    >>> identify_report("a1", "c1")
    '2e155f2d71bb4dd9'
    """
    return _digest("report", article, contact)


def identify_contact(report: str) -> str:
    """The id of the contact whose first report is the one named: 16 hexadecimal digits.

    >>> identify_contact("2e155f2d71bb4dd9")
    '35d2cd1bff923f8c'
    """
    return _digest("contact", report)


def identify_judgement(told: bytes) -> str:
    """The id of a judgement from all that it says, as JSON: 16 hexadecimal digits.

    >>> identify_judgement(b"{}")
    '7dd4c256976cbb46'
    """
    return _digest("judgement", told.decode())


def _digest(*parts: str) -> str:
    return sha256(msgspec.json.encode(parts)).hexdigest()[:LENGTH]
