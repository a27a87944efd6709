"""The dense store: nearest unit vectors by inner product.  The only home of faiss.

``VectorStore`` is the protocol that a distributed engine (Milvus, say) would
meet; ``FaissStore`` is the one that is shipped.
"""

from __future__ import annotations

from typing import Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.errors import LibraryError
from assistant.search.encoder import Matrix

Rows = NDArray[np.int64]

# One question against some ten thousand vectors is a millisecond's work; handing it
# to several threads costs more than it saves, and far more on a busy machine.
faiss.omp_set_num_threads(1)


class VectorStore(Protocol):
    """Holds unit vectors by row number and finds the nearest ones."""

    @property
    def size(self) -> int:
        """Number of vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def search(
        self, queries: Matrix, k: int, among: tuple[int, int] | None = None
    ) -> tuple[Matrix, Rows]:
        """Similarities and rows, both (n, min(k, rows searched)), most similar first."""

    def to_bytes(self) -> bytes:
        """The store as it is saved."""


class FaissStore:
    """A FAISS index in memory that looks at every vector.

    A ``compact`` one keeps half precision: half the memory and disk, searched as it
    is saved, and saved again without loss.
    """

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Matrix, *, compact: bool = False) -> FaissStore:
        """Index (n, d) unit rows."""
        dimension = vectors.shape[1]
        index: faiss.Index = faiss.IndexFlatIP(dimension)
        if compact:
            index = faiss.IndexScalarQuantizer(
                dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
            )
        if len(vectors):
            rows = np.ascontiguousarray(vectors, dtype=np.float32)
            index.train(rows)
            index.add(rows)
        return cls(index)

    @classmethod
    def from_bytes(cls, data: bytes) -> FaissStore:
        """The store that ``to_bytes`` wrote; ``LibraryError`` if the bytes are no index."""
        try:
            return cls(faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8)))
        except RuntimeError as error:
            raise LibraryError(f"not a FAISS index ({error})") from error

    @property
    def size(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(
        self, queries: Matrix, k: int, among: tuple[int, int] | None = None
    ) -> tuple[Matrix, Rows]:
        """The nearest rows; with ``among`` of those from its first row up to its second."""
        first, end = among or (0, self.size)
        count = min(k, end - first)
        if count <= 0:
            empty = (len(queries), 0)
            return np.zeros(empty, dtype=np.float32), np.zeros(empty, dtype=np.int64)
        wanted = np.ascontiguousarray(queries, dtype=np.float32)
        if among is None:
            scores, rows = self._index.search(wanted, count)
        else:
            chosen = faiss.SearchParameters()
            chosen.sel = faiss.IDSelectorRange(first, end)
            scores, rows = self._index.search(wanted, count, params=chosen)
        return scores, rows

    def vectors(self) -> Matrix:
        """All (n, d) vectors as they are stored."""
        return np.asarray(self._index.reconstruct_n(0, self.size), dtype=np.float32)

    def to_bytes(self) -> bytes:
        return bytes(faiss.serialize_index(self._index).tobytes())
