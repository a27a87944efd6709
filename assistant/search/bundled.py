"""The bundled model, read without torch.

A static embedding: the vector of a text is the normalised sum of the vectors
of its n-grams (``assistant.text.ngrams``).  The rows are stored as 8-bit
integers with one 16-bit scale a row.  ``ngram_module`` is the same model for
sentence-transformers; a test holds the two together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from assistant.errors import EncoderError
from assistant.search.encoder import BUNDLED, Matrix, Progress, unit
from assistant.text.ngrams import ngrams

WEIGHTS = "model.safetensors"
VOCABULARY = "vocab.txt"
_FILES = (WEIGHTS, VOCABULARY)


class BundledEncoder:
    """Sums the rows of a text's n-grams; about 0.15 milliseconds a question."""

    name = BUNDLED

    def __init__(
        self,
        vocabulary: Iterable[str],
        rows: NDArray[np.int8],
        scales: NDArray[np.float16],
        digest: str,
    ) -> None:
        self._row_of = {feature: row for row, feature in enumerate(vocabulary)}
        self._rows = rows
        self._scales = scales.astype(np.float32)
        self._digest = digest
        if len(self._row_of) != len(rows) or len(rows) != len(scales):
            raise EncoderError(
                f"The bundled model is damaged: {len(self._row_of)} n-grams, {len(rows)} rows, "
                f"{len(scales)} scales. Install the package again."
            )

    @classmethod
    def load(cls, folder: Path) -> BundledEncoder:
        """Read the model from a folder; ``EncoderError`` if it is missing or damaged."""
        try:
            tensors = load_file(folder / WEIGHTS)
            vocabulary = (folder / VOCABULARY).read_text(encoding="utf-8").splitlines()
            return cls(vocabulary, tensors["rows"], tensors["scales"], folder_digest(folder))
        except (OSError, SafetensorError, KeyError, UnicodeDecodeError) as error:
            raise EncoderError(
                f"The bundled model cannot be read from {folder} ({error}). "
                "Install the package again."
            ) from error

    @property
    def digest(self) -> str:
        return self._digest

    @property
    def dimension(self) -> int:
        return int(self._rows.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        return unit(np.stack([self._sum(text) for text in texts])) if texts else self._none()

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Matrix:
        sums = []
        for done, text in enumerate(texts, start=1):
            sums.append(self._sum(text))
            if progress is not None:
                progress(done, len(texts))
        return unit(np.stack(sums)) if sums else self._none()

    def _none(self) -> Matrix:
        return np.zeros((0, self.dimension), dtype=np.float32)

    def _sum(self, text: str) -> NDArray[np.float32]:
        ids = [row for row in map(self._row_of.get, ngrams(text)) if row is not None]
        if not ids:
            return np.zeros(self.dimension, dtype=np.float32)
        # Not a matrix product: BLAS adds up in an order that depends on where the
        # arrays lie in memory, and the same question must get the same answer.
        picked = np.array(ids)
        scaled = self._rows.take(picked, axis=0) * self._scales.take(picked)[:, None]
        return np.asarray(scaled.sum(axis=0), dtype=np.float32)


def folder_digest(folder: Path) -> str:
    """SHA-256 over the files that decide the vectors."""
    digest = hashlib.sha256()
    for name in _FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def quantise(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """(n, d) floats as 8-bit rows and a 16-bit scale a row: row * scale is the float again."""
    peaks = np.abs(weights).max(axis=1)
    scales = np.maximum(peaks / 127.0, 1e-7).astype(np.float16)
    rows = np.rint(weights / scales.astype(np.float32)[:, None])
    return np.clip(rows, -127, 127).astype(np.int8), scales
