"""Any sentence-transformers model.  The only home of sentence_transformers, imported late."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from assistant.errors import EncoderError
from assistant.search.encoder import Matrix, Progress, unit

_BATCH = 32
_REACH_SECONDS = 3.0


class TransformerEncoder:
    """A sentence-transformers model with its prompts for queries and passages."""

    def __init__(
        self, model: Any, name: str, query_prompt: str | None, passage_prompt: str | None
    ) -> None:
        self._model = model
        self._name = name
        self._query = _prompt(model, "query", query_prompt)
        self._passage = _prompt(model, "passage", passage_prompt)
        self._digest: str | None = None

    @classmethod
    def load(
        cls,
        name: str,
        *,
        query_prompt: str | None = None,
        passage_prompt: str | None = None,
        backend: str = "torch",
        device: str | None = None,
        download: bool = False,
    ) -> TransformerEncoder:
        """Load from a folder or the local cache; fetch only if ``download`` and the hub answers."""
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderError(
                f"The model {name!r} needs sentence-transformers. "
                "Install it with: pip install 'collection-visit-assistant[transformers]'"
            ) from error
        local = Path(name).is_dir()
        if download and not local:
            _reach_hub(name)
        try:
            model = SentenceTransformer(
                name, device=device, backend=backend, local_files_only=not download
            )
        except (OSError, ValueError) as error:
            raise EncoderError(
                f"The model {name!r} cannot be loaded ({_first_line(error)}). Give the folder of "
                "a sentence-transformers model, or fetch it once, online, with "
                f"`assistant build --model {name} --download`."
            ) from error
        return cls(model, name, query_prompt, passage_prompt)

    @property
    def name(self) -> str:
        return self._name

    @property
    def digest(self) -> str:
        """SHA-256 over the prompts and the vectors of two fixed sentences.

        Weights may lie in many files or in a cache; what they do to a text is
        what must not change.
        """
        if self._digest is None:
            rows = self._encode(["催收人员明天上门", "Can they tell my boss?"], self._query)
            rounded = np.round(rows, 3) + 0.0
            prompts = f"{self._query}|{self._passage}".encode()
            self._digest = hashlib.sha256(prompts + rounded.tobytes()).hexdigest()
        return self._digest

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension())

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        return self._encode(texts, self._query)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Matrix:
        return self._encode(texts, self._passage, progress)

    def _encode(
        self, texts: Sequence[str], prompt: str, progress: Progress | None = None
    ) -> Matrix:
        batches = []
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            batches.append(
                self._model.encode(batch, prompt=prompt, show_progress_bar=False, batch_size=_BATCH)
            )
            if progress is not None:
                progress(start + len(batch), len(texts))
        if not batches:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return unit(np.concatenate(batches))


def _prompt(model: Any, role: str, given: str | None) -> str:
    """The given prompt, else the model's own for the role, else none."""
    if given is not None:
        return given
    prompts = getattr(model, "prompts", {}) or {}
    return str(prompts.get(role) or prompts.get("document" if role == "passage" else role) or "")


def _reach_hub(name: str) -> None:
    """Fail in seconds, not minutes, where the hub cannot be reached."""
    from huggingface_hub import constants

    parts = urlsplit(constants.ENDPOINT)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), timeout=_REACH_SECONDS).close()
    except OSError as error:
        raise EncoderError(
            f"The model {name!r} is to be fetched from {constants.ENDPOINT}, which cannot be "
            "reached. Set HF_ENDPOINT to a mirror, or copy the model's folder here and give its "
            "path to --model."
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:200]
