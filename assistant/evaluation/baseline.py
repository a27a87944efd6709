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
            return ("the evaluation set is not the one of the baseline: store it anew",)
        return tuple(
            f"{name}: {self.now.get(name, 0.0):.4f}, was {self.before[name]:.4f}"
            for name in self.worse
        )


def compare(results: Results, path: Path) -> Comparison:
    """Compare with the stored figures; ``UsageError`` if they cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        before = {str(name): float(value) for name, value in data.get("figures", data).items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise UsageError(
            f"The baseline {path} cannot be read ({error}). Make one with --store."
        ) from error
    return Comparison(before, results.key_figures(), data.get("questions") == results.questions)


def store(results: Results, path: Path) -> None:
    """Write the baseline anew."""
    data = {"questions": results.questions, "figures": results.key_figures()}
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    path.write_bytes(text.encode("utf-8"))
