"""The public face: what a caller of the package may rely on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant import Answer, AnswerKind, Assistant, Turn, UsageError
from assistant.reply.markdown import block_quote

ROOT = Path(__file__).resolve().parent.parent

# Question, kind, and text that one of the quotes must hold.
GOLDEN = [
    ("借呗催收明天要来我家怎么办", "answered", "保持冷静"),
    ("催收人員一直打電話騷擾", "answered", "骚扰电话"),
    ("cuishou shangmen zenme ban", "answered", "沟通"),
    ("欠的钱太多了还不上能不能商量少还点慢慢还", "answered", "延期还款"),
    ("什么是网贷", "answered", "网络借贷"),
    ("今天天气", "declined", ""),
    ("你好", "smalltalk", ""),
    ("thanks", "smalltalk", ""),
]


@pytest.mark.parametrize(("question", "kind", "quoted"), GOLDEN)
def test_golden_questions(assistant: Assistant, question: str, kind: str, quoted: str) -> None:
    answer = assistant.ask(question)
    assert answer.kind.value == kind
    assert quoted in "".join(quote.text for quote in answer.quotes)


def test_english_question_gets_english_frame_and_translated_quotes(assistant: Assistant) -> None:
    answer = assistant.ask("can they tell my boss about my debt")
    assert answer.language == "en"
    assert answer.kind is AnswerKind.ANSWERED
    for quote in answer.quotes:
        assert quote.translation
        assert quote.translation in answer.text
        assert block_quote(quote.text) in answer.text


def test_traditional_question_gets_traditional_frame_and_the_original(assistant: Assistant) -> None:
    answer = assistant.ask("催收人員一直打電話騷擾，怎麼辦")
    assert answer.language == "zh-Hant"
    assert "騷擾" in answer.text
    assert all(block_quote(quote.text) in answer.text for quote in answer.quotes)


def test_named_product_comes_first(assistant: Assistant) -> None:
    for question, document in (
        ("借呗催收明天要来我家怎么办", "000"),
        ("淘宝信用贷款还不上了怎么协商", "002"),
        ("及贷催收打电话给我家人怎么办", "004"),
    ):
        assert assistant.ask(question).quotes[0].passage.document.id == document


def check_promises(answer: Answer) -> None:
    """What holds for every answer to anything."""
    for point in answer.points:
        for quote in (point.quote, *point.agreeing):
            assert quote.text == quote.passage.text[quote.start : quote.end]
        documents = [q.passage.document.id for q in (point.quote, *point.agreeing)]
        assert len(set(documents)) == len(documents)
        assert block_quote(point.quote.text) in answer.text
    assert len({(q.passage.id, q.start) for q in answer.quotes}) == len(answer.quotes) <= 4
    if answer.kind is AnswerKind.ANSWERED:
        assert answer.quotes
    if answer.kind in (AnswerKind.DECLINED, AnswerKind.SMALLTALK):
        assert not answer.quotes
    assert answer.lead and answer.lead in answer.text
    assert 0.0 <= answer.confidence <= 1.0
    assert json.loads(json.dumps(answer.to_dict(), ensure_ascii=False)) == answer.to_dict()


NASTY = [
    "",
    "   \n\t ",
    "?",
    "催" * 100_000,
    "怎么办 " * 30_000,
    "\x00\x01\x1b[31m催收",
    "\u202e催收上门怎么办\u202c",
    "هل يمكن لمحصلي الديون الحضور إلى منزلي؟",
    "😭😭😭",
    "👨‍👩‍👧‍👦" * 500,
    "<script>alert(1)</script>催收上门",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) 催收怎么办",
    "# 催收 **上门** `code` | a | b |",
    "催收\ud800上门",
    "a" * 5000,
    "1" * 300,
    "\n".join(["催收上门怎么办"] * 400),
    "́" * 1000,
]


@pytest.mark.parametrize("question", NASTY, ids=range(len(NASTY)))
def test_nothing_crashes_and_nothing_runs(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    check_promises(answer)
    follow = assistant.ask("那我家人呢", [Turn(question, answer)])
    for text in (answer.text, follow.text):
        rendered = MarkdownIt("commonmark").render(text)
        assert not set(re.findall(r"<(\w+)", rendered)) - {"p", "blockquote", "em", "ul", "li",
                                                          "strong", "br"}  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_gets_an_answer_that_keeps_its_promises(text: str) -> None:
    check_promises(_shipped().ask(text))


_loaded: list[Assistant] = []


def _shipped() -> Assistant:
    if not _loaded:
        _loaded.append(Assistant.load(ROOT / "index"))
    return _loaded[0]


def test_limit_on_length_is_stated(assistant: Assistant) -> None:
    answer = assistant.ask("催收上门怎么办。" + "我真的不知道该怎么办才好。" * 300)
    assert "2000" in answer.text


def test_follow_up_needs_the_turn_before(assistant: Assistant) -> None:
    first = assistant.ask("催收上门对我有什么影响")
    second = assistant.ask("那对家里人呢", [Turn("催收上门对我有什么影响", first)])
    assert second.kind is AnswerKind.ANSWERED
    assert "催收上门对我有什么影响" in second.resolved
    assert any("家庭" in quote.text or "家人" in quote.text for quote in second.quotes)


def test_tell_me_more_gives_other_quotes(assistant: Assistant) -> None:
    question = "催收上门怎么办"
    first = assistant.ask(question)
    second = assistant.ask("还有呢", [Turn(question, first)])
    shown = {(q.passage.id, q.start) for p in first.points for q in (p.quote, *p.agreeing)}
    assert second.quotes
    assert not shown & {(q.passage.id, q.start) for q in second.quotes}


def test_change_of_subject_is_not_polluted(assistant: Assistant) -> None:
    first = assistant.ask("借呗是什么")
    history = [Turn("借呗是什么", first)]
    question = "被催收的人可以向哪里投诉他们的不当行为"
    assert assistant.ask(question, history) == assistant.ask(question)


@pytest.mark.parametrize(
    "question",
    ["催收可以打电话给我的单位领导吗", "借呗是什么", "can they come to my house at night?"],
)
def test_new_questions_stand_alone(assistant: Assistant, question: str) -> None:
    history = [Turn("催收上门有什么影响", assistant.ask("催收上门有什么影响"))]
    assert assistant.ask(question, history) == assistant.ask(question)


def test_who_speaks_of_dying_gets_no_quote_and_no_echo(assistant: Assistant) -> None:
    history = [Turn("催收上门有什么影响", assistant.ask("催收上门有什么影响"))]
    answer = assistant.ask("那我不想活了", history)
    assert answer.kind is AnswerKind.URGENT and answer.alerts == ("self_harm",)
    assert answer.points == () and "催收上门有什么影响" not in answer.text
    assert answer.text.startswith(answer.lead)


def test_what_is_asked_is_no_small_talk(assistant: Assistant) -> None:
    assert assistant.ask("怎么炖排骨好吃").kind is AnswerKind.DECLINED


def test_same_call_twice_and_in_threads_gives_the_same_answer(assistant: Assistant) -> None:
    questions = [question for question, _, _ in GOLDEN] * 8
    expected = [assistant.ask(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(assistant.ask, questions)) == expected


@pytest.mark.parametrize("question", [question for question, _, _ in GOLDEN] + ["催收上门怎么办"])
def test_search_begins_with_the_best_and_a_longer_list_begins_with_the_shorter(
    assistant: Assistant, question: str
) -> None:
    longer = assistant.search(question, k=40)
    scores = [hit.score for hit in longer]
    assert len(longer) == 40 == len({hit.passage.id for hit in longer})
    assert scores[0] == max(scores)
    assert assistant.search(question, k=5) == longer[:5]


def test_after_the_first_passage_come_some_that_say_something_else(assistant: Assistant) -> None:
    varied = assistant.search("催收上门怎么办", k=12)
    scores = [hit.score for hit in varied]
    assert scores != sorted(scores, reverse=True)


@pytest.mark.parametrize("message", ["好的，谢谢你", "谢谢", "你好", "thanks, that helped"])
def test_a_courtesy_is_no_sign_of_distress(assistant: Assistant, message: str) -> None:
    answer = assistant.ask(message)
    assert (answer.kind, answer.care, answer.alerts) == ("smalltalk", "", ())
    # But not after someone wanted to die.
    said = Turn("我不想活了", assistant.ask("我不想活了"))
    assert assistant.ask(message, history=(said,)).care


def test_search_is_checked(assistant: Assistant) -> None:
    with pytest.raises(UsageError, match="at least 1"):
        assistant.search("催收", k=0)
    with pytest.raises(UsageError, match="zh-Hant"):
        assistant.ask("催收", language="fr")


def test_all_83_passages_are_there(assistant: Assistant) -> None:
    counts: dict[str, int] = {}
    for passage in assistant.passages:
        counts[passage.document.id] = counts.get(passage.document.id, 0) + 1
    assert counts == {"000": 17, "001": 16, "002": 16, "003": 19, "004": 15}


def test_asking_imports_neither_torch_nor_gradio_and_opens_no_socket() -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse; socket.create_connection = refuse\n"
        "from assistant import Assistant\n"
        "assert Assistant.load().ask('催收上门怎么办').kind.value == 'answered'\n"
        "heavy = {'torch', 'gradio', 'sentence_transformers', 'transformers', 'sklearn'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
