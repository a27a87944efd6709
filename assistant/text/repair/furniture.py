"""Page furniture: what stands on a page and is not the article.

Two strengths.  *Telling* lines (a takedown contact, 上一篇, a disclaimer, a
spam line) are furniture wherever they stand at the edge of a page.  *Quiet*
ones (a date, a channel name, 分享) could be content; they go only from a page
that has shown itself to be a scraped one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.text.headings import heading
from assistant.text.lines import Line, lines
from assistant.text.metadata import (
    body_start,
    could_be_title,
    is_prose,
    pick_title,
    plain,
)
from assistant.text.repair.draft import Change
from assistant.text.repair.patterns import ADULT, LINK_LIST, QUIET, TELLING, Patterns

_LONGEST: Final = 400
"""A longer line is not looked at."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines and where its edges are."""

    text: str
    spans: tuple[Line, ...]
    plain: tuple[str, ...]
    head: int
    """The first line of the article proper; 0 where none can be told."""
    tail: int
    """The first line after it."""


def page_of(text: str) -> Page:
    """Look at the lines of a page."""
    spans = tuple(lines(text))
    told = tuple(plain(text[start:end]) for start, end in spans)
    return Page(text, spans, told, body_start(text, spans) or 0, _tail(told))


def _tail(told: Sequence[str]) -> int:
    """Where the last run of lines begins that are neither headings nor running text."""
    index = len(told)
    while index:
        line = told[index - 1]
        content = heading(line) is not None or is_prose(line) or len(line) > 60
        if line and content and not _kind(line, TELLING):
            break
        index -= 1
    return index


def telling_lines(page: Page) -> dict[int, str]:
    """The lines that give a scraped page away, by index, with what they are."""
    found: dict[int, str] = {}
    for index, line in enumerate(page.plain):
        kind = _spam(line)
        if not kind and (index < page.head or index >= page.tail):
            kind = _kind(line, TELLING)
        if kind:
            found[index] = kind
    return found


def furniture(page: Page) -> list[Change]:
    """Take the furniture off a page that is known to be a scraped one."""
    found = telling_lines(page)
    for index, line in enumerate(page.plain):
        at_edge = index < page.head or index >= page.tail
        if index not in found and at_edge and (kind := _kind(line, QUIET)):
            found[index] = kind
    found.update(_link_lists(page, found))
    found.update(_title_lines(page, found))
    return list(_removals(page, found))


def _kind(line: str, table: Patterns) -> str:
    if not line or len(line) > _LONGEST:
        return ""
    return next((kind for kind, pattern in table if re.fullmatch(pattern, line)), "")


def _spam(line: str) -> str:
    """Search-engine bait: many phrases joined by signs that no sentence uses."""
    parts = [part for part in re.split(r"[_|｜]+", line) if part]
    han = sum("\u4e00" <= char <= "\u9fff" for char in line)
    joined = len(parts) >= 5 and han >= len(line) / 2 and "。" not in line
    adult = len(set(ADULT.findall(line))) >= 3 and "。" not in line
    return "search-engine spam" if joined or adult else ""


def _link_lists(page: Page, found: dict[int, str]) -> dict[int, str]:
    """What follows 其他文章 and its like at the end of a page."""
    heads = [index for index, kind in found.items() if kind == LINK_LIST]
    first = min((index for index in heads if index >= page.tail), default=len(page.plain))
    rest = range(first, len(page.plain))
    return {k: "link to another article" for k in rest if page.plain[k] and k not in found}


def _title_lines(page: Page, found: dict[int, str]) -> dict[int, str]:
    """Repeats of the title, its beginnings used as tags, and other lines above the article."""
    candidates = [
        (k, page.plain[k])
        for k in range(page.head)
        if k not in found and could_be_title(page.plain[k])
    ]
    title = pick_title(line for _, line in candidates)
    if not title:
        return {}
    at = next(k for k, line in candidates if line == title)
    more: dict[int, str] = {}
    for index, line in enumerate(page.plain):
        if not line or index == at or index in found:
            continue
        if _bare(line) == _bare(title):
            more[index] = "the title repeated"
        elif index >= page.tail and len(line) >= 4 and _bare(title).startswith(_bare(line)):
            more[index] = "the title's beginning, as a tag"
        elif index < page.head and found:
            more[index] = "above the article, and no sentence"
    return more


def _bare(line: str) -> str:
    return "".join(char for char in line if char.isalnum())


def _removals(page: Page, found: dict[int, str]) -> Iterator[Change]:
    """Remove lines, and the blank ones that would pile up where they stood."""
    index = 0
    while index < len(page.spans):
        if index not in found:
            index += 1
            continue
        last = index
        while last + 1 < len(page.spans) and (last + 1 in found or not page.plain[last + 1]):
            last += 1
        kinds = dict.fromkeys(found[k] for k in range(index, last + 1) if k in found)
        yield Change(*_cut_out(page, index, last), "", ", ".join(kinds))
        index = last + 1


def _cut_out(page: Page, first: int, last: int) -> tuple[int, int]:
    """What to remove with the lines from ``first`` to ``last``, of which some are blank."""
    if last + 1 == len(page.spans):  # nothing follows, so the blank lines before go as well
        before = (page.spans[k][1] for k in range(first) if page.plain[k])
        return max(before, default=0), len(page.text)
    if first and page.plain[first - 1]:  # no blank line before, so those behind stay
        while not page.plain[last]:
            last -= 1
    return _line_start(page, first), _line_start(page, last + 1)


def _line_start(page: Page, index: int) -> int:
    return page.text.rfind("\n", 0, page.spans[index][0]) + 1
