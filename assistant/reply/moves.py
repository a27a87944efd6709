"""Words by which a message leans on the one before, in folded text of any language.

``data/moves.json`` has them as patterns, by script: ``more`` and ``fillers``,
``correction``, ``return``, ``elliptic``, ``topic`` and ``subject``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

_LONGEST_CORRECTION: Final = 22

_DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile("[a-z0-9à-ỹ\u0400-\u04ff']+")


@dataclass(frozen=True)
class _Moves:
    """The patterns, compiled."""

    more: re.Pattern[str]
    idle: re.Pattern[str]
    """``more``, ``fillers`` and signs: what a message that only asks to go on is made of."""
    besides: re.Pattern[str]
    correction: re.Pattern[str]
    back: re.Pattern[str]
    elliptic: re.Pattern[str]
    topic: re.Pattern[str]
    subject: re.Pattern[str]
    slips: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=1)
def _moves() -> _Moves:
    text = files("assistant.reply").joinpath("data/moves.json").read_text(encoding="utf-8")
    data = json.loads(text)

    def group(name: str) -> list[str]:
        return [pattern for script in data[name].values() for pattern in script]

    def joined(name: str) -> str:
        return "|".join(group(name))

    return _Moves(
        more=re.compile(joined("more")),
        idle=re.compile(
            "|".join([*sorted((*group("more"), *group("fillers")), key=_longest), "\\W", "_"])
        ),
        besides=re.compile(joined("except")),
        correction=re.compile(joined("correction")),
        back=re.compile(joined("return")),
        elliptic=re.compile(joined("elliptic")),
        topic=re.compile(joined("topic")),
        subject=re.compile(joined("subject")),
        slips=tuple((re.compile(slip), right) for slip, right in data["slips"]),
    )


def _longest(pattern: str) -> int:
    """Longer words are cut out before the shorter ones that they hold."""
    return -len(pattern)


def wants_more(folded: str) -> bool:
    """Whether a message only asks to go on: 还有呢, 具体点, tell me more."""
    moves = _moves()
    for slip, right in moves.slips:
        folded = slip.sub(right, folded)
    if moves.besides.fullmatch(folded):
        return True
    return bool(moves.more.search(folded) and not moves.idle.sub("", folded))


def is_correction(folded: str) -> bool:
    """Whether a short message takes something back: 不是借呗，是淘宝那个, no, I meant at work."""
    return words_in(folded) <= _LONGEST_CORRECTION and bool(_moves().correction.search(folded))


def is_return(folded: str) -> bool:
    """Whether a message goes back to something said before: 回到刚才说的, back to the visit."""
    return bool(_moves().back.search(folded))


def is_elliptic(folded: str) -> bool:
    """Whether words of a message point back: 那对家里人呢, is that legal."""
    return bool(_moves().elliptic.search(folded))


def is_topic(folded: str) -> bool:
    """Whether a message only names what it is about now: 那我老婆呢, what about my job?"""
    return bool(_moves().topic.search(folded))


def names_subject(folded: str) -> bool:
    """Whether a message says itself that it is about collection, debts or loans."""
    return bool(_moves().subject.search(folded))


def words_in(folded: str) -> int:
    """Length in words; two characters of a script without spaces count as one."""
    return -(-len(_DENSE.findall(folded)) // 2) + len(_WORD.findall(folded))
