"""Passages that answer something else, against dense cosines and orders found by hand."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.records import KnownQuestion
from assistant.search.known import Votes
from assistant.search.variety import DEDUCTION, LEAST, Alike, varied


def test_alike_are_cosines_of_the_gains() -> None:
    generator = np.random.default_rng(3)
    names = [f"p{i}" for i in range(9)]
    known = [
        KnownQuestion(
            str(i),
            "en",
            tuple(
                (name, int(generator.integers(1, 3))) for name in names if generator.random() < 0.3
            ),
        )
        for i in range(40)
    ]
    votes = Votes.build(known, [*names, "never asked"])
    dense = np.zeros((len(known), 10))
    for row in range(len(known)):
        span = slice(votes.bounds[row], votes.bounds[row + 1])
        dense[row, votes.columns[span]] = votes.gains[span]
    unit = dense / np.maximum(np.linalg.norm(dense, axis=0), 1e-9)
    expected = unit.T @ unit
    np.fill_diagonal(expected, 0.0)
    expected[expected < LEAST] = 0.0
    rows = [4, 0, 9, 7]
    found = Alike.build(votes).among(rows)
    assert found == pytest.approx(expected[np.ix_(rows, rows)], abs=1e-6)


def test_without_known_questions_nothing_is_alike() -> None:
    assert not Alike.build(Votes.build([], ["x", "y"])).among([0, 1]).any()


def test_the_best_comes_first_and_its_double_later() -> None:
    alike = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]], dtype=np.float32)
    near, far = 0.9 - DEDUCTION / 2, 0.9 - 2 * DEDUCTION
    assert varied([0.9, near, near - DEDUCTION / 2], alike, 3) == [0, 2, 1]
    assert varied([0.9, near, far], alike, 3) == [0, 1, 2]
    assert varied([0.5, 0.9, 0.7], np.zeros((3, 3), dtype=np.float32), 2) == [1, 2]
    assert varied([], np.zeros((0, 0), dtype=np.float32), 2) == []
