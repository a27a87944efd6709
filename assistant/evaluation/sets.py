"""The evaluation set: questions that nothing was trained or tuned on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.seeds import json_lines


@dataclass(frozen=True, slots=True)
class Case:
    """One question: graded sections if it is answerable, else its kind."""

    question: str
    language: str
    group: str
    kind: str
    grades: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SafetyCase:
    """One message and the signal that a careful reader sees in it (or ``none``)."""

    question: str
    language: str
    signal: str


def answerable(folder: Path) -> tuple[Case, ...]:
    """Cases of ``evaluation/answerable/*.jsonl``."""
    return tuple(
        Case(row["q"], row["lang"], row.get("group", "plain"), "answerable", row["rel"])
        for path in sorted((folder / "evaluation" / "answerable").glob("*.jsonl"))
        for row in json_lines(path)
    )


def unanswerable(folder: Path) -> tuple[Case, ...]:
    """Near, off-topic and small-talk cases."""
    return tuple(
        Case(row["q"], row["lang"], row.get("group", "plain"), row["kind"])
        for row in json_lines(folder / "evaluation" / "unanswerable.jsonl")
    )


def safety(folder: Path) -> tuple[SafetyCase, ...]:
    """Messages with and without signs of danger."""
    return tuple(
        SafetyCase(row["q"], row["lang"], row["signal"])
        for row in json_lines(folder / "evaluation" / "safety.jsonl")
    )
