"""How often the first passages answer the question, by system and language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.evaluation.metrics import bootstrap_interval, hit_at, ndcg_at, reciprocal_rank
from assistant.evaluation.sets import Case
from assistant.records import Evidence

Ranker = Callable[[Evidence], Sequence[str]]

ALL = "all"


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with its 95 % bootstrap interval over ``count`` questions."""

    mean: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.mean:.3f} ({self.low:.3f}–{self.high:.3f})"


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """Figures of one system on one slice of the evaluation set."""

    hit1: Figure
    hit3: Figure
    ndcg10: Figure
    mrr: Figure


def fused(evidence: Evidence) -> list[str]:
    """The product's own ranking."""
    return [hit.passage.id for hit in evidence.hits]


def by_part(name: str) -> Ranker:
    """Ranking by one source of evidence alone: dense, lexical or known."""

    def rank(evidence: Evidence) -> list[str]:
        ordered = sorted(evidence.hits, key=lambda hit: -getattr(hit.parts, name))
        return [hit.passage.id for hit in ordered]

    return rank


SYSTEMS: dict[str, Ranker] = {
    "all together": fused,
    "dense alone": by_part("dense"),
    "keywords alone": by_part("lexical"),
    "known questions alone": by_part("known"),
}


def score_rankings(
    cases: Sequence[Case], rankings: Sequence[Sequence[str]]
) -> dict[str, RetrievalScores]:
    """Scores of one system by slice: all, each language, each group of a language."""
    slices: dict[str, list[int]] = defaultdict(list)
    for row, case in enumerate(cases):
        for name in (ALL, case.language, f"{case.language}/{case.group}"):
            slices[name].append(row)
    measured = [
        (
            hit_at(ranking, case.grades, 1),
            hit_at(ranking, case.grades, 3),
            ndcg_at(ranking, case.grades),
            reciprocal_rank(ranking, case.grades),
        )
        for case, ranking in zip(cases, rankings)
    ]
    return {
        name: RetrievalScores(*(_figure([measured[row][m] for row in rows]) for m in range(4)))
        for name, rows in slices.items()
    }


def _figure(values: Sequence[float]) -> Figure:
    low, high = bootstrap_interval(values)
    return Figure(sum(values) / len(values), low, high, len(values))
