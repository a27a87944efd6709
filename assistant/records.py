"""The frozen records at the joints: what one room hands to the next.

Later records hold earlier ones (a hit holds its passage, a quote holds its
passage), and none is filled in afterwards.  All offsets count Unicode code
points.  This module imports only the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

LEAD_IN: Final = "导语"
CLOSING: Final = "总结"


# --- seeds -> passages -------------------------------------------------------


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


# --- question -> hits ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question of the bank: ``grades`` maps passage ids to 2 (direct) or 1 (partly)."""

    text: str
    language: str
    grades: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """A question known to have no answer here: ``kind`` is near, off or smalltalk."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class HitParts:
    """What each source of evidence says of one passage, each scaled to 0..1."""

    dense: float
    lexical: float
    known: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; ``score`` is comparable within one search only."""

    passage: Passage
    score: float
    parts: HitParts
    sentence_scores: tuple[tuple[int, int, float], ...] = ()
    """(start, end, similarity) of each sentence of the passage."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON data."""
        return {
            "passage": self.passage.to_dict(),
            "score": self.score,
            "parts": {
                "dense": self.parts.dense,
                "lexical": self.parts.lexical,
                "known": self.parts.known,
            },
        }


QUESTION_CLASSES: Final = ("answerable", "near", "off", "smalltalk")
"""The four groups that the judge tells apart, in this order."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a search saw: the hits, and how near the question is to known ones.

    All similarities are inner products of unit vectors, -1..1.  ``nearest`` and
    ``central`` have one number for each of ``QUESTION_CLASSES``: the mean
    similarity to the five nearest questions of the class, and the similarity to
    the mean of all its questions.
    """

    hits: tuple[Hit, ...]
    known: tuple[tuple[KnownQuestion, float], ...]
    """The nearest known questions with their similarity, nearest first."""
    best_dense: float
    nearest: tuple[float, float, float, float]
    central: tuple[float, float, float, float]
    topic: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Log-probabilities of the classes by the question's n-grams alone."""
    coverage: float = 0.0
    """Share of the question's n-grams that answerable questions are known to use."""


# --- hits -> answer ------------------------------------------------------------


class AnswerKind(str, Enum):
    """What the assistant does with a question."""

    ANSWERED = "answered"
    RELATED = "related"
    DECLINED = "declined"
    SMALLTALK = "smalltalk"
    URGENT = "urgent"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage and a span of it; ``text`` is computed, so it cannot be a paraphrase."""

    passage: Passage
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.passage.text):
            raise ValueError(f"span {self.start}:{self.end} is not in {self.passage.id}")

    @property
    def text(self) -> str:
        """The quoted characters: exactly ``passage.text[start:end]``."""
        return self.passage.text[self.start : self.end]

    @property
    def translation(self) -> str | None:
        """The edited translation of the quoted sentences, if there is one."""
        if self.passage.translation is None:
            return None
        return self.passage.translation.covering(self.start, self.end)

    @property
    def conjectures(self) -> tuple[Conjecture, ...]:
        """Restored characters inside the quote, as spans of ``self.text``."""
        return tuple(
            Conjecture(c.start - self.start, c.end - self.start, c.reason)
            for c in self.passage.conjectures
            if self.start <= c.start and c.end <= self.end
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON data."""
        return {
            "passage": self.passage.id,
            "title": self.passage.document.title,
            "heading": self.passage.heading.section,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "translation": self.translation,
        }


@dataclass(frozen=True, slots=True)
class Accord:
    """What several articles agree on, in an editor's words; ``advice`` or a statement."""

    label: str
    label_en: str
    advice: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One piece of advice: the quote shown, and the quotes of other articles that agree.

    ``accord`` says on what they agree, which may be only a part of the quote.
    """

    quote: Quote
    agreeing: tuple[Quote, ...] = ()
    accord: Accord | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON data."""
        return {
            "quote": self.quote.to_dict(),
            "agreeing": [quote.to_dict() for quote in self.agreeing],
            "accord": self.accord.label if self.accord else None,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """A templated answer.

    ``text`` is the whole of it in Markdown; ``lead``, ``points``, ``warnings``
    and ``note`` are its parts, for faces that lay it out themselves.
    """

    kind: AnswerKind
    language: str
    question: str
    resolved: str
    """The question as understood after earlier turns; equal to ``question`` if unchanged."""
    lead: str
    points: tuple[Point, ...]
    warnings: tuple[str, ...]
    note: str
    text: str
    alerts: tuple[str, ...]
    confidence: float
    """Probability that the passages answer the question, 0..1."""
    next_questions: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind is AnswerKind.ANSWERED and not self.points:
            raise ValueError("an answered question must have a quote")

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes shown, most direct first."""
        return tuple(point.quote for point in self.points)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON data."""
        return {
            "kind": self.kind.value,
            "language": self.language,
            "question": self.question,
            "resolved": self.resolved,
            "lead": self.lead,
            "points": [point.to_dict() for point in self.points],
            "quotes": [quote.to_dict() for quote in self.quotes],
            "warnings": list(self.warnings),
            "note": self.note,
            "text": self.text,
            "alerts": list(self.alerts),
            "confidence": self.confidence,
            "next_questions": list(self.next_questions),
            "trace": list(self.trace),
        }


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: Answer
