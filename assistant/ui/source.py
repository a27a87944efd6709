"""Sources as readers want to see them: in their own script, or as the page was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from assistant.errors import SeedError
from assistant.records import Passage
from assistant.text.script import to_traditional, traditional_parts


@dataclass(frozen=True, slots=True)
class RawSection:
    """A section as it stands in the raw file, damage and all."""

    file: str
    first_line: int
    last_line: int
    text: str


def shown(text: str, language: str) -> str:
    """A source's text in the reader's script; for English, as it stands."""
    return to_traditional(text) if language == "zh-Hant" else text


def shown_parts(text: str, cuts: Sequence[int], language: str) -> list[str]:
    """``shown(text, language)``, cut where the text itself is cut at ``cuts``."""
    if language == "zh-Hant":
        return traditional_parts(text, cuts)
    return [text[a:b] for a, b in pairwise([0, *cuts, len(text)])]


def raw_section(passage: Passage, seeds: Path) -> RawSection | None:
    """The raw lines of one section; None where the source file is not at hand.

    Only that section's own characters are given: what the repair took away as
    page furniture (spam, links, contact lines) is left out here too.
    """
    from assistant.text.pages import read_seed, repair  # the chat itself repairs nothing

    path = seeds / passage.document.source
    if not path.is_file() or path.parent.resolve() != seeds.resolve():
        return None
    try:
        repaired = repair(read_seed(path))
    except SeedError:
        return None
    place = passage.place
    removed = [e for e in repaired.edits if e.rule == "furniture" and not e.after]
    text = _without(repaired.seed.text, place.start, place.end, [(e.start, e.end) for e in removed])
    return RawSection(path.name, place.first_line, place.last_line, text.strip())


def _without(raw: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """``raw[start:end]`` without the parts that lie in ``spans``."""
    parts, position = [], start
    for first, last in sorted(spans):
        if last <= position or first >= end:
            continue
        parts.append(raw[position:first] if first > position else "")
        position = last
    parts.append(raw[position:end] if position < end else "")
    return "".join(parts)
