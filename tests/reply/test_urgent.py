"""Urgent texts, warnings and the help lines in them."""

from __future__ import annotations

import copy
import json
import re
from importlib.resources import files
from typing import Any

import pytest

from assistant.reply import urgent
from assistant.reply.helplines import (
    ELSEWHERE,
    HONG_KONG,
    MAINLAND,
    REGIONS,
    TAIWAN,
    helplines,
    parsed,
)
from assistant.reply.language import LANGUAGES
from assistant.reply.safety import Alert, detect
from assistant.reply.speaker import concerns_someone_else
from assistant.reply.urgent import likely_region, urgent_text, warning_lines

SELF_HARM = (Alert("self_harm", "self_harm.test"),)
VIOLENCE = (Alert("violence", "violence.test"),)
QUESTIONS = {"zh-Hans": "我不想活了", "zh-Hant": "我不想活了，討債的每天來", "en": "I want to die"}
METHODS = re.compile(
    "跳|药|藥|刀|绳|繩|炭|楼|樓|桥|橋|割|吊|河|江|枪|槍|自杀|自殺|安眠"
    "|pill|jump|rope|knife|bridge|roof|overdose|cut|hang|gun|suicide|kill",
    re.IGNORECASE,
)
BLAME = re.compile(
    "不应该|不應該|你怎么能|自私|傻|错在你|法律规定|违法|違法|犯法|should have|selfish|illegal"
)


def raw() -> dict[str, Any]:
    resource = files("assistant.reply").joinpath("data/helplines.json")
    data: dict[str, Any] = json.loads(resource.read_text(encoding="utf-8"))
    return data


# --- urgent texts ----------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("alerts", [SELF_HARM, VIOLENCE], ids=["self_harm", "violence"])
def test_texts_are_short_whole_and_name_no_method(language: str, alerts: tuple[Alert]) -> None:
    for question in (QUESTIONS[language], "我老公说他不想活了，我该怎么办"):
        text = urgent_text(alerts, language, question)
        assert text.startswith("**")
        assert "{" not in text and "}" not in text
        assert len(text) < (1700 if language == "en" else 700)
        assert not METHODS.search(text)
        assert not BLAME.search(text)


def test_a_place_named_before_orders_the_help_lines() -> None:
    said = "我在台北工作\n我在上海长大"
    assert likely_region("我不想活了", "zh-Hans", said) == "taiwan"
    assert likely_region("我在香港，不想活了", "zh-Hans", said) == "hong_kong"
    assert "**1925**" in urgent_text(SELF_HARM, "zh-Hans", "我不想活了", said).split("\n- ")[1]
    assert "**12356**" in urgent_text(SELF_HARM, "zh-Hans", "我不想活了").split("\n- ")[1]


@pytest.mark.parametrize(
    ("question", "language", "region", "first"),
    [
        ("我不想活了", "zh-Hans", MAINLAND, "12356"),
        ("wo bu xiang huo le", "zh-Hans", MAINLAND, "12356"),
        ("我不想活了，討債的每天來", "zh-Hant", TAIWAN, "1925"),
        ("俾財仔追到唔想做人喇", "zh-Hant", HONG_KONG, "18111"),
        ("我喺廣州，唔想做人喇", "zh-Hant", HONG_KONG, "18111"),
        ("人在香港，不想活了", "zh-Hans", HONG_KONG, "18111"),
        ("我在台北，不想活了", "zh-Hans", TAIWAN, "1925"),
        ("I want to die", "en", ELSEWHERE, "12356"),
        ("I live in Shanghai and want to die", "en", MAINLAND, "12356"),
        ("もう死にたい", "en", ELSEWHERE, "12356"),
    ],
)
def test_the_likely_region_comes_first_and_the_others_follow(
    question: str, language: str, region: str, first: str
) -> None:
    assert likely_region(question, language) == region
    text = urgent_text(SELF_HARM, language, question)
    numbers = re.findall(r"\*\*(\d+)\*\*", text)
    assert numbers[0] == first
    assert {"12356", "110", "120", "1925", "18111", "999"} <= set(numbers)


def test_violence_gives_the_police_first() -> None:
    assert re.findall(r"\*\*(\d+)\*\*", urgent_text(VIOLENCE, "zh-Hans", "他们在砸门"))[0] == "110"
    hong_kong = urgent_text(VIOLENCE, "zh-Hant", "佢哋撞緊門")
    assert re.findall(r"\*\*(\d+)\*\*", hong_kong)[0] == "999"
    assert "12356" not in hong_kong


def test_numbers_that_are_not_verified_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "待核對" not in urgent_text(VIOLENCE, "zh-Hant", "討債的在踹門")
    data = raw()
    for line in data["regions"][1]["lines"]:
        line["standing"] = "unverified"
    monkeypatch.setattr(urgent, "helplines", lambda: parsed(data))
    text = urgent_text(VIOLENCE, "zh-Hant", "討債的在踹門")
    assert "**110**（報警）、**119**（急救）（號碼待核對）" in text
    assert "**110**, **119** (not yet checked)" in urgent_text(SELF_HARM, "en", "I want to die")
    with pytest.raises(ValueError, match="no verified help line"):
        warning_lines((Alert("scam", "scam.test"),), "zh-Hant")


