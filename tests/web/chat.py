"""The page in the words of a visitor."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

TIMEOUT = 20_000


class Chat:
    """One open page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(TIMEOUT)
        expect(self.root).to_have_attribute("data-ready", "yes", timeout=TIMEOUT)

    @property
    def root(self) -> Locator:
        """The page's own part of the document."""
        return self.page.locator(".cva")

    @property
    def box(self) -> Locator:
        """Where one types."""
        return self.page.locator("#cva-input")

    @property
    def answers(self) -> Locator:
        """All answers, oldest first."""
        return self.page.locator(".cva-answer")

    @property
    def answer(self) -> Locator:
        """The newest answer."""
        return self.answers.last

    @property
    def source(self) -> Locator:
        """The open source panel."""
        return self.page.locator(".cva-source[open]")

    @property
    def problem(self) -> Locator:
        """The sentence that says what went wrong."""
        return self.page.locator(".cva-ask .cva-problem")

    def ask(self, question: str) -> Locator:
        """Type, press Enter and wait for the answer."""
        count = self.answers.count()
        self.box.fill(question)
        self.box.press("Enter")
        return self.arrived(count + 1)

    def arrived(self, count: int) -> Locator:
        """The newest answer, once there are ``count``."""
        expect(self.answers).to_have_count(count, timeout=TIMEOUT)
        return self.answer

    def open_source(self, place: int = 0) -> Locator:
        """Tap a citation of the newest answer."""
        self.answer.locator(".cva-cite:visible").nth(place).click()
        expect(self.source).to_be_visible()
        return self.source

    def switch(self, language: str) -> None:
        """Choose a language in the header."""
        self.page.locator(f"[data-language={language}]").click()
        expect(self.root).to_have_attribute("lang", language)

    def marked(self) -> str:
        """The highlighted characters of the source panel."""
        marks = self.source.locator(".cva-chosen > .cva-text mark").all_text_contents()
        return "".join(marks)

    def overflows(self) -> bool:
        """Whether the page can be scrolled sideways."""
        wide: bool = self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        return wide
