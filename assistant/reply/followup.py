"""Follow-ups: what a question means after the turns before it.  No state is kept.

Words alone tell *how* a message may lean on what came before (``Move``); how
much it does is weighed with what the search finds for it (``reply.answer``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from assistant.records import AnswerKind, Turn
from assistant.reply.moves import (
    is_correction,
    is_elliptic,
    is_return,
    is_topic,
    names_subject,
    wants_more,
    words_in,
)
from assistant.text.fold import fold
from assistant.text.ngrams import ngrams
from assistant.text.script import traditional_characters


class Move(str, Enum):
    """How a message stands to the turns before it."""

    PLAIN = "plain"
    """By itself, or the first."""
    SHORT = "short"
    """Few words, none of which points back: it may lean on what came before."""
    ELLIPTIC = "elliptic"
    """Its words point back: 那…呢, what about, 为什么."""
    TOPIC = "topic"
    """It only names what it is about now: 那我老婆呢, what about my job?"""
    CORRECTION = "correction"
    RETURN = "return"
    MORE = "more"


LONGEST: Final = 30
"""Words of a message up to which it may lean on another at all."""

SHORT: Final = 12
"""Words (Chinese: characters, two of which count as one) up to which a message is short."""

_ANSWERED: Final = (AnswerKind.ANSWERED, AnswerKind.URGENT)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a message means.

    ``text`` is searched with; ``context`` is the earlier question that it may
    lean on, empty if there is none.  ``seen`` holds the quotes not to be given
    again, as (passage id, start, end).
    """

    question: str
    text: str
    move: Move = Move.PLAIN
    context: str = ""
    seen: frozenset[tuple[str, int, int]] = frozenset()

    @property
    def asks_more(self) -> bool:
        """Whether further advice on the same question is wanted."""
        return self.move is Move.MORE

    def alone(self) -> Resolved:
        """The same message taken by itself."""
        return Resolved(self.text, self.text)


def resolve(
    question: str, history: Sequence[Turn], products: Mapping[str, Sequence[str]] | None = None
) -> Resolved:
    """Read a message after the turns before it.

    ``products`` maps articles to the names of their products, so that a
    corrected product takes the place of the other.
    """
    anchors = [turn for turn in history if turn.answer.kind in _ANSWERED] or [
        turn for turn in history if turn.answer.kind is AnswerKind.RELATED
    ]
    if not anchors:
        return Resolved(question, question)
    before = anchors[-1].answer.resolved
    folded = fold(question).strip()
    if words_in(folded) > LONGEST:
        return Resolved(question, question)
    if wants_more(folded):
        root, _, last = before.rpartition(SEPARATOR)
        return Resolved(before, last, Move.MORE, root, _seen(anchors, before))
    topic = is_topic(folded)
    if topic or is_correction(folded):
        move = Move.TOPIC if topic else Move.CORRECTION
        swapped = _swapped(before, folded, products or {})
        if swapped:
            return Resolved(swapped, swapped, move)
        return Resolved(_joined(before, question), question, move, before)
    if is_return(folded):
        before = _nearest(folded, anchors)
        return Resolved(_joined(before, question), question, Move.RETURN, before)
    move = Move.ELLIPTIC if is_elliptic(folded) else Move.SHORT
    if move is Move.SHORT and (words_in(folded) > SHORT or names_subject(folded)):
        return Resolved(question, question)
    return Resolved(_joined(before, question), question, move, before)


def _joined(before: str, question: str) -> str:
    """The thread so far and the message, as it is shown: the first question and the last."""
    root = before.split(SEPARATOR)[0].strip()
    return f"{root}{SEPARATOR}{question.strip()}"


_CLAUSE = re.compile("[,，。;；!！?？]")

SEPARATOR: Final = " … "
"""Stands between the question that opened a subject and the follow-up to it."""


def _swapped(before: str, folded: str, products: Mapping[str, Sequence[str]]) -> str:
    """The question before with the product that is meant; empty if none is named.

    The product meant is the one that the question before does not name.
    """
    names = [[fold(name) for name in group] for group in products.values()]
    earlier = fold(before)
    meant = [g for g in names if _named(g, folded) and not _named(g, earlier)]
    other = [g for g in names if _named(g, earlier)]
    if len(meant) != 1 or not other:
        return ""
    new = _fullest(meant[0], _named(meant[0], folded))
    written = {traditional_characters(name) for group in other for name in group}
    written.update(name for group in other for name in group)
    longest_first = sorted(written, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), new, before, flags=re.IGNORECASE)


def _fullest(names: Sequence[str], named: str) -> str:
    """The product's whole name in the script that it was named in: 淘宝 as 淘宝信用贷款."""
    return max((name for name in names if name.isascii() == named.isascii()), key=len)


def _named(names: Sequence[str], folded: str) -> str:
    """The longest of the names that stands in a text; empty if none does."""
    return max((name for name in names if name in folded), key=len, default="")


def _nearest(folded: str, anchors: Sequence[Turn]) -> str:
    """The earlier question that shares most with the words of return; of equals the earliest."""
    clauses = [clause for clause in _CLAUSE.split(folded) if is_return(clause)]
    mine = set(ngrams(clauses[0] if clauses else folded))
    counts = [len(mine & set(ngrams(turn.question))) for turn in anchors]
    return anchors[counts.index(max(counts))].answer.resolved


def _seen(anchors: Sequence[Turn], resolved: str) -> frozenset[tuple[str, int, int]]:
    """Quotes that the last turns on the same question have shown."""
    seen: set[tuple[str, int, int]] = set()
    for turn in reversed(anchors):
        if turn.answer.resolved != resolved:
            break
        for point in turn.answer.points:
            seen.update((q.passage.id, q.start, q.end) for q in (point.quote, *point.agreeing))
    return frozenset(seen)
