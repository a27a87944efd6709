"""The evaluation set: questions that nothing was trained or tuned on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from assistant.seeds import json_lines

SECOND: Final = "second"
"""Folder of the set that was written when the other one had been looked at."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question: graded sections if it is answerable, else its kind."""

    question: str
    language: str
    group: str
    kind: str
    grades: Mapping[str, int] = field(default_factory=dict)
    writer_grades: Mapping[str, int] | None = None
    """The writer's own grades, before a second reader's were settled with them."""


@dataclass(frozen=True, slots=True)
class SafetyCase:
    """One message and the signal that a careful reader sees in it (or ``none``)."""

    question: str
    language: str
    signal: str


def answerable(folder: Path) -> tuple[Case, ...]:
    """Cases of ``evaluation/answerable/*.jsonl``."""
    paths = sorted((folder / "evaluation" / "answerable").glob("*.jsonl"))
    return tuple(case for path in paths for case in _answerable(path))


def unanswerable(folder: Path) -> tuple[Case, ...]:
    """Near, off-topic and small-talk cases."""
    return _unanswerable(folder / "evaluation" / "unanswerable.jsonl")


def second(folder: Path) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """Answerable and other cases of the second set; none if it is not there."""
    there = folder / "evaluation" / SECOND
    return _answerable(there / "answerable.jsonl"), _unanswerable(there / "unanswerable.jsonl")


def _answerable(path: Path) -> tuple[Case, ...]:
    return tuple(
        Case(
            row["q"],
            row["lang"],
            row.get("group", "plain"),
            "answerable",
            row["rel"],
            row.get("rel_writer"),
        )
        for row in json_lines(path)
    )


def _unanswerable(path: Path) -> tuple[Case, ...]:
    return tuple(
        Case(row["q"], row["lang"], row.get("group", "plain"), row["kind"])
        for row in json_lines(path)
    )


def safety(folder: Path) -> tuple[SafetyCase, ...]:
    """Messages with and without signs of danger."""
    return _safety(folder / "evaluation" / "safety.jsonl")


def second_safety(folder: Path) -> tuple[SafetyCase, ...]:
    """Messages like those of ``safety``, of the second set; none if it is not there."""
    return _safety(folder / "evaluation" / SECOND / "safety.jsonl")


def _safety(path: Path) -> tuple[SafetyCase, ...]:
    return tuple(SafetyCase(row["q"], row["lang"], row["signal"]) for row in json_lines(path))


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """What a person types, what kind of answer it should get, and which sections answer it."""

    question: str
    move: str
    kind: str
    grades: Mapping[str, int]
    means: str
    """The whole question where the words alone do not tell it; else empty."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A written conversation, the person's side of it."""

    id: str
    language: str
    turns: tuple[DialogueTurn, ...]


def dialogues(path: Path) -> tuple[Dialogue, ...]:
    """Dialogues of one JSON Lines file; none if it is not there."""
    return tuple(
        Dialogue(row["id"], row["lang"], tuple(_turn(turn) for turn in row["turns"]))
        for row in json_lines(path)
    )


def _turn(row: Mapping[str, Any]) -> DialogueTurn:
    return DialogueTurn(row["q"], row["move"], row["kind"], row["rel"], row.get("means", ""))


def held_dialogues(folder: Path) -> tuple[Dialogue, ...]:
    """The dialogues that nothing was tuned on."""
    return dialogues(folder / "evaluation" / "dialogues.jsonl")


def digest(folder: Path) -> str:
    """SHA-256 over the evaluation set that the gate compares by, so without the second set."""
    found = hashlib.sha256()
    paths = (folder / "evaluation").rglob("*.jsonl")
    for path in sorted(path for path in paths if path.parent.name != SECOND):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
