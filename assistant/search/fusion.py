"""One ranking from three kinds of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

STAND_IN = 0.6
"""How much of its distance from the mean a guessed score keeps.

Of lines that only an article answers which model and index had not known, .21 find
their passage first and .57 among three, none without a stand-in; of known lines about
other articles .92 and .97, for .98 and 1.00 without.  More finds more of the former and
fewer of the latter.
"""

FARTHEST = 3.0
"""Standard deviations beyond which what stands for a score says no more."""

LEAST_SPREAD = 0.02
"""Where all passages score about the same, smaller differences than this are no differences."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Share of each source in the fused score, and what being common costs.

    Measured on lines of the bank that neither model nor index had seen, the newest writers'
    apart from the others'; around these values the order hardly changes.  A deduction counts in
    standard deviations of the weighted sum, so it means the same for any embedding model.
    """

    dense: float = 0.4
    lexical: float = 0.2
    known: float = 0.4
    common: float = 0.08
    """Deduction for a passage that answers e (2.7) times as many known questions as others.

    Logit adjustment (Menon et al. 2021, arXiv 2007.07314).  The more questions a passage
    answers, the nearer the nearest of them is to any question at all: before there was a
    deduction, the passage asked about most stood first in half of the wrong answers to
    lines by writers whom the model had not read.
    """


def fuse(dense: Scores, lexical: Scores, known: Scores, common: Scores, weights: Weights) -> Scores:
    """(passages,) weighted sum of three scores in standard deviations from its mean, less
    ``common``; known questions, if there are none, count as 0 throughout."""
    summed = weights.dense * dense + weights.lexical * lexical + weights.known * known
    if not len(summed):
        return np.zeros(0, dtype=np.float32)
    spread = max(float(summed.std()), LEAST_SPREAD)
    return np.asarray((summed - summed.mean()) / spread - weights.common * common, dtype=np.float32)


def commonness(asked: NDArray[np.int64]) -> Scores:
    """(passages,) log of how many questions each answers, 0 on average; 0 where there are none."""
    logs = np.log(np.maximum(asked, 1))
    mean = float(logs[asked > 0].mean()) if (asked > 0).any() else 0.0
    return np.where(asked > 0, logs - mean, 0.0).astype(np.float32)


def stand_in(scores: Scores, like: Scores, missing: NDArray[np.bool_]) -> Scores:
    """``scores``, with those that are ``missing`` guessed from ``like``.

    A passage that no known question asks about, as of a document that was added, would
    never be found beside the others.  It gets a score as many standard deviations from
    the mean of the others' ``scores`` as its ``like`` lies from theirs, but none beyond
    the others' best and worst.
    """
    there = ~missing
    if not missing.any() or not there.any():
        return scores
    others, mine = scores[there], like[there]
    steps = (like - mine.mean()) / max(float(mine.std()), LEAST_SPREAD)
    steps = np.clip(STAND_IN * steps, -FARTHEST, FARTHEST)
    guessed = np.clip(others.mean() + steps * others.std(), others.min(), others.max())
    return np.where(missing, guessed, scores).astype(np.float32)


def scaled(scores: Scores) -> Scores:
    """Scores divided by the best one, so that BM25's open scale becomes 0..1."""
    best = float(scores.max(initial=0.0))
    return scores / best if best > 0 else scores


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]], k: int = 60) -> dict[int, float]:
    """Cormack, Clarke and Buettcher (2009): sum of 1 / (k + rank), ranks from 1.

    The baseline that the weighted sum is measured against.
    """
    fused: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            fused[item] = fused.get(item, 0.0) + 1.0 / (k + rank)
    return fused
