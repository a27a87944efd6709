"""Seeds -> passages: what the text room hands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

LEAD_IN: Final = "导语"
CLOSING: Final = "总结"


@dataclass(frozen=True, slots=True)
class SeedText:
    """One file as it was found: decoded, otherwise untouched."""

    name: str
    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the repair: raw[start:end] was ``before`` and became ``after``.

    ``start`` and ``end`` are offsets in the raw text.  ``conjecture`` is true
    for restored words: an editor's guess that the context forces, not decoding.
    """

    rule: str
    start: int
    end: int
    before: str
    after: str
    reason: str
    conjecture: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Damage that was seen and left alone, because its repair could not be proved."""

    rule: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class RepairedText:
    """A seed after repair.

    ``origin`` has one entry a character of ``text``: its offset in the raw
    text, or -1 where the character was restored (a conjecture).
    """

    seed: SeedText
    text: str
    origin: tuple[int, ...]
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Conjecture:
    """Restored characters ``text[start:end]`` of a passage or heading, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """What identifies a source article."""

    id: str
    title: str
    source: str
    date: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """``chapter`` (``五、如何应对上门催收`` or empty) and ``section`` (``5.1 借款人应对策略``)."""

    chapter: str
    section: str
    conjectures: tuple[Conjecture, ...] = ()
    """Restored spans of ``section``."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands in the raw file: offsets and 1-based line numbers."""

    start: int
    end: int
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Segment:
    """The translation of ``passage.text[start:end]`` (one sentence or list item)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Translation:
    """An edited translation of one passage, aligned to its sentences."""

    language: str
    title: str
    chapter: str
    section: str
    segments: tuple[Segment, ...]

    def covering(self, start: int, end: int) -> str:
        """The translated sentences that overlap ``[start, end)``, in order."""
        return " ".join(s.text for s in self.segments if s.start < end and s.end > start)


@dataclass(frozen=True, slots=True)
class Passage:
    """A section (or a piece of an over-long one): the unit that is found and quoted."""

    id: str
    document: Document
    heading: Heading
    text: str
    conjectures: tuple[Conjecture, ...]
    place: Place
    translation: Translation | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON data."""
        return {
            "id": self.id,
            "document": {
                "id": self.document.id,
                "title": self.document.title,
                "date": self.document.date,
                "author": self.document.author,
                "source": self.document.source,
            },
            "heading": {
                "chapter": self.heading.chapter,
                "section": self.heading.section,
                "conjectures": [_span(c) for c in self.heading.conjectures],
            },
            "text": self.text,
            "conjectures": [_span(c) for c in self.conjectures],
            "place": {
                "start": self.place.start,
                "end": self.place.end,
                "first_line": self.place.first_line,
                "last_line": self.place.last_line,
            },
        }


def _span(conjecture: Conjecture) -> dict[str, Any]:
    return {"start": conjecture.start, "end": conjecture.end, "reason": conjecture.reason}
