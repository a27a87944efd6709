"""Byte-shifted runs: decoded where the reading proves the lost byte, else left alone."""

from __future__ import annotations

import pytest

from assistant.records import RepairedText, SeedText
from assistant.text.pages import repair
from assistant.text.repair.shift import shifted_runs
from tests.text.damaging import converted


def mend(text: str) -> RepairedText:
    return repair(SeedText("a.txt", text, "utf-8"))


def decoded(text: str) -> str:
    """The text after this rule alone."""
    changes, _ = shifted_runs(text)
    for change in sorted(changes, key=lambda c: -c.start):
        text = text[: change.start] + change.after + text[change.end :]
    return text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        # from the seeds, one of each build
        ("因?yàn)楦鞣N原因", "因為各種原因"),
        ("當(dāng)?shù)厣祥T", "當(dāng)地上門"),
        ("不當(dāng)?shù)拇呤招袨榭赡軐?dǎo)致", "不當(dāng)的催收行為可能導致"),
        # others: a single character, to the next seam, with a reading inside
        ("我大?fà)W室友", "我大學室友"),
        ("不停往她手?màn)C上打", "不停往她手機上打"),
        ("最後怎麼收?qǐng)?chǎng)", "最後怎麼收場"),
        ("有幾條跑道的港?zōng)C場", "有幾條跑道的港機場"),
        ("被列為史蹟?bài)钡慕M成部分", "被列為史蹟”的組成部分"),
        ("不標(biāo)?yùn)示褪窍雴?wèn)下那個", "不標(biāo)準就是想問下那個"),
        ("我女兒幼?biàn)簣@門口", "我女兒幼兒園門口"),
        ("向?qū)櫴窃谀拇螒?zhàn)役中", "向寵是在哪次戰役中"),
        ("滴?wō)磬险ο确?wěn)住", "滴來嘞咋先穩住"),
        ("仨大老爺(yé)?tān)冋f(shuō)找", "仨大老爺(yé)們說(shuō)找"),
        # the J of Java was read as half of a character
        ("標?yùn)实腏ava語言", "標準的Java語言"),
    ],
)
def test_runs_are_decoded(raw: str, clean: str) -> None:
    assert decoded(raw) == clean


def test_a_run_that_begins_at_a_full_stop() -> None:
    raw = "了解自己的權(quán)利與義務(wù)??梢灾鲃?dòng)與催收人員溝通"
    assert decoded(raw) == "了解自己的權(quán)利與義務(wù)。可以主動與催收人員溝通"
    edits = mend(raw).edits
    assert [e.after for e in edits if "full stop" in e.reason] == ["。"]


@pytest.mark.parametrize(
    "raw",
    [
        "學(xué)??倎?zhàn)地面積",  # 學校總佔
        "代表當(dāng)?shù)厣祥T的網(wǎng)貸規(guī)?:捅蛔穫?zhài)的人群",  # 規模和被追債
        "從最後一次冰河期至今,除了北?:蛺?ài)爾蘭海峽之外",  # 北海和愛爾蘭
        "可是我們這裡什麼都有,學(xué)??赡懿灰?求它的教師獲(huò)得資格",  # 學校可能不要求
        "畢業(yè)於上海國立音樂(lè)??茖W(xué)校作曲系",  # 音樂專科學校
    ],
)
def test_other_characters_end_like_the_full_stop(raw: str) -> None:
    """``?`` and a mark: not only 。 was lost so, but 校, 模, 海, 專, which nothing proves."""
    result = mend(raw)
    assert "。" not in result.text
    assert [f.rule for f in result.findings] == ["shift"]
    gap = raw.index("??") if "??" in raw else raw.index("?:")
    assert result.findings[0].start < gap < result.findings[0].end
    assert mend(result.text).text == result.text


@pytest.mark.parametrize(
    "clean",
    [
        "因为各种原因，他没有还款。",
        "当地上门催收是一种常见的方式。",
        "不当的催收行为可能导致纠纷。",
        "当时他正在上门核实的路上。",
        "因为没有收入，所以无法还款。",
        "由于各种原因，借款人当天没有接电话。",
    ],
)
def test_damage_made_by_bytes_is_undone(clean: str) -> None:
    raw = converted(clean, ["數", "驗", "導", "動", "當", "為", "處", "壓"])
    assert ")" in raw
    result = mend(raw + "問(wèn)題很多。")
    assert result.text == clean + "问题很多。"
    assert result.findings == ()


def test_the_test_damage_is_the_real_damage() -> None:
    assert converted("当地上门", ["數", "當"]) == "當(dāng)?shù)厣祥T"
    assert converted("因为各种原因", ["驗"]) == "因?yàn)楦鞣N原因"
    assert converted("不当的催收行为可能导致", ["數", "當", "導"]) == (
        "不當(dāng)?shù)拇呤招袨榭赡軐?dǎo)致"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "當(dāng)?kù)厣祥T催收",  # 94 before, but no 94xx is read kù
        "當(dāng)?shù)厣祥催收",  # never comes into step again
        "人?shù)厣祥T催收",  # the byte before makes no character read shù
        "當(dāng)?shù)厣祥8催收",  # 8 is no tail byte
    ],
)
def test_a_run_that_fails_its_checksum_is_left_alone_and_reported(wrong: str) -> None:
    line = wrong + "的問題"
    result = mend(line)
    assert result.text == line
    assert [f.rule for f in result.findings] == ["shift"]
    found = result.findings[0]
    assert line[found.start : found.end] == found.text
    assert "?" in found.text


def test_a_failed_run_stays_while_the_page_around_it_is_repaired() -> None:
    raw = "借款的問(wèn)題。當(dāng)?kù)厣祥T催收。還(huán)款的問(wèn)題,很多。"
    result = mend(raw)
    assert "?kù)厣祥T催收" in result.text
    assert result.text.startswith("借款的问题。")
    assert result.text.endswith("款的问题，很多。")
    assert mend(result.text).text == result.text


@pytest.mark.parametrize(
    "raw",
    [
        "卡爾?guǎi)ぢ返戮S",  # ·路德維 or 胜路德維
        "科瓦特爾?guǎi)⒂鹕呱袷鞘颤N神話",  # 、羽蛇神 or 盛羽蛇神
    ],
)
def test_where_two_lost_bytes_would_do_none_is_chosen(raw: str) -> None:
    changes, doubts = shifted_runs(raw)
    assert changes == []
    assert len(doubts) == 1


@pytest.mark.parametrize("healthy", ["什么?(what)", "Why?no)", "真的?(笑)", "(a?b)", "什么?shu)"])
def test_question_marks_are_not_seams(healthy: str) -> None:
    result = mend(healthy)
    assert result.text == healthy
    assert result.findings == ()


def test_each_decoded_character_has_its_own_place() -> None:
    raw = "當(dāng)?shù)厣祥T催收"
    result = mend(raw)
    assert result.text == "当地上门催收"
    where = dict(zip(result.text, result.origin, strict=True))
    assert where["地"] == raw.index("?")
    assert where["上"] == raw.index("厣")
    assert where["门"] == raw.index("祥")
    assert where["催"] == raw.index("催")
