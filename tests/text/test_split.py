"""Sections, ids and places: other people's documents."""

from __future__ import annotations

import pytest

from assistant.records import Passage, RepairedText, SeedText
from assistant.text.cut import LIMIT, cut
from assistant.text.headings import heading
from assistant.text.pages import passages, repair, sentences


def pages(name: str, text: str) -> tuple[RepairedText, tuple[Passage, ...]]:
    repaired = repair(SeedText(name, text, "utf-8"))
    return repaired, passages(repaired)


def shape(found: tuple[Passage, ...]) -> list[tuple[str, str, str, str]]:
    return [(p.id, p.heading.chapter, p.heading.section, p.text) for p in found]


def test_decimal_sections_under_chinese_chapters() -> None:
    _, found = pages(
        "7_x.txt",
        "标题\n\n导语\n\n引。\n\n一、甲\n\n章首。\n\n1.1 子\n\n文一。\n\n文二。\n\n"
        "1.1.1 丑\n\n文三。\n\n二、乙\n\n2.1寅\n\n文四。\n\n三、总结\n\n尾。\n",
    )
    assert shape(found) == [
        ("7#导语", "", "导语", "引。"),
        ("7#1", "", "一、甲", "章首。"),
        ("7#1.1", "一、甲", "1.1 子", "文一。\n文二。"),
        ("7#1.1.1", "一、甲", "1.1.1 丑", "文三。"),
        ("7#2.1", "二、乙", "2.1寅", "文四。"),
        ("7#总结", "三、总结", "总结", "尾。"),
    ]
    assert {p.document.title for p in found} == {"标题"}


def test_chapters_and_bracketed_numbers() -> None:
    _, found = pages(
        "law.txt",
        "第一章 总则\n第一条 为了规范。\n第二章 分则\n第一节 一般\n甲。\n第二节 特殊\n乙。\n",
    )
    assert shape(found) == [
        ("law#1", "", "第一章 总则", "第一条 为了规范。"),
        ("law#2.1", "第二章 分则", "第一节 一般", "甲。"),
        ("law#2.2", "第二章 分则", "第二节 特殊", "乙。"),
    ]
    _, found = pages(
        "plan.txt", "一、甲\n（一）子\n文一。\n（二）丑\n文二。\n十一、乙\n（一）寅\n文三。\n"
    )
    assert shape(found) == [
        ("plan#1.1", "一、甲", "（一）子", "文一。"),
        ("plan#1.2", "一、甲", "（二）丑", "文二。"),
        ("plan#11.1", "十一、乙", "（一）寅", "文三。"),
    ]


def test_markdown() -> None:
    _, found = pages(
        "readme.md",
        "# My Project\n\nIntro text.\n\n## Install it\n\n```bash\n# no heading\n  pip install x\n"
        "```\n\n## Usage\n\n### 5.1 Basic use\n\nDo it.\n\n### Install it\n\nAgain.\n\n"
        "## 总结 ##\n\n完了。\n",
    )
    assert shape(found) == [
        ("readme#导语", "", "导语", "Intro text."),
        ("readme#install-it", "", "Install it", "```bash\n# no heading\n  pip install x\n```"),
        ("readme#5.1", "Usage", "5.1 Basic use", "Do it."),
        ("readme#install-it-2", "Usage", "Install it", "Again."),
        ("readme#总结", "", "总结", "完了。"),
    ]
    assert found[0].document.title == "My Project"


def test_markdown_with_chinese_numbers_and_several_tops() -> None:
    _, found = pages(
        "m.md", "# 一、甲\n文一。\n## 1.1 子\n文二。\n# 二、小结\n文三。\n# 附\n文四。\n"
    )
    assert shape(found) == [
        ("m#1", "", "一、甲", "文一。"),
        ("m#1.1", "一、甲", "1.1 子", "文二。"),
        ("m#总结", "二、小结", "总结", "文三。"),
        ("m#附", "", "附", "文四。"),
    ]
    assert found[0].document.title == "m"


def test_front_matter_is_metadata() -> None:
    _, found = pages(
        "post.md", '---\ntitle: "还款指南"\ndate: 2024-03-01\nauthor: 王五\n---\n\n正文在此。\n'
    )
    assert shape(found) == [("post#1", "", "", "正文在此。")]
    document = found[0].document
    assert (document.title, document.date, document.author) == ("还款指南", "2024-03-01", "王五")


def test_no_headings_at_all() -> None:
    _, found = pages("12-memo.txt", "只有一段话，没有标题。第二句话。")
    assert shape(found) == [("12#1", "", "", "只有一段话，没有标题。第二句话。")]
    assert found[0].document.title == "12-memo"
    _, titled = pages("memo.txt", "标题在这里\n\n第一段。\n\n第二段。")
    assert shape(titled) == [("memo#1", "", "", "第一段。\n第二段。")]
    assert titled[0].document.title == "标题在这里"
    _, lines = pages("hours.txt", "营业时间\n周一到周五\n电话 123")
    assert shape(lines) == [("hours#1", "", "", "营业时间\n周一到周五\n电话 123")]


