"""What is slow to load, loaded while the desk waits for its first visitor."""

from __future__ import annotations

from readouts.desk.drawing import templates
from readouts.desk.towns import locate
from readouts.knowledge import load


def warm() -> None:
    """Loads the knowledge, the world's shapes and towns, and the network's layout; what was loaded is not again."""
    load()
    templates()
    locate("Geneva", "CHE", None)
    locate("Switzerland", None, None)
    locate("Nowhere at all", None, None)
    import readouts.desk.network  # noqa: F401 - it loads a library of graphs
