"""``assistant explain`` shows what the pipeline did, and not something of its own."""

from __future__ import annotations

import json

import pytest

from assistant import Assistant, Turn
from assistant.__main__ import main
from assistant.evaluation import stages

FIRST = "借呗催收明天要来我家怎么办"


@pytest.mark.parametrize(
    "question",
    [FIRST, "can they tell my boss about my debt", "今天天气怎么样", "谢谢", "我不想活了"],
)
def test_stages_lead_to_the_answer_that_is_given(assistant: Assistant, question: str) -> None:
    seen = stages.look(assistant, question)
    data, answer = stages.to_dict(seen), assistant.ask(question)
    assert data["kind"] == answer.kind.value and data["trace"] == list(answer.trace)
    assert [quote["text"] for quote in data["quotes"]] == [q.text for q in answer.quotes]
    assert data["confidence"] == answer.confidence
    assert sum(data["probabilities"].values()) == pytest.approx(1)
    assert sum(data["probabilities"].values()) == pytest.approx(1.0)
    hits = assistant.evidence(question).hits[:5]
    assert [row["id"] for row in data["passages"]] == [hit.passage.id for hit in hits]


def test_a_rule_that_fired_is_named(assistant: Assistant) -> None:
    data = stages.to_dict(stages.look(assistant, "我不想活了"))
    assert data["kind"] == "urgent"
    assert data["safety"] and data["safety"][0]["code"] == "self_harm"
    assert data["safety"][0]["rule"].startswith("self_harm.")


def test_a_known_question_is_named_with_its_sections(assistant: Assistant) -> None:
    known = assistant.evidence("借呗逾期怎么办").known[0][0]
    data = stages.to_dict(stages.look(assistant, known.text))
    assert data["known"][0]["question"] == known.text
    assert data["known"][0]["similarity"] == pytest.approx(1.0, abs=1e-3)
    assert data["known"][0]["grades"] == dict(known.grades) and data["asked_before"]


def test_a_follow_up_is_resolved(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    turn = Turn(FIRST, assistant.ask(FIRST))
    resolved = assistant.ask("那对家里人呢", (turn,)).resolved
    assert main(["explain", "那对家里人呢", "--after", FIRST]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"taken as     {resolved}" in lines


def test_text_shows_every_stage_in_order(
    assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "ＣＡＮ they tell my boss?"]) == 0
    lines = capsys.readouterr().out.splitlines()
    names = [line[:12].strip() for line in lines if line[:12].strip()]
    assert " ".join(names) == (
        "question language folded safety small talk taken as known passages topic features "
        "probability confidence threshold judge says kind quotes"
    )
    assert "folded       can they tell my boss?" in lines
    answer = assistant.ask("ＣＡＮ they tell my boss?")
    assert f"kind         {answer.kind}" in lines


def test_json_is_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--json", FIRST]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["question"] == FIRST and data["language"] == "zh-Hans"
    assert len(data["features"]) >= 10 and 0 < data["threshold"] < 1


def test_nothing_to_explain_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", " "]) == 3
    assert "without a search" in capsys.readouterr().err
