"""Fusion and known questions, checked against sums done by hand and slower ways."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.records import KnownQuestion
from assistant.search.fusion import (
    Weights,
    commonness,
    fuse,
    reciprocal_rank_fusion,
    scaled,
    stand_in,
)
from assistant.search.known import RANK_WEIGHTS, Votes, gains


def floats(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=np.float32)


def test_reciprocal_rank_fusion_by_hand() -> None:
    fused = reciprocal_rank_fusion([[7, 8], [8, 9]], k=60)
    assert fused == pytest.approx({7: 1 / 61, 8: 1 / 62 + 1 / 61, 9: 1 / 62})


def test_weighted_sum_in_deviations_less_what_being_common_costs() -> None:
    dense, lexical, known = floats(1, 0, 0.5), floats(0, 1, 0.5), floats(0.5, 0.5, 0)
    summed = np.array([0.65, 0.35, 0.35])
    expected = (summed - summed.mean()) / summed.std() - 0.1 * np.array([2, -1, 0])
    fused = fuse(dense, lexical, known, floats(2, -1, 0), Weights(0.5, 0.2, 0.3, 0.1))
    assert fused.tolist() == pytest.approx(expected.tolist(), abs=1e-6)


def test_any_scale_and_shift_of_the_similarities_give_the_same_scores() -> None:
    generator = np.random.default_rng(2)
    sources = [generator.random(20).astype(np.float32) for _ in range(3)]
    common = commonness(np.arange(1, 21))
    one = fuse(*sources, common, Weights())
    other = fuse(*(0.2 * source + 0.7 for source in sources), common, Weights())
    assert one.tolist() == pytest.approx(other.tolist(), abs=1e-4)


def test_differences_too_small_to_mean_anything_stay_small() -> None:
    same = fuse(floats(0.5, 0.501), floats(0, 0), floats(0, 0), floats(0, 0), Weights())
    assert float(np.abs(same).max()) < 0.02
    nothing = np.zeros(0, dtype=np.float32)
    assert len(fuse(nothing, nothing, nothing, nothing, Weights())) == 0


def test_scaled_keeps_zero_and_order() -> None:
    assert scaled(np.zeros(3, dtype=np.float32)).tolist() == [0, 0, 0]
    assert scaled(np.array([1, 4], dtype=np.float32)).tolist() == [0.25, 1]


def test_common_is_the_log_of_the_count_around_its_mean() -> None:
    found = commonness(np.array([1, 0, 100]))
    assert found.tolist() == pytest.approx([-np.log(10), 0.0, np.log(10)])
    assert commonness(np.array([0, 0])).tolist() == [0.0, 0.0]


def test_a_missing_score_lies_as_far_out_as_what_stands_for_it() -> None:
    missing = np.array([False, False, False, True])
    scores, like = floats(0.6, 0.7, 0.8, 0.0), floats(0.1, 0.2, 0.3, 0.25)
    # .25 lies .61 deviations above the mean .2; .6 of that above the mean .7 is kept.
    steps = 0.6 * 0.05 / np.std([0.1, 0.2, 0.3])
    expected = 0.7 + steps * np.std([0.6, 0.7, 0.8])
    assert stand_in(scores, like, missing).tolist() == pytest.approx([0.6, 0.7, 0.8, expected])
    assert stand_in(scores, scores, np.zeros(4, dtype=np.bool_)) is scores
    assert stand_in(scores, scores, np.ones(4, dtype=np.bool_)) is scores


@pytest.mark.parametrize("faint", [0.0, 0.01, 0.15])
def test_a_guess_is_never_better_than_the_best_nor_worse_than_the_worst(faint: float) -> None:
    missing = np.array([False] * 83 + [True])
    scores = np.linspace(0.2, 0.8, 84).astype(np.float32)
    like = np.zeros(84, dtype=np.float32)
    like[0], like[83] = faint, 1.0
    assert stand_in(scores, like, missing)[83] == pytest.approx(scores[:83].max())
    assert stand_in(scores, -like, missing)[83] == pytest.approx(scores[:83].min())


def test_known_questions_speak_for_the_passages_that_answer_them_directly() -> None:
    known = (
        KnownQuestion("a", "en", (("x", 2), ("y", 1))),
        KnownQuestion("b", "en", (("y", 2),)),
        KnownQuestion("c", "en", (("gone", 2),)),
    )
    votes = Votes.build(known, ["x", "y"])
    assert votes.answered().tolist() == [1, 1]
    first, floor = RANK_WEIGHTS[0], 0.2  # three were wanted: others may be as near as the last
    found = votes.nearness(np.array([1, 0, 2]), np.array([0.9, 0.5, 0.2]), 3)
    assert found.tolist() == pytest.approx([floor + first * 0.3, floor + first * 0.7])
    # More were wanted than there are: what is missing is not near at all.
    found = votes.nearness(np.array([1, 0, 2]), np.array([0.9, 0.5, 0.2]), 4)
    assert found.tolist() == pytest.approx([first * 0.5, first * 0.9])
    assert votes.nearness(np.array([], dtype=np.int64), np.array([]), 3).tolist() == [0, 0]


def test_nearness_is_a_falling_mean_over_the_ten_nearest() -> None:
    generator = np.random.default_rng(5)
    names = [f"p{i}" for i in range(7)]
    known = [
        KnownQuestion(
            str(i),
            "en",
            tuple(
                (name, int(generator.integers(1, 3))) for name in names if generator.random() < 0.5
            ),
        )
        for i in range(90)
    ]
    votes = Votes.build(known, names)
    rows = generator.permutation(90)[:60]
    similarities = np.sort(generator.random(60))[::-1]
    expected = []
    for name in names:
        mine = [s for row, s in zip(rows, similarities) if dict(known[row].grades).get(name) == 2]
        ten = (mine + [similarities[-1]] * 10)[:10]
        weights = [1 / rank**1.5 for rank in range(1, 11)]
        expected.append(sum(w * s for w, s in zip(weights, ten)) / sum(weights))
    assert votes.nearness(rows, similarities, 60).tolist() == pytest.approx(expected)


def test_where_two_readers_differ_a_passage_counts_in_part() -> None:
    assert gains({"a": 2, "b": 2, "c": 1}, {"a": 2, "b": 1, "d": 2}) == {
        "a": 1.0, "b": 0.7, "c": 0.15, "d": 0.45,
    }  # fmt: skip
    assert gains({"a": 2, "b": 1}, None) == {"a": 1.0, "b": 0.3}
    question = KnownQuestion("q", "en", (("x", 2),), (("x", 1), ("y", 2)))
    votes = Votes.build([question], ["x", "y"])
    assert votes.gains.tolist() == [0.7, 0.45]
    # What the second reader calls direct speaks for its passage, what only the writer did, not.
    assert votes.answered().tolist() == [1, 0]
