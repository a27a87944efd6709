"""Passages that answer something else than those before them.

After maximal marginal relevance (Carbonell and Goldstein 1998): the next passage is the
best one after a deduction for being like each of those before it.  Two passages are
alike as far as the same known questions are answered by both.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.search.known import Votes

DEDUCTION = 0.3
"""Standard deviations taken from a score for each passage before it, times how alike they are.

On held-out lines of the bank one of the first three passages answers .857 of the
questions, without it .836; the share of the first three that answer falls from .538
to .527.
"""

LEAST = 0.05
"""Passages that are less alike count as having nothing in common."""


class Alike:
    """Cosines between the gains of passages, a sparse symmetric matrix by rows.

    Row ``i`` has ``cosines[bounds[i]:bounds[i + 1]]`` in the same places of ``others``.
    """

    def __init__(
        self, others: NDArray[np.int64], cosines: NDArray[np.float32], bounds: NDArray[np.int64]
    ) -> None:
        self.others = others
        self.cosines = cosines
        self.bounds = bounds

    @classmethod
    def build(cls, votes: Votes) -> Alike:
        """Over all known questions."""
        passages = votes.passages
        products = _products(votes)
        lengths = np.zeros(passages)
        for (one, other), product in products.items():
            if one == other:
                lengths[one] = np.sqrt(product)
        found = [
            (one, other, product / (lengths[one] * lengths[other]))
            for (one, other), product in sorted(products.items())
            if one != other and product >= LEAST * lengths[one] * lengths[other]
        ]
        counts = np.bincount([one for one, _, _ in found], minlength=passages)
        return cls(
            np.array([other for _, other, _ in found], dtype=np.int64),
            np.array([cosine for _, _, cosine in found], dtype=np.float32),
            np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        )

    def among(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """(n, n) cosines between n passages; 0 on the diagonal."""
        chosen = np.asarray(rows, dtype=np.int64)
        starts, counts = self.bounds[chosen], np.diff(self.bounds)[chosen]
        shift = np.repeat(starts - np.cumsum(counts) + counts, counts)
        stored = np.arange(counts.sum()) + shift
        place_of = np.full(len(self.bounds) - 1, -1, dtype=np.int64)
        place_of[chosen] = np.arange(len(chosen))
        first, second = np.repeat(np.arange(len(chosen)), counts), place_of[self.others[stored]]
        found = np.zeros((len(chosen), len(chosen)), dtype=np.float32)
        among = second >= 0
        found[first[among], second[among]] = self.cosines[stored[among]]
        return found


def varied(scores: Sequence[float], alike: NDArray[np.float32], count: int) -> list[int]:
    """Places of ``count`` scores, each the best after the deductions for those before it."""
    left = np.array(scores, dtype=np.float64)
    chosen: list[int] = []
    for _ in range(min(count, len(left))):
        place = int(left.argmax())
        chosen.append(place)
        left -= DEDUCTION * alike[place]
        left[place] = -np.inf
    return chosen


def _products(votes: Votes) -> dict[tuple[int, int], float]:
    """Inner products of the passages' gains, those that are not zero."""
    sums: dict[int, float] = {}
    sizes = np.diff(votes.bounds)
    for size in np.unique(sizes[sizes > 0]).tolist():
        # Questions with as many graded passages as each other make one array.
        places = votes.bounds[:-1][sizes == size, None] + np.arange(size)
        columns, gains = votes.columns[places], votes.gains[places]
        keys = (columns[:, :, None] * votes.passages + columns[:, None, :]).ravel()
        worth = (gains[:, :, None] * gains[:, None, :]).ravel()
        kinds, inverse = np.unique(keys, return_inverse=True)
        totals = np.bincount(inverse, weights=worth)
        for kind, total in zip(kinds.tolist(), totals.tolist()):
            sums[kind] = sums.get(kind, 0.0) + total
    return {divmod(kind, votes.passages): total for kind, total in sums.items()}
