"""How sure the assistant may be: one calibrated probability for each class of question.

A multinomial logistic regression over what the search saw.  It is fitted on
bank lines that neither the model nor the index had seen (``fit``), and stored
with the index together with its thresholds and their error rates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.records import QUESTION_CLASSES, Evidence

Features = NDArray[np.float64]

FEATURES: Final = (
    "best_dense",
    "lead",
    "known_nearness",
    "lexical_nearness",
    *(f"nearest_{name}" for name in QUESTION_CLASSES),
    *(f"topic_{name}" for name in QUESTION_CLASSES),
)


FARTHEST: Final = 3.0
"""Standard deviations beyond which a feature says no more: squares would run away."""

OFF_MARGIN: Final = 0.25
"""Odds against off-topic and small talk that an answer needs: to answer what was not
asked looks foolish, to decline a frightened person's question does harm."""


def features(evidence: Evidence) -> Features:
    """(len(FEATURES),) numbers of one search."""
    best = evidence.hits[0] if evidence.hits else None
    known = max((hit.parts.known for hit in evidence.hits[:5]), default=0.0)
    lexical = max((hit.parts.lexical for hit in evidence.hits[:5]), default=0.0)
    return np.array(
        [
            evidence.best_dense,
            best.score if best else 0.0,
            known,
            lexical,
            *evidence.nearest,
            *evidence.topic,
        ],
        dtype=np.float64,
    )


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probability of each class; they sum to one."""

    answerable: float
    near: float
    off: float
    smalltalk: float


@dataclass(frozen=True)
class Judge:
    """Turns evidence into a judgement.

    ``weights`` is (4, 2 * features), ``bias`` (4,), over features standardised by
    ``mean`` and ``scale`` and their squares: what lies half near to everything is
    mostly off topic, which no straight line can say.  A question is answered if
    *answerable* is at least a quarter as probable as *off* and as *smalltalk*, and its
    share of the two probabilities *answerable* and *near* is at least
    ``answer_threshold``.
    """

    mean: Features
    scale: Features
    weights: Features
    bias: Features
    answer_threshold: float
    rates: Mapping[str, float]
    """Error rates on the held-out lines on which the threshold was chosen."""
    slope: float = 1.0
    offset: float = 0.0
    """Of the calibrated confidence, over the log-odds of *answerable*."""

    def judge(self, evidence: Evidence) -> Judgement:
        """Probabilities of the four classes."""
        row = terms(features(evidence), self.mean, self.scale)
        return Judgement(*softmax((self.weights * row).sum(axis=1) + self.bias).tolist())

    def confidence(self, judgement: Judgement) -> float:
        """Calibrated probability that the passages answer the question, 0..1.

        The judgement itself weighs the classes equally; this one expects them
        as often as the held-out lines had them (Platt 1999).
        """
        return float(_logistic(self.slope * _log_odds(judgement.answerable) + self.offset))

    def decide(self, judgement: Judgement) -> str:
        """The class that a question is treated as: one of ``QUESTION_CLASSES``."""
        probabilities = np.array([[*astuple(judgement)]])
        if answerable(probabilities, self.answer_threshold)[0]:
            return QUESTION_CLASSES[0]
        return QUESTION_CLASSES[1 + int(probabilities[0, 1:].argmax())]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON data."""
        return {
            "features": list(FEATURES),
            "classes": list(QUESTION_CLASSES),
            "mean": self.mean.tolist(),
            "scale": self.scale.tolist(),
            "weights": self.weights.tolist(),
            "bias": self.bias.tolist(),
            "answer_threshold": self.answer_threshold,
            "slope": self.slope,
            "offset": self.offset,
            "rates": dict(self.rates),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Judge:
        """The judge that ``to_dict`` wrote; ``ValueError`` if it fits other features."""
        if tuple(data["features"]) != FEATURES or tuple(data["classes"]) != QUESTION_CLASSES:
            raise ValueError("the judge was fitted for other features")
        mean, scale, weights, bias = (
            np.array(data[key], dtype=np.float64) for key in ("mean", "scale", "weights", "bias")
        )
        if weights.shape != (len(QUESTION_CLASSES), 2 * len(FEATURES)):
            raise ValueError("the judge was fitted for other features")
        threshold, slope, offset = (
            float(data[key]) for key in ("answer_threshold", "slope", "offset")
        )
        rates = dict(data["rates"])
        return cls(mean, scale, weights, bias, threshold, rates, slope, offset)


def terms(rows: Features, mean: Features, scale: Features) -> Features:
    """(..., 2 * features): features standardised and cut to ``FARTHEST``, and their squares."""
    standard = np.clip((rows - mean) / scale, -FARTHEST, FARTHEST)
    return np.concatenate([standard, standard**2], axis=-1)


def answerable(probabilities: Features, threshold: float) -> NDArray[np.bool_]:
    """Which of (n, 4) rows of probabilities are answered; see ``Judge``."""
    ours, near = probabilities[:, 0], probabilities[:, 1]
    clear = ours >= OFF_MARGIN * probabilities[:, 2:].max(axis=1)
    return np.asarray(clear & (ours >= threshold * (ours + near)))


def softmax(scores: Features) -> Features:
    """Probabilities over the last axis."""
    exponents = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=-1, keepdims=True))


