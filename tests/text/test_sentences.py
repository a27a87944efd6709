"""Where sentences begin and end."""

from __future__ import annotations

import pytest

from assistant.text.pages import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["先还款。", "再协商！", "好吗？", "可以；", "走吧"],
        ["利率是3.5%。", "共1,200.50元。"],
        ["他说：“你好。”", "然后走了。"],
        ["“为什么？”的问题没有人答。"],
        ["《你还了吗？》这本书很好。"],
        ["（见上文。）", "后来呢？！", "没有了。"],
        ["真的吗?", "是的!", "好"],
        ["他想……算了。", "然后……"],
        ["Pay now. ", "Call Mr. Smith, e.g. at 3.5 p.m. today. ", "Is it so? ", "Yes."],
        ["See example.com for more. ", 'He said "Stop." ', "Then he left."],
        ["It costs $3.50! ", "Really?"],
        ["请看v2.0版本。", "文件a.txt在这里。"],
        ["使用APP.", "然后还款"],
        ["a&amp;b; 中文；", "后面"],
    ],
)
def test_sentences_of_a_line(parts: list[str]) -> None:
    text = "".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == [p.strip() for p in parts]


@pytest.mark.parametrize(
    "line",
    [
        "1. 确认信息：核对身份。再核对一次。",
        "- 先还款。再协商。",
        "• 先还款。再协商。",
        "（1）先还款。再协商。",
        "（一）先还款。再协商。",
        "2、先还款。再协商。",
        "① 先还款。再协商。",
    ],
)
def test_a_list_line_is_one(line: str) -> None:
    text = f"步骤如下：\n{line}\n完了。"
    assert [text[start:end] for start, end in sentences(text)] == ["步骤如下：", line, "完了。"]


def test_a_line_that_begins_with_a_number_is_no_list() -> None:
    text = "3.5%的利率。很高。"
    assert [text[start:end] for start, end in sentences(text)] == ["3.5%的利率。", "很高。"]


def test_spaces_and_blank_lines_are_in_no_sentence() -> None:
    text = "\n　　先还款。 再协商。 \n\n \n完\n"
    assert [text[start:end] for start, end in sentences(text)] == ["先还款。", "再协商。", "完"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "。。。", "……", "...", "”", '"'])
def test_odd_texts(text: str) -> None:
    covered = "".join(text[start:end] for start, end in sentences(text))
    assert covered == "".join(text.split())
