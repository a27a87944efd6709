"""Small talk, follow-ups and told messages, told apart by their words."""

from __future__ import annotations

import pytest

from assistant.records import (
    Answer,
    AnswerKind,
    Document,
    Heading,
    Passage,
    Place,
    Point,
    Quote,
    Turn,
)
from assistant.reply.followup import Move, resolve
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
        ("谢谢，看完心里踏实多了", "thanks"),
        ("你是真人吗还是机器人", "who"),
        ("谢谢 那我家人呢", None),
        ("你好，催收上门怎么办", None),
        ("thanks but what about my job", None),
        ("谢谢他们没打人", None),
        ("", None),
    ],
)
def test_smalltalk(text: str, kind: str | None) -> None:
    assert smalltalk_kind(text) == kind


PASSAGE = Passage(
    "000#1.1",
    Document("000", "一篇", "000.txt"),
    Heading("", "一"),
    "先谈。",
    (),
    Place(0, 1, 1, 1),
)


def turn(question: str, kind: AnswerKind = AnswerKind.RELATED, resolved: str | None = None) -> Turn:
    points = (Point(Quote(PASSAGE, 0, 2)),) if kind is AnswerKind.ANSWERED else ()
    meant = resolved or question
    answer = Answer(kind, "zh-Hans", question, meant, "…", points, (), "", "…", (), 0.5)
    return Turn(question, answer)


@pytest.mark.parametrize(
    ("follow", "move"),
    [
        ("那对家里人呢", Move.TOPIC),
        ("为什么", Move.ELLIPTIC),
        ("那借呗呢？", Move.TOPIC),
        ("what about my job?", Move.TOPIC),
        ("is that legal", Move.ELLIPTIC),
        ("如果我不在家呢", Move.ELLIPTIC),
        ("家族には？", Move.TOPIC),
        ("能去哪投诉", Move.SHORT),
        ("can i get it postponed", Move.ELLIPTIC),
        ("do people get fired", Move.SHORT),
        ("我说的是我爸", Move.CORRECTION),
        ("no, I meant at work", Move.CORRECTION),
        ("打错了，两万", Move.CORRECTION),
    ],
)
def test_follow_ups_lean_on_the_question_before(follow: str, move: Move) -> None:
    resolved = resolve(follow, [turn("催收上门有什么影响")])
    assert resolved.move is move
    assert resolved.text == follow and resolved.context == "催收上门有什么影响"
    assert resolved.question == f"催收上门有什么影响 … {follow}"


def test_a_thread_keeps_its_first_and_its_last_question() -> None:
    first = turn("催收上门有什么影响")
    second = turn("那对家里人呢", resolved=resolve("那对家里人呢", [first]).question)
    third = resolve("为什么", [first, second])
    assert third.question == "催收上门有什么影响 … 为什么"
    assert third.context == "催收上门有什么影响 … 那对家里人呢"


@pytest.mark.parametrize(
    ("correction", "meant"),
    [
        ("不是借呗，是淘宝贷款", "淘宝贷款逾期多久会上门"),
        ("打错了，是淘宝贷款不是借呗", "淘宝贷款逾期多久会上门"),
        ("不是借呗，是淘宝那个", "淘宝贷款逾期多久会上门"),
        ("no wait, taobao", "taobao loan逾期多久会上门"),
    ],
)
def test_a_corrected_product_takes_the_place_of_the_other(correction: str, meant: str) -> None:
    products = {"000": ("借呗",), "002": ("淘宝贷款", "淘宝", "taobao loan", "taobao")}
    resolved = resolve(correction, [turn("借呗逾期多久会上门")], products)
    assert (resolved.question, resolved.text, resolved.context) == (meant, meant, "")


@pytest.mark.parametrize(
    "more",
    [
        "还有呢", "还有吗？", "具体点", "就这些？还有没有别的", "除了投诉呢", "還有別的做法嗎",
        "tell me more", "what else?", "继续", "anythign else i can do", "is that all", "haiyou ne",
        "もう少し詳しく", "더 자세히 알려주세요",
    ],
)  # fmt: skip
def test_more_asks_the_same_again(more: str) -> None:
    resolved = resolve(more, [turn("催收上门怎么办")])
    assert resolved.asks_more and resolved.question == "催收上门怎么办"


@pytest.mark.parametrize(
    "text", ["还有人会来吗", "what else can they do to my family", "别的公司也这样吗"]
)
def test_a_question_with_matter_of_its_own_is_not_only_more(text: str) -> None:
    assert not resolve(text, [turn("催收上门怎么办")]).asks_more


def test_a_return_takes_the_earlier_question_it_shares_words_with() -> None:
    history = [turn("想跟平台谈分期怎么谈"), turn("催收打电话给我爸妈合法吗")]
    resolved = resolve("回到刚才分期那个，我先打电话吗", history)
    assert resolved.move is Move.RETURN and resolved.context == "想跟平台谈分期怎么谈"


LONG = (
    "two men came to my house last night and rang at my neighbours while i was away on a trip and "
    "told my wife that they will come back on sunday with a lawyer to take the car"
)


@pytest.mark.parametrize(
    "question", ["昨天有两个自称是及贷公司的男人来我老家找到我父母说要替我还钱", LONG]
)
def test_long_questions_stand_alone(question: str) -> None:
    resolved = resolve(question, [turn("催收上门有什么影响")])
    assert resolved.move is Move.PLAIN and resolved.question == question


def test_small_talk_in_between_is_stepped_over() -> None:
    history = [turn("催收上门有什么影响"), turn("谢谢", AnswerKind.SMALLTALK)]
    assert resolve("那对家里人呢", history).context == "催收上门有什么影响"
    assert resolve("那对家里人呢", []).question == "那对家里人呢"


def test_what_was_answered_goes_before_what_was_not() -> None:
    history = [turn("催收威胁我怎么办", AnswerKind.ANSWERED), turn("一般判几年")]
    assert resolve("他要是真来了呢", history).context == "催收威胁我怎么办"


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
