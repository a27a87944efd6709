"""Where sentences begin and end: the smallest thing that may be quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]

_LIST_LINE: Final = re.compile(
    r"[ \t\u3000]*(?:[-*+•·●○■□◆▪‣→][ \t\u3000]*|[（(]?\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|"
    r"[（(][一二三四五六七八九十]{1,3}[)）]|[①-⑳])\s*\S"
)
_END: Final = re.compile(r"[。！？；!?;]+|\.+|…+")
_CLOSERS: Final = "”’」』）)】》〉]\"'"
# A quotation that ends in ？ or 。 goes on when the sentence around it does: “为什么？”的问题.
_GOES_ON: Final = "的地得之这那是在和与及或而并等，、；：,;:也就都则即又还来吗呢吧"
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|Nos|vs|etc|Inc|Ltd|Co|Corp|Art|Sec|Fig|cf|al|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b(?:[A-Za-z]\.)*[A-Za-z])$"
)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text as spans without outer spaces; a list line is one."""
    found: list[Span] = []
    place = 0
    for line in text.split("\n"):
        spans = [(0, len(line))] if _LIST_LINE.match(line) else _in_line(line)
        found.extend(
            span for start, end in spans if (span := _trimmed(text, place + start, place + end))
        )
        place += len(line) + 1
    return tuple(found)


def _in_line(line: str) -> Iterator[Span]:
    """The sentences of one line, which together are all of it."""
    start = place = 0
    while (mark := _END.search(line, place)) is not None:
        place = _after_closers(line, mark.end())
        if _is_end(line, mark, place):
            yield start, place
            start = place
    yield start, len(line)


def _after_closers(line: str, place: int) -> int:
    """The place behind quotation marks and brackets that close after a sentence's end."""
    while place < len(line) and line[place] in _CLOSERS:
        # A straight quote closes only what was opened.
        if line[place] in "\"'" and line.count(line[place], 0, place) % 2 == 0:
            break
        place += 1
    return place


def _is_end(line: str, mark: re.Match[str], after: int) -> bool:
    """Whether a mark, with what closes behind it, ends a sentence."""
    rest = line[after:].lstrip()
    if after > mark.end() and rest[:1] in _GOES_ON:
        return not rest
    sign = mark[0][-1]
    if sign == "…":
        return not rest
    if sign in "!?;" and line[after : after + 1].isalnum():
        # a?b, &amp;c; but 什么?我
        return not line[after].isascii()
    if sign == ";":
        return not line[mark.start() - 1 : mark.start()].isascii() or not rest
    if sign == ".":
        return _is_full_stop(line, mark, after)
    return True


def _is_full_stop(line: str, mark: re.Match[str], after: int) -> bool:
    """Whether a dot is a full stop: not in 3.5, e.g., Mr. or a file name."""
    rest = line[after:]
    if not rest.strip():
        return True
    if not rest[0].isspace():
        return not rest[0].isascii() and line[mark.start() - 1 : mark.start()].isalpha()
    if len(mark[0]) == 1 and _ABBREVIATION.search(line[: mark.start()]):
        return False
    return not rest.lstrip()[0].islower()


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without outer spaces; None if nothing is left."""
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return (start + left, start + len(body.rstrip())) if body.strip() else None
