"""Follow-ups: what a question means after the turns before it.  No state is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.records import AnswerKind, Turn
from assistant.text.fold import fold

_LONGEST: Final = 24
_LONGEST_LATIN: Final = 60

_MORE = re.compile(
    "(那)?(还有|还有呢|还有吗|还有别的(吗|呢)?|还有其他(的)?(吗|呢|办法吗)?|别的呢|其他呢|继续|接着说|再说说|再多说点|多说点"
    "|具体(点|一点|说说|呢)?|详细(点|一点|说说)?|展开说说|然后呢|更多)(吗|呢|吧)?"
    "|(tell me |anything |something |say )?(more|else)( please| details?| about (it|this|that))?"
    "|go on|what else|and then"
    "|hai you ne|haiyoune|jixu"
)
_ELLIPSIS = re.compile(
    "^(那|那么|那如果|那要是|如果|要是|万一|换成|对|关于|至于|可是|但是|不过)|(呢|咧|捏)$|^(为什么|为啥|怎么会|凭什么|why)"
    "|^(what|how) about|^and |^but |^(so )?(what|how) (if|then)|^also "
)
_CORRECTION = re.compile("^(不是|不对|错了|我(说|问)的(不)?是|no,? |not |i mean)")
_TRIM = re.compile("[\\s!！。.,，~～?？、:：;；]+$")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question with what it leaves out, and the quotes not to be given again."""

    question: str
    seen: frozenset[tuple[str, int]] = frozenset()
    asks_more: bool = False


def resolve(question: str, history: Sequence[Turn]) -> Resolved:
    """Complete a follow-up from the last turn that found something; else leave it alone."""
    anchors = [
        turn
        for turn in history
        if turn.answer.kind in (AnswerKind.ANSWERED, AnswerKind.RELATED, AnswerKind.URGENT)
    ]
    if not anchors:
        return Resolved(question)
    before = anchors[-1].answer.resolved
    bare = _TRIM.sub("", fold(question).strip())
    if _MORE.fullmatch(bare):
        return Resolved(before, _seen(anchors, before), asks_more=True)
    limit = _LONGEST_LATIN if bare.isascii() else _LONGEST
    if len(bare) <= limit and (_ELLIPSIS.search(bare) or _CORRECTION.search(bare)):
        return Resolved(f"{before.strip()} {question.strip()}")
    return Resolved(question)


def _seen(anchors: Sequence[Turn], resolved: str) -> frozenset[tuple[str, int]]:
    """Quotes that the last turns on the same question have shown."""
    seen: set[tuple[str, int]] = set()
    for turn in reversed(anchors):
        if turn.answer.resolved != resolved:
            break
        for point in turn.answer.points:
            seen.update((q.passage.id, q.start) for q in (point.quote, *point.agreeing))
    return frozenset(seen)
