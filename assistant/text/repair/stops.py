"""Whether a lost character was the full stop: 。 and 33 everyday characters end in ``A3``.

``data/ends_in_a3.tsv`` has those characters with the characters that stand
before and behind them in two- and three-character words of CC-CEDICT
(CC BY-SA 4.0), all in traditional script, which is what shifted runs are in.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

# What no sentence begins with.
_NEVER_FIRST: Final = frozenset("和的地得了嗎呢吧著之也與及或等們里裡中上下內外者性化")


@lru_cache(maxsize=1)
def _neighbours() -> tuple[frozenset[str], frozenset[str]]:
    """What stands before, and what stands behind, one of the characters in a word."""
    text = files("assistant.text").joinpath("data/ends_in_a3.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    before = frozenset(char for row in rows for char in row[1])
    behind = frozenset(char for row in rows for char in row[2])
    return before, behind


def is_full_stop(left: str, right: str) -> bool:
    """Whether no word is made by putting one of the characters between two others."""
    before, behind = _neighbours()
    return left not in before and right not in behind and right not in _NEVER_FIRST
