"""What the assistant decides to do with a question, beside what it should have done."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.chat import Assistant
from assistant.evaluation.metrics import (
    Bin,
    area_under_roc,
    expected_calibration_error,
    reliability,
    risk_coverage,
)
from assistant.evaluation.retrieval import ALL
from assistant.evaluation.sets import Case
from assistant.reply.answer import SURE

ANSWERABLE = "answerable"
KINDS = (ANSWERABLE, "near", "off", "smalltalk")
ANSWERS = ("answered", "related", "declined", "smalltalk", "urgent")


@dataclass(frozen=True, slots=True)
class Decision:
    """One case and what was made of it."""

    case: Case
    kind: str
    confidence: float
    right: float
    """1 if one of the first three passages answers it, else 0."""
    milliseconds: float


@dataclass(frozen=True)
class DecisionScores:
    """Shares of each kind of answer by slice, and how far the probability can be trusted."""

    shares: Mapping[str, Mapping[str, float]]
    surely: Mapping[str, float]
    """Share of each slice that is answered without reserve."""
    counts: Mapping[str, int]
    calibration: Mapping[str, float]
    """Expected calibration error over all and by language."""
    sizes: Mapping[str, int]
    """Questions behind each of these."""
    bins: tuple[Bin, ...]
    curves: Mapping[str, tuple[tuple[float, float], ...]]
    """Risk–coverage curve over all and by language."""
    roc_near: float
    roc_off: float


def decide(assistant: Assistant, cases: Sequence[Case], right: Sequence[float]) -> list[Decision]:
    """Ask every question by itself; ``right`` as in ``Finding``, 0 for what has no answer."""
    decisions = []
    for case, good in zip(cases, right):
        started = time.perf_counter()
        answer = assistant.ask(case.question)
        took = (time.perf_counter() - started) * 1000
        decisions.append(Decision(case, answer.kind.value, answer.confidence, good, took))
    return decisions


def score_decisions(decisions: Sequence[Decision]) -> DecisionScores:
    """Shares by kind of case, by kind and group, by kind and language."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    surely: Counter[str] = Counter()
    by_kind: dict[str, list[float]] = defaultdict(list)
    by_language: dict[str, list[Decision]] = {ALL: list(decisions)}
    for decision in decisions:
        case = decision.case
        plainly = decision.kind == "answered" and decision.confidence >= SURE
        for name in (case.kind, f"{case.kind}/{case.group}", f"{case.kind}/{case.language}"):
            tallies[name][decision.kind] += 1
            surely[name] += plainly
        by_kind[case.kind].append(decision.confidence)
        by_language.setdefault(case.language, []).append(decision)
    return DecisionScores(
        shares={
            name: {kind: count / sum(tally.values()) for kind, count in tally.most_common()}
            for name, tally in tallies.items()
        },
        surely={name: surely[name] / sum(tally.values()) for name, tally in tallies.items()},
        counts={name: sum(tally.values()) for name, tally in tallies.items()},
        calibration={
            name: expected_calibration_error(*_outcomes(some)) for name, some in by_language.items()
        },
        sizes={name: len(some) for name, some in by_language.items()},
        bins=reliability(*_outcomes(decisions)),
        curves={
            name: risk_coverage([d.confidence for d in some], [d.right for d in some])
            for name, some in by_language.items()
        },
        roc_near=area_under_roc(by_kind[ANSWERABLE], by_kind["near"]),
        roc_off=area_under_roc(by_kind[ANSWERABLE], by_kind["off"]),
    )


def _outcomes(decisions: Sequence[Decision]) -> tuple[list[float], list[float]]:
    """The probabilities given, and whether each question could be answered."""
    sure = [decision.confidence for decision in decisions]
    return sure, [float(decision.case.kind == ANSWERABLE) for decision in decisions]
