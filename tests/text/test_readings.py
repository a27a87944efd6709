"""Bracketed readings: a converter's are taken out, a person's stay."""

from __future__ import annotations

import pytest

from assistant.records import SeedText
from assistant.text.pages import repair
from assistant.text.repair.readings import annotated, is_annotated, without_readings


def mend(text: str) -> str:
    return repair(SeedText("a.txt", text, "utf-8")).text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("我的問(wèn)題", "我的问题"),
        ("擴(kuò)大規(guī)模", "扩大规模"),
        ("她們(men)不還(huán)錢(qián)", "她们不还钱"),
        ("勞動(dòng)仲裁與（yǔ）訴訟（sòng）", "劳动仲裁与诉讼"),
        ("女兒(ér)的綠(lǜ)色書(shū)包", "女儿的绿色书包"),
        # beside real brackets
        ("語(yǔ)錄(lù)(50句)", "语录(50句)"),
        ("函數(shù)f(x)與(yǔ)C語(yǔ)言(if)", "函数f(x)与C语言(if)"),
        ("貸(dài)款(loan)與(yǔ)利息（每月）", "贷款(loan)与利息（每月）"),
    ],
)
def test_a_converters_readings_go(raw: str, clean: str) -> None:
    assert mend(raw) == clean


@pytest.mark.parametrize(
    "healthy",
    [
        "覃(qín)先生在医院工作。",
        "鄺(kuàng)先生說，長(zhǎng)大以後要當醫生。",
        "“樂”在這裡讀作樂(yuè)。",
        "春(chūn)眠(mián)不(bù)觉(jué)晓(xiǎo)",
        "學(xué)而(ér)時(shí)習(xí)之(zhī)，不(bù)亦(yì)說(yuè)乎(hū)。",
        "C语言(if)语句，f(x)=1，他(he)说，的(de)字。",
        "结清证明(certificate)、征信(credit record)、上门(visit)。",
        "第(1)点、第(a)点、语句(50句)、欠款(元)。",
    ],
)
def test_a_persons_brackets_stay(healthy: str) -> None:
    assert mend(healthy) == healthy


def test_a_reading_of_another_character_is_reported_and_stays() -> None:
    raw = "我的問(wèn)題很嚴(yán)重,銀(wèn)行。"
    result = repair(SeedText("a.txt", raw, "utf-8"))
    assert result.text == "我的问题很严重，银(wèn)行。"
    assert [(f.rule, f.text) for f in result.findings] == [("pinyin", "銀(wèn)")]
    place = result.findings[0]
    assert raw[place.start : place.end] == "銀(wèn)"


def test_only_readings_of_the_character_before_count() -> None:
    assert [m[0] for m in annotated("問(wèn)門(wèn)x(wèn)(wèn)長(zhǎng)長(cháng)")] == [
        "(wèn)",
        "(zhǎng)",
        "(cháng)",
    ]


def test_one_everyday_character_is_evidence_enough_and_a_rare_one_is_not() -> None:
    assert is_annotated("問(wèn)")
    assert not is_annotated("鄺(kuàng)")
    assert not is_annotated("覺(jué)")  # one with several readings: a person may do that
    assert is_annotated("覺(jué)得會(huì)")
    assert not is_annotated("")


def test_a_line_without_its_readings() -> None:
    assert without_readings("劉(liú)亞萌(méng) 2024-12-11") == "劉亞萌 2024-12-11"