def fit(rows: Features, labels: Sequence[int], *, kept: float = 0.98) -> Judge:
    """Fit on (n, features) rows with class numbers; classes weigh equally.

    The threshold is the share of *answerable* against *near* that ``kept`` of the
    answerable rows reach.
    """
    target = np.eye(len(QUESTION_CLASSES))[list(labels)]
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    inputs = terms(rows, mean, scale)
    weights, bias = _descend(inputs, target)
    probabilities = softmax(inputs @ weights.T + bias)
    return _with_threshold(
        Judge(mean, scale, weights, bias, 0.5, {}), probabilities, np.array(labels), kept
    )


def _descend(inputs: Features, target: Features) -> tuple[Features, Features]:
    """Plain gradient descent with momentum on the convex, L2-regularised loss."""
    width = inputs.shape[1]
    classes = target.shape[1]
    balance = (target / np.maximum(target.sum(axis=0), 1)).sum(axis=1, keepdims=True) / classes
    weights, bias = np.zeros((classes, width)), np.zeros(classes)
    pace_w, pace_b = np.zeros_like(weights), np.zeros_like(bias)
    for _ in range(3000):
        error = (softmax(inputs @ weights.T + bias) - target) * balance
        pace_w = 0.9 * pace_w - 0.5 * (error.T @ inputs + 1e-4 * weights)
        pace_b = 0.9 * pace_b - 0.5 * error.sum(axis=0)
        weights, bias = weights + pace_w, bias + pace_b
    return weights, bias


def _with_threshold(
    judge: Judge, probabilities: Features, labels: NDArray[np.int64], kept: float
) -> Judge:
    shares = probabilities[:, 0] / (probabilities[:, 0] + probabilities[:, 1])
    mine = np.sort(shares[labels == 0])
    threshold = float(mine[int((1 - kept) * len(mine))]) if len(mine) else 0.5
    decided = answerable(probabilities, threshold)
    rates = {
        f"{name}_answered": float(decided[labels == row].mean())
        for row, name in enumerate(QUESTION_CLASSES)
        if (labels == row).any()
    }
    slope, offset = _platt(_log_odds(probabilities[:, 0]), labels == 0)
    return replace(judge, answer_threshold=threshold, rates=rates, slope=slope, offset=offset)


def _platt(log_odds: Features, right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of the logistic curve over log-odds, by Newton's method."""
    inputs = np.stack([log_odds, np.ones_like(log_odds)], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(50):
        given = _logistic(inputs @ found)
        slopes = (inputs * (given * (1 - given))[:, None]).T @ inputs + 1e-6 * np.eye(2)
        found = found - np.linalg.solve(slopes, inputs.T @ (given - right))
    return float(found[0]), float(found[1])


def _logistic(values: Any) -> Any:
    return 1 / (1 + np.exp(-values))


def _log_odds(probability: Any) -> Any:
    clipped = np.clip(probability, 1e-6, 1 - 1e-6)
    return np.log(clipped / (1 - clipped))
