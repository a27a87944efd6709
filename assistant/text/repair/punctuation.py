"""Half-width marks and stray spaces inside Chinese text.

Only for text that a converter went through: a person's half-width comma is
that person's.  The one thing not known here is which words are missing; a gap
that still looks like one is left and reported.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.text.headings import heading
from assistant.text.repair.draft import Change, Doubt

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff〇"
_CHINESE: Final = f"{_HAN}，。、：；！？“”‘’（）《》【】…—"
_FULL: Final = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}

# Beside a Chinese character on the left, or between a closing sign and a Chinese one; never
# in 12:30, 1,000, http://, or before the [ of a Markdown picture.
_MARK: Final = re.compile(
    f"(?<=[{_CHINESE}])[,:;!?]+(?!//|\\[)"
    f"|(?<=[{_CHINESE}] )[,;!?]"
    f"|(?<=[^\\s])[,:;!?](?=[{_HAN}“‘《（])"
    f"|(?<=[{_HAN}][)\\]\"'])[,:;!?](?!//|\\[)"
)
_SPACE: Final = re.compile(f"(?<=[{_CHINESE}])[ \t\u3000]+(?=[{_CHINESE}])")
_BY_MARK: Final = re.compile(
    "(?<=[，。、：；！？])[ \t\u3000]+(?=[^\\s])|(?<=[^\\s])[ \t\u3000]+(?=[，。、：；！？])"
)
_LIST_NUMBER: Final = re.compile(
    f"^(?P<number>[ \t]*\\d{{1,2}})(?P<dot>[.．][ \t\u3000]*)(?=[{_HAN}“《])", re.MULTILINE
)

# A gap in front of a comma or 和, or behind a word that must be followed by one.
_OPEN_BEFORE: Final = re.compile(
    "(?:通过|进行|使用|利用|采用|借助|(?<![应适相妥恰])当|(?<![绝相])对|[的于与和被、])$"
)
_OPEN_AFTER: Final = re.compile("[，,。、；;和与及等]")


def full_width(text: str) -> list[Change]:
    """Marks that stand among Chinese characters, made Chinese ones."""
    return [
        Change(place, place + 1, _FULL[text[place]], "half-width mark in Chinese text")
        for m in _MARK.finditer(text)
        for place in range(m.start(), m.end())
    ]


def spaces(text: str) -> tuple[list[Change], list[Doubt]]:
    """Take stray spaces out; keep, and report, those where a word seems to be missing."""
    changes: list[Change] = []
    doubts: list[Doubt] = []
    for match in _SPACE.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        left = text[start : match.start()]
        if _OPEN_BEFORE.search(left) or _OPEN_AFTER.match(text, match.end()):
            doubts.append(
                Doubt(match.start() - 1, match.end() + 1, "a word seems to be missing at the gap")
            )
        elif not _is_number(left, text[match.end() :].split("\n", 1)[0]):
            changes.append(Change(match.start(), match.end(), "", "space inside Chinese text"))
    taken = {change.start for change in changes} | {doubt.start + 1 for doubt in doubts}
    for match in _BY_MARK.finditer(text):
        if match.start() not in taken:
            changes.append(Change(match.start(), match.end(), "", "space beside a Chinese mark"))
    return changes, doubts


def _is_number(left: str, right: str) -> bool:
    """Whether a space parts a heading's number from its words: 第一章 概述."""
    if len(left) > 6:
        return False
    mark = heading(f"{left} {right}")
    return mark is not None and bool(mark.number) and mark.label == right.strip()


def list_numbers(text: str) -> list[Change]:
    """``1.确认`` as ``1. 确认``: a dot and one space after a list item's number."""
    return [
        Change(m.start("dot"), m.end("dot"), ". ", "one space after a list number")
        for m in _LIST_NUMBER.finditer(text)
    ]
