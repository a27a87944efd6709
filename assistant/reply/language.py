"""Which of the three frames fits what a person wrote."""

from __future__ import annotations

import re
from typing import Final

from assistant.text.ngrams import segment_pinyin
from assistant.text.script import to_simplified, traditional_characters

HANS: Final = "zh-Hans"
HANT: Final = "zh-Hant"
ENGLISH: Final = "en"
LANGUAGES: Final = (HANS, HANT, ENGLISH)

_HAN = re.compile("[\u3400-\u9fff]")
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\uac00-\ud7af\u0e00-\u0e7f\u0400-\u04ff]")
_WORD = re.compile("[a-z]+")
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")

_OTHERS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    # Not â, ê and ô, which French has too.
    ("vi", re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")),
)
_SHARE: Final = {"ja": 4, "ko": 3, "th": 3, "ru": 3, "vi": 20}
"""One letter in so many must be of the script; Japanese mixes it with Chinese characters,
Vietnamese with plain letters."""


def detect_language(text: str, fallback: str = HANS) -> str:
    """``zh-Hans``, ``zh-Hant`` or ``en``; ``fallback`` where the text does not tell.

    Pinyin gets the simplified frame.  Japanese, Korean, Vietnamese and other
    languages get the English one, whose quotes carry a translation.
    """
    sample = text[:2000]
    han = _HAN.findall(sample)
    if len(_OTHER_SCRIPT.findall(sample)) > len(han) // 3:
        return ENGLISH
    if han:
        return _script(sample, fallback)
    words = _WORD.findall(sample.lower())
    if not words:
        return fallback
    if _VIETNAMESE.search(sample.lower()):
        return ENGLISH
    # Short English words ("can", "he", "me") read as pinyin too, so nearly all
    # letters must be pinyin, and not one word of three or more be anything else.
    pinyin = sum(len(word) for word in words if segment_pinyin(word))
    return HANS if pinyin >= 0.85 * sum(map(len, words)) and _looks_typed(words) else ENGLISH


def other_language(text: str) -> str:
    """The language of a text in a script of its own: ja, ko, vi, th or ru; else empty."""
    sample = text[:2000].lower()
    letters = sum(char.isalpha() for char in sample)
    for language, pattern in _OTHERS:
        if len(pattern.findall(sample)) * _SHARE[language] >= max(1, letters):
            return language
    return ""


def _looks_typed(words: list[str]) -> bool:
    """True if at least one word has two syllables or the words are many."""
    return any(len(segment_pinyin(word)) > 1 for word in words) or len(words) >= 3


def _script(text: str, fallback: str) -> str:
    traditional = sum(a != b for a, b in zip(text, to_simplified(text)))
    simplified = sum(a != b for a, b in zip(text, traditional_characters(text)))
    if traditional > simplified:
        return HANT
    if simplified > traditional:
        return HANS
    return HANT if fallback == HANT else HANS
