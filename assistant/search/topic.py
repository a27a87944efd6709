"""What a question is about, told by its n-grams alone: one linear layer.

Similarity to known questions is a weak witness of whether a question can be
answered: a bag of common words lies near something, always.  This classifier
weighs every n-gram for each of ``QUESTION_CLASSES`` and is one of the judge's
witnesses.  It belongs to the bundled model and is trained with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from assistant.errors import EncoderError
from assistant.search.bundled import VOCABULARY
from assistant.text.ngrams import ngrams

TOPIC = "topic.safetensors"


@dataclass(frozen=True, slots=True)
class TopicReading:
    """What the n-grams of a question say."""

    log_probabilities: tuple[float, float, float, float]
    """One for each of ``QUESTION_CLASSES``."""
    coverage: float
    """Share of the n-grams that answerable questions of the bank use, 0..1."""


NO_TOPIC = TopicReading((0.0, 0.0, 0.0, 0.0), 0.0)


class TopicClassifier:
    """A linear layer over n-grams, and the n-grams that belong to the subject.

    ``weights`` is (n-grams, 4), ``bias`` (4,), ``subject`` (n-grams,) with 1 for
    those of answerable questions.
    """

    def __init__(
        self,
        vocabulary: Iterable[str],
        weights: NDArray[np.floating],
        bias: NDArray[np.floating],
        subject: NDArray[np.integer],
    ) -> None:
        self._row_of = {feature: row for row, feature in enumerate(vocabulary)}
        self._weights = weights.astype(np.float32)
        self._bias = bias.astype(np.float32)
        self._subject = subject.astype(np.int8)

    @classmethod
    def load(cls, folder: Path) -> TopicClassifier:
        """Read the classifier that lies beside a model; ``EncoderError`` if it is damaged."""
        try:
            tensors = load_file(folder / TOPIC)
            vocabulary = (folder / VOCABULARY).read_text(encoding="utf-8").splitlines()
            return cls(vocabulary, tensors["weights"], tensors["bias"], tensors["subject"])
        except (OSError, SafetensorError, KeyError, UnicodeDecodeError) as error:
            raise EncoderError(
                f"The topic classifier cannot be read from {folder} ({error}). "
                "Install the package again."
            ) from error

    def save(self, folder: Path) -> None:
        """Write the weights in half precision; the vocabulary is the model's own."""
        tensors = {
            "weights": self._weights.astype(np.float16),
            "bias": self._bias.astype(np.float16),
            "subject": self._subject,
        }
        save_file(tensors, folder / TOPIC)

    def read(self, text: str) -> TopicReading:
        """Classify a question; nothing known means the bias alone and no coverage."""
        found = ngrams(text)
        if not found:
            return TopicReading(_log_softmax(self._bias), 0.0)
        rows = [self._row_of[feature] for feature in found if feature in self._row_of]
        # Divided by the square root of all n-grams, known or not: what is
        # unknown weakens the evidence, as it should.
        scores = self._bias + self._weights[rows].sum(axis=0) / len(found) ** 0.5
        coverage = float(self._subject[rows].sum()) / len(found)
        return TopicReading(_log_softmax(scores), coverage)


def _log_softmax(scores: NDArray[np.float32]) -> tuple[float, float, float, float]:
    shifted = scores - scores.max()
    logs = shifted - np.log(np.exp(shifted).sum())
    first, second, third, fourth = (float(value) for value in logs)
    return first, second, third, fourth
