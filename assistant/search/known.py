"""Known questions: the bank, indexed as pointers to passages that answer them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from assistant.records import KnownQuestion

GAIN = {
    (2, 2): 1.0, (1, 2): 0.7, (0, 2): 0.7,
    (2, 1): 0.45, (2, 0): 0.45,
    (1, 1): 0.3, (0, 1): 0.15, (1, 0): 0.15,
}  # fmt: skip
"""What a passage is worth to a question by its writer's grade and the second reader's.

A direct answer (2) in the eyes of both counts fully.  Where only one of them saw
one, the values are a compromise chosen on held-out writers of the bank, when the
search still weighed known questions by them: 1 and 0 in place of .7 and .45 ranked
a little better by the second reader's grades (hit@1 .714, not .707) and much worse
by the writers' own (.333, not .434).
"""

DIRECT = 0.7
"""Least gain of a passage that counts as answering a question directly."""

_FALLING = np.arange(1, 11) ** -1.5
RANK_WEIGHTS = np.append(_FALLING / _FALLING.sum(), 0.0)
"""Weight of the nearest question that a passage answers, of the second … tenth; then none.

The nearest alone is too much a matter of chance, the mean of ten too far off for passages
that are seldom asked about: on held-out lines of the bank hit@1 was .686 and .710, with
falling weights .717.
"""


def gains(grades: Mapping[str, int], writer_grades: Mapping[str, int] | None) -> dict[str, float]:
    """Passage -> 0..1; without ``writer_grades`` the writer graded the same."""
    first = grades if writer_grades is None else writer_grades
    names = dict.fromkeys((*grades, *first))
    return {name: GAIN[first.get(name, 0), grades.get(name, 0)] for name in names}


class KnownQuestions(Sequence[KnownQuestion]):
    """The bank's questions, kept as plain columns and made into records when looked at.

    Tens of thousands of records would take a third of the time of a cold start.
    """

    def __init__(
        self, texts: list[str], languages: list[str], grades: list[dict[str, int]]
    ) -> None:
        self.texts = texts
        self.languages = languages
        self.grades = grades

    @classmethod
    def of(cls, questions: Sequence[KnownQuestion]) -> KnownQuestions:
        """The same questions as columns."""
        return cls(
            [q.text for q in questions],
            [q.language for q in questions],
            [dict(q.grades) for q in questions],
        )

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> KnownQuestion: ...

    @overload
    def __getitem__(self, index: slice) -> list[KnownQuestion]: ...

    def __getitem__(self, index: int | slice) -> KnownQuestion | list[KnownQuestion]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        grades = tuple(self.grades[index].items())
        return KnownQuestion(self.texts[index], self.languages[index], grades)


class Votes:
    """Grades of all known questions as a sparse (questions, passages) matrix.

    Question ``i`` gives ``gains[bounds[i]:bounds[i + 1]]`` to the passages in
    the same places of ``columns``.
    """

    def __init__(
        self,
        columns: NDArray[np.int64],
        gains: NDArray[np.float64],
        bounds: NDArray[np.int64],
        passages: int,
    ) -> None:
        self.columns = columns
        self.gains = gains
        self.bounds = bounds
        self.passages = passages
        direct = gains >= DIRECT
        self._answers = columns[direct]
        self._answer_bounds = np.concatenate([[0], np.cumsum(direct)])[bounds]

    @classmethod
    def build(cls, questions: Sequence[KnownQuestion], passage_ids: Sequence[str]) -> Votes:
        """Count the grades of passages that are there."""
        row_of = {passage_id: row for row, passage_id in enumerate(passage_ids)}
        columns: list[int] = []
        worth: list[float] = []
        bounds = [0]
        for question in questions:
            first = None if question.writer_grades is None else dict(question.writer_grades)
            for passage_id, gain in gains(dict(question.grades), first).items():
                if passage_id in row_of:
                    columns.append(row_of[passage_id])
                    worth.append(gain)
            bounds.append(len(columns))
        return cls(
            np.array(columns, dtype=np.int64),
            np.array(worth, dtype=np.float64),
            np.array(bounds, dtype=np.int64),
            len(passage_ids),
        )

    def answered(self) -> NDArray[np.int64]:
        """(passages,) how many questions each answers directly."""
        return np.bincount(self._answers, minlength=self.passages)

    def nearness(
        self, rows: NDArray[np.int64], similarities: NDArray[np.floating], wanted: int
    ) -> NDArray[np.float32]:
        """(passages,) how similar the questions are that each passage answers directly.

        ``rows`` are the ``wanted`` most similar questions, best first.  A passage gets the
        mean over the ten nearest that it answers, weighted by ``RANK_WEIGHTS``; where there
        are fewer among ``rows``, the missing ones count as similar as the last row, or 0
        if ``rows`` are all there are.
        """
        if len(rows) == 0:
            return np.zeros(self.passages, dtype=np.float32)
        starts, ends = self._answer_bounds[rows], self._answer_bounds[rows + 1]
        counts = ends - starts
        source = np.repeat(np.arange(len(rows)), counts)
        shift = np.repeat(starts - np.cumsum(counts) + counts, counts)
        columns = self._answers[np.arange(len(source)) + shift]
        order = np.argsort(columns, kind="stable")
        columns = columns[order]
        # Within a passage the order is still that of the rows: most similar first.
        first = np.searchsorted(columns, columns)
        rank = np.minimum(np.arange(len(columns)) - first, len(RANK_WEIGHTS) - 1)
        floor = float(similarities[-1]) if len(rows) >= wanted else 0.0
        above = np.asarray(similarities, dtype=np.float64)[source[order]] - floor
        sums = np.bincount(columns, weights=above * RANK_WEIGHTS[rank], minlength=self.passages)
        return np.asarray(floor + sums, dtype=np.float32)
