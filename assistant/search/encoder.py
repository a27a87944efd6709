"""The one door to embedding models: what an encoder is, and how to get one by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with (done, total) while a long job runs."""

BUNDLED: Final = "bundled"
"""Name of the model that is shipped with the package."""


class Encoder(Protocol):
    """Turns texts into unit vectors; queries and passages may be prompted differently."""

    @property
    def name(self) -> str:
        """Name by which the index knows the model (``bundled``, a hub name or a folder)."""

    @property
    def digest(self) -> str:
        """Changes whenever the same text would get another vector."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        """(n, dimension) unit rows; a text without any known feature gets a zero row."""

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Matrix:
        """(n, dimension) unit rows."""


def load_encoder(
    name: str,
    *,
    query_prompt: str | None = None,
    passage_prompt: str | None = None,
    backend: str = "torch",
    device: str | None = None,
    download: bool = False,
) -> Encoder:
    """The bundled model, or any sentence-transformers model by hub name or folder.

    Raises ``EncoderError`` at once, saying what to do, when the model is not
    here: nothing is fetched unless ``download`` is true.
    """
    if name == BUNDLED:
        from assistant.search.bundled import BundledEncoder

        return BundledEncoder.load(bundled_folder())
    from assistant.search.transformer import TransformerEncoder

    return TransformerEncoder.load(
        name,
        query_prompt=query_prompt,
        passage_prompt=passage_prompt,
        backend=backend,
        device=device,
        download=download,
    )


def bundled_folder() -> Path:
    """Folder of the shipped model, a sentence-transformers layout."""
    return Path(__file__).resolve().parent.parent / "model"


def unit(rows: NDArray[np.floating]) -> Matrix:
    """Rows scaled to length one; zero rows stay zero."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(norms, 1e-12), dtype=np.float32)
