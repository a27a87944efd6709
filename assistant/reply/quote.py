"""Hits -> points: which sentences to quote, and which articles agree.

A quote is a run of whole sentences of one passage.  Where an editor's table
says that sentences of several articles give the same advice, it is said once,
with all citations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.records import Accord, Hit, Passage, Point, Quote

Span = tuple[str, int, int]
"""A quote as data: passage id, start, end."""

MOST_POINTS: Final = 4
LONGEST: Final = 220
"""Characters of one quote, unless a single sentence is longer."""

WORSE: Final = 0.7
"""How far below the best passage's score a further passage may be and still be quoted.

On held-out lines of the bank 3.2 of the first four passages are quoted then, and .56 of
these answer directly.
"""

WORSE_FOR_MORE: Final = 3.0
"""The same for someone who has seen the best ones and asks for more."""

# A sentence that begins like this leans on the one before it.
_LEANING = re.compile(
    "^(这|该|此|其|他们|她们|它|也|但|而|因此|所以|同时|例如|此外|社会各界也|市场的)"
)
_OPENS_LIST = re.compile("[:：]$")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Sentences of several articles that say the same: (passage, start, end) each."""

    accord: Accord
    members: tuple[tuple[Passage, int, int], ...]


class Agreements:
    """Finds the agreement that a sentence belongs to."""

    def __init__(self, agreements: Sequence[Agreement]) -> None:
        self._by_sentence: Mapping[tuple[str, int], Agreement] = {
            (passage.id, start): agreement
            for agreement in agreements
            for passage, start, _ in agreement.members
        }

    def of(self, quote: Quote, core: tuple[int, int]) -> Agreement | None:
        """The agreement of the quote's core sentence, if an editor named one."""
        return self._by_sentence.get((quote.passage.id, core[0]))


def choose_points(
    hits: Sequence[Hit], agreements: Agreements, skip: frozenset[Span] = frozenset()
) -> tuple[Point, ...]:
    """Up to four points, in the order of the hits.

    ``skip`` holds quotes that the reader has seen: "tell me more" gives what the
    same passages say besides, and then others.  Hits far below the best one are
    not quoted.
    """
    points: list[Point] = []
    said: set[int] = set()
    cited: set[str] = set()
    floor = max((hit.score for hit in hits), default=0.0) - (WORSE_FOR_MORE if skip else WORSE)
    for place, hit in enumerate(hits):
        if len(points) == MOST_POINTS:
            break
        if (place and hit.score < floor) or hit.passage.id in cited:
            continue
        fresh = unseen(hit, skip)
        if fresh is None:
            continue
        quote, core = best_quote(fresh)
        agreement = agreements.of(quote, core)
        if agreement is not None and id(agreement) in said:
            continue
        agreeing: tuple[Quote, ...] = ()
        if agreement is not None:
            said.add(id(agreement))
            agreeing = tuple(
                Quote(passage, start, end)
                for passage, start, end in agreement.members
                if passage.document.id != quote.passage.document.id
            )
            cited.update(other.passage.id for other in agreeing)
        cited.add(quote.passage.id)
        others = _one_a_document(agreeing)
        points.append(Point(quote, others, agreement.accord if agreement and others else None))
    return tuple(points)


def unseen(hit: Hit, seen: frozenset[Span]) -> Hit | None:
    """The hit with those of its sentences alone that were not quoted; None if none is left."""
    mine = [(start, end) for passage, start, end in seen if passage == hit.passage.id]
    if not mine:
        return hit
    left = tuple(
        sentence
        for sentence in hit.sentence_scores
        if not any(sentence[0] < end and start < sentence[1] for start, end in mine)
        and not _OPENS_LIST.search(hit.passage.text[sentence[0] : sentence[1]])
    )
    return replace(hit, sentence_scores=left) if left else None


def best_quote(hit: Hit) -> tuple[Quote, tuple[int, int]]:
    """The sentences of a passage nearest to the question, and the nearest one alone."""
    spans = hit.sentence_scores or ((0, len(hit.passage.text), 1.0),)
    text = hit.passage.text
    quotable = [i for i, (s, e, _) in enumerate(spans) if not _OPENS_LIST.search(text[s:e])]
    best = max(quotable or range(len(spans)), key=lambda i: spans[i][2])
    first = last = best
    while _leans_back(text, spans, first) and first - 1 in quotable:
        first -= 1
    threshold = spans[best][2] * 0.6
    for candidate in range(last + 1, len(spans)):
        apart = text[spans[last][1] : spans[candidate][0]].strip()
        too_long = spans[candidate][1] - spans[first][0] > LONGEST
        if apart or too_long or spans[candidate][2] < threshold:
            break
        last = candidate
    for candidate in range(first - 1, -1, -1):
        apart = text[spans[candidate][1] : spans[candidate + 1][0]].strip()
        too_long = spans[last][1] - spans[candidate][0] > LONGEST
        if apart or too_long:
            break
        if candidate not in quotable:
            # What opens a list may stand inside a quote, but not begin it.
            continue
        if spans[candidate][2] < threshold:
            break
        first = candidate
    start, end = spans[first][0], spans[last][1]
    return Quote(hit.passage, start, end), (spans[best][0], spans[best][1])


def _leans_back(text: str, spans: Sequence[tuple[int, int, float]], row: int) -> bool:
    """Whether a sentence leans on the one right before it."""
    start = spans[row][0]
    if row == 0 or text[spans[row - 1][1] : start].strip():
        return False
    return bool(_LEANING.match(text[start:]))


def _one_a_document(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """At most one quote of each article, so that "four articles" counts articles."""
    by_document: dict[str, Quote] = {}
    for quote in quotes:
        by_document.setdefault(quote.passage.document.id, quote)
    return tuple(by_document.values())
