"""What headings look like: Chinese-numbered, decimal, Markdown, lead-in and closing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assistant.records import CLOSING, LEAD_IN

_MOST_HAN: Final = 45
_MOST_LATIN: Final = 90
_DIGITS: Final = "零一二三四五六七八九"
_NUMBER: Final = "[零〇一二三四五六七八九十百]{1,5}"
_ENDS_TEXT: Final = "。；;，,、!！…"

_MARKDOWN: Final = re.compile(r"(#{1,6})[ \t\u3000]+(?P<label>.*?)[ \t]*#*$")
_PART: Final = re.compile(rf"第({_NUMBER}|\d{{1,3}})([编篇部章節节])[\s、.．:：]*(?P<label>.*)$")
_CHINESE: Final = re.compile(rf"({_NUMBER})[、.．][ \t\u3000]*(?P<label>\S.*)$")
_BRACKETED: Final = re.compile(rf"[（(]({_NUMBER})[)）][ \t\u3000、]*(?P<label>\S.*)$")
_DECIMAL: Final = re.compile(
    r"(\d{1,2}(?:[.．]\d{1,2}){1,3})(?:[.．、]?[ \t\u3000]+|、|(?=[^\W\d_]))(?P<label>\S.*)$"
)
# 2.5万元 is an amount, not section 2.5.
_UNIT: Final = re.compile(r"[%％‰万萬亿億元倍年月日天个個小分秒折级級版米吨噸公度kKmMgGxX点號号]")
_LEAD: Final = re.compile(
    "(?:小编|编者|小編|編者)?(?:导语|导言|前言|引言|导读|摘要|序言|引子|概要|導語|導言|導讀)[:：]?$"
)
_CLOSE: Final = re.compile(
    "(?:小编|编者|小編|編者|全文)?"
    "(?:总结|结语|结论|小结|结束语|后记|写在最后|總結|結語|結論|小結|結束語)[:：]?$"
)

_LEVELS: Final = {"编": 10, "篇": 10, "部": 10, "章": 11, "节": 12, "節": 12}
_LEVEL_CHINESE: Final = 20
_LEVEL_BRACKETED: Final = 30
_LEVEL_DECIMAL: Final = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading line: how deep it is, its own number (may be empty), its words."""

    level: int
    number: str
    label: str
    special: str = ""
    """``导语`` or ``总结`` where the heading says so."""
    relative: bool = False
    """Whether the number counts within the heading above ((一) within 二、)."""
    markdown: bool = False


def most_chars(line: str) -> int:
    """A line longer than this is text, whatever it begins with."""
    return _MOST_LATIN if line.isascii() else _MOST_HAN


def heading(line: str) -> Mark | None:
    """What heading a line is, if it is one."""
    line = line.strip()
    found = _MARKDOWN.fullmatch(line)
    if found:
        inner = _numbered(found["label"]) or Mark(0, "", found["label"], _special(found["label"]))
        return Mark(len(found[1]), inner.number, inner.label, inner.special, markdown=True)
    if not line or len(line) > most_chars(line) or line[-1] in _ENDS_TEXT:
        return None
    if _special(line):
        return Mark(_LEVEL_CHINESE, "", line, _special(line))
    return _numbered(line)


def _numbered(line: str) -> Mark | None:
    """A heading that begins with a number of its own."""
    part = _PART.match(line)
    if part:
        level = _LEVELS[part[2]]
        special = _special(part["label"])
        return Mark(level, _arabic(part[1]), part["label"], special, relative=level == 12)
    for pattern, level in ((_CHINESE, _LEVEL_CHINESE), (_BRACKETED, _LEVEL_BRACKETED)):
        found = pattern.match(line)
        if found:
            label = found["label"]
            inside = level == _LEVEL_BRACKETED
            return Mark(level, _arabic(found[1]), label, _special(label), relative=inside)
    found = _DECIMAL.match(line)
    if found and (" " in line[: found.start("label")] or not _UNIT.match(found["label"])):
        number = found[1].replace("．", ".")
        depth = number.count(".")
        return Mark(_LEVEL_DECIMAL + depth, number, found["label"], _special(found["label"]))
    return None


def _special(label: str) -> str:
    if _LEAD.match(label):
        return LEAD_IN
    return CLOSING if _CLOSE.match(label) else ""


def _arabic(number: str) -> str:
    """``十二`` as ``12``; up to 99, which no article exceeds."""
    if number.isdigit() and number.isascii():
        return str(int(number))
    number = number.replace("〇", "零")
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return "".join(str(_DIGITS.find(char)) for char in number if char in _DIGITS)
    high = _DIGITS.find(tens[-1:]) if tens else 1
    low = _DIGITS.find(ones[:1]) if ones else 0
    return str(high * 10 + low)
