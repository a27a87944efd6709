"""The repair of a page told to a person: how much of what, and each change in its line."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Final

from assistant.records import RepairedText
from assistant.text.trace import repaired_spans

_AROUND: Final = 8
_LONGEST: Final = 40


def report(repaired: RepairedText) -> str:
    """Counts per rule, then every edit and finding with its line, raw beside repaired."""
    raw = repaired.seed.text
    starts = [0, *(k + 1 for k, char in enumerate(raw) if char == "\n")]
    out = [
        f"{repaired.seed.name} ({repaired.seed.encoding}): "
        f"{len(raw)} characters, {len(repaired.text)} after repair",
        *_counts(repaired),
        "",
        *(f"line {bisect_right(starts, place)}  {told}" for place, told in _entries(repaired)),
    ]
    return "\n".join(out).rstrip() + "\n"


def _counts(repaired: RepairedText) -> Iterator[str]:
    edits = Counter(edit.rule for edit in repaired.edits)
    for rule, count in edits.most_common():
        guesses = sum(e.conjecture for e in repaired.edits if e.rule == rule)
        yield f"  {rule}: {count}" + (f" (conjectures: {guesses})" if guesses else "")
    left = Counter(finding.rule for finding in repaired.findings)
    for rule, count in left.most_common():
        yield f"  {rule}, left alone: {count}"
    if not edits and not left:
        yield "  nothing to repair"


def _entries(repaired: RepairedText) -> Iterator[tuple[int, str]]:
    """Edits and findings in the order of the raw text."""
    entries: list[tuple[int, str]] = []
    raw = repaired.seed.text
    for edit, (start, end) in zip(repaired.edits, repaired_spans(repaired.edits), strict=True):
        kind = edit.rule + (", conjecture" if edit.conjecture else "")
        old = _shown(raw, edit.start, edit.end)
        new = _shown(repaired.text, start, end)
        entries.append((edit.start, f"[{kind}] {old} → {new}  ({edit.reason})"))
    for found in repaired.findings:
        shown = _shown(raw, found.start, found.end)
        entries.append((found.start, f"[{found.rule}, left alone] {shown}  ({found.reason})"))
    return iter(sorted(entries, key=lambda entry: entry[0]))


def _shown(text: str, start: int, end: int) -> str:
    """A span in brackets, with a little of its line on either side."""
    left = text[max(0, start - _AROUND, text.rfind("\n", 0, start) + 1) : start]
    stop = text.find("\n", end)
    right = text[end : min(end + _AROUND, stop if stop >= 0 else len(text))]
    body = text[start:end].replace("\n", "⏎")
    if len(body) > _LONGEST:
        body = f"{body[: _LONGEST // 2]}…{body[-_LONGEST // 2 :]}"
    return f"{left}[{body}]{right}"
