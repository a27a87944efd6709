"""How much each example of the topic classifier counts."""

from __future__ import annotations

import pytest

from training.topic import MOST, importance


def test_a_language_is_no_sign_of_a_subject() -> None:
    """Off-topic lines of a language that has few of them count for more, the others for less."""
    kinds = ["answerable"] * 90 + ["off"] * 60 + ["answerable"] * 30 + ["off"] * 20 + ["off"]
    languages = ["en"] * 150 + ["ko"] * 30 + ["any"] * 20 + ["ko"]
    weights = importance(kinds, languages)
    assert len(weights) == len(kinds)
    one = 81**-0.5
    assert weights[90] == pytest.approx(one * (81 * 150 / 201) / 60)
    assert weights[-1] == pytest.approx(one * MOST), "no line may count for any number"
    assert weights[-2] == pytest.approx(one), "background has no language"
    assert {weights[0], weights[150]} == {120**-0.5}
