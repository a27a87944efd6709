"""Finds the sections of an article and makes them into passages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from assistant.records import (
    LEAD_IN,
    Conjecture,
    Document,
    Heading,
    Passage,
    RepairedText,
)
from assistant.text.cut import cut
from assistant.text.headings import Mark, heading
from assistant.text.lines import Line, code_lines, indented, lines
from assistant.text.metadata import document, head_lines
from assistant.text.trace import place_of, restored

_MAX_SLUG: Final = 40


@dataclass(slots=True)
class Section:
    """A section of an article: what it is called, and the spans of its paragraphs."""

    key: str
    chapter: str
    label: str
    place: int
    """Where the label stands in the text; -1 where it is not written there."""
    paragraphs: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Above:
    """A heading that is open: the sections that follow stand under it."""

    level: int
    number: str
    label: str


def passages(repaired: RepairedText) -> tuple[Passage, ...]:
    """The passages of a repaired article, in its order."""
    source = document(repaired)
    conjectures = restored(repaired)
    found: list[Passage] = []
    for section in sections(repaired.text):
        found.extend(_passages_of(section, repaired, source, conjectures))
    return tuple(found)


def sections(text: str) -> tuple[Section, ...]:
    """The sections that have text of their own."""
    spans = lines(text)
    skipped = head_lines(text).skipped
    code = code_lines(text, spans)
    found = [Section("", "", "", -1)]
    above: list[_Above] = []
    for index, (start, end) in enumerate(spans):
        if index in skipped or start == end:
            continue
        mark = None if index in code else heading(text[start:end])
        if mark is not None:
            found.append(_open(text, (start, end), mark, above))
        else:
            span = indented(text, (start, end)) if index in code else (start, end)
            found[-1].paragraphs.append(span)
    first = found[0]
    first.key, first.label = (LEAD_IN, LEAD_IN) if len(found) > 1 else ("1", "")
    full = [section for section in found if section.paragraphs]
    _make_unique(full)
    return tuple(full)


def _open(text: str, span: Line, mark: Mark, above: list[_Above]) -> Section:
    """Begin the section under a heading, and note the heading for those below it."""
    start, end = span
    if mark.markdown:
        start = end - len(text[start:end].lstrip("#").lstrip())
        end = start + len(text[start:end].rstrip("#").rstrip())
    label = text[start:end]
    if mark.special and not mark.number and not mark.markdown:
        above.clear()
    while above and above[-1].level >= mark.level:
        above.pop()
    number = mark.number
    if mark.relative and above and above[-1].number:
        number = f"{above[-1].number}.{number}"
    chapter = above[0].label if above else ""
    above.append(_Above(mark.level, number, label))
    if mark.special:
        named = label if mark.number and not chapter else chapter
        return Section(mark.special, named, mark.special, -1)
    return Section(number or _slug(label), chapter, label, start)


def _slug(label: str) -> str:
    """A heading as part of an id: its letters and digits, joined by hyphens."""
    words = re.findall(r"[^\W_]+", label.lower())
    return "-".join(words)[:_MAX_SLUG].strip("-")


def _make_unique(found: Sequence[Section]) -> None:
    """Give sections of one name a running number; the first keeps the plain name."""
    taken: set[str] = set()
    for position, section in enumerate(found, 1):
        base = section.key or str(position)
        section.key, count = base, 1
        while section.key in taken:
            count += 1
            section.key = f"{base}-{count}"
        taken.add(section.key)


def _passages_of(
    section: Section,
    repaired: RepairedText,
    source: Document,
    conjectures: Sequence[Conjecture],
) -> Iterator[Passage]:
    """The passages of one section: one, or the pieces of an over-long one."""
    body = _Body(repaired.text, section.paragraphs)
    title = Heading(section.chapter, section.label, _in_label(section, conjectures))
    for number, (start, end) in enumerate(cut(body.text), 1):
        where = body.places[start:end]
        yield Passage(
            id=f"{source.id}#{section.key}" + (f"/{number}" if number > 1 else ""),
            document=source,
            heading=title,
            text=body.text[start:end],
            conjectures=body.within(start, end, conjectures),
            place=place_of(repaired, where[0], where[-1] + 1),
        )


def _in_label(section: Section, conjectures: Sequence[Conjecture]) -> tuple[Conjecture, ...]:
    """The restored spans of a section's heading."""
    if section.place < 0:
        return ()
    start, end = section.place, section.place + len(section.label)
    return tuple(
        Conjecture(c.start - start, c.end - start, c.reason)
        for c in conjectures
        if start <= c.start and c.end <= end
    )


class _Body:
    """A section's text, one paragraph a line, that knows its places in the repaired text."""

    def __init__(self, text: str, paragraphs: Sequence[Line]) -> None:
        self.text = "\n".join(text[start:end] for start, end in paragraphs)
        self.places: list[int] = []
        for start, end in paragraphs:
            # The line end counts as the place behind the paragraph.
            self.places.extend(range(start, end + 1))
        self.places.pop()

    def within(
        self, start: int, end: int, conjectures: Sequence[Conjecture]
    ) -> tuple[Conjecture, ...]:
        """The conjectures inside ``text[start:end]``, as spans of that piece."""
        found: list[Conjecture] = []
        first, last = self.places[start], self.places[end - 1]
        for spot in conjectures:
            if first <= spot.start and spot.end - 1 <= last:
                begin = bisect_left(self.places, spot.start) - start
                finish = bisect_left(self.places, spot.end - 1) - start + 1
                if finish - begin == spot.end - spot.start:
                    found.append(Conjecture(begin, finish, spot.reason))
        return tuple(found)
