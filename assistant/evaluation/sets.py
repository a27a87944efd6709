"""The evaluation set: questions that nothing was trained or tuned on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.seeds import json_lines


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
    return tuple(
        Case(
            row["q"],
            row["lang"],
            row.get("group", "plain"),
            "answerable",
            row["rel"],
            row.get("rel_writer"),
        )
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
    """SHA-256 over the whole evaluation set: figures of two sets cannot be compared."""
    found = hashlib.sha256()
    for path in sorted((folder / "evaluation").rglob("*.jsonl")):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