def test_numbers_from_general_knowledge_are_not_shown() -> None:
    for language in LANGUAGES:
        text = urgent_text(SELF_HARM + VIOLENCE, language, "x")
        assert not re.search("96110|12348|12345", text)


def test_both_dangers_give_both_texts_violence_first() -> None:
    text = urgent_text(SELF_HARM + VIOLENCE, "zh-Hans", "他们在砸门，我不想活了")
    assert text.index("现在就报警") < text.index("谢谢你把这些说出来")


def test_nothing_urgent_gives_no_text() -> None:
    assert urgent_text((), "zh-Hans", "你好") == ""
    assert urgent_text((Alert("scam", "scam.test"),), "en", "hello") == ""


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no urgent texts"):
        urgent_text(SELF_HARM, "ja", "x")


# --- oneself, or someone close -----------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "我弟弟昨晚发朋友圈说“各位来世再见”，现在电话打不通",
        "我爸六十二了，老念叨“我走了你们就清净了”，怎么劝他",
        "老豆話佢累咗成頭家，我好驚佢做傻事",
        "My brother keeps saying he wants to die",
        "A coworker told me she's been saving up her sleeping pills",
        "wo didi shuo ta xiang zisha, zenme ban",
        "제 친구가 한강 간다고 하고 전화를 꺼놨어요",
        "妹が睡眠薬を大量に飲みました",
        "Chồng tôi nói muốn chết",
    ],
)
def test_someone_close(question: str) -> None:
    assert concerns_someone_else(question)
    assert "你的担心" in urgent_text(SELF_HARM, "zh-Hans", question)


@pytest.mark.parametrize(
    "question",
    [
        "我不想活了",
        "上次被我妈发现了，这次我会挑她不在的时候",
        "如果我聽日唔喺度，張卡數係咪我阿媽要還",
        "My wife would get the insurance. Honestly she'd be better off.",
        "tell my son I'm sorry about the money",
        "催收逼得我想死",
    ],
)
def test_oneself(question: str) -> None:
    assert not concerns_someone_else(question)


# --- warnings ----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_warnings_are_one_line_each(language: str) -> None:
    alerts = (Alert("scam", "s"), Alert("illegal_collection", "i"), *SELF_HARM)
    lines = warning_lines(alerts, language)
    assert len(lines) == 2
    for line in lines:
        assert "\n" not in line and "{" not in line
        assert not re.search("96110|12348|12345|第.{1,4}条|刑法|Act", line)
    assert all(number in lines[0] for number in ("12378", "12321", "110"))
    assert ("165" in lines[1] and "18222" in lines[1]) or "**110**" in lines[1]
    assert warning_lines((), language) == ()


def test_warnings_come_from_what_was_detected() -> None:
    [line] = warning_lines(detect("有个反催收的说先交1980，包停催，靠谱吗"), "zh-Hans")
    assert "先收费" in line
    [line] = warning_lines(detect("The app messaged every contact in my phone"), "en")
    assert line.startswith("You don't have to put up with")


# --- help lines --------------------------------------------------------------------


def test_help_lines_are_valid_and_dated() -> None:
    regions = helplines()
    assert tuple(regions) == REGIONS
    lines = [line for region in regions.values() for line in region.lines]
    assert {line.checked for line in lines} == {"2026-08"}
    assert {line.number for line in lines if not line.verified} == {
        "96110",
        "12348",
        "12345",
    }
    for code in (MAINLAND, TAIWAN, HONG_KONG):
        assert regions[code].of_kind("crisis") and regions[code].of_kind("police")
        assert all(line.verified for line in regions[code].of_kind("police", "ambulance", "crisis"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda line: line.update(number="12x56"), "not a number"),
        (lambda line: line.update(kind="gossip"), "unknown kind"),
        (lambda line: line.update(standing="sure"), "unknown standing"),
        (lambda line: line.update(source=" "), "no source"),
        (lambda line: line.update(checked="August"), "YYYY-MM"),
        (lambda line: line["for"].pop("en"), "no text for"),
    ],
)
def test_a_wrong_entry_is_named(change: Any, message: str) -> None:
    data = copy.deepcopy(raw())
    change(data["regions"][0]["lines"][0])
    with pytest.raises(ValueError, match=message):
        parsed(data)


def test_a_missing_region_or_a_number_twice_is_named() -> None:
    data = raw()
    data["regions"].pop()
    with pytest.raises(ValueError, match="regions must be"):
        parsed(data)
    data = raw()
    data["regions"][0]["lines"].append(data["regions"][0]["lines"][0])
    with pytest.raises(ValueError, match="stands twice"):
        parsed(data)
