"""Targets beside measured figures."""

from __future__ import annotations

from assistant.evaluation import targets


def test_what_is_missed_is_said_by_how_much_and_why() -> None:
    table = targets.lines({"hit@1 en": 0.80, "smalltalk seen": 0.95, "unknown": 1.0})
    assert len(table) == 4
    assert table[2].startswith("| hit@1 en | 0.95 | 0.800 | 0.150 | stories told")
    assert table[3] == "| smalltalk seen | 0.95 | 0.950 | met |  |"


def test_each_target_stands_once_and_has_a_reason() -> None:
    keys = [target.key for target in targets.TARGETS]
    assert len(keys) == len(set(keys)) and all(target.why for target in targets.TARGETS)
    assert all(0.8 < target.wanted <= 1 for target in targets.TARGETS)
