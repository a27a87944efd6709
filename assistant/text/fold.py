"""One folding of script, width, case and accents, used for matching and never for display."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from assistant.text.script import to_simplified

_PLAIN = {"đ": "d", "ı": "i", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss"}


@lru_cache(maxsize=8192)
def _without_accent(char: str) -> str:
    """The base letter of an accented Latin letter; any other character as it is."""
    if char in _PLAIN:
        return _PLAIN[char]
    decomposed = unicodedata.normalize("NFD", char)
    if len(decomposed) > 1 and "LATIN" in unicodedata.name(decomposed[0], ""):
        return decomposed[0]
    return char


def fold(text: str) -> str:
    """Fold text so that what means the same is written the same.

    NFKC (width, compatibility forms, Unicode Annex 15), lower case, simplified
    script, and Latin letters without accents: pinyin tone marks and Vietnamese
    diacritics are often left out by those who type.
    """
    lowered = unicodedata.normalize("NFKC", text).lower()
    if lowered.isascii():
        return lowered
    simplified = to_simplified(lowered)
    return "".join(char if char.isascii() else _without_accent(char) for char in simplified)
