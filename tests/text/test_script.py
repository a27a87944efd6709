"""Script: conversion in both directions, the particle 着, and which pages are converted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.errors import UsageError
from assistant.records import SeedText
from assistant.text.pages import repair, to_simplified, to_traditional
from assistant.text.repair.simplify import is_mixed, simplify
from assistant.text.script import (
    is_common,
    is_simplified_only,
    is_traditional_only,
    simplified_by_char,
    traditional_characters,
    traditional_parts,
)


def simplified(text: str) -> str:
    """The text after this rule alone."""
    chars = list(text)
    for change in simplify(text):
        chars[change.start] = change.after
    return "".join(chars)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("隨著發展", "随着发展"),
        ("伴隨著風險", "伴随着风险"),
        ("面臨著、意味著、影響著", "面临着、意味着、影响着"),
        ("看著他，等著還錢", "看着他，等着还钱"),
        ("著名學者的著作", "著名学者的著作"),
        ("顯著、卓著、名著、原著、專著", "显著、卓著、名著、原著、专著"),
        ("著者、著述、著稱、編著、土著", "著者、著述、著称、编著、土著"),
        ("意味著作為的開始", "意味着作为的开始"),
        ("看著名單", "看着名单"),
        ("隨著作業的增多", "随着作业的增多"),
        ("執著於此", "执著于此"),
        ("《紅樓夢》（曹雪芹 著）", "《红楼梦》（曹雪芹 著）"),
        ("平臺、後來、關註、瞭解、什麼", "平台、后来、关注、了解、什么"),
        ("乾隆皇帝穿著乾淨的衣服", "乾隆皇帝穿着干净的衣服"),
    ],
)
def test_script_and_particle(raw: str, clean: str) -> None:
    assert simplified(raw) == clean
    assert simplified(clean) == clean


def test_the_repair_says_which_rule_made_着() -> None:
    result = repair(SeedText("a.txt", "問(wèn)題隨著時(shí)間", "utf-8"))
    told = {edit.before: edit.reason for edit in result.edits if edit.rule == "script"}
    assert told["題隨"] == "traditional to simplified"
    assert told["著"] == "the particle 着 was written 著"


@pytest.mark.parametrize(
    "healthy",
    [
        "這是一份健康的繁體文件。隨著時間過去，什麼都變了，問題很多。",
        "著名的著作，显著的学问，干净的里子，皇后和太后。",
        "他引用了一句：「隨著時間過去」。这句话很有名。我们都知道。后来呢。",
        "会社で働いている。請求書を発行して、電話で確認する。来週また来る。",
        "The 問題 is here. 问题 there.",
    ],
)
def test_healthy_pages_keep_their_script(healthy: str) -> None:
    assert repair(SeedText("a.txt", healthy, "utf-8")).text == healthy


def test_a_half_converted_page_is_converted_without_other_evidence() -> None:
    raw = "網貸的問題怎么解決。這是为什么呢，我們来看看。發展很快,后果嚴重。"
    assert is_mixed(raw)
    text = repair(SeedText("a.txt", raw, "utf-8")).text
    assert text == "网贷的问题怎么解决。这是为什么呢，我们来看看。发展很快，后果严重。"


@pytest.mark.parametrize(
    ("text", "tw", "hk"),
    [
        ("关系问题", "關係問題", "關係問題"),
        ("为了还款", "為了還款", "為了還款"),
        ("里面", "裡面", "裏面"),
        ("催收", "催收", "催收"),
    ],
)
def test_traditional_of_a_region(text: str, tw: str, hk: str) -> None:
    assert to_traditional(text) == to_traditional(text, "tw") == tw
    assert to_traditional(text, region="hk") == hk
    assert to_simplified(tw) == to_simplified(hk) == text


@pytest.mark.parametrize(
    ("text", "tw"),
    [
        ("发送短信通知", "傳送簡訊通知"),
        ("消费记录等信息", "消費紀錄等資訊"),
        ("互联网金融、网络平台", "網路金融、網路平台"),
        ("社交媒体、人工智能", "社群媒體、人工智慧"),
        ("系统审核", "系統審核"),
        ("优化借款流程", "優化借款流程"),
        ("规范化进程", "規範化進程"),
        ("用户的大数据", "用戶的大數據"),
        ("资金链、融资渠道", "資金鏈、融資管道"),
        ("“上门核实”", "「上門核實」"),
        ("it’s “fine”", "it’s “fine”"),
    ],
)
def test_taiwan_has_its_own_words_and_no_others(text: str, tw: str) -> None:
    assert to_traditional(text) == tw


def test_characters_alone_keep_words_and_places() -> None:
    assert traditional_characters("发送短信：“互联网”") == "發送短信：“互聯網”"


@pytest.mark.parametrize(
    ("text", "cuts", "parts"),
    [
        ("发送短信通知", [2, 4], ["傳送", "簡訊", "通知"]),
        ("互联网贷款", [3], ["網路", "貸款"]),
        ("互联网贷款", [1, 2, 4], ["", "網", "路貸", "款"]),
        ("贷款", [0, 2], ["", "貸款", ""]),
        ("", [], [""]),
    ],
)
def test_a_cut_never_parts_a_word_from_its_conversion(
    text: str, cuts: list[int], parts: list[str]
) -> None:
    assert traditional_parts(text, cuts) == parts
    assert "".join(parts) == to_traditional(text)


def test_an_unknown_region_is_said_so() -> None:
    with pytest.raises(UsageError, match="'tw' or 'hk'"):
        to_traditional("还款", "cn")  # type: ignore[arg-type]


def test_other_text_passes_through() -> None:
    for text in ("", "plain", "日本語のテキスト", "a\0問\0b", "😀"):
        assert to_simplified(text) == text.replace("問", "问").replace("語", "语")


def test_simplified_by_char_keeps_every_place() -> None:
    text = "隨著網絡借貸的普及，甚麼、乾隆、彷彿 abc"
    assert len(simplified_by_char(text)) == len(text)


def test_many_threads_may_ask_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(to_simplified, ["網絡問題"] * 200))
    assert set(answers) == {"网络问题"}


def test_what_characters_tell() -> None:
    assert [is_traditional_only(c) for c in "門门人后"] == [True, False, False, False]
    assert [is_simplified_only(c) for c in "这發人后"] == [True, False, False, False]
    assert [is_common(c) for c in "門门厣鄺a"] == [True, True, False, False, False]
