"""Simplified and traditional script.  The only home of OpenCC."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import Final, Literal

import opencc

from assistant.errors import UsageError

Region = Literal["tw", "hk"]

_TO_TRADITIONAL: Final[dict[str, str]] = {"tw": "s2tw", "hk": "s2hk"}
_UNCONVERTIBLE = re.compile("([\0\ud800-\udfff]+)")
_converters: dict[str, opencc.OpenCC] = {}
_lock = threading.Lock()


def _converter(config: str) -> opencc.OpenCC:
    """The converter for a configuration; made once, on first use, by one thread."""
    found = _converters.get(config)
    if found is None:
        with _lock:
            found = _converters.get(config)
            if found is None:
                found = _converters[config] = opencc.OpenCC(config)
    return found


def _convert(config: str, text: str) -> str:
    # OpenCC reads C strings in UTF-8: a NUL would end the text, and half a surrogate
    # pair (a broken emoji, pasted) has no UTF-8.  What stands between is converted.
    if not text or text.isascii():
        return text
    convert = _converter(config).convert
    parts = _UNCONVERTIBLE.split(text)
    return "".join(str(convert(part)) if i % 2 == 0 else part for i, part in enumerate(parts))


def to_simplified(text: str) -> str:
    """The text in simplified characters (mainland forms); other characters stay."""
    return _convert("t2s", text)


def to_traditional(text: str, region: Region = "tw") -> str:
    """The text in the traditional characters of a region; words are not exchanged."""
    config = _TO_TRADITIONAL.get(region)
    if config is None:
        raise UsageError(f"unknown region {region!r}: use 'tw' or 'hk'")
    return _convert(config, text)


def simplified_by_char(text: str) -> str:
    """Like ``to_simplified``, and of the same length: character for character.

    OpenCC looks at phrases; should a phrase ever change its length, each
    character is converted by itself, so that places never move.
    """
    whole = to_simplified(text)
    if len(whole) == len(text):
        return whole
    return "".join(_one_simplified(char) for char in text)


@lru_cache(maxsize=16384)
def _one_simplified(char: str) -> str:
    simple = to_simplified(char)
    return simple if len(simple) == 1 else char


def is_traditional_only(char: str) -> bool:
    """Whether a character is written only in traditional text (門, 問; not 人, 着)."""
    return _one_simplified(char) != char


@lru_cache(maxsize=16384)
def is_simplified_only(char: str) -> bool:
    """Whether a character is written only in simplified text (发, 这; not 后, 里, 人)."""
    if _one_simplified(char) != char or _convert("s2t", char) == char:
        return False
    # 后, 里, 系 and their like are simplified forms that traditional text knows as well.
    return not _encodes(char, "big5")


@lru_cache(maxsize=16384)
def is_common(char: str) -> bool:
    """Whether a character, of either script, is one of GB 2312's 3,755 everyday ones."""
    try:
        lead = _one_simplified(char).encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= lead <= 0xD7


def is_han(char: str) -> bool:
    """Whether a character is a Chinese ideograph."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇"


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
