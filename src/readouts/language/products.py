"""The parser's matrix products, done two to three times as fast and the same for a row wherever it stands.

NumPy's library multiplies faster than the one the parser brings along, but rounds a row's product differently by where
in the matrix the row stands: how a sentence is parsed could then depend on its neighbours. It does not where matrices
have certain shapes: rows in blocks of 192, 48 and 12, and columns of nothing on either side of the weights. That is
tried when the model is loaded, for every place in a block; a layer that fails keeps the parser's own product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from thinc.model import Model

    Floats = NDArray[np.float32]

BLOCKS = (192, 48, 12)
_EDGE = 16


class SteadyOps(NumpyOps):  # type: ignore[misc]  # compiled, without types
    """The operations of one layer: its product by known weights, everything else as ever."""

    def __init__(self, weights: Floats) -> None:
        super().__init__()
        outputs, inputs = weights.shape
        self._inside = slice(_EDGE, _EDGE + outputs)
        padded = np.zeros((inputs, _EDGE + outputs + _EDGE - outputs % -_EDGE), dtype=np.float32)
        padded[:, self._inside] = weights.T
        self._weights, self._outputs = padded, outputs

    def gemm(self, x: Floats, y: Floats, *, out: Floats | None = None, **turned: bool) -> Floats:
        """The rows of `x` times the layer's weights; `y` are those weights as the layer keeps them, turned."""
        del y, turned
        product = np.empty((len(x), self._outputs), dtype=np.float32) if out is None else out
        at = 0
        for size in BLOCKS:
            while len(x) - at >= size:
                product[at : at + size] = (x[at : at + size] @ self._weights)[:, self._inside]
                at += size
        if at < len(x):
            block = np.zeros((BLOCKS[-1], x.shape[1]), dtype=np.float32)
            block[: len(x) - at] = x[at:]
            product[at:] = (block @ self._weights)[: len(x) - at, self._inside]
        return product

    def steady(self) -> bool:
        """Whether a row's product is the same to the last bit in every place of every block."""
        row = np.random.default_rng(0).standard_normal(len(self._weights)).astype(np.float32)
        rows = np.tile(row, (sum(BLOCKS) + 1, 1))
        product = self.gemm(rows, self._weights)
        return bool((product == product[0]).all())


def hasten(nlp: Language) -> int:
    """Give the widest layers of a model the faster product where that is steady; how many have it."""
    hastened = 0
    for layer in _maxouts(nlp):
        weights = np.asarray(layer.get_param("W"), dtype=np.float32)
        steady = SteadyOps(weights.reshape(-1, layer.get_dim("nI")))
        if steady.steady():
            layer.ops = steady
            hastened += 1
    return hastened


def _maxouts(nlp: Language) -> list[Model[object, object]]:
    """The layers that take nearly all of the time."""
    models = [getattr(pipe, "model", None) for _, pipe in nlp.pipeline]
    return [layer for model in models if model is not None for layer in model.walk() if layer.name == "maxout"]
