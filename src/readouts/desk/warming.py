"""What is slow to load, loaded while the desk waits for its first visitor."""

from __future__ import annotations

import gc
import sys

from readouts.desk.drawing import templates
from readouts.desk.towns import locate
from readouts.knowledge import load

_MANY = 20_000
"""New things after which it is looked which of them are no longer used; a page makes about as many."""

_TURN = 0.0005
"""Seconds after which one thread lets another go on: reading a row takes a turn, and a page reads hundreds of rows."""


def warm() -> None:
    """Loads the knowledge, the world's shapes and towns, and the network's layout; what was loaded is not again."""
    load()
    made = templates()
    for name in made.list_templates():
        made.get_template(name)
    locate("Geneva", "CHE", None)
    locate("Switzerland", None, None)
    locate("Nowhere at all", None, None)
    import readouts.desk.network  # noqa: F401 - it loads a library of graphs

    gc.collect()
    gc.freeze()  # what was loaded stays: looking through all of it again and again made a page wait a tenth of a second
    gc.set_threshold(_MANY, 20, 20)
    sys.setswitchinterval(_TURN)
