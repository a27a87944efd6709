"""The question bank: known questions, unanswerable ones, suggestions."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from assistant.errors import SeedError
from assistant.records import KnownQuestion, UnansweredQuestion
from assistant.seeds import json_lines

_KINDS = {"near": "near", "off": "off", "chitchat": "smalltalk"}


def read_known(folder: Path, passage_ids: Collection[str]) -> tuple[KnownQuestion, ...]:
    """Suggested questions, and those of ``bank/*.jsonl``, that point to one of the passages."""
    known = [
        KnownQuestion(row[language], language, ((row["section"], 2),))
        for row in read_suggestions(folder, passage_ids)
        for language in ("zh-Hans", "zh-Hant", "en")
    ]
    for path in sorted((folder / "bank").glob("*.jsonl")):
        for row in json_lines(path):
            kept = _kept(_grades(path, row, row.get("rel")), passage_ids)
            written = row.get("rel_writer")
            first = None if written is None else _kept(_grades(path, row, written), passage_ids)
            if any(grade == 2 for _, grade in kept):
                known.append(KnownQuestion(row["q"], row["lang"], kept, first))
    return tuple(known)


def _kept(grades: dict[str, int], passage_ids: Collection[str]) -> tuple[tuple[str, int], ...]:
    return tuple((p, grade) for p, grade in grades.items() if p in passage_ids)


def _grades(path: Path, row: dict[str, Any], grades: object) -> dict[str, int]:
    if not isinstance(grades, dict) or not all(grade in (1, 2) for grade in grades.values()):
        raise SeedError(path.name, f"{row.get('q')!r}: grades must be 1 or 2")
    return grades


def read_unanswered(folder: Path) -> tuple[UnansweredQuestion, ...]:
    """Questions of ``unanswerable/*.jsonl``."""
    return tuple(
        UnansweredQuestion(row["q"], row["lang"], _KINDS[row["kind"]])
        for path in sorted((folder / "unanswerable").glob("*.jsonl"))
        for row in json_lines(path)
    )


def read_suggestions(folder: Path, passage_ids: Collection[str]) -> tuple[dict[str, Any], ...]:
    """Edited questions to offer, for the passages at hand."""
    rows = json_lines(folder / "suggested.jsonl")
    return tuple(row for row in rows if row["section"] in passage_ids)
