"""How written dialogues are played and counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.__main__ import main
from assistant.evaluation import sets
from assistant.evaluation.dialogues import lines, play, right_passage
from assistant.evaluation.run import Results
from assistant.evaluation.sets import DialogueTurn
from assistant.records import Point, Quote
from tests.evaluation.conftest import COPING, DIALOGUES, write_lines


def test_history_is_handed_on(assistant: Assistant, questions: Path) -> None:
    (dialogue,) = sets.held_dialogues(questions)
    first, thanks, third = play(assistant, dialogue)
    assert first.found is True and first.kind_right
    assert thanks.found is None and thanks.answer.kind == "smalltalk"
    assert third.answer.resolved != third.turn.question


def test_only_new_quotes_count_for_more(assistant: Assistant) -> None:
    answer = assistant.ask("借呗催收明天要来我家怎么办")
    best = answer.quotes[0]
    grades = {best.passage.id: 2}
    more = DialogueTurn("还有呢", "more", "answered", grades, "")
    assert right_passage(more, answer, ())
    assert not right_passage(more, answer, [best])
    part = replace(best, end=best.end - 1)
    assert right_passage(more, answer, [part])
    plain = DialogueTurn("还有呢", "plain", "answered", grades, "")
    assert right_passage(plain, answer, [best])


def test_only_the_first_three_quotes_count(assistant: Assistant) -> None:
    hits = assistant.search("催收上门怎么办", k=4)
    points = tuple(Point(Quote(hit.passage, 0, len(hit.passage.text))) for hit in hits)
    answer = replace(assistant.ask("催收上门怎么办"), points=points)
    passages = [quote.passage.id for quote in answer.quotes]
    third, fourth = ({passages[i]: 2} for i in (2, 3))
    assert right_passage(DialogueTurn("", "plain", "answered", third, ""), answer, ())
    assert not right_passage(DialogueTurn("", "plain", "answered", fourth, ""), answer, ())


def test_shares_by_hand(results: Results) -> None:
    scores = results.dialogues
    assert scores is not None
    assert (scores.answerable.mean, scores.answerable.count) == (0.5, 2)
    assert (scores.later.mean, scores.later.count) == (0.0, 1)
    assert scores.by_move["plain"].mean == 1.0 and scores.by_move["followup"].mean == 0.0
    assert scores.by_language["zh-Hans"].count == 2
    assert scores.kinds.count == 3 and scores.kinds_by_move["interrupt"].mean == 1.0
    assert [miss.number for miss in scores.misses] == [3]
    figures = results.key_figures()
    assert figures["dialogues: right passage"] == 0.5
    assert figures["dialogues: right passage, later turns"] == 0.0


def test_a_miss_says_what_it_was_taken_for(results: Results) -> None:
    assert results.dialogues is not None
    miss = lines(results.dialogues)[-1]
    assert miss.startswith("- t-001/3, followup: 那对家里人呢 — ")
    assert "means: 对家里人有什么影响" in miss and "right are 003#6.1" in miss


def test_command_prints_the_shares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_lines(tmp_path / "d.jsonl", DIALOGUES)
    assert main(["evaluate", "--dialogues", str(path)]) == 0
    assert "| answerable turns | 2 | 0.500 |" in capsys.readouterr().out


def test_no_dialogues_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--dialogues", str(tmp_path / "none.jsonl")]) == 3
    assert "There are no dialogues in" in capsys.readouterr().err


def test_evaluation_dialogues_are_well_formed(assistant: Assistant) -> None:
    ids = {passage.id for passage in assistant.passages}
    root = Path(__file__).resolve().parents[2] / "questions"
    for dialogue in (
        *sets.held_dialogues(root),
        *sets.dialogues(root / "dialogues" / "dialogues_dev.jsonl"),
    ):
        assert 2 <= len(dialogue.turns) <= 6, dialogue.id
        for turn in dialogue.turns:
            assert set(turn.grades) <= ids and set(turn.grades.values()) <= {1, 2}, dialogue.id
            assert bool(turn.grades) == (turn.kind == "answered"), (dialogue.id, turn.question)
    assert set(COPING) <= ids
