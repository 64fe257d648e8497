"""The parser's word vectors, made three times as fast: what tagger and parser see of each word among its neighbours.

The model's own layers are run here in NumPy. What is read of a word by itself is worked out once for each word, and
matrices are multiplied by NumPy's library, which is faster than the one the parser brings along but rounds a row's
product differently by where in the matrix the row stands: how a sentence is parsed could then depend on its neighbours.
It does not where one thread multiplies and matrices have certain shapes: rows in blocks of 192, 48 and 12, and columns
of nothing on either side of the weights. That is tried for every place in a block when the model is loaded, and so is
that the vectors are the model's own; where either fails, or the model is built otherwise, the model makes them itself.
What the parser first makes of each word (`Hidden`) is multiplied in the same way.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.pipeline import Tok2Vec
    from spacy.pipeline.trainable_pipe import TrainablePipe
    from spacy.tokens import Doc
    from thinc.model import Model

    Floats = NDArray[np.float32]
    Node = Model[object, object]

BLOCKS = (192, 48, 12)
_EDGE = 16
# So many columns of weights at a time; of many more a row's product depends on its place.
_WIDE = 256
# Words whose own vectors are kept: some 500 bytes each; beyond this many all are forgotten and made again.
MOST = 30_000
_CLOSE = 1e-4
_TRIED = "The ministers of both states met in Geneva, he said; “nothing was agreed”."


class OneThread:
    """While it is entered, NumPy's library multiplies in one thread; where that library is another, nothing changes."""

    def __init__(self) -> None:
        self._get, self._set = _thread_calls() or (lambda: 1, lambda _: None)
        self._before = 1

    def __enter__(self) -> None:
        self._before = self._get()
        self._set(1)

    def __exit__(self, *_: object) -> None:
        self._set(self._before)


def _thread_calls() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """What tells and sets the number of threads, in the library that NumPy's wheels bring along."""
    package = Path(np.__file__).parent
    for path in (*package.parent.glob("numpy.libs/*openblas*"), *package.glob(".dylibs/*openblas*")):
        try:
            library = ctypes.CDLL(str(path))
            return library.scipy_openblas_get_num_threads64_, library.scipy_openblas_set_num_threads64_
        except (OSError, AttributeError):
            continue
    return None


class Product:
    """Rows times the turned weights of a layer."""

    def __init__(self, weights: Floats) -> None:
        outputs, inputs = weights.shape
        self._inside = slice(_EDGE, _EDGE + outputs)
        self._weights = np.zeros((inputs, _EDGE + outputs + _EDGE + -outputs % _EDGE), dtype=np.float32)
        self._weights[:, self._inside] = weights.T
        self._outputs = outputs

    def of(self, rows: Floats, into: Floats | None = None) -> Floats:
        """The product, the same for a row wherever it stands; written `into` an array where one is given."""
        product = np.empty((len(rows), self._outputs), dtype=np.float32) if into is None else into
        at = 0
        for size in BLOCKS:
            while len(rows) - at >= size:
                product[at : at + size] = (rows[at : at + size] @ self._weights)[:, self._inside]
                at += size
        if at < len(rows):
            block = np.zeros((BLOCKS[-1], rows.shape[1]), dtype=np.float32)
            block[: len(rows) - at] = rows[at:]
            product[at:] = (block @ self._weights)[: len(rows) - at, self._inside]
        return product

    def steady(self) -> bool:
        """Whether a row's product is the same to the last bit in every place of every block."""
        row = np.random.default_rng(0).standard_normal(len(self._weights)).astype(np.float32)
        product = self.of(np.tile(row, (sum(BLOCKS) + 1, 1)))
        return bool((product == product[0]).all())


class Layer:
    """One layer of the model: a product, of each few outputs the largest, made even over the row."""

    def __init__(self, node: Node) -> None:
        maxout, norm = (_only(node, name) for name in ("maxout", "layernorm"))
        weights, bias = _floats(maxout, "W"), _floats(maxout, "b")
        self.width, self._pieces = bias.shape
        # outputs that compete stand a whole row apart, so that one comparison decides them all
        self.product = Product(weights.transpose(1, 0, 2).reshape(bias.size, -1))
        self._bias = np.ascontiguousarray(bias.T).reshape(-1)
        self._scale, self._shift = _floats(norm, "G"), _floats(norm, "b")

    def of(self, rows: Floats) -> Floats:
        """What the layer makes of each row."""
        made = self.product.of(rows)
        made += self._bias
        best: Floats = made[:, : self.width]
        for piece in range(1, self._pieces):
            best = np.maximum(best, made[:, piece * self.width : (piece + 1) * self.width])
        best = best - best.mean(axis=1, keepdims=True)
        spread = np.add.reduce(best * best, axis=1, keepdims=True) / np.float32(self.width) + np.float32(1e-8)
        best *= spread ** np.float32(-0.5)
        best *= self._scale
        best += self._shift
        return best


