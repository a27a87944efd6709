"""Languages, themes, sizes, keyboard, screen readers."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.chat import Chat

pytestmark = pytest.mark.browser
Open = Callable[..., Chat]
ASKED = "借呗催收明天要来我家怎么办"


def test_language_switch_translates_the_conversation_and_is_remembered(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    chat.ask(ASKED)
    chat.box.fill("还没发的字")
    chat.switch("en")
    expect(chat.answer).to_have_attribute("lang", "en")
    expect(chat.box).to_have_value("还没发的字")
    expect(chat.page.locator(".cva-brand h1")).to_have_text("Collectors at the door")
    assert chat.page.evaluate("document.documentElement.lang") == "en"
    chat.page.reload()
    chat = Chat(chat.page)
    expect(chat.root).to_have_attribute("lang", "en")
    answer = chat.ask(ASKED)
    expect(answer).to_have_attribute("lang", "en")


def test_theme_switch_is_remembered(open_chat: Open) -> None:
    chat = open_chat("zh-Hans", color_scheme="light")
    expect(chat.root).to_have_attribute("data-theme", "light")
    before = chat.root.evaluate("one => getComputedStyle(one).backgroundColor")
    chat.page.locator("[data-tool=theme]").click()
    expect(chat.root).to_have_attribute("data-theme", "dark")
    assert chat.root.evaluate("one => getComputedStyle(one).backgroundColor") != before
    chat.page.reload()
    expect(Chat(chat.page).root).to_have_attribute("data-theme", "dark")


def test_theme_follows_the_system_until_chosen(open_chat: Open) -> None:
    chat = open_chat("en", color_scheme="dark")
    expect(chat.root).to_have_attribute("data-theme", "dark")
    chat.page.emulate_media(color_scheme="light")
    expect(chat.root).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize(
    "language, width", [("zh-Hans", 320), ("en", 320), ("zh-Hans", 768), ("en", 1440)]
)
def test_no_sideways_scroll(open_chat: Open, language: str, width: int) -> None:
    chat = open_chat(language, width, 720)
    assert not chat.overflows()
    chat.ask("can they tell my boss about my debt https://example.com/" + "x" * 120)
    assert not chat.overflows()
    if chat.answer.locator(".cva-cite").count():
        chat.open_source()
        assert not chat.overflows()


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_empty_box_is_one_line_on_the_smallest_phone(open_chat: Open, language: str) -> None:
    chat = open_chat(language, 320, 640)
    box = chat.box.bounding_box()
    assert box and box["height"] < 56


def test_text_at_200_percent(open_chat: Open) -> None:
    chat = open_chat("en", 640, 900)
    chat.page.add_style_tag(content="html { font-size: 200% !important; }")
    chat.ask("can they tell my boss about my debt")
    assert not chat.overflows()
    size = chat.answer.locator(".cva-lead").evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize)"
    )
    assert size >= 36


def test_keyboard_all_through(open_chat: Open) -> None:
    chat = open_chat("zh-Hans", 1280, 800)
    press = chat.page.keyboard.press
    press("Tab")
    expect(chat.page.locator(".cva-skip")).to_be_focused()
    press("Enter")
    expect(chat.box).to_be_focused()
    chat.page.keyboard.type("催收上门")
    press("Shift+Enter")
    chat.page.keyboard.type("怎么办")
    expect(chat.box).to_have_value("催收上门\n怎么办")
    press("Enter")
    answer = chat.arrived(1)
    expect(chat.box).to_be_focused()
    answer.locator(".cva-cite").first.focus()
    outline = answer.locator(".cva-cite").first.evaluate(
        "one => getComputedStyle(one).outlineStyle"
    )
    assert outline == "solid"
    press("Enter")
    expect(chat.source.locator(".cva-close")).to_be_focused()
    press("Escape")
    expect(answer.locator(".cva-cite").first).to_be_focused()
    answer.locator("[data-verdict=helpful]").focus()
    press("Enter")
    expect(answer.locator(".cva-feedback textarea")).to_be_focused()
    press("Escape")
    expect(answer.locator(".cva-feedback")).to_have_count(0)
    expect(answer.locator("[data-verdict=helpful]")).to_be_focused()


def test_enter_while_composing_does_not_send(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    chat.box.fill("cui")
    chat.box.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(chat.box).to_have_value("cui")
    expect(chat.answers).to_have_count(0)


def serious(chat: Chat) -> list[str]:
    """What axe-core finds that is serious or worse."""
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    chat.page.evaluate(source)
    found: dict[str, Any] = chat.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_chat: Open, theme: str) -> None:
    chat = open_chat("zh-Hans", color_scheme=theme)
    chat.page.locator(".cva-topic summary").first.click()
    assert serious(chat) == []
    answer = chat.ask("催收假冒警察一直打电话骚扰")
    answer.get_by_role("button", name="为什么是这些").click()
    expect(answer.locator(".cva-why dl")).to_be_visible()
    assert serious(chat) == []
    answer.locator("[data-verdict=not_helpful]").click()
    chat.open_source().get_by_role("button", name="看网页原样").click()
    expect(chat.source.locator(".cva-raw pre")).to_be_visible()
    assert serious(chat) == []
    chat.page.keyboard.press("Escape")
    chat.ask("我不想活了")
    assert serious(chat) == []
    chat.page.locator("[data-tool=about]").click()
    assert serious(chat) == []


def test_motion_is_reduced_where_asked(open_chat: Open) -> None:
    chat = open_chat("zh-Hans", reduced_motion="reduce")
    name = (
        chat.ask(ASKED).locator(".cva-lead").evaluate("one => getComputedStyle(one).animationName")
    )
    assert name == "none"
    moving = open_chat("zh-Hans", reduced_motion="no-preference")
    name = (
        moving.ask(ASKED)
        .locator(".cva-lead")
        .evaluate("one => getComputedStyle(one).animationName")
    )
    assert name == "cva-in"
