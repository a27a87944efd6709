"""Small talk, follow-ups and told messages, told apart by their words."""

from __future__ import annotations

import pytest

from assistant.records import Answer, AnswerKind, Turn
from assistant.reply.followup import resolve
from assistant.reply.kinds import is_told, section_kind
from assistant.reply.smalltalk import smalltalk_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("你好", "greeting"),
        ("您好！", "greeting"),
        ("hello~", "greeting"),
        ("ni hao", "greeting"),
        ("こんにちは", "greeting"),
        ("谢谢你", "thanks"),
        ("好的 谢谢", "thanks"),
        ("thank you so much", "thanks"),
        ("多謝", "thanks"),
        ("拜拜", "bye"),
        ("你是机器人吗？", "who"),
        ("who are you?", "who"),
        ("在吗", "other"),
        ("ok", "other"),
        ("你好，催收上门怎么办", None),
        ("thanks but what about my job", None),
        ("谢谢他们没打人", None),
        ("", None),
    ],
)
def test_smalltalk(text: str, kind: str | None) -> None:
    assert smalltalk_kind(text) == kind


def turn(question: str, kind: AnswerKind = AnswerKind.RELATED) -> Turn:
    answer = Answer(kind, "zh-Hans", question, question, "…", (), (), "", "…", (), 0.5)
    return Turn(question, answer)


@pytest.mark.parametrize(
    "follow",
    [
        "那对家里人呢",
        "为什么",
        "那借呗呢？",
        "what about my job?",
        "不是借呗，是淘宝那个",
        "那我爸妈呢",
        "如果我不在家呢",
    ],
)
def test_follow_ups_take_the_question_before(follow: str) -> None:
    resolved = resolve(follow, [turn("催收上门有什么影响")])
    assert resolved.question == f"催收上门有什么影响 {follow}"


@pytest.mark.parametrize(
    "more", ["还有呢", "还有吗？", "具体点", "tell me more", "what else?", "继续"]
)
def test_more_asks_the_same_again(more: str) -> None:
    resolved = resolve(more, [turn("催收上门怎么办")])
    assert resolved.asks_more and resolved.question == "催收上门怎么办"


@pytest.mark.parametrize(
    "question",
    ["催收可以打电话给我的单位领导吗", "借呗是什么", "can they come to my house at night?"],
)
def test_new_questions_stand_alone(question: str) -> None:
    assert resolve(question, [turn("催收上门有什么影响")]).question == question


def test_small_talk_in_between_is_stepped_over() -> None:
    history = [turn("催收上门有什么影响"), turn("谢谢", AnswerKind.SMALLTALK)]
    assert resolve("那对家里人呢", history).question.startswith("催收上门有什么影响")
    assert resolve("那对家里人呢", []).question == "那对家里人呢"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("昨天他们来我家把我妈骂了一顿还录了像", True),
        ("I lost my job in March and I am two months behind", True),
        ("催收上门怎么办", False),
        ("他们可以打电话给我老板吗", False),
        ("借呗 上门", False),
    ],
)
def test_told(text: str, told: bool) -> None:
    assert is_told(text) is told


def test_kinds_of_the_shipped_sections(passages) -> None:
    expected = {
        "000#5.1": "coping", "001#4.1": "coping", "004#4.2": "coping", "003#5.3": "coping",
        "000#4.1": "law", "002#3.3": "law", "004#4.1": "law", "003#5.2": "law",
        "001#3.1": "effect", "004#3.2": "effect", "003#2.3": "effect",
        "001#2.3": "cause", "002#3.1": "cause",
        "001#4.2": "company", "002#5.2": "company", "001#4.3": "company",
        "000#6.1": "outlook", "001#5.2": "outlook",
        "000#1.1": "description", "000#导语": "description", "003#4.2": "description",
    }  # fmt: skip
    assert {name: section_kind(passages[name]) for name in expected} == expected
