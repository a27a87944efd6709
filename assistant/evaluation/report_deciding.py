"""The report's part on what is answered and what is not."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.decisions import ANSWERS, KINDS, DecisionScores
from assistant.evaluation.retrieval import ALL
from assistant.evaluation.tables import table
from assistant.reply.answer import SURE

_SHOWN = ("answered", "related", "declined")


def deciding(scores: DecisionScores) -> str:
    """Calibration, confusion of kinds, and both by language."""
    groups = [name for name in scores.shares if "/" in name and not _language(name, scores)]
    lines = [
        "## Deciding",
        "",
        f"Expected calibration error {scores.calibration[ALL]:.3f}; area under the ROC curve of "
        f"the confidence {scores.roc_near:.3f} against near, {scores.roc_off:.3f} against off.",
        "",
        "![Reliability diagram: probability given and share that could be answered]"
        "(figures/reliability.svg)",
        "",
        "![Risk–coverage curves, over all and by language](figures/risk-coverage.svg)",
        "",
        "In the curves an answer is right if one of the first three passages answers the question "
        "directly; a question that has no answer is always wrong.",
        "",
        "### Confusion of kinds",
        "",
        f"An answer with a confidence below {SURE} says that it may miss the point; the last "
        "column counts those that do not say so.",
        "",
        "![Kinds of question and what they are answered with](figures/confusion.svg)",
        "",
        *_shares(scores, [kind for kind in KINDS if kind in scores.shares]),
        "",
        "### By language",
        "",
        *_by_language(scores),
        "",
        "### By manner of asking",
        "",
        *_shares(scores, groups),
    ]
    return "\n".join(lines)


def _language(name: str, scores: DecisionScores) -> bool:
    return name.partition("/")[2] in scores.calibration


def _shares(scores: DecisionScores, names: Sequence[str]) -> list[str]:
    rows = [
        (
            name,
            scores.counts[name],
            *(f"{scores.shares[name].get(kind, 0.0):.3f}" for kind in ANSWERS),
            f"{scores.surely[name]:.3f}",
        )
        for name in names
    ]
    return table(("should be", "questions", *ANSWERS, "answered without reserve"), rows)


def _by_language(scores: DecisionScores) -> list[str]:
    """A row a language: calibration, then answered / related / declined of each kind."""
    kinds = [kind for kind in KINDS[:3] if kind in scores.shares]
    rows = []
    for name in (ALL, *sorted(name for name in scores.calibration if name != ALL)):
        cells = [_three(scores, kind if name == ALL else f"{kind}/{name}") for kind in kinds]
        rows.append((name, scores.sizes[name], f"{scores.calibration[name]:.3f}", *cells))
    return [
        "Answered / related / declined, by kind of question.",
        "",
        *table(("", "questions", "calibration error", *kinds), rows),
    ]


def _three(scores: DecisionScores, name: str) -> str:
    if name not in scores.shares:
        return "–"
    shares = scores.shares[name]
    return " / ".join(f"{shares.get(kind, 0.0):.2f}" for kind in _SHOWN)
