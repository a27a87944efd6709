"""Question -> hits: what the search hands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from assistant.records.sources import Passage


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question of the bank: ``grades`` maps passage ids to 2 (direct) or 1 (partly)."""

    text: str
    language: str
    grades: tuple[tuple[str, int], ...]
    writer_grades: tuple[tuple[str, int], ...] | None = None
    """What the writer had graded, where a second reader saw it otherwise."""


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """A question known to have no answer here: ``kind`` is near, off or smalltalk."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class HitParts:
    """What each source says of one passage: similarities, mostly 0..1.

    ``dense`` to the passage itself, ``lexical`` by words, ``known`` to the nearest known
    questions that it answers.
    """

    dense: float
    lexical: float
    known: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    ``score`` counts standard deviations from the mean of all passages.
    """

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

    All similarities are inner products of unit vectors, -1..1.  ``nearest`` has one
    number for each of ``QUESTION_CLASSES``: the mean similarity to the five nearest
    questions of the class.
    """

    hits: tuple[Hit, ...]
    """The first has the best score; those after it are chosen for variety as well."""
    known: tuple[tuple[KnownQuestion, float], ...]
    """The nearest known questions with their similarity, nearest first."""
    best_dense: float
    nearest: tuple[float, float, float, float]
    topic: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Log-probabilities of the classes by the question's wording alone."""
