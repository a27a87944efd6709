"""Simplified and traditional script.  The only home of OpenCC."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, Literal

import opencc

from assistant.errors import UsageError

Region = Literal["tw", "hk"]

_TO_TRADITIONAL: Final[dict[str, str]] = {"tw": "s2twp", "hk": "s2hk"}
_HAN = re.compile("[\u3400-\u9fff]")
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
    """The text as readers of a region write it; for Taiwan with its own words (資訊, 簡訊).

    ``data/taiwan.tsv`` comes before OpenCC's table of words: it was made by
    reading all articles as converted, and holds the words that OpenCC gives
    another meaning (审核 is no 稽核) or leaves as the mainland has them.
    """
    config = _TO_TRADITIONAL.get(region)
    if config is None:
        raise UsageError(f"unknown region {region!r}: use 'tw' or 'hk'")
    if region == "hk" or not _HAN.search(text):
        return _convert(config, text)
    words, pattern = _taiwan()
    parts = pattern.split(text)
    return "".join(words.get(part) or _convert(config, part) for part in parts)


def traditional_parts(text: str, cuts: Sequence[int]) -> list[str]:
    """``to_traditional(text)``, cut where the text itself is cut at ``cuts``.

    The parts joined are the whole conversion: a cut does not part a word's
    characters from the word they are converted by.  ``cuts`` rise and lie in
    ``0..len(text)``; there is one part more than there are cuts.
    """
    whole = to_traditional(text)
    places = [0, *(_place(text, whole, cut) for cut in cuts), len(whole)]
    return [whole[a:b] for a, b in pairwise(places)]


def _place(text: str, whole: str, cut: int) -> int:
    """Where a cut of the text falls in its conversion; within a word, in proportion."""
    first, last = cut, cut
    while (start := _between_words(text, whole, first)) is None:
        first -= 1
    while (end := _between_words(text, whole, last)) is None:
        last += 1
    if first == last:
        return start
    return start + (cut - first) * (end - start) // (last - first)


def _between_words(text: str, whole: str, cut: int) -> int | None:
    """The cut's place in the conversion, if both sides convert by themselves; else None."""
    before = to_traditional(text[:cut])
    return len(before) if whole == before + to_traditional(text[cut:]) else None


@lru_cache(maxsize=1)
def _taiwan() -> tuple[dict[str, str], re.Pattern[str]]:
    """The reviewed words, and the pattern that finds them, longest first."""
    table = files("assistant.text").joinpath("data/taiwan.tsv").read_text(encoding="utf-8")
    words = dict(line.split("\t") for line in table.splitlines())
    longest_first = sorted(words, key=len, reverse=True)
    return words, re.compile(f"({'|'.join(map(re.escape, longest_first))})")


def traditional_characters(text: str) -> str:
    """The text in Taiwan's characters; its words stay, so places do not move."""
    return _convert("s2tw", text)


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
