"""The judge: fitted on data whose answer is known."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from assistant.records import QUESTION_CLASSES, Evidence
from assistant.reply.confidence import FEATURES, Judge, Judgement, _platt, fit, softmax, terms


def separable(count: int = 400) -> tuple[np.ndarray, list[int]]:
    rng = np.random.default_rng(0)
    labels = [i % 4 for i in range(count)]
    centres = np.eye(4, len(FEATURES)) * 4
    return centres[labels] + rng.normal(size=(count, len(FEATURES))) * 0.5, labels


def test_fit_learns_what_is_separable() -> None:
    rows, labels = separable()
    judge = fit(rows, labels)
    inputs = terms(rows, judge.mean, judge.scale)
    scores = softmax(inputs @ judge.weights.T + judge.bias)
    assert (scores.argmax(axis=1) == labels).mean() > 0.99
    assert judge.rates["answerable_answered"] == pytest.approx(0.98, abs=0.02)
    assert judge.rates["off_answered"] < 0.01


def test_fit_learns_what_lies_in_the_middle() -> None:
    """Neither near nor far: no straight line parts the second class from the first."""
    rng = np.random.default_rng(2)
    rows = rng.normal(size=(2000, len(FEATURES)))
    rows[:, 0] = rng.uniform(-2, 2, size=2000)
    labels = [2 if abs(first) < 1 else 0 for first in rows[:, 0]]
    judge = fit(rows, labels)
    scores = softmax(terms(rows, judge.mean, judge.scale) @ judge.weights.T + judge.bias)
    assert (scores.argmax(axis=1) == labels).mean() > 0.95


def test_terms_are_standardised_cut_and_squared() -> None:
    found = terms(np.array([3.0, -1.0, 50.0]), np.array([1.0, 0.0, 0.0]), np.array([2.0, 1.0, 1.0]))
    assert found.tolist() == [1.0, -1.0, 3.0, 1.0, 1.0, 9.0]


def test_probabilities_sum_to_one() -> None:
    judge = fit(*separable())
    evidence = Evidence((), (), 0.3, (0.1, 0.2, 0.3, 0.4), (0.1, 0.2, 0.3, 0.4))
    judged = judge.judge(evidence)
    assert judged.answerable + judged.near + judged.off + judged.smalltalk == pytest.approx(1)


def test_confidence_is_what_its_share_of_answers_says() -> None:
    """Log-odds that are twice too sure are brought back."""
    rng = np.random.default_rng(1)
    true = rng.normal(size=20_000)
    right = rng.random(20_000) < 1 / (1 + np.exp(-true - 0.5))
    slope, offset = _platt(2 * true, right)
    assert (slope, offset) == pytest.approx((0.5, 0.5), abs=0.05)
    judge = replace(fit(*separable()), slope=slope, offset=offset)
    assert judge.confidence(Judgement(0.5, 0.5, 0.0, 0.0)) == pytest.approx(
        1 / (1 + np.exp(-offset))
    )


def test_judge_goes_round_through_json() -> None:
    judge = fit(*separable())
    again = Judge.from_dict(json.loads(json.dumps(judge.to_dict())))
    assert np.array_equal(again.weights, judge.weights)
    assert again.answer_threshold == judge.answer_threshold


def test_judge_of_other_features_is_refused() -> None:
    data = fit(*separable()).to_dict()
    straight = np.array(data["weights"])[:, : len(FEATURES)].tolist()
    for wrong in ({"features": ["one"]}, {"weights": straight}):
        with pytest.raises(ValueError, match="other features"):
            Judge.from_dict({**data, **wrong})


def test_shipped_judge_states_its_error_rates(assistant) -> None:
    rates = assistant.manifest.judge["rates"]
    assert set(rates) == {f"{name}_answered" for name in QUESTION_CLASSES}
    assert rates["answerable_answered"] > 0.85
    assert rates["off_answered"] < rates["near_answered"] < 0.35
