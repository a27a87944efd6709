"""The instruments themselves, against sums done by hand."""

from __future__ import annotations

import math

import pytest

from assistant.evaluation.metrics import (
    area_under_roc,
    bootstrap_interval,
    expected_calibration_error,
    hit_at,
    ndcg_at,
    reciprocal_rank,
)

GRADES = {"a": 2, "b": 1}


def test_hits_and_ranks() -> None:
    assert hit_at(["b", "a"], GRADES, 1) == 0.0
    assert hit_at(["b", "a"], GRADES, 2) == 1.0
    assert reciprocal_rank(["x", "b", "a"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x"], GRADES) == 0.0


def test_ndcg_by_hand() -> None:
    ideal = 3 / math.log2(2) + 1 / math.log2(3)
    assert ndcg_at(["a", "b"], GRADES) == pytest.approx(1.0)
    assert ndcg_at(["b", "a"], GRADES) == pytest.approx((1 + 3 / math.log2(3)) / ideal)
    assert ndcg_at([], GRADES) == 0.0


def test_bootstrap_interval_holds_the_mean_and_narrows() -> None:
    few, many = [0.0, 1.0] * 20, [0.0, 1.0] * 500
    low, high = bootstrap_interval(few)
    assert low < 0.5 < high
    low2, high2 = bootstrap_interval(many)
    assert high2 - low2 < high - low
    assert bootstrap_interval(few) == (low, high)


def test_calibration_error_by_hand() -> None:
    # Ten at .75 of which five are right: a gap of .25 in the only filled bin.
    assert expected_calibration_error([0.75] * 10, [1.0, 0.0] * 5) == pytest.approx(0.25)
    assert expected_calibration_error([1.0, 0.0], [1.0, 0.0]) == 0.0


def test_area_under_roc_counts_ties_half() -> None:
    assert area_under_roc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert area_under_roc([0.5], [0.5]) == 0.5
    assert area_under_roc([0.1, 0.9], [0.5]) == 0.5
