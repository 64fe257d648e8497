"""TIMEX3 values of lengths of time, and the check that any value is well formed."""

from __future__ import annotations

import re

UNITS = {
    "D": "D",
    "W": "W",
    "M": "M",
    "Y": "Y",
    "WE": "D",
    "H": "H",
    "MIN": "M",
    "S": "S",
    "DE": "Y",
    "CE": "Y",
    "FN": "W",
    "Q": "M",
}
FACTORS = {"DE": 10, "CE": 100, "FN": 2, "Q": 3, "WE": 2}
FINER = {"Y": (12, "M"), "H": (60, "MIN"), "W": (7, "D"), "MIN": (60, "S"), "D": (24, "H")}
CLOCKED = ("H", "MIN", "S")

_DATE = (
    r"(?:[\dX]{4}-[\dX]{2}-[\dX]{2}|[\dX]{4}-W[\dX]{2}(?:-(?:WE|[1-7]))?|[\dX]{4}-(?:Q[1-4X]|H[12X]|SP|SU|FA|WI)"
    r"|[\dX]{4}-[\dX]{2}|[\dX]{2,4})"
)
_LENGTH = (
    r"P(?=[\dXT])(?:[\dX]+Y)?(?:[\dX]+M)?(?:[\dX]+W)?(?:[\dX]+D)?(?:T(?=[\dX])(?:[\dX]+H)?(?:[\dX]+M)?(?:[\dX]+S)?)?"
)
_TIME = rf"(?:{_DATE})?T(?:\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?|MO|AF|EV|NI)"
VALUE = re.compile(
    rf"(?:{_DATE}(?:/{_DATE})?|\.\./{_DATE}|{_DATE}/\.\.|{_LENGTH}|{_TIME}"
    r"|XXXX-WXX-[1-7]T(?:MO|AF|EV|NI)|(?:PAST|PRESENT|FUTURE)_REF)"
)


def is_value(value: str) -> bool:
    """Whether a string is a TIMEX3 value as this package writes them (a range of days is written `first/last`).

    >>> is_value("2024-W20"), is_value("PT1H30M"), is_value("May")
    (True, True, False)
    """
    return VALUE.fullmatch(value) is not None


def name_length(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of a length; None is a length without number.

    >>> name_length(1.5, "H"), name_length(95, "MIN"), name_length(None, "Y"), name_length(2.5, "Y")
    ('PT1H30M', 'PT95M', 'PXY', 'P2Y6M')
    """
    clock = "T" if unit in CLOCKED else ""
    if amount is None:
        return f"P{clock}X{UNITS[unit]}"
    amount *= FACTORS.get(unit, 1)
    name = {"DE": "Y", "CE": "Y", "FN": "W", "Q": "M", "WE": "D"}.get(unit, unit)
    whole, rest = int(amount), amount - int(amount)
    if rest < 1e-9:
        return f"P{clock}{whole}{UNITS[unit]}"
    if name not in FINER:
        return f"P{clock}{round(amount)}{UNITS[unit]}"
    factor, finer = FINER[name]
    head = f"{whole}{UNITS[name]}" if whole else ""
    inner = "T" if finer in CLOCKED and not clock else ""
    return f"P{clock}{head}{inner}{round(rest * factor)}{UNITS[finer]}"
