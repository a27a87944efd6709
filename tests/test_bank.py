"""The question bank and the evaluation set are well formed and kept apart."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from assistant import Assistant
from assistant.text.fold import fold

QUESTIONS = Path(__file__).resolve().parent.parent / "questions"


def rows(*patterns: str) -> Iterator[tuple[str, dict]]:
    for pattern in patterns:
        for path in sorted(QUESTIONS.glob(pattern)):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield path.name, json.loads(line)


def test_answerable_lines_are_graded_and_point_to_sections(assistant: Assistant) -> None:
    ids = {passage.id for passage in assistant.passages}
    for name, row in rows(
        "bank/*.jsonl", "evaluation/answerable/*.jsonl", "evaluation/second/answerable.jsonl"
    ):
        assert row["q"].strip() and row["lang"], (name, row)
        assert set(row["rel"]) <= ids, (name, row)
        assert 2 in row["rel"].values() and set(row["rel"].values()) <= {1, 2}, (name, row)


def test_every_section_is_reached(assistant: Assistant) -> None:
    lines, languages = Counter(), defaultdict(set)
    for _, row in rows("bank/*.jsonl"):
        for section in row["rel"]:
            lines[section] += 1
            languages[section].add(row["lang"])
    for passage in assistant.passages:
        assert lines[passage.id] >= 60, (passage.id, lines[passage.id])
        assert len(languages[passage.id]) >= 4, passage.id


def test_no_line_stands_twice_in_the_bank() -> None:
    seen = Counter(row["q"].strip() for _, row in rows("bank/*.jsonl", "unanswerable/*.jsonl"))
    assert [question for question, count in seen.items() if count > 1] == []


def trigrams(text: str) -> frozenset[str]:
    letters = re.sub(r"[\W_]+", "", fold(text))
    return frozenset(letters[i : i + 3] for i in range(max(1, len(letters) - 2)))


def test_evaluation_set_has_no_near_duplicate_in_the_bank() -> None:
    """Character trigrams, Jaccard similarity below 0.7; fixed phrases of small talk excepted."""
    known = [trigrams(row["q"]) for _, row in rows("bank/*.jsonl", "unanswerable/*.jsonl")]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, grams in enumerate(known):
        for gram in grams:
            holders[gram].append(number)
    held = ("evaluation/answerable/*.jsonl", "evaluation/unanswerable.jsonl")
    for name, row in rows(*held, "evaluation/second/*.jsonl"):
        if row.get("kind") == "smalltalk":
            continue
        mine = trigrams(row["q"])
        shared = Counter(number for gram in mine for number in holders.get(gram, ()))
        for number, common in shared.most_common(20):
            union = len(mine) + len(known[number]) - common
            assert common / union < 0.7, (name, row["q"])


def test_suggestions_cover_every_section_in_every_language(assistant: Assistant) -> None:
    found = [row for _, row in rows("suggested.jsonl")]
    assert {row["section"] for row in found} == {passage.id for passage in assistant.passages}
    assert all(row["zh-Hans"] and row["zh-Hant"] and row["en"] for row in found)
    assert len(assistant.suggestions.front("en")) == 12
