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

    def search(self, queries: Matrix, k: int) -> tuple[Matrix, Rows]:
        """Similarities and rows, both (n, min(k, size)), most similar first."""

    def to_bytes(self) -> bytes:
        """The store as it is saved."""


class FaissStore:
    """An exact FAISS index in memory; ``compact`` ones are saved in half precision."""

    def __init__(self, index: faiss.Index, *, compact: bool = False) -> None:
        self._index = index
        self._compact = compact

    @classmethod
    def build(cls, vectors: Matrix, *, compact: bool = False) -> FaissStore:
        """Index (n, d) unit rows.

        A compact store keeps what half precision keeps, so that it finds the
        same before it is saved and after, and can be saved again without loss.
        """
        if compact:
            vectors = vectors.astype(np.float16).astype(np.float32)
        index = faiss.IndexFlatIP(vectors.shape[1])
        if len(vectors):
            index.add(np.ascontiguousarray(vectors))
        return cls(index, compact=compact)

    @classmethod
    def from_bytes(cls, data: bytes) -> FaissStore:
        """The store that ``to_bytes`` wrote; ``LibraryError`` if the bytes are no index."""
        try:
            index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        except RuntimeError as error:
            raise LibraryError(f"not a FAISS index ({error})") from error
        if isinstance(index, faiss.IndexFlatIP):
            return cls(index)
        # Searching half-precision codes is ten times slower than searching floats.
        return cls.build(index.reconstruct_n(0, index.ntotal), compact=True)

    @property
    def size(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(self, queries: Matrix, k: int) -> tuple[Matrix, Rows]:
        count = min(k, self.size)
        if count == 0:
            empty = (len(queries), 0)
            return np.zeros(empty, dtype=np.float32), np.zeros(empty, dtype=np.int64)
        scores, rows = self._index.search(np.ascontiguousarray(queries, dtype=np.float32), count)
        return scores, rows

    def vectors(self) -> Matrix:
        """All (n, d) vectors as they are stored."""
        return np.asarray(self._index.reconstruct_n(0, self.size), dtype=np.float32)

    def to_bytes(self) -> bytes:
        index = self._index
        if self._compact:
            index = faiss.IndexScalarQuantizer(
                self.dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
            )
            if self.size:
                index.train(self.vectors())
                index.add(self.vectors())
        return bytes(faiss.serialize_index(index).tobytes())
