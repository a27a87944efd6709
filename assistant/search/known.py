"""Known questions: the bank, indexed as pointers to passages that answer them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.records import KnownQuestion

GAIN = {2: 1.0, 1: 0.3}
"""What a grade is worth in a vote: a direct answer, a partial one."""


class Votes:
    """Grades of all known questions as a sparse (questions, passages) matrix."""

    def __init__(self, questions: Sequence[KnownQuestion], passage_ids: Sequence[str]) -> None:
        row_of = {passage_id: row for row, passage_id in enumerate(passage_ids)}
        columns: list[int] = []
        gains: list[float] = []
        bounds = [0]
        for question in questions:
            for passage_id, grade in question.grades:
                if passage_id in row_of:
                    columns.append(row_of[passage_id])
                    gains.append(GAIN[grade])
            bounds.append(len(columns))
        self._columns = np.array(columns, dtype=np.int64)
        self._gains = np.array(gains, dtype=np.float64)
        self._bounds = bounds
        self._passages = len(passage_ids)

    def weigh(self, rows: NDArray[np.int64], weights: NDArray[np.floating]) -> NDArray[np.float32]:
        """(passages,) mean gain of the questions in ``rows``, weighted; each 0..1."""
        total = float(weights.sum())
        if total <= 0 or len(rows) == 0:
            return np.zeros(self._passages, dtype=np.float32)
        spans = [slice(self._bounds[row], self._bounds[row + 1]) for row in rows.tolist()]
        columns = np.concatenate([self._columns[span] for span in spans])
        gains = np.concatenate(
            [self._gains[span] * weight for span, weight in zip(spans, weights.tolist())]
        )
        sums = np.bincount(columns, weights=gains, minlength=self._passages)
        return np.asarray(sums / total, dtype=np.float32)


def softmax_weights(scores: NDArray[np.floating], temperature: float) -> NDArray[np.float64]:
    """exp((score - best) / temperature): 1 for the best, less for the others."""
    if len(scores) == 0:
        return np.zeros(0, dtype=np.float64)
    shifted = np.asarray(scores, dtype=np.float64) - float(scores.max())
    return np.asarray(np.exp(shifted / temperature), dtype=np.float64)
