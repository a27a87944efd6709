"""Shared fixtures: the shipped assistant, and a tiny library made from scratch."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.records import Passage

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    """The assistant as it is shipped."""
    return Assistant.load(ROOT / "index")


@pytest.fixture(scope="session")
def passages(assistant: Assistant) -> dict[str, Passage]:
    """Shipped passages by id."""
    return {passage.id: passage for passage in assistant.passages}
