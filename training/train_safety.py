"""Makes ``model.safetensors`` of the safety check: python -m training.train_safety --data DIR

Learns from the cases of ``questions/safety``, the lines of ``training/safety_lines_*.txt``
(written for this purpose) and, as ordinary questions, all of the bank and questions of
public data sets.  Held-out cases (``questions/evaluation``) are never read.  Deterministic:
same data, same weights.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sklearn.model_selection import StratifiedKFold

from assistant.reply.safety_model import CODES, MODEL, features
from assistant.reply.safety_scan import firings, masked
from assistant.reply.safety_views import views
from assistant.text.hashed import HashedWeights
from training.data import everyday
from training.linear import fit

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "assistant" / "reply" / "data" / "safety" / MODEL

BANK: Final = "bank"
PUBLIC: Final = "public"
NONE: Final = "none"
Scores = NDArray[np.float64]

FOLDS: Final = 4
POSITIVE_WEIGHT: Final = 5.0
ALARMS_ALONE: Final = 0.0015
"""Share of the bank on which the model may raise an alert that no rule raises."""
ALARMS_SUPPORTED: Final = 0.0003
"""The same for alerts that need a hint of the rules as well."""
EVERYDAY: Final = 8000
"""Questions of public data sets, so that everyday talk is no sign of danger."""
QUIET: Final = 0.015
"""Share of the bank that may get a quiet line with a number to call beside its answer."""


@dataclass(frozen=True)
class Line:
    """A text with its label (a code, or none), and where it comes from."""

    text: str
    label: str
    source: str


@dataclass(frozen=True)
class Seen:
    """What the rules and the features say of a line."""

    features: list[str]
    fired: frozenset[str]
    hinted: frozenset[str]


def sectioned(path: Path) -> list[tuple[str, str]]:
    """(section, line) of a text file whose sections begin with ``# name``."""
    rows: list[tuple[str, str]] = []
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            section = line[2:].strip()
        elif line.strip():
            rows.append((section, line.strip()))
    return rows


def written_lines(folder: Path = ROOT / "training") -> list[Line]:
    """The lines written for training, by label."""
    return [
        Line(text, label, "written")
        for label in (*CODES, NONE)
        for _, text in sectioned(folder / f"safety_lines_{label}.txt")
    ]


