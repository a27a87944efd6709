"""The lines of a page as places in its text, and which of them are code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

Line = tuple[int, int]
"""A line as a span of the text, without its line end."""

_FENCE: Final = re.compile(r"(`{3,}|~{3,})")


def lines(text: str) -> list[Line]:
    """The lines of a text without their outer spaces."""
    spans: list[Line] = []
    place = 0
    for line in text.split("\n"):
        body = line.strip()
        start = place + line.find(body) if body else place
        spans.append((start, start + len(body)))
        place += len(line) + 1
    return spans


def code_lines(text: str, spans: Sequence[Line]) -> frozenset[int]:
    """The indexes of lines in fenced code, fences included; without an end it is no fence."""
    code: set[int] = set()
    opened, fence = 0, ""
    for index, (start, end) in enumerate(spans):
        found = _FENCE.match(text[start:end])
        if found and not fence:
            opened, fence = index, found[1]
        elif found and found[1].startswith(fence) and text[start:end] == found[1]:
            code.update(range(opened, index + 1))
            fence = ""
    return frozenset(code)


def indented(text: str, span: Line) -> Line:
    """A line with the spaces in front of it."""
    return text.rfind("\n", 0, span[0]) + 1, span[1]
