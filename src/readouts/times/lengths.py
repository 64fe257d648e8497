"""Lengths of time and what recurs: "more than one and a half hours", "90-minute", "every May"."""

from __future__ import annotations

from readouts.times.found import Anchor, Found, Meaning, read_amount
from readouts.times.values import name_length

MINUTES = {"H": 60.0, "MIN": 1.0, "S": 1 / 60, "D": 1440.0}
MORE: tuple[str, ...] = (
    "more than",
    "longer than",
    "over",
    "just over",
    "above",
    "at least",
    "no less than",
    "no fewer than",
)
LESS: tuple[str, ...] = (
    "less than",
    "fewer than",
    "under",
    "just under",
    "at most",
    "no more than",
    "no longer than",
    "up to",
    "nearly",
)
LESS += ("almost", "a maximum of")


def amounts_of(found: Found) -> tuple[float | None, float | None]:
    """The amount in its unit, and the upper one of a range ("one to two hours"); None where no number is said."""
    if found.has("half"):
        return 0.5, None
    if found.has("quarters"):
        first, _ = found.parts["quarters"]
        return (read_amount(found.tokens, first, first + 1) or 1) / 4, None
    if found.has("andquarter"):
        return 1.25, None
    if found.has("andhalf"):
        return 1.5, None
    if not found.has("n"):
        return None, None
    if found.string("n") in ("a", "an") and found.tokens.string(found.parts["u"][1] - 1).endswith("s"):
        return None, None  # "a decades-long feud"
    return found.amount("n"), found.amount("n2") if found.has("n2") and not found.has("u2") else None


def read_length(found: Found, _: Anchor) -> Meaning | None:
    """Read "two weeks", "two-hour", "an hour and a half", "an hour and 35 minutes": the length, without days."""
    unit = found.value("u")
    if found.has("quarters") and unit not in ("H", "CE"):
        return None
    amount, upper = amounts_of(found)
    if not found.has("n") and unit in ("H", "MIN", "S", "D", "W", "M", "Y", "DE", "CE") and _is_single(found):
        amount = 1.0
    if upper is not None and (amount is None or amount >= upper):
        return None
    value = name_length(amount, unit)
    if found.has("u2"):
        rest = name_length(found.amount("n2"), found.value("u2"))
        value = _join(value, rest)
        if not value:
            return None
    return Meaning(value, None, "")


def _is_single(found: Found) -> bool:
    """Whether "hour-long" is meant, not "hours-long"; halves have their number already."""
    last = found.parts["u"][1]
    told = any(found.has(part) for part in ("half", "andhalf", "quarters", "andquarter"))
    return not told and not found.tokens.string(last - 1).endswith("s")


def _join(first: str, second: str) -> str:
    """Two lengths as one: PT1H and PT20M are PT1H20M; empty where the second is not the finer one."""
    order = ["PT", "P"]
    if first.startswith(order[0]) and second.startswith(order[0]):
        return first + second[2:] if "HMS".index(first[-1]) < "HMS".index(second[-1]) else ""
    if first.startswith("P") and not first.startswith("PT"):
        if second.startswith("PT"):
            return first + second[1:] if first[-1] == "D" else ""
        return first + second[1:] if "YMWD".index(first[-1]) < "YMWD".index(second[-1]) else ""
    return ""


def bound_minutes(found: Found) -> tuple[int | None, int | None] | None:
    """The bounds in minutes that a length sets, or None where it is not told in hours or minutes.

    An exact or "about" length bounds both sides; "several hours" is at least two; "nearly" bounds from above.
    """
    unit = found.value("u")
    if unit not in ("H", "MIN"):
        return None
    amount, upper = amounts_of(found)
    if amount is None:
        if not found.has("n") and found.has("u") and _is_single(found):
            amount = 1.0
        else:
            return (120, None) if unit == "H" else (None, None)
    minutes = amount * MINUTES[unit]
    if found.has("u2"):
        minutes += (found.amount("n2") or 0) * MINUTES.get(found.value("u2"), 0)
    low, high = round(minutes), round((upper or 0) * MINUTES[unit]) or round(minutes)
    modifier, tail = found.string("mod"), found.string("tail")
    if (
        modifier.startswith(("just over", "well over"))
        or modifier in MORE
        or tail == "or more"
        or found.rule.name == "length-plus"
    ):
        return low, None
    if modifier in LESS or tail == "or less" or modifier.endswith((" under", " below")) or modifier == "below":
        return None, high
    return low, high


def read_one_unit(found: Found, _: Anchor) -> Meaning | None:
    """Read "the fiscal year ended March 31": one unit, its days told by what follows."""
    return Meaning(name_length(1, found.value("u")), None, "")


def read_every_other(found: Found, _: Anchor) -> Meaning | None:
    """Read "every other day": each second one; "every other Monday" stays at Mondays."""
    return Meaning(f"XXXX-WXX-{found.value('w')}" if found.has("w") else name_length(2, found.value("u")))


def read_weekends(_: Found, __: Anchor) -> Meaning | None:
    """Read "at weekends"."""
    return Meaning("XXXX-WXX-WE")


def read_every(found: Found, _: Anchor) -> Meaning | None:
    """Read "every year", "Mondays", "daily", "every May"."""
    if found.has("set"):
        return Meaning(found.value("set"))
    if found.has("w"):
        part = found.value("part") or found.value("parts")
        return Meaning(f"XXXX-WXX-{found.value('w')}" + (f"T{part}" if part else ""))
    if found.has("m"):
        return Meaning(f"XXXX-{int(found.value('m')):02}")
    if found.has("n"):
        return Meaning(name_length(found.amount("n"), found.value("u")))
    return Meaning(name_length(1, found.value("u")))
