"""The way back: from a repaired text to the raw one."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.records import Conjecture, Edit, Place, RepairedText


def replay(raw: str, edits: Iterable[Edit]) -> str:
    """Make recorded edits on a raw text; gives the repaired text."""
    parts: list[str] = []
    place = 0
    for edit in edits:
        parts += [raw[place : edit.start], edit.after]
        place = edit.end
    return "".join(parts) + raw[place:]


def repaired_spans(edits: Iterable[Edit]) -> tuple[tuple[int, int], ...]:
    """Where each edit's ``after`` stands in the repaired text."""
    spans: list[tuple[int, int]] = []
    drift = 0
    for edit in edits:
        start = edit.start + drift
        spans.append((start, start + len(edit.after)))
        drift += len(edit.after) - len(edit.before)
    return tuple(spans)


def restored(repaired: RepairedText) -> tuple[Conjecture, ...]:
    """The restored words of a repaired text, as spans of it."""
    spans = zip(repaired.edits, repaired_spans(repaired.edits), strict=True)
    return tuple(Conjecture(*span, edit.reason) for edit, span in spans if edit.conjecture)


def place_of(repaired: RepairedText, start: int, end: int) -> Place:
    """Where ``repaired.text[start:end]`` stands in the raw file."""
    raw = repaired.seed.text
    known = [offset for offset in repaired.origin[start:end] if offset >= 0]
    first = known[0] if known else _raw_before(repaired, start)
    last = known[-1] + 1 if known else first
    return Place(first, last, raw.count("\n", 0, first) + 1, raw.count("\n", 0, last) + 1)


def _raw_before(repaired: RepairedText, start: int) -> int:
    """The raw offset behind the last character that is not restored."""
    known = [offset for offset in repaired.origin[:start] if offset >= 0]
    return known[-1] + 1 if known else 0
