"""Asking and reading, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.browser import hosting
from tests.web.chat import Chat

pytestmark = pytest.mark.browser
Open = Callable[..., Chat]

QUESTIONS = {
    "zh-Hans": "借呗催收明天要来我家怎么办",
    "zh-Hant": "催收人員一直打電話騷擾",
    "en": "can they tell my boss about my debt",
}
CALLS = re.compile("/component_server")


@pytest.mark.parametrize("language", QUESTIONS)
def test_ask_in_three_languages(open_chat: Open, language: str) -> None:
    chat = open_chat(language)
    expect(chat.root).to_have_attribute("lang", language)
    answer = chat.ask(QUESTIONS[language])
    expect(answer).to_have_attribute("data-kind", "answered")
    expect(answer).to_have_attribute("lang", language)
    expect(answer.locator(".cva-lead")).not_to_be_empty()
    assert answer.locator(".cva-quote").count() >= 1
    expect(answer.locator(".cva-cite").first).to_contain_text("“" if language == "en" else "《")
    expect(answer.locator(".cva-translation")).to_have_count(
        answer.locator("blockquote").count() if language == "en" else 0
    )


def test_traditional_quotes_have_the_original_one_tap_away(open_chat: Open) -> None:
    chat = open_chat("zh-Hant")
    quote = chat.ask(QUESTIONS["zh-Hant"]).locator(".cva-quote").first
    original = quote.locator(".cva-original blockquote").first
    expect(original).to_be_hidden()
    quote.locator(".cva-original summary").first.click()
    expect(original).to_be_visible()
    assert original.inner_text() != quote.locator("blockquote").first.inner_text()
    expect(original).to_have_attribute("lang", "zh-Hans")


def test_agreement_names_its_articles(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    answer = chat.ask(QUESTIONS["zh-Hans"])
    agreed = answer.locator(".cva-agree").first
    expect(agreed.locator("summary")).to_contain_text("篇资料都这样")
    count = int(agreed.locator(".cva-count").inner_text())
    agreed.locator("summary").click()
    expect(agreed.locator("li")).to_have_count(count - 1)


def test_examples_topics_and_next_questions(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    assert chat.page.locator(".cva-front .cva-chip").count() == 6
    topic = chat.page.locator(".cva-topic").first
    topic.locator("summary").click()
    assert topic.locator(".cva-chip:visible").count() > 3
    example = chat.page.locator(".cva-front .cva-chip").nth(1)
    asked = example.inner_text().strip()
    example.click()
    answer = chat.arrived(1)
    offered = [text.strip() for text in answer.locator(".cva-next .cva-chip").all_inner_texts()]
    assert offered and asked not in offered
    answer.locator(".cva-next .cva-chip").first.click()
    chat.arrived(2)
    expect(chat.page.locator(".cva-asked h2").last).to_have_text(offered[0])


def test_follow_up_uses_the_turn_before(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    chat.ask("上门催收会有什么影响")
    answer = chat.ask("那对家里人呢")
    expect(answer.locator(".cva-resolved")).to_contain_text("上门催收会有什么影响")


def test_urgent_looks_different_and_can_be_called(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    answer = chat.ask("我不想活了")
    expect(answer).to_have_attribute("data-kind", "urgent")
    assert answer.locator("a[href='tel:12356']").count() == 1
    assert answer.locator(".cva-next").count() == 0
    expect(chat.page.locator("[role=alert].cva-unseen")).not_to_be_empty()


def test_care_stands_quietly_below_and_stays(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    plain = chat.ask("催收上门怎么办")
    assert plain.locator(".cva-care").count() == 0
    chat.ask("我不想活了")
    answer = chat.ask("催收上门怎么办")
    assert answer.locator(".cva-warning").count() == 0
    expect(answer.locator(".cva-points + .cva-care")).to_contain_text("12356")


@pytest.mark.parametrize(
    "question, kind", [("今天天气怎么样", "declined"), ("谢谢你", "smalltalk")]
)
def test_other_kinds(open_chat: Open, question: str, kind: str) -> None:
    chat = open_chat("zh-Hans")
    answer = chat.ask(question)
    expect(answer).to_have_attribute("data-kind", kind)
    assert answer.locator(".cva-quote").count() == 0


@pytest.mark.parametrize(
    "typed",
    ["<img src=x onerror=document.title='x'><b>催收</b>", "**粗** [a](javascript:alert(1)) &lt;"],
)
def test_typed_markup_stays_text(open_chat: Open, typed: str) -> None:
    chat = open_chat("zh-Hans")
    chat.ask(typed)
    expect(chat.page.locator(".cva-asked h2")).to_have_text(typed)
    assert (
        chat.page.locator(".cva-turn img, .cva-asked b, .cva-turn a[href^=javascript]").count() == 0
    )
    assert chat.page.title() == "催收上门怎么办"
    chat.ask("那对家里人呢 <i>x</i>")
    assert chat.page.locator(".cva-turn i").count() == 0


def test_nothing_typed_stays_in_the_browser(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    chat.ask("我叫张三借呗催收明天要来我家怎么办")
    chat.switch("zh-Hant")
    kept = chat.page.evaluate(
        """async () => JSON.stringify([
            {...localStorage}, {...sessionStorage}, document.cookie, location.href,
            (await indexedDB.databases()).map((one) => one.name),
            window.caches ? await caches.keys() : [],
        ])"""
    )
    assert "张三" not in kept and "借呗" not in kept
    assert set(json.loads(kept)[0]) <= {"cva-language", "cva-theme"}
    chat.page.reload()
    Chat(chat.page)
    expect(chat.answers).to_have_count(0)


def test_copy_holds_quote_and_source(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = chat.ask(QUESTIONS["zh-Hans"])
    answer.locator(".cva-actions button").first.click()
    expect(chat.page.locator(".cva-toast")).to_be_visible()
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert answer.locator("blockquote p").first.inner_text() in copied
    assert answer.locator(".cva-cite-title").first.inner_text() in copied


def test_save_is_markdown_with_all_turns(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    chat.ask(QUESTIONS["zh-Hans"])
    chat.ask("今天*天气*怎么样")
    with chat.page.expect_download() as waited:
        chat.page.locator(".cva-tail button").first.click()
    text = waited.value.path().read_text(encoding="utf-8")
    assert waited.value.suggested_filename.endswith(".md")
    assert text.startswith("# 催收上门怎么办") and text.count("\n## ") == 2
    assert "> 面对上门催收" in text and r"今天\*天气\*" in text


def test_start_again_clears_the_page(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    chat.ask(QUESTIONS["zh-Hans"])
    chat.page.locator(".cva-tail button").nth(1).click()
    expect(chat.answers).to_have_count(0)
    expect(chat.page.locator(".cva-welcome")).to_be_visible()


@pytest.mark.parametrize(
    "language, sentence",
    [("zh-Hans", "连不上服务器"), ("zh-Hant", "連不上伺服器"), ("en", "cannot be reached")],
)
def test_server_gone_keeps_what_was_typed(open_chat: Open, language: str, sentence: str) -> None:
    chat = open_chat(language)
    chat.page.context.route(CALLS, lambda route: route.abort())
    chat.box.fill("第一行\n第二行")
    chat.box.press("Enter")
    expect(chat.problem).to_contain_text(sentence)
    expect(chat.box).to_have_value("第一行\n第二行")
    expect(chat.answers).to_have_count(0)
    chat.page.context.unroute(CALLS)
    chat.box.press("Enter")
    chat.arrived(1)
    expect(chat.problem).to_be_empty()


def test_too_fast_says_how_long_to_wait(open_chat: Open) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(json={"error": "too_fast", "seconds": 7})

    chat = open_chat("en")
    chat.page.context.route(CALLS, refuse)
    chat.box.fill("what now")
    chat.box.press("Enter")
    expect(chat.problem).to_have_text(re.compile(r"wait 7 seconds"))
    expect(chat.box).to_have_value("what now")


def test_too_long_is_said_before_and_after(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    chat.box.fill("催收上门怎么办" * 400)
    expect(chat.problem).to_contain_text("2000")
    chat.box.press("Enter")
    answer = chat.arrived(1)
    expect(answer.locator(".cva-notice")).to_contain_text("2000")
    assert not chat.overflows()


def test_embedded_in_another_page(open_chat: Open, address: str) -> None:
    page = open_chat("zh-Hans").page
    body = (
        f'<!doctype html><html lang="en"><script src="{address}/embed.js"></script>'
        '<collection-visit-chat lang="en" height="500"></collection-visit-chat></html>'
    )
    with hosting(body) as host:
        page.goto(host)
        _ask_in_frame(page)


def _ask_in_frame(page: Page) -> None:
    frame = page.frame_locator("collection-visit-chat iframe")
    expect(frame.locator(".cva")).to_have_attribute("lang", "en", timeout=20_000)
    frame.locator("#cva-input").fill("can they tell my boss")
    frame.locator("#cva-input").press("Enter")
    expect(frame.locator(".cva-answer")).to_have_count(1)


def test_why_shows_words_similarity_and_confidence(open_chat: Open) -> None:
    chat = open_chat("zh-Hans")
    answer = chat.ask(QUESTIONS["zh-Hans"])
    answer.get_by_role("button", name="为什么是这些").click()
    why = answer.locator(".cva-why")
    expect(why.locator("dl")).to_contain_text(re.compile(r"把握\D*\d+%"))
    expect(why.locator("li").first).to_contain_text(re.compile(r"相似度 \d+%"))
    assert why.locator(".cva-word").count() >= 1
