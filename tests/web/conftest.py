"""One server and one browser for all tests here; a fresh context for every test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.web.browser import chromium, serving
from tests.web.chat import Chat

numbers = count(1)
LOCALES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en-US"}
OURS = re.compile(r"^(http://(127\.0\.0\.1|localhost)[:/]|data:|blob:)")


@pytest.fixture(scope="session")
def feedback_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of these tests keeps feedback."""
    return tmp_path_factory.mktemp("feedback") / "feedback.sqlite"


@pytest.fixture(scope="session")
def address(feedback_file: Path) -> Iterator[str]:
    """The web chat, as ``assistant serve`` starts it."""
    with serving(environment={"ASSISTANT_FEEDBACK": str(feedback_file)}) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with chromium() as found:
        yield found


@pytest.fixture
def open_chat(browser: Browser, address: str) -> Iterator[Callable[..., Chat]]:
    """Opens the page as a visitor would; checks afterwards that nothing failed or went outside."""
    contexts: list[Any] = []
    outside: list[str] = []
    failures: list[str] = []

    def guard(route: Route) -> None:
        if OURS.match(route.request.url):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def noticed(request: Request) -> None:
        if not OURS.match(request.url):
            outside.append(request.url)

    def start(
        language: str = "zh-Hans", width: int = 390, height: int = 844, **options: Any
    ) -> Chat:
        path = options.pop("path", "/")
        touch = {"is_mobile": True, "has_touch": True} if options.pop("phone", False) else {}
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=LOCALES[language],
            reduced_motion=options.pop("reduced_motion", "reduce"),
            # One visitor a test: they must not use up each other's allowance.
            extra_http_headers={"X-Forwarded-For": f"8.8.{next(numbers)}.8"},
            **touch,
            **options,
        )
        contexts.append(context)
        context.route("**/*", guard)
        page: Page = context.new_page()
        page.on("request", noticed)
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(address + path)
        return Chat(page)

    yield start
    for context in contexts:
        context.close()
    assert outside == [], "the page asked for something outside"
    assert failures == [], "the page's script failed"
