"""How often Python looks for what is no longer used and hangs together in a circle."""

from __future__ import annotations

import gc

_MANY = 20_000
"""New things after which it looks. A few articles make as many; looking after 700 took 7 % of the time of a stream."""


def look_rarely() -> None:
    """Let this process look for litter more rarely, as fits one that reads on and on."""
    gc.set_threshold(_MANY, 20, 20)
