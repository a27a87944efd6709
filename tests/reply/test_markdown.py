"""Escaped text shows itself and runs nothing, by an independent Markdown renderer."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.reply.markdown import block_quote, escape

RENDER = MarkdownIt("commonmark")


def shown(markdown: str) -> str:
    """The characters that a reader sees, white space run together."""
    rendered = RENDER.render(markdown)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", rendered)).split())


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[link](javascript:alert(1))",
        "![x](http://a/b.png)",
        "*a* _b_ `c` ~~d~~",
        "# not a heading",
        "1. not a list",
        "- not a list",
        "> not a quote",
        "a & b &lt; c",
        "| a | b |",
        "$x$ \\frac",
        "&#x3c;b&#x3e;",
    ],
)
def test_markup_is_shown_not_obeyed(text: str) -> None:
    assert shown(escape(text)) == " ".join(text.split())
    assert "<script" not in RENDER.render(escape(text))
    assert "href" not in RENDER.render(escape(text))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x2FFF), max_size=60))
def test_no_text_becomes_a_tag_or_a_link(text: str) -> None:
    rendered = RENDER.render(escape(text))
    assert set(re.findall(r"<(/?[a-zA-Z]+)", rendered)) <= {"p", "/p", "br", "pre", "code", "/pre",
                                                           "/code"}  # fmt: skip


def test_block_quote_keeps_plain_text_character_for_character() -> None:
    text = "便捷性：随时随地申请。\n灵活性：金额灵活。"
    assert block_quote(text) == "> " + text
    assert shown(block_quote(text)) == text.replace("\n", " ")


def test_block_quote_keeps_numbers_from_becoming_a_list() -> None:
    text = "1. 确认信息：核对。\n2. 了解情况：倾听。"
    assert shown(block_quote(text)) == text.replace("\n", " ")
    assert "<li>" not in RENDER.render(block_quote(text))


def test_bidirectional_and_control_marks_are_dropped() -> None:
    assert escape("a\u202eb\x00c\u200fd") == "abcd"
