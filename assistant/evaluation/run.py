"""One run over the whole evaluation set, and the figures that must not get worse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.chat import Assistant
from assistant.evaluation import sets
from assistant.evaluation.baselines import ALL_TOGETHER
from assistant.evaluation.care import SafetyScores, score_safety
from assistant.evaluation.decisions import Decision, DecisionScores, decide, score_decisions
from assistant.evaluation.dialogues import DialogueScores, score_dialogues
from assistant.evaluation.retrieval import ALL, Finding, measure_finding


@dataclass(frozen=True)
class Latency:
    """Milliseconds of every search over all passages, and of every whole answer."""

    searches: tuple[float, ...]
    answers: tuple[float, ...]


def percentile(milliseconds: Sequence[float], share: float) -> float:
    """The time that ``share`` per cent of the questions stay below."""
    return float(np.percentile(milliseconds, share)) if milliseconds else 0.0


@dataclass(frozen=True)
class SecondSet:
    """The same measures on the set that was written afterwards."""

    finding: Finding
    decisions: DecisionScores
    safety: SafetyScores


@dataclass(frozen=True)
class Results:
    """Everything that one run measured; ``questions`` is the digest of the evaluation set."""

    questions: str
    finding: Finding
    decisions: DecisionScores
    safety: SafetyScores
    dialogues: DialogueScores | None
    latency: Latency
    second: SecondSet | None = None

    def key_figures(self) -> dict[str, float]:
        """The figures that a change must not make worse; higher is better for all."""
        own, shares = self.finding.systems[ALL_TOGETHER], self.decisions.shares
        figures = {}
        for name in sorted(own):
            if "/" not in name:
                figures[f"hit@1 {name}"] = own[name].hit1.mean
                figures[f"hit@3 {name}"] = own[name].hit3.mean
        figures["answerable answered"] = shares["answerable"].get("answered", 0.0)
        figures["near not answered"] = 1 - shares["near"].get("answered", 0.0)
        figures["off declined"] = shares["off"].get("declined", 0.0)
        figures["smalltalk seen"] = shares["smalltalk"].get("smalltalk", 0.0)
        figures["calibration"] = 1 - self.decisions.calibration[ALL]
        figures |= {f"{signal} found": share for signal, share in self.safety.found.items()}
        figures["no false alarm"] = 1 - self.safety.urgent_alarms
        if self.dialogues is not None:
            figures["dialogues: right passage"] = self.dialogues.answerable.mean
            figures["dialogues: right passage, later turns"] = self.dialogues.later.mean
            figures["dialogues: right kind"] = self.dialogues.kinds.mean
        return {name: round(value, 4) for name, value in figures.items()}


def run(
    assistant: Assistant, questions: Path, others: Mapping[str, Assistant] | None = None
) -> Results:
    """Search, decide, converse and look for danger on every case."""
    answerable, unanswerable = sets.answerable(questions), sets.unanswerable(questions)
    finding = measure_finding(assistant, answerable, others or {})
    decisions = _decisions(assistant, finding, answerable, unanswerable)
    dialogues = sets.held_dialogues(questions)
    return Results(
        questions=sets.digest(questions),
        finding=finding,
        decisions=score_decisions(decisions),
        safety=score_safety(assistant, sets.safety(questions)),
        dialogues=score_dialogues(assistant, dialogues) if dialogues else None,
        latency=Latency(finding.milliseconds, tuple(d.milliseconds for d in decisions)),
        second=_second(assistant, questions),
    )


def _second(assistant: Assistant, questions: Path) -> SecondSet | None:
    answerable, unanswerable = sets.second(questions)
    if not answerable:
        return None
    finding = measure_finding(assistant, answerable, {})
    decisions = _decisions(assistant, finding, answerable, unanswerable)
    safety = score_safety(assistant, sets.second_safety(questions))
    return SecondSet(finding, score_decisions(decisions), safety)


def _decisions(
    assistant: Assistant,
    finding: Finding,
    answerable: Sequence[sets.Case],
    unanswerable: Sequence[sets.Case],
) -> list[Decision]:
    right = (*finding.right, *(0.0 for _ in unanswerable))
    return decide(assistant, (*answerable, *unanswerable), right)