def test_english_page_with_its_metadata() -> None:
    _, found = pages(
        "eng.txt",
        "How to deal with collectors\n\nAuthor: Smith 2024-05-06\n\nThey may call you; stay calm. "
        "Keep notes of every call.\n\n1. Ask for proof.\n2. Write it down.\n",
    )
    assert shape(found) == [
        (
            "eng#1",
            "",
            "",
            "They may call you; stay calm. Keep notes of every call.\n"
            "1. Ask for proof.\n2. Write it down.",
        )
    ]
    document = found[0].document
    assert document.title == "How to deal with collectors"
    assert (document.date, document.author) == ("2024-05-06", "Smith")


def test_ids_are_unique_whatever_the_headings() -> None:
    _, found = pages(
        "a.txt", "一、甲\n文。\n一、甲\n文。\n1.1 子\n文。\n1.1 丑\n文。\n总结\n文。\n总结\n文。"
    )
    assert [p.id for p in found] == ["a#1", "a#1-2", "a#1.1", "a#1.1-2", "a#总结", "a#总结-2"]


@pytest.mark.parametrize(
    "line",
    [
        "一、因此要先联系平台，再说明情况。",
        "2.5万元的贷款",
        "1. 确认信息",
        "3.5%的利率",
        "1.1 这一句话太长了，" + "长" * 60,
        "#标签",
        "总结起来很简单",
        "第一次还款",
        "一个人",
        "1.5倍",
    ],
)
def test_text_that_is_no_heading(line: str) -> None:
    assert heading(line) is None


@pytest.mark.parametrize(
    ("line", "number", "special"),
    [
        ("一、借呗的背景", "1", ""),
        ("十二、展望", "12", ""),
        ("二十、尾声", "20", ""),
        ("第三章 办法", "3", ""),
        ("（四）其他", "4", ""),
        ("1.1 借呗的成立", "1.1", ""),
        ("4.2.1 步骤", "4.2.1", ""),
        ("5.1借款人", "5.1", ""),
        ("小编导语", "", "导语"),
        ("前言", "", "导语"),
        ("小編總結", "", "总结"),
        ("六、小编总结", "6", "总结"),
        ("结语：", "", "总结"),
        ("## Usage", "", ""),
        ("### 2.3 甲 ###", "2.3", ""),
    ],
)
def test_headings(line: str, number: str, special: str) -> None:
    mark = heading(line)
    assert mark is not None
    assert (mark.number, mark.special) == (number, special)


def test_places_lead_back_to_the_raw_file() -> None:
    raw = (
        "標題問(wèn)題\n\n一、甲\n\n1.1 與(yǔ)社會(huì)的角色\n\n"
        "第一段,問(wèn)題。\n\n第二段的催收問,很多。\n"
    )
    repaired, found = pages("a.txt", raw)
    passage = found[-1]
    assert passage.text == "第一段，问题。\n第二段的催收问题，很多。"
    assert (passage.place.first_line, passage.place.last_line) == (7, 9)
    assert raw[passage.place.start : passage.place.end].startswith("第一段,問(wèn)題。")
    assert raw[passage.place.start : passage.place.end].endswith("很多。")
    assert [passage.text[c.start : c.end] for c in passage.conjectures] == ["题"]
    assert passage.heading.section == "1.1 政府与社会的角色"
    assert [
        (passage.heading.section[c.start : c.end], c.start) for c in passage.heading.conjectures
    ] == [("政府", 4)]
    assert repaired.seed.text == raw


SENTENCE = "这是一个用来测试长度的句子，它有二十多个字。"


def test_a_long_section_is_cut_between_sentences() -> None:
    body = SENTENCE * 120
    _, found = pages("3_x.txt", f"一、甲\n\n1.1 长\n\n{body}\n\n1.2 短\n\n短。\n")
    assert [p.id for p in found] == ["3#1.1", "3#1.1/2", "3#1.1/3", "3#1.2"]
    assert "".join(p.text for p in found[:3]) == body
    assert all(p.text.endswith("。") and len(p.text) <= LIMIT for p in found)
    assert max(len(p.text) for p in found[:3]) - min(len(p.text) for p in found[:3]) < 60
    assert all(p.heading.section == "1.1 长" for p in found[:3])
    assert found[1].place.start == found[0].place.end


@pytest.mark.parametrize("size", [1199, 1200, 1201])
def test_the_limit_itself(size: int) -> None:
    text = "甲" * (size - 603) + "。" + "乙" * 601 + "。"
    assert len(text) == size
    assert len(cut(text)) == (1 if size <= 1200 else 2)


def test_one_sentence_over_the_limit_is_cut_at_a_pause() -> None:
    text = "字" * 900 + "，" + "词" * 900 + "。后一句。"
    parts = [text[start:end] for start, end in cut(text)]
    assert parts == ["字" * 900 + "，", "词" * 900 + "。后一句。"]
    solid = "字" * 3000
    assert "".join(solid[start:end] for start, end in cut(solid)) == solid
    assert all(end - start <= LIMIT for start, end in cut(solid))


def test_pieces_are_made_of_whole_sentences() -> None:
    text = "\n".join(SENTENCE * n for n in range(1, 14))
    ends = {end for _, end in sentences(text)}
    assert all(end in ends for _, end in cut(text))


def test_empty_pages_have_no_passages() -> None:
    assert pages("a.txt", "一、甲\n二、乙\n")[1] == ()
