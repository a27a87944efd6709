"""Which frame a message gets."""

from __future__ import annotations

import pytest

from assistant.reply.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("催收上门怎么办", "zh-Hans"),
        ("催收上門怎麼辦", "zh-Hant"),
        ("佢哋嚟我屋企追數點算", "zh-Hant"),
        ("can they tell my boss about my debt", "en"),
        ("cuishou shangmen zenme ban", "zh-Hans"),
        ("cuishoushangmenzenmeban", "zh-Hans"),
        ("Cuishou lai wo jia le zenmeban", "zh-Hans"),
        ("can he come", "en"),
        ("help me", "en"),
        ("hello", "en"),
        ("借呗 due 了怎么 negotiate", "zh-Hans"),
        ("取り立てが家に来た", "en"),
        ("집에 찾아오면 어떡해요", "en"),
        ("họ đến nhà tôi đòi nợ", "en"),
        ("могут ли они прийти", "en"),
        ("", "zh-Hans"),
        ("😭?!", "zh-Hans"),
    ],
)
def test_detect_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_ambiguous_text_keeps_the_conversation_language() -> None:
    assert detect_language("123", "en") == "en"
    assert detect_language("上班", "zh-Hant") == "zh-Hant"
    assert detect_language("上班", "en") == "zh-Hans"
