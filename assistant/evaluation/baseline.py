"""The stored figures that a change must not make worse.

A baseline belongs to one evaluation set, which it names by digest: figures of
other questions can be neither better nor worse.  On the same questions only a
better result may replace it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UsageError
from assistant.evaluation.run import Results

TOLERANCE = 0.005
"""A figure may fall by this much (less than a question in two hundred) without failing."""


@dataclass(frozen=True)
class Comparison:
    """Figures before and now, higher being better; one that is no longer measured is 0 now."""

    before: Mapping[str, float]
    now: Mapping[str, float]
    same_questions: bool

    @property
    def worse(self) -> tuple[str, ...]:
        """Names of the figures that fell."""
        return tuple(
            name
            for name, value in self.before.items()
            if self.now.get(name, 0.0) < value - TOLERANCE
        )

    @property
    def complaints(self) -> tuple[str, ...]:
        """Why the comparison fails, in words; empty if it holds."""
        if not self.same_questions:
            return ("The baseline was measured on another evaluation set; store it anew",)
        return tuple(
            f"worse: {name}: {self.now.get(name, 0.0):.4f}, was {self.before[name]:.4f}"
            for name in self.worse
        )


@dataclass(frozen=True)
class Stored:
    """What a baseline file holds; ``questions`` is empty where it does not say."""

    questions: str
    figures: Mapping[str, float]


def read(path: Path) -> Stored:
    """The stored figures; ``UsageError`` if they cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        figures = data.get("figures", data)
        return Stored(
            str(data.get("questions", "")),
            {str(name): float(value) for name, value in figures.items()},
        )
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise UsageError(
            f"The baseline {path} cannot be read ({error}). Make one with --store."
        ) from error


def compare(results: Results, stored: Stored) -> Comparison:
    """Compare with the stored figures."""
    same = stored.questions == results.questions
    return Comparison(stored.figures, results.key_figures(), same)


def store(results: Results, path: Path) -> None:
    """Write the baseline anew."""
    data = {"questions": results.questions, "figures": results.key_figures()}
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    path.write_bytes(text.encode("utf-8"))
