"""Figures of merit for a ranking, and how sure one may be of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

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


def expected_calibration_error(
    probabilities: Sequence[float], outcomes: Sequence[float], bins: int = 10
) -> float:
    """Mean gap between probability and frequency over equal-width bins (Naeini et al. 2015)."""
    p, y = np.asarray(probabilities), np.asarray(outcomes)
    if not len(p):
        return 0.0
    which = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [
        (which == b).mean() * abs(p[which == b].mean() - y[which == b].mean())
        for b in range(bins)
        if (which == b).any()
    ]
    return float(sum(gaps))


def area_under_roc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Probability that a positive scores above a negative, ties counting half."""
    if not positive or not negative:
        return 0.0
    a, b = np.asarray(positive)[:, None], np.asarray(negative)[None, :]
    return float((a > b).mean() + 0.5 * (a == b).mean())
