"""Makes ``assistant/reply/data/safety/model.json``: python -m training.train_safety

Learns from the cases of ``questions/safety``, the lines of ``training/safety_lines_*.txt``
(written for this purpose) and, as ordinary questions, all of the bank.  Held-out cases
(``questions/evaluation``) are never read.  Deterministic: same data, same weights.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import normalize

from assistant.reply.safety_model import CODES, features
from assistant.reply.safety_scan import firings, masked
from assistant.reply.safety_views import views

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "assistant" / "reply" / "data" / "safety" / "model.json"

BANK: Final = "bank"
NONE: Final = "none"
FOLDS: Final = 5
STRENGTH: Final = 10.0
POSITIVE_WEIGHT: Final = 5.0
MOST_FEATURES: Final = 9000
"""Features kept for each alert: those of the greatest weight."""
ALARMS_ALONE: Final = 0.001
"""Share of the bank on which the model may raise an alert that no rule raises."""
ALARMS_SUPPORTED: Final = 0.0003
"""The same for alerts that need a hint of the rules as well."""


@dataclass(frozen=True)
class Line:
    """A text with its label (a code, or none), and where it comes from."""

    text: str
    label: str
    source: str


@dataclass(frozen=True)
class Seen:
    """What the rules and the features say of a line."""

    groups: tuple[set[str], set[str]]
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
    """Fits the two linear models on chosen features."""

    def __init__(self, lines: Sequence[Line], looked: Sequence[Seen]) -> None:
        self._looked = looked
        self._labels = np.array([line.label for line in lines])

    def fit(self, rows: Sequence[int]) -> tuple[list[str], list[Any]]:
        """Feature names and one fitted classifier for each code."""
        names = self._frequent(rows)
        rough = self._classifiers(rows, names)
        kept = sorted(
            {names[i] for one in rough for i in np.argsort(-np.abs(one.coef_[0]))[:MOST_FEATURES]}
        )
        return kept, self._classifiers(rows, kept)

    def scores(self, rows: Sequence[int], names: list[str], fitted: list[Any]) -> Any:
        """Decision values, one column for each code."""
        table = self._table(rows, names)
        return np.stack([one.decision_function(table) for one in fitted], axis=1)

    def _frequent(self, rows: Sequence[int]) -> list[str]:
        counts: dict[str, int] = {}
        for row in rows:
            for group in self._looked[row].groups:
                for name in group:
                    counts[name] = counts.get(name, 0) + 1
        return sorted(name for name, count in counts.items() if count > 1)

    def _table(self, rows: Sequence[int], names: list[str]) -> Any:
        place = {name: i for i, name in enumerate(names)}
        parts = []
        for group in range(2):
            found = [
                [place[name] for name in sorted(self._looked[row].groups[group]) if name in place]
                for row in rows
            ]
            starts = np.cumsum([0, *map(len, found)])
            columns = np.array([i for row in found for i in row], dtype=np.int64)
            cells = (np.ones(len(columns)), columns, starts)
            parts.append(normalize(csr_matrix(cells, shape=(len(rows), len(names)))))
        # A feature belongs to one group only, so the two halves can be added up.
        return (parts[0] + parts[1]).tocsr()

    def _classifiers(self, rows: Sequence[int], names: list[str]) -> list[Any]:
        table = self._table(rows, names)
        fitted = []
        for code in CODES:
            one = LogisticRegression(
                C=STRENGTH,
                class_weight={0: 1.0, 1: POSITIVE_WEIGHT},
                solver="liblinear",
                max_iter=300,
                random_state=0,
            )
            fitted.append(one.fit(table, (self._labels[list(rows)] == code).astype(int)))
        return fitted


def unseen_scores(lines: Sequence[Line], trainer: Trainer) -> Any:
    """Scores of each line by a model that has not seen it."""
    strata = [f"{line.source} {line.label}" for line in lines]
    result = np.zeros((len(lines), len(CODES)))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(strata, strata):
        names, fitted = trainer.fit([int(i) for i in train])
        result[test] = trainer.scores([int(i) for i in test], names, fitted)
    return result


def threshold(scores: Any, allowed: int) -> float:
    """The score that ``allowed`` of these, and no more, exceed."""
    ordered = sorted((float(score) for score in scores), reverse=True)
    return round(ordered[allowed] + 0.005, 2) if len(ordered) > allowed else 0.0


def thresholds(
    lines: Sequence[Line], looked: Sequence[Seen], scores: Any
) -> tuple[dict[str, float], dict[str, float]]:
    """``alone`` and ``supported`` for each code, from the bank's ordinary lines."""
    alone: dict[str, float] = {}
    supported: dict[str, float] = {}
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
    return alone, supported


def report(lines: Sequence[Line], looked: Sequence[Seen], scores: Any, data: dict[str, Any]) -> str:
    """What rules, model and both find, all scores by models that had not seen the line."""
    rows = []
    for column, code in enumerate(CODES):
        high, low = data["alone"][code], data["supported"][code]
        for source in ("dev", "written", BANK):
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
    parser.add_argument("--target", type=Path, default=TARGET)
    target: Path = parser.parse_args().target
    lines = [*dev_cases(), *written_lines(), *bank_lines()]
    looked = [look(line) for line in lines]
    trainer = Trainer(lines, looked)
    scores = unseen_scores(lines, trainer)
    alone, supported = thresholds(lines, looked, scores)
    names, fitted = trainer.fit(range(len(lines)))
    data = {
        "about": "Made by training/train_safety.py; weights in hundredths.",
        "bias": {c: round(float(m.intercept_[0]), 3) for c, m in zip(CODES, fitted)},
        "alone": alone,
        "supported": supported,
        "features": names,
        "weights": {c: [round(100 * float(w)) for w in m.coef_[0]] for c, m in zip(CODES, fitted)},
    }
    target.write_text(
        json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(report(lines, looked, scores, data))
    print(f"alone {alone}, supported {supported}; {len(names)} features,", end=" ")
    print(f"{target.stat().st_size // 1024} KB in {target.name}")


if __name__ == "__main__":
    main()
