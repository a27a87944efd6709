"""Damages clean text the way the converter did, byte by byte; for tests only."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.text.pinyin import usual_reading
from assistant.text.script import is_common, is_traditional_only, traditional_characters

HALF = {"，": ",", "：": ":", "；": ";", "！": "!", "？": "?"}


def converted(text: str, order: Iterable[str] = ()) -> str:
    """Simplified text as the converter left it: traditional, annotated, in part shifted.

    The converter worked on GBK bytes: full-width marks were made half-width,
    then each character of ``order`` got its reading wherever its two bytes
    stood, be it across two characters.
    """
    data = traditional_characters(text).encode("gbk")
    for full, half in HALF.items():
        data = data.replace(full.encode("gbk"), half.encode("gbk"))
    for char in order or annotated_chars(text):
        key = char.encode("gbk")
        data = data.replace(key, key + f"({usual_reading(char)})".encode("gbk"))
    return read_bytes(data)


def annotated_chars(text: str) -> list[str]:
    """The characters that the converter would annotate."""
    chars = dict.fromkeys(traditional_characters(text))
    return [c for c in chars if is_traditional_only(c) and is_common(c) and in_gbk(c)]


def in_gbk(char: str) -> bool:
    try:
        return len(char.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def read_bytes(data: bytes) -> str:
    """GBK as the page's server read it: a byte that fits nothing is a ``?``."""
    out: list[str] = []
    place = 0
    while place < len(data):
        width = 1 if data[place] < 0x80 else 2
        pair = data[place : place + width]
        try:
            out.append(pair.decode("gbk"))
        except UnicodeDecodeError:
            out.append("?")
            width = 2 if pair[1:] == b"(" else 1
        place += width
    return "".join(out)
