"""Why these passages: what an answer was matched by, in words a reader can check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from assistant.records import Answer, Evidence, Passage
from assistant.text.fold import fold

MOST_WORDS: Final = 8
_LONGEST_QUESTION: Final = 400
_HAN_RUN = re.compile("[\u3400-\u9fff]+")
_LATIN_WORD = re.compile("[a-z][a-z'-]{2,}")
# Characters and words that any two sentences share.
_EMPTY: Final = frozenset(
    "的了吗呢吧啊是我你您他她它们在有就都也和与及或而这那不会要能可以怎么办什么为如何一个上人来去"
)
_STOP: Final = frozenset(
    "the and for are but not you all any can had her was one our out his has him how its may who "
    "did does will with this that from they them then than what when where which why would could "
    "should about into over your their there been being have just also some such".split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """What one quoted passage has in common with the question."""

    passage_id: str
    words: tuple[str, ...]
    similarity: float
    """How near the meanings are, 0..1, as the embedding model sees it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was matched: passages, and the known question nearest to the one asked."""

    matches: tuple[Match, ...]
    known: str | None
    known_language: str | None
    known_similarity: float


def explain(answer: Answer, evidence: Evidence) -> Explanation:
    """Explain an answer by the evidence that was found for its question."""
    dense = {hit.passage.id: hit.parts.dense for hit in evidence.hits}
    shown = [point.quote.passage for point in answer.points]
    matches = tuple(
        Match(p.id, common_words(answer.resolved, p), dense.get(p.id, 0.0)) for p in shown
    )
    ids = {passage.id for passage in shown}
    pointing = [
        (question, similarity)
        for question, similarity in evidence.known
        if any(passage_id in ids for passage_id, _ in question.grades)
    ]
    mine = [pair for pair in pointing if pair[0].language == answer.language]
    nearest = mine or pointing or list(evidence.known)
    if not nearest:
        return Explanation(matches, None, None, 0.0)
    question, similarity = nearest[0]
    return Explanation(matches, question.text, question.language, similarity)


def common_words(question: str, passage: Passage) -> tuple[str, ...]:
    """Words that question and passage share, longest first; in the passage's own script."""
    asked = fold(question[:_LONGEST_QUESTION])
    text = fold(f"{passage.heading.section}\n{passage.text}")
    found = {run for part in _HAN_RUN.findall(asked) for run in _shared_runs(part, text)}
    if passage.translation is not None:
        translated = " ".join(segment.text for segment in passage.translation.segments)
        known = set(_LATIN_WORD.findall(fold(f"{passage.translation.section} {translated}")))
        found |= {word for word in _LATIN_WORD.findall(asked) if word in known - _STOP}
    ordered = sorted(found, key=lambda word: (-len(word), asked.find(word)))
    kept: list[str] = []
    for word in ordered:
        if not any(word in longer for longer in kept):
            kept.append(word)
    return tuple(kept[:MOST_WORDS])


def _shared_runs(part: str, text: str) -> Iterator[str]:
    """Runs of two or more characters of ``part`` that stand in ``text`` and say something."""
    blocks = SequenceMatcher(None, part, text, autojunk=False)
    start = 0
    while start < len(part) - 1:
        best = blocks.find_longest_match(start, len(part), 0, len(text))
        if best.size < 2:
            return
        run = part[best.a : best.a + best.size]
        if sum(char not in _EMPTY for char in run) >= 1 and not set(run) <= _EMPTY:
            yield run
        yield from _shared_runs(part[start : best.a], text)
        start = best.a + best.size
