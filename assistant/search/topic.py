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
    subject_peak: float
    """Mean log-odds of its three most telling n-grams for the subject, against off-topic ones.

    A story about anything shares most of its n-grams with stories about debt;
    what it lacks is even one that only those have.
    """
    near_peak: float
    """The same for unanswerable questions about the subject, against answerable ones."""


NO_TOPIC = TopicReading((0.0, 0.0, 0.0, 0.0), 0.0, 0.0)
PEAK = 3


class TopicClassifier:
    """A linear layer over n-grams, and how telling each n-gram is by itself.

    ``weights`` is (n-grams, 4), ``bias`` (4,), ``odds`` (n-grams, 2): log-odds of
    the subject against off-topic, and of near against answerable.
    """

    def __init__(
        self,
        vocabulary: Iterable[str],
        weights: NDArray[np.floating],
        bias: NDArray[np.floating],
        odds: NDArray[np.floating],
    ) -> None:
        self._row_of = {feature: row for row, feature in enumerate(vocabulary)}
        self._weights = weights.astype(np.float32)
        self._bias = bias.astype(np.float32)
        self._odds = odds.astype(np.float32)

    @classmethod
    def load(cls, folder: Path) -> TopicClassifier:
        """Read the classifier that lies beside a model; ``EncoderError`` if it is damaged."""
        try:
            tensors = load_file(folder / TOPIC)
            vocabulary = (folder / VOCABULARY).read_text(encoding="utf-8").splitlines()
            return cls(vocabulary, tensors["weights"], tensors["bias"], tensors["odds"])
        except (OSError, SafetensorError, KeyError, UnicodeDecodeError) as error:
            raise EncoderError(
                f"The topic classifier cannot be read from {folder} ({error}). "
                "Install the package again."
            ) from error

    def save(self, folder: Path) -> None:
        """Write the weights in half precision; the vocabulary is the model's own."""
        tensors: dict[str, NDArray[np.floating]] = {
            "weights": self._weights.astype(np.float16),
            "bias": self._bias.astype(np.float16),
            "odds": self._odds.astype(np.float16),
        }
        save_file(tensors, folder / TOPIC)

    def read(self, text: str) -> TopicReading:
        """Classify a question; nothing known means the bias alone and no coverage."""
        found = ngrams(text)
        rows = [self._row_of[feature] for feature in found if feature in self._row_of]
        # Divided by the square root of all n-grams, known or not: what is
        # unknown weakens the evidence, as it should.
        scores = self._bias + self._weights[rows].sum(axis=0) / max(1, len(found)) ** 0.5
        peaks = np.sort(self._odds[rows], axis=0)[-PEAK:].sum(axis=0) / PEAK
        return TopicReading(_log_softmax(scores), float(peaks[0]), float(peaks[1]))


def _log_softmax(scores: NDArray[np.float32]) -> tuple[float, float, float, float]:
    shifted = scores - scores.max()
    logs = shifted - np.log(np.exp(shifted).sum())
    first, second, third, fourth = (float(value) for value in logs)
    return first, second, third, fourth
