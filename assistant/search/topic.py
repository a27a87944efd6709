"""What kind of question it is, told by its wording alone: one linear layer.

Similarity to known questions is a weak witness of whether a question can be
answered: a bag of common words lies near something, always.  This classifier
weighs every n-gram for each of ``QUESTION_CLASSES``, and how the question
begins and ends ("how many", "吗", "多少"), and is one of the judge's witnesses.
Its features are hashed (``assistant.text.hashed``), so that it knows rare words
of other subjects that the model's vocabulary has no room for.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from assistant.errors import EncoderError
from assistant.records import QUESTION_CLASSES
from assistant.text.cues import cues
from assistant.text.hashed import HashedWeights
from assistant.text.ngrams import ngrams

TOPIC = "topic.safetensors"

UNKNOWN = (0.0, 0.0, 0.0, 0.0)
"""Log-probabilities where there is no classifier."""


def features(text: str) -> list[str]:
    """What the classifier sees of a question."""
    return list(dict.fromkeys([*ngrams(text), *cues(text)]))


class TopicClassifier:
    """Hashed weights with one output for each of ``QUESTION_CLASSES``."""

    def __init__(self, weights: HashedWeights) -> None:
        self._weights = weights

    @classmethod
    def load(cls, folder: Path) -> TopicClassifier:
        """Read the classifier that lies beside a model; ``EncoderError`` if it is damaged."""
        try:
            return cls(HashedWeights.from_tensors(load_file(folder / TOPIC)))
        except (OSError, SafetensorError, KeyError, ValueError) as error:
            raise EncoderError(
                f"The topic classifier cannot be read from {folder} ({error}). "
                "Install the package again."
            ) from error

    def save(self, folder: Path) -> None:
        """Write one file of safetensors."""
        save_file(self._weights.tensors(), folder / TOPIC)

    def read(self, text: str) -> tuple[float, float, float, float]:
        """Log-probabilities of ``QUESTION_CLASSES``."""
        return _log_softmax(self._weights.scores(features(text)))


def _log_softmax(scores: NDArray[np.floating]) -> tuple[float, float, float, float]:
    assert len(scores) == len(QUESTION_CLASSES)
    shifted = scores - scores.max()
    logs = shifted - np.log(np.exp(shifted).sum())
    first, second, third, fourth = (float(value) for value in logs)
    return first, second, third, fourth
