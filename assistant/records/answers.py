"""Hits -> answer: what the reply room hands to the faces."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from assistant.records.sources import Conjecture, Passage


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

    ``text`` is the whole of it in Markdown; ``lead``, ``points``, ``warnings``,
    ``care`` and ``note`` are its parts, for faces that lay it out themselves.
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
    care: str = ""
    """Whom one can call, said quietly to someone who may be in distress; mostly empty."""

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
            "care": self.care,
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
