"""From a quote to its source: the highlighted characters are the quoted ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.chat import Chat

pytestmark = pytest.mark.browser
Open = Callable[..., Chat]


@pytest.mark.parametrize(
    "language, question",
    [
        ("zh-Hans", "借呗催收明天要来我家怎么办"),
        ("zh-Hant", "催收人員一直打電話騷擾"),
        ("en", "can they tell my boss about my debt"),
    ],
)
def test_highlight_is_the_quote(open_chat: Open, language: str, question: str) -> None:
    chat = open_chat(language)
    answer = chat.ask(question)
    for place in range(answer.locator(".cva-quote").count()):
        card = answer.locator(".cva-quote").nth(place)
        quoted = card.locator("blockquote p").first.text_content()
        card.locator("figcaption .cva-cite").click()
        expect(chat.source).to_be_visible()
        assert chat.marked() == quoted
        expect(chat.source.locator(".cva-chosen .cva-mark").first).to_be_in_viewport()
        chat.page.keyboard.press("Escape")
        expect(chat.source).to_have_count(0)
        expect(card.locator("figcaption .cva-cite")).to_be_focused()


def test_agreeing_articles_open_too(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    other = chat.ask("借呗催收明天要来我家怎么办").locator(".cva-agree").first
    other.locator("summary").click()
    quoted = other.locator("li blockquote p").first.text_content()
    other.locator("li .cva-cite").first.click()
    expect(chat.source).to_be_visible()
    assert chat.marked() == quoted


def test_head_names_title_date_and_author(open_chat: Open) -> None:
    chat = open_chat("en")
    chat.ask("can they tell my boss about my debt")
    source = chat.open_source()
    expect(source.locator("h2")).not_to_be_empty()
    expect(source.locator(".cva-facts")).to_contain_text("Date")
    expect(source.locator(".cva-facts")).to_contain_text("Author")
    expect(source.locator(".cva-source-head .cva-translated")).not_to_be_empty()


def test_restored_characters_explain_themselves(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    chat.ask("催收人员一直打电话骚扰")
    restored = chat.open_source().locator(".cva-restored").first
    restored.focus()
    chat.page.keyboard.press("Enter")
    reason = chat.source.locator(".cva-reason")
    expect(reason).to_contain_text("补字的理由")
    chat.page.keyboard.press("Enter")
    expect(reason).to_have_count(0)


def test_raw_lines_are_the_section_alone(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    chat.ask("借呗催收明天要来我家怎么办")
    source = chat.open_source()
    source.get_by_role("button", name="看网页原样").click()
    raw = source.locator(".cva-raw pre")
    expect(raw).to_be_visible()
    text = raw.inner_text()
    assert "èn" in text or "(" in text, "the raw page is damaged"
    for spam in ("15070879527", "@", "http", "上一篇", "歡迎"):
        assert spam not in text
    source.get_by_role("button", name="收起网页原样").click()
    expect(raw).to_have_count(0)


def test_beside_the_chat_on_a_wide_screen(open_chat: Open) -> None:
    chat = open_chat("zh-Hans", 1440, 900)
    chat.ask("借呗催收明天要来我家怎么办")
    panel = chat.open_source().bounding_box()
    talk = chat.page.locator(".cva-talk").bounding_box()
    assert panel and talk and talk["x"] + talk["width"] <= panel["x"] + 1
    expect(chat.box).to_be_enabled()
    chat.ask("逾期会影响信用吗")
    chat.source.locator(".cva-close").click()
    expect(chat.source).to_have_count(0)


def test_over_the_chat_on_a_phone(open_chat: Open) -> None:
    chat = open_chat("zh-Hans", phone=True)
    chat.ask("借呗催收明天要来我家怎么办")
    panel = chat.open_source()
    assert panel.evaluate("panel => panel.matches(':modal')")
    box = panel.bounding_box()
    assert box and round(box["width"]) == 390
    panel.locator(".cva-close").click()
    expect(chat.source).to_have_count(0)
