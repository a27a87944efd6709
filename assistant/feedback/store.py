"""What readers send with the feedback buttons: redacted, kept in one SQLite file, read back.

Nothing else that a person types is ever kept.  Redaction comes before storage
and has no way around it: ``keep`` takes the text as typed and stores only what
``redact`` leaves.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Final

from assistant.errors import UsageError
from assistant.feedback.redact import redact

VERDICTS: Final = ("helpful", "not_helpful")
LONGEST_QUESTION: Final = 2000
LONGEST_COMMENT: Final = 1000
_MOST_CITED: Final = 20

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    question TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    cited TEXT NOT NULL,
    verdict TEXT NOT NULL,
    comment TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One press of a feedback button, as the reader sent it."""

    question: str
    language: str
    kind: str
    cited: Sequence[str]
    verdict: str
    comment: str = ""


def keep(feedback: Feedback, path: Path) -> int:
    """Store one piece of feedback, redacted; returns its number.

    Write-ahead logging with full synchronisation: once this returns, the row
    survives the process being killed and the machine losing power.
    """
    if feedback.verdict not in VERDICTS:
        raise UsageError(f"verdict must be one of {', '.join(VERDICTS)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    row = (
        datetime.now(timezone.utc).date().isoformat(),
        redact(feedback.question)[:LONGEST_QUESTION],
        feedback.language[:16],
        feedback.kind[:16],
        json.dumps([str(one)[:80] for one in feedback.cited[:_MOST_CITED]], ensure_ascii=False),
        feedback.verdict,
        redact(feedback.comment)[:LONGEST_COMMENT],
    )
    with closing(_open(path)) as database, database:
        cursor = database.execute(
            "INSERT INTO feedback (at, question, language, kind, cited, verdict, comment)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        return int(cursor.lastrowid or 0)


def export(path: Path) -> Iterator[dict[str, Any]]:
    """All feedback, oldest first, as plain JSON data; nothing if there is none."""
    if not path.is_file():
        return
    with closing(_open(path)) as database:
        database.row_factory = sqlite3.Row
        for row in database.execute("SELECT * FROM feedback ORDER BY id"):
            yield {**dict(row), "cited": json.loads(row["cited"])}


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=10)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute(_SCHEMA)
    return database
