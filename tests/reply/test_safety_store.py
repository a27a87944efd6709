"""What was worked out beforehand is what the rule files come to now."""

from __future__ import annotations

import json
from importlib.resources import files

from assistant.reply.safety_patterns import Alternative
from assistant.reply.safety_rules import compiled_alternatives, worked_out
from assistant.reply.safety_store import FILE, digest, look_up, to_plain
from training.compile_safety import compiled


def test_stored_patterns_are_fresh() -> None:
    """If this fails, run ``python -m training.compile_safety``."""
    text = files("assistant.reply").joinpath(FILE).read_text(encoding="utf-8")
    assert json.loads(text) == compiled()


def test_what_is_not_stored_is_worked_out() -> None:
    patterns = ["不想(活|过)了", "想…消失"]
    assert look_up(digest(patterns, "text", {})) is None
    fresh = compiled_alternatives(patterns, "text", {})
    assert to_plain(fresh) == to_plain(worked_out(patterns, "text", {}))
    assert any(entry.compiled.search("我不想活了") for entry in fresh)


def test_plain_data_goes_round() -> None:
    entry = Alternative("a|b", (frozenset({"a", "b"}),))
    assert to_plain([entry]) == [["a|b", [["a", "b"]]]]
