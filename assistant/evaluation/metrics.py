"""Figures of merit for a ranking, and how sure one may be of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


def hit_at(ranking: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """1 if one of the first ``k`` passages answers directly (grade 2), else 0."""
    return float(any(grades.get(passage) == 2 for passage in ranking[:k]))


def ndcg_at(ranking: Sequence[str], grades: Mapping[str, int], k: int = 10) -> float:
    """Normalised discounted cumulative gain, gain 2^grade - 1 (Jarvelin and Kekalainen 2002)."""
    found = _dcg([grades.get(passage, 0) for passage in ranking[:k]])
    ideal = _dcg(sorted(grades.values(), reverse=True)[:k])
    return found / ideal if ideal else 0.0


def _dcg(grades: Sequence[int]) -> float:
    return sum(
        (2.0**grade - 1.0) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1)
    )


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 / rank of the first passage that answers directly; 0 if none does."""
    for rank, passage in enumerate(ranking, start=1):
        if grades.get(passage) == 2:
            return 1.0 / rank
    return 0.0


def bootstrap_interval(
    values: Sequence[float], rounds: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """95 % percentile bootstrap interval of the mean (Efron 1979)."""
    if not values:
        return 0.0, 0.0
    data = np.asarray(values)
    rng = np.random.default_rng(seed)
    means = data[rng.integers(0, len(data), (rounds, len(data)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose probability lies in ``[low, high)``: its mean, and how often it came true."""

    low: float
    high: float
    confidence: float
    share: float
    count: int


def reliability(
    probabilities: Sequence[float], outcomes: Sequence[float], bins: int = 10
) -> tuple[Bin, ...]:
    """The filled ones among equal-width bins of a reliability diagram."""
    p, y = np.asarray(probabilities), np.asarray(outcomes)
    which = np.minimum((p * bins).astype(int), bins - 1)
    return tuple(
        Bin(
            b / bins,
            (b + 1) / bins,
            float(p[which == b].mean()),
            float(y[which == b].mean()),
            int((which == b).sum()),
        )
        for b in range(bins)
        if (which == b).any()
    )


def expected_calibration_error(
    probabilities: Sequence[float], outcomes: Sequence[float], bins: int = 10
) -> float:
    """Mean gap between probability and frequency over equal-width bins (Naeini et al. 2015)."""
    filled = reliability(probabilities, outcomes, bins)
    gaps = sum(one.count * abs(one.confidence - one.share) for one in filled)
    return gaps / max(1, len(probabilities))


def risk_coverage(
    confidences: Sequence[float], right: Sequence[float]
) -> tuple[tuple[float, float], ...]:
    """(coverage, risk) for every share of the questions, the surest first (El-Yaniv, Wiener 2010).

    Risk is the share of those that are wrong.  Questions of equal confidence can
    only be answered or left together, so they make one point.
    """
    order = np.argsort(-np.asarray(confidences), kind="stable")
    sure, good = np.asarray(confidences)[order], np.asarray(right)[order]
    count = np.arange(1, len(sure) + 1)
    risks = 1 - np.cumsum(good) / count
    last = [i for i in range(len(sure)) if i + 1 == len(sure) or sure[i + 1] < sure[i]]
    return tuple((float(count[i] / len(sure)), float(risks[i])) for i in last)


def area_under_roc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Probability that a positive scores above a negative, ties counting half."""
    if not positive or not negative:
        return 0.0
    a, b = np.asarray(positive)[:, None], np.asarray(negative)[None, :]
    return float((a > b).mean() + 0.5 * (a == b).mean())
