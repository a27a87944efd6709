"""The bundled model as a sentence-transformers module (needs torch).

Named in the model's ``modules.json``; sentence-transformers 6 loads a class that
is not its own only with ``SentenceTransformer(folder, trust_remote_code=True)``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from sentence_transformers.base.modules import InputModule

from assistant.search.bundled import VOCABULARY, WEIGHTS, quantise
from assistant.text.ngrams import ngrams


class NgramEmbedding(InputModule):  # type: ignore[misc]
    """Sum of the embeddings of overlapping n-grams; normalise afterwards."""

    config_keys: list[str] = ["dimension"]
    save_in_root = True

    def __init__(self, vocabulary: Iterable[str], dimension: int) -> None:
        super().__init__()
        self.vocabulary = list(vocabulary)
        self.dimension = dimension
        self._row_of = {feature: row for row, feature in enumerate(self.vocabulary)}
        # The extra last row stands for "no known n-gram": always zero.
        self.embedding = torch.nn.EmbeddingBag(
            len(self.vocabulary) + 1, dimension, mode="sum", padding_idx=len(self.vocabulary)
        )

    @property
    def max_seq_length(self) -> float:
        """Long texts are cut by the tokenizer itself."""
        return float("inf")

    def get_embedding_dimension(self) -> int:
        """Length of the vectors."""
        return self.dimension

    def ids(self, text: str) -> list[int]:
        """Rows of a text's n-grams."""
        row_of = self._row_of
        return [row_of[f] for f in ngrams(text) if f in row_of] or [len(self.vocabulary)]

    def preprocess(
        self, inputs: list[str], prompt: str | None = None, **_: Any
    ) -> dict[str, torch.Tensor]:
        """Texts -> flat ``input_ids`` and the ``offsets`` at which each text begins."""
        texts = [prompt + text for text in inputs] if prompt else inputs
        return self.collate([self.ids(text) for text in texts])

    @staticmethod
    def collate(bags: list[list[int]]) -> dict[str, torch.Tensor]:
        """Bags of rows -> the tensors that ``forward`` takes."""
        offsets = list(accumulate((len(bag) for bag in bags[:-1]), initial=0))
        flat = [row for bag in bags for row in bag]
        return {"input_ids": torch.tensor(flat), "offsets": torch.tensor(offsets)}

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Adds ``sentence_embedding``, (texts, dimension), not yet normalised."""
        features["sentence_embedding"] = self.embedding(features["input_ids"], features["offsets"])
        return features

    def save(self, output_path: str, *args: Any, safe_serialization: bool = True, **_: Any) -> None:
        """Write 8-bit rows, 16-bit scales and the vocabulary; safetensors only."""
        weights = self.embedding.weight.detach().cpu().numpy()[:-1]
        rows, scales = quantise(weights.astype(np.float32))
        folder = Path(output_path)
        save_file({"rows": rows, "scales": scales}, folder / WEIGHTS)
        lines = "".join(feature + "\n" for feature in self.vocabulary)
        (folder / VOCABULARY).write_bytes(lines.encode("utf-8"))
        self.save_config(output_path)

    @classmethod
    def load(cls, model_name_or_path: str, **kwargs: Any) -> NgramEmbedding:
        """Read what ``save`` wrote, from a folder or a hub."""
        config = cls.load_config(model_name_or_path, **_only_hub(kwargs))
        paths = {
            name: cls.load_file_path(model_name_or_path, filename=name, **_only_hub(kwargs))
            for name in (WEIGHTS, VOCABULARY)
        }
        vocabulary = Path(str(paths[VOCABULARY])).read_text(encoding="utf-8").splitlines()
        module = cls(vocabulary, config["dimension"])
        tensors = load_file(str(paths[WEIGHTS]))
        weights = tensors["rows"].astype(np.float32) * tensors["scales"].astype(np.float32)[:, None]
        with torch.no_grad():
            module.embedding.weight[:-1] = torch.from_numpy(weights)
        return module


def _only_hub(kwargs: dict[str, Any]) -> dict[str, Any]:
    wanted = ("subfolder", "token", "cache_folder", "revision", "local_files_only")
    return {key: kwargs[key] for key in wanted if key in kwargs}
