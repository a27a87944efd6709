"""Half-width marks, stray spaces and list numbers in converted text."""

from __future__ import annotations

import pytest

from assistant.records import SeedText
from assistant.text.pages import repair
from assistant.text.repair.punctuation import full_width, list_numbers, spaces


def marks(text: str) -> str:
    chars = list(text)
    for change in full_width(text):
        chars[change.start] = change.after
    return "".join(chars)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("便捷性:借款人,可以;吗?好!", "便捷性：借款人，可以；吗？好！"),
        ("使用APP,可以还款", "使用APP，可以还款"),
        ("利率为5%,期限1年", "利率为5%，期限1年"),
        ("他说:“好!”,然后走了", "他说：“好！”，然后走了"),
        ("真的?!", "真的？！"),
        ("语句(50句),很多", "语句(50句)，很多"),
        ("时间12:30,金额1,000元", "时间12:30，金额1,000元"),
        ("网址:http://a.cn/x?y=1", "网址：http://a.cn/x?y=1"),
        ("Yes, I can; why? No!", "Yes, I can; why? No!"),
        ("图![alt](x.png)", "图![alt](x.png)"),
    ],
)
def test_marks(raw: str, clean: str) -> None:
    assert marks(raw) == clean
    assert marks(clean) == clean


def spaced(text: str) -> tuple[str, int]:
    changes, doubts = spaces(text)
    for change in sorted(changes, key=lambda c: -c.start):
        text = text[: change.start] + change.after + text[change.end :]
    return text, len(doubts)


@pytest.mark.parametrize(
    ("raw", "clean", "reported"),
    [
        ("借款 人应当 还款", "借款人应当还款", 0),
        ("好的， 然后", "好的，然后", 0),
        ("拨打110 。", "拨打110。", 0),
        ("使用 APP 还款", "使用 APP 还款", 0),
        ("第一章 概述", "第一章 概述", 0),
        ("1.1 概述", "1.1 概述", 0),
        ("　　段落开头", "　　段落开头", 0),
        ("可以进行 。", "可以进行 。", 1),
        ("他的 和我的", "他的 和我的", 1),
    ],
)
def test_spaces(raw: str, clean: str, reported: int) -> None:
    assert spaced(raw) == (clean, reported)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("1. 确认信息", None),
        ("1.确认信息", "1. 确认信息"),
        ("2．  了解情况", "2. 了解情况"),
        ("1、确认", None),
        ("1.5倍", None),
        ("1.1 概述", None),
        ("见第1.节", None),
    ],
)
def test_list_numbers(raw: str, clean: str | None) -> None:
    changes = [c for c in list_numbers(raw) if raw[c.start : c.end] != c.after]
    text = raw
    for change in changes:
        text = text[: change.start] + change.after + text[change.end :]
    assert text == (clean or raw)


def test_a_list_stays_a_list() -> None:
    raw = "步驟(zhòu)包括:\n1. 確認(rèn):核對(duì)身份。\n2.了解情況(kuàng)。"
    text = repair(SeedText("a.txt", raw, "utf-8")).text
    assert text == "步骤包括：\n1. 确认：核对身份。\n2. 了解情况。"


@pytest.mark.parametrize(
    "healthy", ["健康文本,半角标点:也不改! 真的?", "1.确认 信息", "你好 , 世界"]
)
def test_a_persons_punctuation_stays(healthy: str) -> None:
    assert repair(SeedText("a.txt", healthy, "utf-8")).text == healthy
