"""Cuts an over-long section into pieces, between sentences."""

from __future__ import annotations

import re
from typing import Final

from assistant.text.sentences import Span, sentences

LIMIT: Final = 1200
"""The most characters a passage may have."""

_PAUSE: Final = re.compile(r"[，、；：,;:]|\s")


def cut(text: str, limit: int = LIMIT) -> tuple[Span, ...]:
    """Spans of at most ``limit`` characters, of about equal length, that end with sentences."""
    if len(text) <= limit:
        return ((0, len(text)),) if text.strip() else ()
    count = -(-len(text) // limit)
    target = len(text) / count
    spans: list[Span] = []
    for start, end in _units(text, limit):
        if spans:
            begin, last = spans[-1]
            wanted = len(spans) >= count or last - begin < target - (end - last) / 2
            if wanted and end - begin <= limit:
                spans[-1] = (begin, end)
                continue
        spans.append((start, end))
    return tuple(spans)


def _units(text: str, limit: int) -> list[Span]:
    """Sentences; one that alone is over the limit in parts, at its pauses where it has any."""
    units: list[Span] = []
    for start, end in sentences(text):
        while end - start > limit:
            pauses = [m.end() for m in _PAUSE.finditer(text, start + limit // 2, start + limit)]
            middle = pauses[-1] if pauses else start + limit
            units.append((start, middle))
            start = middle
        units.append((start, end))
    return units
