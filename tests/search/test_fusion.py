"""Fusion and votes, checked against sums done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.records import KnownQuestion
from assistant.search.fusion import Weights, fuse, reciprocal_rank_fusion, scaled
from assistant.search.known import Votes, gains, softmax_weights


def test_reciprocal_rank_fusion_by_hand() -> None:
    fused = reciprocal_rank_fusion([[7, 8], [8, 9]], k=60)
    assert fused == pytest.approx({7: 1 / 61, 8: 1 / 62 + 1 / 61, 9: 1 / 62})


def test_weighted_sum_by_hand() -> None:
    dense, lexical, known = (np.array(x, dtype=np.float32) for x in ([1, 0], [0, 1], [0.5, 0.5]))
    assert fuse(dense, lexical, known, Weights(0.5, 0.2, 0.3)).tolist() == pytest.approx(
        [0.65, 0.35]
    )


def test_scaled_keeps_zero_and_order() -> None:
    assert scaled(np.zeros(3, dtype=np.float32)).tolist() == [0, 0, 0]
    assert scaled(np.array([1, 4], dtype=np.float32)).tolist() == [0.25, 1]


def test_votes_are_weighted_mean_gains() -> None:
    known = (
        KnownQuestion("a", "en", (("x", 2), ("y", 1))),
        KnownQuestion("b", "en", (("y", 2),)),
        KnownQuestion("c", "en", (("gone", 2),)),
    )
    votes = Votes.build(known, ["x", "y"])
    result = votes.weigh(np.array([0, 1, 2]), np.array([2.0, 1.0, 1.0]))
    assert result.tolist() == pytest.approx([2 / 4, (2 * 0.3 + 1) / 4])
    assert votes.weigh(np.array([], dtype=np.int64), np.array([])).tolist() == [0, 0]


def test_where_two_readers_differ_a_passage_counts_in_part() -> None:
    assert gains({"a": 2, "b": 2, "c": 1}, {"a": 2, "b": 1, "d": 2}) == {
        "a": 1.0, "b": 0.7, "c": 0.15, "d": 0.45,
    }  # fmt: skip
    assert gains({"a": 2, "b": 1}, None) == {"a": 1.0, "b": 0.3}
    question = KnownQuestion("q", "en", (("x", 2),), (("x", 1), ("y", 2)))
    result = Votes.build([question], ["x", "y"]).weigh(np.array([0]), np.array([1.0]))
    assert result.tolist() == pytest.approx([0.7, 0.45])


def test_softmax_weights_fall_with_distance() -> None:
    weights = softmax_weights(np.array([0.9, 0.8]), 0.1)
    assert weights.tolist() == pytest.approx([1.0, np.exp(-1)])
