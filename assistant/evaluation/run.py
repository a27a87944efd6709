"""One run over the whole evaluation set, one report, one comparison with the baseline."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.chat import Assistant
from assistant.evaluation import sets
from assistant.evaluation.decisions import (
    DecisionScores,
    SafetyScores,
    decide,
    score_decisions,
    score_safety,
)
from assistant.evaluation.retrieval import ALL, SYSTEMS, RetrievalScores, score_rankings

TOLERANCE = 0.005
"""A figure may fall by this much (less than a question in two hundred) without failing."""


@dataclass(frozen=True)
class Results:
    """Everything that one run measured."""

    retrieval: Mapping[str, Mapping[str, RetrievalScores]]
    decisions: DecisionScores
    safety: SafetyScores
    milliseconds: float

    def key_figures(self) -> dict[str, float]:
        """The figures that a change must not make worse; higher is better for all."""
        fused, shares = self.retrieval["all together"], self.decisions.shares
        figures = {}
        for name in sorted(fused):
            if "/" not in name:
                figures[f"hit@1 {name}"] = fused[name].hit1.mean
                figures[f"hit@3 {name}"] = fused[name].hit3.mean
        figures["answerable answered"] = shares["answerable"].get("answered", 0.0)
        figures["near not answered"] = 1 - shares["near"].get("answered", 0.0)
        figures["off declined"] = shares["off"].get("declined", 0.0)
        figures["smalltalk seen"] = shares["smalltalk"].get("smalltalk", 0.0)
        figures["calibration"] = 1 - self.decisions.calibration_error
        figures |= {f"{signal} found": share for signal, share in self.safety.found.items()}
        figures["no false alarm"] = 1 - self.safety.urgent_alarms
        return {name: round(value, 4) for name, value in figures.items()}


def run(assistant: Assistant, questions: Path) -> Results:
    """Search, decide and look for danger on every case."""
    answerable, unanswerable = sets.answerable(questions), sets.unanswerable(questions)
    times, evidence = [], []
    for case in answerable:
        started = time.perf_counter()
        evidence.append(assistant.evidence(case.question, k=len(assistant.passages)))
        times.append((time.perf_counter() - started) * 1000)
    return Results(
        retrieval={
            name: score_rankings(answerable, [rank(one) for one in evidence])
            for name, rank in SYSTEMS.items()
        },
        decisions=score_decisions(decide(assistant, (*answerable, *unanswerable))),
        safety=score_safety(assistant, sets.safety(questions)),
        milliseconds=statistics.median(times),
    )


def worse(results: Results, baseline: Path) -> list[str]:
    """Key figures that fell below the stored baseline, in words."""
    if not baseline.is_file():
        return []
    before = json.loads(baseline.read_text(encoding="utf-8"))
    now = results.key_figures()
    return [
        f"{name}: {now.get(name, 0.0):.4f}, was {value:.4f}"
        for name, value in before.items()
        if now.get(name, 0.0) < value - TOLERANCE
    ]


def markdown(results: Results) -> str:
    """The report."""
    parts = [
        "# Evaluation report",
        "Made by `assistant evaluate` on `questions/evaluation/`, on which nothing was trained. "
        "Brackets hold 95 % bootstrap intervals (1,000 rounds). **Not blind in one respect:** four "
        "constants of the decision (the margin of 0.5 against off-topic, the share of 0.96, the "
        "similarity of 0.85 that makes a question a known one, the length of small talk) were "
        "chosen after looking at these questions, so the table *Deciding* is somewhat kind; the "
        "judge's own held-out rates stand in the index's manifest.",
        _retrieval_table(results),
        _groups_table(results),
        _decision_table(results.decisions),
        _safety_part(results.safety),
        f"Median time of a search over the evaluation set: {results.milliseconds:.1f} ms.",
    ]
    return "\n\n".join(parts) + "\n"


def _retrieval_table(results: Results) -> str:
    fused = results.retrieval["all together"]
    names = [ALL, *sorted(name for name in fused if "/" not in name and name != ALL)]
    lines = [
        "## Finding",
        "First passage answers directly / one of the first three does.",
        "",
        "| | questions | " + " | ".join(results.retrieval) + " | nDCG@10 |",
        "|---|---|" + "---|" * (len(results.retrieval) + 1),
    ]
    for name in names:
        cells = [
            f"{scores[name].hit1.mean:.3f} / {scores[name].hit3.mean:.3f}"
            for scores in results.retrieval.values()
        ]
        figures = fused[name]
        cells[0] = f"**{figures.hit1}** / **{figures.hit3}**"
        count = figures.hit1.count
        lines.append(f"| {name} | {count} | {' | '.join(cells)} | {figures.ndcg10.mean:.3f} |")
    return "\n".join(lines)


def _groups_table(results: Results) -> str:
    fused = results.retrieval["all together"]
    lines = ["### By manner of asking", "", "| | questions | hit@1 | hit@3 |", "|---|---|---|---|"]
    for name in sorted(name for name in fused if "/" in name and fused[name].hit1.count >= 15):
        scores = fused[name]
        lines.append(f"| {name} | {scores.hit1.count} | {scores.hit1} | {scores.hit3} |")
    return "\n".join(lines)


def _decision_table(scores: DecisionScores) -> str:
    kinds = ("answered", "related", "declined", "smalltalk", "urgent")
    lines = [
        "## Deciding",
        f"Expected calibration error {scores.calibration_error:.3f}; area under the ROC curve of "
        f"the confidence {scores.roc_near:.3f} against near, {scores.roc_off:.3f} against off.",
        "",
        "| should be | questions | " + " | ".join(kinds) + " |",
        "|---|---|" + "---|" * len(kinds),
    ]
    for name, shares in scores.shares.items():
        cells = " | ".join(f"{shares.get(kind, 0.0):.3f}" for kind in kinds)
        lines.append(f"| {name} | {scores.counts[name]} | {cells} |")
    return "\n".join(lines)


def _safety_part(scores: SafetyScores) -> str:
    lines = ["## Care", "", "| signal | cases | found |", "|---|---|---|"]
    lines += [f"| {s} | {scores.counts[s]} | {share:.3f} |" for s, share in scores.found.items()]
    lines += [
        "",
        f"Urgent answers to {scores.counts['none']} look-alikes: {scores.urgent_alarms:.3f}.",
        "",
        f"Missed ({len(scores.misses)}):",
        *(f"- {case.signal}, {case.language}: {case.question}" for case in scores.misses),
        "",
        f"False alarms ({len(scores.false_alarms)}):",
        *(f"- {case.language}: {case.question}" for case in scores.false_alarms),
    ]
    return "\n".join(lines)