def dev_cases(questions: Path = ROOT / "questions") -> list[Line]:
    """The cases of ``questions/safety``; illegal collection and scams are not urgent."""
    labels = {"self_harm": "self_harm", "violence_now": "violence"}
    rows = (questions / "safety" / "safety.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(row) for row in rows]
    return [Line(case["q"], labels.get(case["signal"], NONE), "dev") for case in cases]


def bank_lines(questions: Path = ROOT / "questions") -> list[Line]:
    """The ordinary questions; a few that were judged to be real signals carry their label."""
    judged = {text: label for label, text in sectioned(ROOT / "training" / "safety_judged.txt")}
    found: dict[str, Line] = {}
    for folder in ("bank", "unanswerable"):
        for path in sorted((questions / folder).glob("*.jsonl")):
            for row in path.read_text(encoding="utf-8").splitlines():
                text = json.loads(row)["q"]
                found[text] = Line(text, judged.get(text, NONE), BANK)
    return list(found.values())


def turns(questions: Path = ROOT / "questions") -> list[Line]:
    """The short turns of ordinary conversations."""
    rows = (questions / "dialogues" / "dialogues_dev.jsonl").read_text(encoding="utf-8")
    said = [turn for row in rows.splitlines() for turn in json.loads(row)["turns"]]
    found = {turn["q"]: Line(turn["q"], NONE, BANK) for turn in said if turn["kind"] != "urgent"}
    return list(found.values())


def public_lines(data: Path) -> list[Line]:
    """Questions about everything else."""
    return [Line(text, NONE, PUBLIC) for text in everyday(data, random.Random(0), EVERYDAY)]


def look(line: Line) -> Seen:
    """Run views, rules and features over a line, as ``detect`` does."""
    seen = views(line.text)
    blanked = masked(seen)
    sure: set[str] = set()
    hints: dict[str, int] = {}
    for firing in firings(seen, blanked):
        if firing.rule.sure:
            sure.add(firing.rule.alert)
        else:
            hints[firing.rule.alert] = hints.get(firing.rule.alert, 0) + 1
    sure.update(alert for alert, count in hints.items() if count > 1)
    return Seen(features(blanked), frozenset(sure), frozenset(hints))


class Trainer:
    """Fits one linear model that tells the codes, and none of them, apart."""

    def __init__(self, lines: Sequence[Line], looked: Sequence[Seen]) -> None:
        self._looked = looked
        self._labels = [(NONE, *CODES).index(line.label) for line in lines]

    def fit(self, rows: Sequence[int]) -> HashedWeights:
        """Weights whose outputs are the log-odds of each code against none of them."""
        weights, bias = fit(
            [self._looked[row].features for row in rows],
            [self._labels[row] for row in rows],
            [POSITIVE_WEIGHT if self._labels[row] else 1.0 for row in rows],
            classes=1 + len(CODES),
        )
        return HashedWeights.rounded(weights[:, 1:] - weights[:, :1], bias[1:] - bias[0])

    def scores(self, rows: Sequence[int], fitted: HashedWeights) -> Scores:
        """(rows, codes) scores."""
        return np.stack([fitted.scores(self._looked[row].features) for row in rows])


def unseen_scores(lines: Sequence[Line], trainer: Trainer) -> Scores:
    """Scores of each line by a model that has not seen it."""
    strata = [f"{line.source} {line.label}" for line in lines]
    result = np.zeros((len(lines), len(CODES)))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(strata, strata):
        fitted = trainer.fit([int(i) for i in train])
        result[test] = trainer.scores([int(i) for i in test], fitted)
    return result


def threshold(scores: Scores, allowed: int) -> float:
    """The score that ``allowed`` of these, and no more, exceed."""
    ordered = sorted((float(score) for score in scores), reverse=True)
    return round(ordered[allowed] + 0.005, 2) if len(ordered) > allowed else 0.0


def thresholds(
    lines: Sequence[Line], looked: Sequence[Seen], scores: Scores
) -> dict[str, dict[str, float]]:
    """``alone``, ``supported`` and ``quiet`` for each code, from the bank's ordinary lines."""
    alone: dict[str, float] = {}
    supported: dict[str, float] = {}
    quietly: dict[str, float] = {}
    bank = sum(line.source == BANK for line in lines)
    for column, code in enumerate(CODES):
        quiet = [
            i
            for i, line in enumerate(lines)
            if line.source == BANK and line.label == NONE and code not in looked[i].fired
        ]
        hinted = [i for i in quiet if code in looked[i].hinted]
        alone[code] = threshold(scores[quiet, column], round(ALARMS_ALONE * bank))
        limit = threshold(scores[hinted, column], round(ALARMS_SUPPORTED * bank))
        supported[code] = min(alone[code], limit)
        quietly[code] = threshold(scores[quiet, column], round(QUIET * bank))
    return {"alone": alone, "supported": supported, "quiet": quietly}


def report(
    lines: Sequence[Line],
    looked: Sequence[Seen],
    scores: Scores,
    limits: Mapping[str, Mapping[str, float]],
) -> str:
    """What rules, model and both find, all scores by models that had not seen the line."""
    rows = []
    for column, code in enumerate(CODES):
        high, low = limits["alone"][code], limits["supported"][code]
        for source in ("dev", "written", BANK, PUBLIC):
            for label in (code, NONE):
                chosen = [i for i, x in enumerate(lines) if (x.source, x.label) == (source, label)]
                rule = [code in looked[i].fired for i in chosen]
                model = [
                    scores[i, column] > (low if code in looked[i].hinted else high) for i in chosen
                ]
                both = [a or b for a, b in zip(rule, model)]
                rows.append(
                    f"{code:10} {source:8} {label:10} n={len(chosen):6} rules={sum(rule):5} "
                    f"model={sum(model):5} together={sum(both):5}"
                )
    return "\n".join(rows)


def main() -> None:
    """Train, report and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data sets")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    target: Path = arguments.target
    lines = [*dev_cases(), *written_lines(), *bank_lines(), *turns()]
    lines += public_lines(arguments.data)
    looked = [look(line) for line in lines]
    trainer = Trainer(lines, looked)
    scores = unseen_scores(lines, trainer)
    limits = thresholds(lines, looked, scores)
    fitted = trainer.fit(range(len(lines)))
    tensors = {
        name: np.array([limit[code] for code in CODES], np.float32)
        for name, limit in limits.items()
    }
    save_file({**fitted.tensors(), **tensors}, target)
    print(report(lines, looked, scores, limits))
    print(f"{limits}; {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
