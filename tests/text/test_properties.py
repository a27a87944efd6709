"""What must hold for every text: nothing lost, nothing unrecorded, nothing done twice."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.records import RepairedText, SeedText
from assistant.text.cut import LIMIT, cut
from assistant.text.pages import (
    passages,
    read_folder,
    repair,
    replay,
    report,
    sentences,
    to_traditional,
)
from assistant.text.trace import restored
from tests.text.damaging import annotated_chars, converted

ROOT = Path(__file__).parents[2]
quick = settings(deadline=None, derandomize=True, max_examples=120, database=None)

CLEAN = [
    "因为各种原因，借款人没有按时还款。",
    "上门催收是一种常见的催收手段！",
    "随着风险的加大，平台应当如何应对？",
    "著名学者的著作影响显著，意味着改变。",
    "他们会提前联系借款人，告知上门的时间；",
    "协商还款：说明情况，争取和解。",
    "当时他在单位，不当的行为可能导致纠纷。",
    "学问、问卷、访问、疑问都与此无关。",
    "一、背景",
    "1.1 借款人应对策略",
    "小编导语",
    "总结",
    "1. 确认信息",
    "",
]
BITS = [
    *CLEAN,
    "催收問也日益嚴(yán)重",
    "通過 進行催收",
    "騷擾 、惡意",
    "當(dāng)?shù)厣祥T",
    "因?yàn)楦鞣N原因",
    "當(dāng)?kù)厣祥T",
    "義務(wù)??梢灾鲃?dòng)與",
    "問(wèn)",
    "銀(wèn)",
    "(50句)",
    "4.3 與社會的角色",
    "應加強監管",
    "上一篇:甲",
    "最新文章",
    "责任编辑：张三",
    "2024-12-06",
    "廉亞萌 2024-12-11",
    "逾期頻道",
    "著",
    "怎么",
    "這",
    "发",
    "催收:",
    "將“甲”這一現象進行探討",
    "在滿足需求的也推動",
    "# ",
    "## ",
    "```",
    "---",
    "?",
    ",",
    " ",
    "\n",
    "\n\n",
    "。",
    "甲",
    "T",
]
damaged = st.lists(st.sampled_from(BITS), max_size=14).map("".join)
anything = st.text(max_size=80)
pages = st.one_of(damaged, anything, st.tuples(damaged, anything).map("\n".join))
healthy = st.lists(st.sampled_from(CLEAN), min_size=1, max_size=10).map("\n".join)


def mend(text: str) -> RepairedText:
    return repair(SeedText("42_a.txt", text, "utf-8"))


@lru_cache
def seeds() -> tuple[RepairedText, ...]:
    found, errors = read_folder(ROOT / "seeds")
    assert errors == ()
    return tuple(repair(seed) for seed in found)


def check(result: RepairedText) -> None:
    """All that a repaired text promises."""
    raw, text = result.seed.text, result.text
    assert repair(SeedText(result.seed.name, text, "utf-8")).text == text
    assert replay(raw, result.edits) == text
    place = 0
    for edit in result.edits:
        assert place <= edit.start <= edit.end <= len(raw)
        assert raw[edit.start : edit.end] == edit.before != edit.after
        assert edit.reason
        place = edit.end
    for finding in result.findings:
        assert raw[finding.start : finding.end] == finding.text != ""
    check_origin(result)


def check_origin(result: RepairedText) -> None:
    raw, text, origin = result.seed.text, result.text, result.origin
    assert len(origin) == len(text)
    known = [offset for offset in origin if offset >= 0]
    assert known == sorted(known)
    edited = {k for edit in result.edits for k in range(edit.start, edit.end)}
    for char, offset in zip(text, origin, strict=True):
        assert offset == -1 or 0 <= offset < len(raw)
        if offset >= 0 and offset not in edited:
            assert raw[offset] == char
    guesses = {k for c in restored(result) for k in range(c.start, c.end)}
    assert guesses == {k for k, offset in enumerate(origin) if offset == -1}
    # What is neither edited nor taken out is there, each character once.
    kept = [k for k in range(len(raw)) if k not in edited]
    assert [offset for offset in known if offset not in edited] == kept


def check_passages(result: RepairedText) -> None:
    found = passages(result)
    lines = {line.strip() for line in result.text.split("\n")}
    raw = result.seed.text
    assert len({passage.id for passage in found}) == len(found)
    for passage in found:
        assert passage.text.strip()
        assert len(passage.text) <= LIMIT
        assert "\n\n" not in passage.text
        if "/" not in passage.id and len(passage.text) < LIMIT // 2:
            assert all(line.strip() in lines for line in passage.text.split("\n"))
        for spot in (*passage.conjectures, *passage.heading.conjectures):
            assert 0 <= spot.start < spot.end
        place = passage.place
        assert 0 <= place.start <= place.end <= len(raw)
        assert place.first_line == raw.count("\n", 0, place.start) + 1
        assert 1 <= place.first_line <= place.last_line <= raw.count("\n") + 1
        for start, end in sentences(passage.text):
            assert passage.text[start:end].strip() == passage.text[start:end] != ""


@quick
@given(pages)
def test_every_text_keeps_the_promises(text: str) -> None:
    result = mend(text)
    check(result)
    check_passages(result)
    assert report(result).startswith("42_a.txt")


@pytest.mark.parametrize("index", range(5))
def test_the_seeds_keep_the_promises(index: int) -> None:
    check(seeds()[index])
    check_passages(seeds()[index])


@quick
@given(st.integers(0, 4), st.integers(0, 2800), st.integers(0, 900))
def test_parts_of_the_seeds_keep_the_promises(index: int, start: int, length: int) -> None:
    check(mend(seeds()[index].seed.text[start : start + length]))


@quick
@given(healthy, st.sampled_from(["simplified", "tw", "hk", "half-width"]))
def test_healthy_text_is_untouched(text: str, kind: str) -> None:
    if kind in ("tw", "hk"):
        text = to_traditional(text, kind)  # type: ignore[arg-type]
    if kind == "half-width":
        text = text.translate(str.maketrans("，：；！？", ",:;!?"))
    result = mend(text)
    assert result.text == text
    assert result.edits == ()
    assert result.findings == ()
    assert result.origin == tuple(range(len(text)))


@quick
@given(healthy, st.randoms(use_true_random=False))
def test_damaged_text_is_healed_or_reported(text: str, random: Random) -> None:
    """What the converter does to bytes is undone to the letter, or said to be left."""
    chars = annotated_chars(text)
    chosen = [char for char in chars if random.random() < 0.7]
    raw = "這頁(yè)有問(wèn)題。\n" + converted(text, chosen or chars or ["頁"])
    result = mend(raw)
    clean = "这页有问题。\n" + text
    assert result.findings or result.text.rstrip("\n") == clean.rstrip("\n")


@quick
@given(st.lists(st.sampled_from([*BITS, "长句子" * 90, "句。", "a. B"]), max_size=40).map("".join))
def test_cutting_keeps_every_character(text: str) -> None:
    spans = cut(text)
    assert all(0 < end - start <= LIMIT for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    joined = "".join(text[start:end] for start, end in spans)
    assert "".join(joined.split()) == "".join(text.split())


@quick
@given(pages)
def test_sentences_cover_all_but_spaces(text: str) -> None:
    spans = sentences(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())


def test_the_same_page_is_always_repaired_the_same_way() -> None:
    for result in seeds():
        again = repair(result.seed)
        assert again == result