class Vectors:
    """The vectors of the words of documents, for the components that listen to them. ValueError for other models."""

    def __init__(self, model: Node) -> None:
        embed, encode = model.layers
        features, _, tables, mix, _ = embed.layers
        if features.name != "extract_features":
            raise ValueError(features.name)
        self._columns = cast("list[int | str]", features.attrs["columns"])
        self._tables, self._mix = tables, Layer(mix)
        self._layers = [Layer(node) for node in encode.layers[0].layers]
        self._pad = int(encode.attrs["pad"])
        self._one_thread = OneThread()
        self._index: dict[bytes, int] = {}
        self._own = np.empty((MOST, self._mix.width), dtype=np.float32)

    def steady(self) -> bool:
        """Whether a word's vector depends on its sentence alone."""
        with self._one_thread:
            return all(layer.product.steady() for layer in (self._mix, *self._layers))

    def of(self, docs: Sequence[Doc]) -> list[Floats]:
        """A row for each word of each document."""
        with self._one_thread:
            return self._of(docs)

    def _of(self, docs: Sequence[Doc]) -> list[Floats]:
        ids = np.concatenate([doc.to_array(self._columns) for doc in docs]).astype(np.uint64)
        own = self._own_vectors(ids)
        width, pad = self._mix.width, self._pad
        rows = np.zeros((len(own) + pad * (len(docs) + 1), width), dtype=np.float32)
        spans, at, behind = [], 0, pad
        for doc in docs:
            rows[behind : behind + len(doc)] = own[at : at + len(doc)]
            spans.append(slice(behind, behind + len(doc)))
            at, behind = at + len(doc), behind + len(doc) + pad
        window = np.zeros((len(rows), 3 * width), dtype=np.float32)
        for layer in self._layers:
            window[1:, :width], window[:, width : 2 * width], window[:-1, 2 * width :] = rows[:-1], rows, rows[1:]
            rows = rows + layer.of(window)
        return [rows[span] for span in spans]

    def _own_vectors(self, ids: NDArray[np.uint64]) -> Floats:
        """What each word is by itself, each kind of word worked out once."""
        data, size = ids.tobytes(), ids.itemsize * ids.shape[1]
        keys = [data[at : at + size] for at in range(0, len(data), size)]
        new = {key: at for at, key in enumerate(keys) if key not in self._index}
        if len(self._index) + len(new) > MOST:
            self._index.clear()
            new = {key: at for at, key in enumerate(keys)}
        if new:
            made = self._mix.of(np.asarray(self._tables.predict(ids[list(new.values())]), dtype=np.float32))
            begun = len(self._index)
            self._own[begun : begun + len(new)] = made
            self._index.update(zip(new, range(begun, begun + len(new)), strict=True))
        return self._own[[self._index[key] for key in keys]]


class Hidden:
    """What the parser makes of each word in each place of a state; put in the place of its own layer.

    ValueError for other parsers.
    """

    def __init__(self, node: Node) -> None:
        if node.name != "precomputable_affine":
            raise ValueError(node.name)
        weights = _floats(node, "W")
        self._shape = weights.shape[:-1]
        flat = weights.reshape(-1, weights.shape[-1])
        self._parts = [(at, Product(flat[at : at + _WIDE])) for at in range(0, len(flat), _WIDE)]
        self._pad = _floats(node, "pad")[0]
        self._one_thread = OneThread()

    def steady(self) -> bool:
        """Whether what is made of a word depends on the word alone."""
        with self._one_thread:
            return all(product.steady() for _, product in self._parts)

    def of(self, words: Floats) -> Floats:
        """A row for no word, and one for each word."""
        made = np.empty((len(words) + 1, *self._shape), dtype=np.float32)
        made[0] = self._pad
        with self._one_thread:
            rows = made.reshape(len(made), -1)[1:]
            for at, product in self._parts:
                product.of(words, rows[:, at : at + _WIDE])
        return made

    def forward(self, _: Node, words: Floats, is_train: bool) -> tuple[Floats, Callable[[object], object]]:
        """The same as a layer of the parser gives it, which is not to learn."""
        if is_train:
            raise ValueError("a parser that was hastened cannot be trained")
        return self.of(words), lambda _: None


def hasten_parser(nlp: Language) -> bool:
    """Have a model's parser multiply as the vectors are; False where it is left as it is."""
    try:
        node = cast("Node", cast("TrainablePipe", nlp.get_pipe("parser")).model.get_ref("lower"))
        hidden = Hidden(node)
        words = np.random.default_rng(0).standard_normal((sum(BLOCKS) + 1, node.get_dim("nI"))).astype(np.float32)
        same = np.allclose(hidden.of(words), cast("Floats", node.predict(words)), atol=_CLOSE)
        if same and hidden.steady():
            node._func = hidden.forward
            return True
    except (KeyError, ValueError, AttributeError, TypeError):
        pass  # built in another way
    return False


def hasten(nlp: Language) -> Vectors | None:
    """Faster vectors for a model; None where its own are to be used."""
    try:
        component = cast("Tok2Vec", nlp.get_pipe("tok2vec"))
        vectors = Vectors(component.model)
    except (KeyError, ValueError, AttributeError, TypeError):
        return None  # built in another way
    docs = [nlp.make_doc(_TRIED)]
    same = np.allclose(vectors.of(docs)[0], component.predict(docs)[0], atol=_CLOSE)
    return vectors if same and vectors.steady() else None


def _only(node: Node, name: str) -> Node:
    [found] = [layer for layer in node.walk() if layer.name == name]
    return found


def _floats(node: Node, name: str) -> Floats:
    return np.asarray(node.get_param(name), dtype=np.float32)
