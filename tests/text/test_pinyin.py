"""The table of readings."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.resources import files

import pytest

from assistant.text.pages import SYLLABLES, readings, syllable
from assistant.text.pinyin import _table, toneless, usual_reading


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("催", {"cuī"}),
        ("問", {"wèn"}),
        ("问", {"wèn"}),
        ("數", {"shù", "shǔ", "shuò", "shu"}),
        ("女", {"nǚ", "rǔ", "nü"}),
        ("a", set()),
        ("", set()),
        ("，", set()),
    ],
)
def test_readings(char: str, expected: set[str]) -> None:
    assert readings(char) == expected


@pytest.mark.parametrize(
    ("chars", "expected"),
    [
        ("催收上门", "cui shou shang men"),
        ("催收上門", "cui shou shang men"),
        ("借呗还款", "jie bei hai kuan"),
        ("律师女略", "lv shi nv lve"),
        ("我的都得了着没这那", "wo de dou de le zhe mei zhe na"),
        ("银行逾期", "yin xing yu qi"),
        ("什么时候", "shen me shi hou"),
    ],
)
def test_syllables_of_everyday_text(chars: str, expected: str) -> None:
    assert " ".join(syllable(char) for char in chars) == expected


def test_unknown_characters_have_no_syllable() -> None:
    assert [syllable(c) for c in ("a", "", "。", "😀")] == ["", "", "", ""]
    assert usual_reading("x") == ""


def test_toneless() -> None:
    assert [toneless(r) for r in ("lǜ", "nüè", "zhuāng", "ér", "de")] == [
        "lv",
        "nve",
        "zhuang",
        "er",
        "de",
    ]


def test_all_syllables_are_known() -> None:
    usual = {syllable(char) for char in _table()}
    assert {"cui", "lv", "nve", "zhuang", "er", "a"} <= SYLLABLES
    assert len(SYLLABLES) == 413
    # Interjections and dialect (hm, fiao, bia) are no syllables of the standard language.
    assert len(usual - SYLLABLES) <= 8
    assert SYLLABLES - {toneless(r) for line in _table().values() for r in line.split()} == set()


def test_both_scripts_are_covered() -> None:
    gb = [bytes([a, b]).decode("gb2312") for a in range(0xB0, 0xD7) for b in range(0xA1, 0xFF)]
    assert [char for char in gb if not readings(char)] == []
    big5 = [bytes([a, b]).decode("big5") for a in range(0xA5, 0xC6) for b in range(0xA1, 0xFF)]
    assert len([char for char in big5 if not readings(char)]) <= 3


def test_the_table_is_small_and_loads_fast() -> None:
    data = files("assistant.text").joinpath("data/pinyin.tsv").read_bytes()
    assert len(data) < 200_000
    times = []
    for _ in range(10):
        _table.cache_clear()
        start = time.process_time()
        _table()
        times.append(time.process_time() - start)
    assert min(times) < 0.02


def test_nothing_is_loaded_before_it_is_needed() -> None:
    code = (
        "import assistant.text.pinyin as p, assistant.text.script as s;"
        "assert p._table.cache_info().currsize == 0 and s._converters == {}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
