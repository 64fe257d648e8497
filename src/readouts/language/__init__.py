"""Language: which one a text is in, its sentences, its names, and the parses that are worth having."""

import os

# Work is parted by processes, so each multiplies in one thread; and only so does a row's product not depend on where it
# stands (see `vectors`). Read when NumPy is loaded: whoever loads it before or sets another number keeps theirs.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
