"""Markdown that the report is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.reply.markdown import escape


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Lines of a table; cells are Markdown."""
    return [
        _row(header),
        "|" + "---|" * len(header),
        *(_row([str(cell) for cell in row]) for row in rows),
    ]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def plain(text: str) -> str:
    """One line of Markdown that shows exactly the text."""
    return escape(" ".join(text.split()))
