"""Which articles are worth keeping whole, where the others are only counted."""

from __future__ import annotations

from readouts.model import Reading

NOTHING = "tells of no contact"


def why_left_out(reading: Reading) -> str | None:
    """Why an article need not be kept; None where it tells of a contact or a promise, or something was held back.

    What was held back for the whole article, as of another language, is a reason to leave it out.
    """
    if reading.contacts or reading.commitments or any(one.span for one in reading.held_back):
        return None
    return next((one.reason for one in reading.held_back), NOTHING)
