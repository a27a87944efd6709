"""Trains the topic classifier that is one of the judge's witnesses."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import QUESTION_CLASSES
from assistant.search.topic import TopicClassifier, features
from assistant.text.hashed import HashedWeights
from training.data import SECTION, Example
from training.linear import fit


def train_topic(examples: Sequence[Example]) -> TopicClassifier:
    """One linear layer over all the classes; the rarer ones weigh more."""
    kinds = [e.kind if e.kind != SECTION else "answerable" for e in examples]
    counts = [max(1, kinds.count(name)) for name in QUESTION_CLASSES]
    weights, bias = fit(
        [features(example.text) for example in examples],
        [QUESTION_CLASSES.index(kind) for kind in kinds],
        [float(count) ** -0.5 for count in counts],
    )
    return TopicClassifier(HashedWeights.rounded(weights, bias))
