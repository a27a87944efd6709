"""How often the first passages answer the question, by system and language."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.chat import Assistant
from assistant.evaluation.baselines import ALL_TOGETHER, fused, systems
from assistant.evaluation.metrics import bootstrap_interval, hit_at, ndcg_at, reciprocal_rank
from assistant.evaluation.sets import Case

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


Slices = Mapping[str, RetrievalScores]
"""Scores by slice: ``all``, a language, or ``language/group``."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A question whose first direct answer came late: ``rank`` counts from 1."""

    case: Case
    first: str
    wanted: tuple[str, ...]
    rank: int


@dataclass(frozen=True)
class Finding:
    """What was found for the answerable questions."""

    systems: Mapping[str, Slices]
    writer: Mapping[str, Slices]
    """``settled`` and ``writer``: the product under both sets of grades; empty without them."""
    misses: tuple[Miss, ...]
    """All questions whose first passage does not answer, the worst first."""
    right: tuple[float, ...]
    """1 for each question that one of the first three passages answers, in order."""
    milliseconds: tuple[float, ...]


def measure_finding(
    assistant: Assistant, cases: Sequence[Case], others: Mapping[str, Assistant]
) -> Finding:
    """Search every question once and rank by every system; ``others`` are further indexes."""
    rankers = systems(assistant.passages, [case.question for case in cases])
    rankings: dict[str, list[list[str]]] = {name: [] for name in (*rankers, *others)}
    times = []
    for case in cases:
        started = time.perf_counter()
        evidence = assistant.evidence(case.question, k=len(assistant.passages))
        times.append((time.perf_counter() - started) * 1000)
        for name, rank in rankers.items():
            rankings[name].append(list(rank(case.question, evidence)))
        for name, other in others.items():
            seen = other.evidence(case.question, k=len(other.passages))
            rankings[name].append(fused(case.question, seen))
    own = rankings[ALL_TOGETHER]
    return Finding(
        systems={name: score_rankings(cases, found) for name, found in rankings.items()},
        writer=_under_both(cases, own),
        misses=worst_first(cases, own),
        right=tuple(hit_at(ranking, case.grades, 3) for case, ranking in zip(cases, own)),
        milliseconds=tuple(times),
    )


def score_rankings(
    cases: Sequence[Case], rankings: Sequence[Sequence[str]], *, writer: bool = False
) -> dict[str, RetrievalScores]:
    """Scores of one system by slice: all, each language, each group of a language."""
    slices: dict[str, list[int]] = defaultdict(list)
    for row, case in enumerate(cases):
        for name in (ALL, case.language, f"{case.language}/{case.group}"):
            slices[name].append(row)
    measured = []
    for case, ranking in zip(cases, rankings):
        grades = (case.writer_grades or {}) if writer else case.grades
        hits = hit_at(ranking, grades, 1), hit_at(ranking, grades, 3)
        measured.append((*hits, ndcg_at(ranking, grades), reciprocal_rank(ranking, grades)))
    return {
        name: RetrievalScores(*(_figure([measured[row][m] for row in rows]) for m in range(4)))
        for name, rows in slices.items()
    }


def _under_both(
    cases: Sequence[Case], rankings: Sequence[Sequence[str]]
) -> dict[str, dict[str, RetrievalScores]]:
    """The same questions, those that have both, under settled and under the writer's grades."""
    kept = [(c, r) for c, r in zip(cases, rankings) if c.writer_grades is not None]
    if not kept:
        return {}
    chosen, found = [case for case, _ in kept], [ranking for _, ranking in kept]
    return {
        "settled": score_rankings(chosen, found),
        "writer": score_rankings(chosen, found, writer=True),
    }


def worst_first(cases: Sequence[Case], rankings: Sequence[Sequence[str]]) -> tuple[Miss, ...]:
    """Questions whose first passage is no direct answer, by the rank of the one that is."""
    misses = []
    for case, ranking in zip(cases, rankings):
        wanted = tuple(passage for passage in ranking if case.grades.get(passage) == 2)
        if wanted and ranking[0] != wanted[0]:
            misses.append(Miss(case, ranking[0], wanted, ranking.index(wanted[0]) + 1))
    return tuple(sorted(misses, key=lambda miss: -miss.rank))


def _figure(values: Sequence[float]) -> Figure:
    low, high = bootstrap_interval(values)
    return Figure(sum(values) / len(values), low, high, len(values))
