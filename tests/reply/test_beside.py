"""What stands beside the quotes: reserve, care after danger, words restored, other languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import Answer, Assistant
from assistant.records import AnswerKind, Turn
from assistant.reply.answer import SURE
from assistant.reply.kinds import section_kind
from assistant.reply.language import other_language
from assistant.reply.phrases import phrases
from assistant.reply.speaker import concerns_someone_else

DANGER = "我不想活了，今晚就走"


def after(assistant: Assistant, *messages: str) -> list[Answer]:
    """The answers of one conversation."""
    turns: list[Turn] = []
    for message in messages:
        turns.append(Turn(message, assistant.ask(message, turns)))
    return [turn.answer for turn in turns]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_an_answer_that_is_not_sure_says_so(
    language: str, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "催收上门怎么办"
    sure = assistant.ask(question, language=language)
    words = phrases(language)
    assert sure.confidence >= SURE and sure.lead == words.lead["coping"]
    judge = assistant._responder.judge
    doubtful = replace(judge, offset=judge.offset - 12.0)
    monkeypatch.setattr(assistant, "_responder", replace(assistant._responder, judge=doubtful))
    unsure = assistant.ask(question, language=language)
    assert unsure.confidence < SURE and unsure.kind is AnswerKind.ANSWERED
    assert unsure.lead == words.unsure and unsure.points == sure.points


def test_care_stays_with_who_was_in_danger(assistant: Assistant) -> None:
    first, second, third = after(assistant, DANGER, "催收上门怎么办", "那我家里人呢")
    assert first.kind is AnswerKind.URGENT and not first.care
    assert second.care and third.care
    assert second.points and second.resolved == "催收上门怎么办"
    assert "distress:distress.earlier" in second.trace


def test_no_advice_on_debts_right_after_a_cry_for_help(assistant: Assistant) -> None:
    _, _, answer = after(assistant, "催收上门怎么办", DANGER, "我好怕")
    assert answer.kind is AnswerKind.SMALLTALK and not answer.points
    assert answer.lead == phrases("zh-Hans").smalltalk["beside"] and answer.care
    assert answer.next_questions == ()


def test_who_wants_someone_to_talk_to_is_told_whom_to_call(assistant: Assistant) -> None:
    answer = assistant.ask("唉，心里堵得慌，就想找个人说说话")
    assert answer.kind is AnswerKind.SMALLTALK and answer.care
    assert answer.lead == phrases("zh-Hans").smalltalk["feeling"]


def test_despair_alone_gets_the_quiet_line(assistant: Assistant) -> None:
    answer = assistant.ask("律師幫得上忙嗎 我真的快撐不下去了")
    assert answer.kind is AnswerKind.ANSWERED and answer.care
    assert answer.trace == ("distress:distress.giving_up",)


def test_after_an_attack_one_is_told_one_s_rights(assistant: Assistant) -> None:
    _, answer = after(assistant, "门外三个人在踹门，孩子吓得直哭", "他们刚走了，接下来我咋办")
    assert answer.kind is AnswerKind.ANSWERED
    assert "illegal_collection" in answer.alerts and answer.warnings
    assert {section_kind(quote.passage) for quote in answer.quotes} == {"law"}


def test_nothing_is_said_of_quotes_where_none_stands(assistant: Assistant) -> None:
    answer = assistant.ask(DANGER)
    assert not answer.points and answer.next_questions == ()
    assert answer.note not in answer.text


def test_someone_attacked_is_not_told_to_negotiate(assistant: Assistant) -> None:
    answer = assistant.ask("催收的正在砸我家门，我爸在里面，怎么办")
    assert answer.kind is AnswerKind.URGENT and "violence" in answer.alerts
    assert {section_kind(quote.passage) for quote in answer.quotes} <= {"law"}


def test_restored_words_are_named_once(assistant: Assistant) -> None:
    answers = [
        assistant.ask(q) for q in ("催收上门怎么办", "怎么跟平台沟通", "催收天天打电话骚扰我")
    ]
    with_conjecture = [a for a in answers if any(q.conjectures for q in a.quotes)]
    assert with_conjecture
    for answer in with_conjecture:
        assert answer.text.count("是按上下文补的") == 1


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("親が代わりに払わないといけないんでしょうか", "ja"),
        ("회사에도 와요?", "ko"),
        ("họ có đến nhà không", "vi"),
        ("ทวงหนี้ถึงบ้านทำไงดี", "th"),
        ("Что делать, если придут домой", "ru"),
        ("我在看アニメ，网贷逾期了怎么办", ""),
        ("can they come to my café", ""),
        ("prêt impayé", ""),
    ],
)
def test_who_writes_another_language_is_told_which_the_answer_has(
    question: str, language: str, assistant: Assistant
) -> None:
    assert other_language(question) == language
    answer = assistant.ask(question)
    if language:
        assert answer.text.startswith(f"*{phrases('en').foreign[language]}*")
    else:
        assert not any(line in answer.text for line in phrases("en").foreign.values())


def test_a_report_of_another_s_words_is_about_the_other() -> None:
    assert concerns_someone_else("他说活着没意思，我好怕")
    assert not concerns_someone_else("他说不还钱就弄死我")
    assert not concerns_someone_else("我不想活了，他说我活该")
