"""The rules of the safety check as data: examples, names, gates, pattern language."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.reply.safety import CODES, DISTRESS
from assistant.reply.safety_patterns import Parser, alternatives, bounded, units
from assistant.reply.safety_rules import Rule, look_alikes, rules
from assistant.reply.safety_scan import Index, firings, masked
from assistant.reply.safety_views import views

ROOT = Path(__file__).resolve().parents[2]


def rules_of(text: str) -> set[str]:
    seen = views(text)
    return {firing.rule.name for firing in firings(seen, masked(seen))}


def texts_of_cases() -> list[str]:
    path = ROOT / "questions" / "safety" / "safety.jsonl"
    return [json.loads(line)["q"] for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_fires_on_its_examples_and_not_on_the_others(rule: Rule) -> None:
    assert rule.fires_on and rule.silent_on
    assert [text for text in rule.fires_on if rule.name not in rules_of(text)] == []
    assert [text for text in rule.silent_on if rule.name in rules_of(text)] == []


def test_rules_have_names_of_their_own_and_known_alerts() -> None:
    names = [rule.name for rule in rules()]
    assert len(set(names)) == len(names)
    assert {rule.alert for rule in rules()} == set(CODES) - {DISTRESS}


def test_alternatives_compile_have_gates_and_repeat_within_bounds() -> None:
    entries = [entry for rule in rules() for entry in rule.alternatives]
    entries += [entry for view in look_alikes().values() for entry in view]
    for entry in entries:
        assert not re.search(r"(?<!\\)[*+]|,\}", entry.regex), entry.regex
        assert entry.compiled.search("") is None, f"matches nothing at all: {entry.regex}"
    assert sum(not entry.gates for entry in entries) <= 5


def test_gates_change_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = texts_of_cases()
    gated = [rules_of(text) for text in texts]
    monkeypatch.setattr(Index, "open_for", lambda self, stretch: list(range(len(self._entries))))
    assert [rules_of(text) for text in texts] == gated


def test_pattern_language() -> None:
    [entry] = alternatives("想(死|走)了?", words=False)
    assert entry.regex == "想(?:死|走)了?"
    assert entry.gates[0] == {"想死", "想走"}
    assert bounded("(a|b)*c+") == "(?:a|b){0,6}c{1,6}"
    [words] = alternatives("want to (die|go)", words=True)
    assert words.compiled.search(" i want to die ") and not words.compiled.search(
        " i want to diet "
    )
    assert words.open_for(units(" we want to go ", words=True))
    assert not words.open_for(units(" nothing of the kind ", words=True))


@pytest.mark.parametrize("pattern", ["(a", "a)", "[a", "*a", "|?"])
def test_patterns_that_mean_nothing_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="in "):
        Parser(pattern).branches()
