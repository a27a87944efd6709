"""Pictures of the finished pages, to be looked at: ``python -m tests.web.screenshots OUT``.

Pictures for the README are made small enough to keep in the repository.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.web.browser import chromium, serving
from tests.web.chat import Chat
from tests.web.conftest import LOCALES

PHONE, DESKTOP = (390, 844), (1440, 900)
VISIT = {
    "zh-Hans": "借呗催收明天要来我家怎么办",
    "zh-Hant": "催收人員一直打電話騷擾",
    "en": "can they tell my boss about my debt",
}


def _source(chat: Chat) -> None:
    chat.open_source()


def _raw(chat: Chat) -> None:
    chat.open_source().locator(".cva-chosen .cva-link").click()
    chat.source.locator(".cva-raw pre").wait_for()


def _why(chat: Chat) -> None:
    opener = chat.answer.locator(".cva-actions [aria-expanded]").first
    opener.click()
    chat.answer.locator(".cva-why dl").wait_for()
    opener.scroll_into_view_if_needed()
    chat.page.mouse.wheel(0, 360)


def _feedback(chat: Chat) -> None:
    chat.answer.locator("[data-verdict=helpful]").click()
    chat.answer.locator(".cva-feedback").scroll_into_view_if_needed()
    chat.page.mouse.wheel(0, 240)


def _topics(chat: Chat) -> None:
    topic = chat.page.locator(".cva-topic summary").first
    topic.click()
    topic.scroll_into_view_if_needed()
    chat.page.mouse.wheel(0, 400)


def _agree(chat: Chat) -> None:
    chat.answer.locator(".cva-agree summary").first.click()


def _about(chat: Chat) -> None:
    chat.page.locator("[data-tool=about]").click()


@dataclass(frozen=True)
class Shot:
    """One picture: what is asked, and what is done after."""

    name: str
    language: str = "zh-Hans"
    size: tuple[int, int] = PHONE
    theme: str = "light"
    asked: tuple[str, ...] = ()
    then: tuple[Callable[[Chat], None], ...] = field(default=())


SHOTS = (
    *(Shot(f"welcome-phone-{one}", one) for one in VISIT),
    Shot("welcome-phone-dark", theme="dark"),
    Shot("welcome-desktop", size=DESKTOP),
    Shot("topics-phone", then=(_topics,)),
    *(Shot(f"answer-phone-{one}", one, asked=(VISIT[one],)) for one in VISIT),
    Shot("answer-phone-dark", "zh-Hant", theme="dark", asked=(VISIT["zh-Hant"],)),
    Shot("agree-phone", asked=(VISIT["zh-Hans"],), then=(_agree,)),
    Shot("source-phone", asked=(VISIT["zh-Hans"],), then=(_source,)),
    Shot("raw-phone-dark", "zh-Hant", theme="dark", asked=(VISIT["zh-Hant"],), then=(_raw,)),
    Shot("source-desktop", size=DESKTOP, asked=(VISIT["zh-Hans"],), then=(_raw,)),
    Shot("source-desktop-en", "en", DESKTOP, asked=(VISIT["en"],), then=(_source,)),
    Shot("source-desktop-dark", "en", DESKTOP, "dark", (VISIT["en"],), (_source,)),
    Shot("urgent-phone", asked=("我真的不想活了",)),
    Shot("urgent-phone-en-dark", "en", theme="dark", asked=("I want to end my life",)),
    Shot("violence-desktop", size=DESKTOP, asked=("催收的人正在砸我家的门",)),
    Shot("warning-phone", asked=("催收冒充警察给我同事打电话",)),
    Shot("related-phone", asked=("借呗的年利率是多少",)),
    Shot("refusal-phone", asked=("明天北京天气怎么样",)),
    Shot("why-phone", asked=(VISIT["zh-Hans"],), then=(_why,)),
    Shot("feedback-phone-en", "en", asked=(VISIT["en"],), then=(_feedback,)),
    Shot("about-phone", then=(_about,)),
    Shot("answer-320", "en", (320, 640), asked=(VISIT["en"],)),
)


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    """One picture, in a fresh window."""
    context = browser.new_context(
        viewport={"width": shot.size[0], "height": shot.size[1]},
        device_scale_factor=2 if shot.size[0] < 500 else 1,
        locale=LOCALES[shot.language],
        color_scheme=shot.theme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    chat = Chat(page)
    for question in shot.asked:
        chat.ask(question)
    for step in shot.then:
        step(chat)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(400)  # a turn of the wheel takes some frames
    picture = page.screenshot(animations="disabled")
    context.close()
    # A palette is enough for flat colours, and a quarter of the size.
    image = Image.open(BytesIO(picture)).convert("RGB").quantize(160, dither=Image.Dither.NONE)
    image.save(folder / f"{shot.name}.png", optimize=True)


def main(words: list[str]) -> int:
    """Take all pictures, or those whose names are given after the folder."""
    if not words:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(words[0])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [shot for shot in SHOTS if not words[1:] or shot.name in words[1:]]
    with serving() as address, chromium() as browser:
        for shot in wanted:
            take(browser, address, shot, folder)
            print(shot.name, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
