"""Question -> evidence: dense, keyword and known-question search, fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.records import Evidence, Hit, HitParts
from assistant.search.encoder import Encoder, Matrix
from assistant.search.fusion import Weights, commonness, fuse, scaled, stand_in
from assistant.search.library import Library, class_bounds
from assistant.search.topic import UNKNOWN, TopicClassifier
from assistant.search.variety import varied

WORDS_SHARE = 0.1
"""Weight of shared words in choosing the sentences of a passage to quote."""

NEAREST = 5
"""Questions of a class whose mean similarity the judge sees."""


KNOWN_SHOWN = 50
"""Known questions handed on with the evidence, nearest first."""


POOL = 60
"""Best passages from which hits are chosen for variety."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How far the search looks around a question, and what weighs how much there."""

    known: int = 300
    """Nearest known questions, by meaning and by words, that speak for what answers them."""
    own_words: float = 0.1
    """Share of the passages' own words in the keyword score; the rest are known questions'."""


class Retriever:
    """Searches one library with one encoder.  Keeps no state between calls."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        weights: Weights | None = None,
        neighbours: Neighbours | None = None,
        topic: TopicClassifier | None = None,
    ) -> None:
        self._library = library
        self._encoder = encoder
        self._weights = weights or Weights()
        self._neighbours = neighbours or Neighbours()
        self._topic = topic
        self._sentence_vectors = library.sentences.vectors()
        self._classes = class_bounds(library.unanswered)
        self._row_of = {passage.id: row for row, passage in enumerate(library.passages)}
        answered = library.votes.answered()
        self._unasked = answered == 0
        self._common = commonness(answered)

    def search(self, question: str, k: int = 10, *, vary: bool = True) -> Evidence:
        """The best ``k`` passages and what the judge needs; deterministic.

        The first has the highest score; those after it are chosen for variety too, so
        their scores need not fall.  Without ``vary`` they are those with the best scores.
        """
        vector = self._encoder.encode_queries([question])
        known_scores, known_rows = self._library.questions.search(vector, self._neighbours.known)
        dense = self._dense(vector)
        known = self._library.votes.nearness(known_rows[0], known_scores[0], self._neighbours.known)
        known = stand_in(known, dense, self._unasked)
        tokens = self._library.words(question)
        lexical = self._lexical(tokens)
        fused = fuse(dense, lexical, known, self._common, self._weights)
        order = self._varied(fused, k) if vary else _best(fused, k).tolist()
        words = tuple({bare for token in tokens if len(bare := token.lstrip("_")) > 1})
        return Evidence(
            hits=tuple(
                self._hit(row, fused, dense, lexical, known, vector, words) for row in order
            ),
            known=tuple(
                (self._library.known[row], float(score))
                for row, score in zip(
                    known_rows[0][:KNOWN_SHOWN].tolist(), known_scores[0].tolist()
                )
            ),
            best_dense=float(dense.max(initial=0.0)),
            nearest=self._nearest(vector, _mean(known_scores[0][:NEAREST])),
            topic=self._topic.read(question) if self._topic else UNKNOWN,
        )

    def _varied(self, fused: NDArray[np.float32], k: int) -> list[int]:
        """Rows of the hits, in their order."""
        pool = _best(fused, max(POOL, k)).tolist()
        alike = self._library.alike.among(pool)
        return [pool[place] for place in varied(fused[pool].tolist(), alike, k)]

    def arranged(self, hits: Sequence[Hit], k: int) -> tuple[Hit, ...]:
        """``k`` of the hits in the order in which a search would have them."""
        alike = self._library.alike.among([self._row_of[hit.passage.id] for hit in hits])
        return tuple(hits[place] for place in varied([hit.score for hit in hits], alike, k))

    def _nearest(self, vector: Matrix, answerable: float) -> tuple[float, float, float, float]:
        """Mean similarity to the nearest questions of each class."""
        means = [answerable]
        for rows in self._classes:
            similarities, _ = self._library.unanswerable.search(vector, NEAREST, rows)
            means.append(_mean(similarities[0]))
        return _four(np.array(means))

    def _dense(self, vector: Matrix) -> NDArray[np.float32]:
        """(passages,) similarities, none below 0."""
        scores, rows = self._library.dense.search(vector, self._library.dense.size)
        dense = np.zeros(self._library.dense.size, dtype=np.float32)
        dense[rows[0]] = np.maximum(scores[0], 0.0)
        return dense

    def _lexical(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """From the passages' own words and, where there are any, from those of known questions."""
        scores = self._library.lexical.scores(tokens)
        passages = len(self._library.passages)
        own, asked = scaled(scores[:passages]), scaled(scores[passages:])
        if self._unasked.all():
            return own
        rows = _best(asked, min(self._neighbours.known, int((asked > 0).sum())))
        known = self._library.votes.nearness(rows, asked[rows], self._neighbours.known)
        share = self._neighbours.own_words
        mixed = share * own + (1 - share) * stand_in(known, own, self._unasked)
        return np.asarray(mixed, dtype=np.float32)

    def _hit(
        self,
        row: int,
        fused: NDArray[np.float32],
        dense: NDArray[np.float32],
        lexical: NDArray[np.float32],
        known: NDArray[np.float32],
        vector: Matrix,
        words: tuple[str, ...],
    ) -> Hit:
        spans = self._library.sentence_spans[row]
        first = self._library.sentence_rows[row]
        similarities = _products(self._sentence_vectors[first : first + len(spans)], vector)
        similarities = similarities + WORDS_SHARE * self._said(row, words)
        return Hit(
            passage=self._library.passages[row],
            score=float(fused[row]),
            parts=HitParts(float(dense[row]), float(lexical[row]), float(known[row])),
            sentence_scores=tuple(
                (start, end, float(score))
                for (start, end), score in zip(spans, similarities.tolist())
            ),
        )

    def _said(self, row: int, words: tuple[str, ...]) -> NDArray[np.float32]:
        """(sentences,) share of the question's words that each sentence of a passage has."""
        text = self._library.passages[row].text
        spans = self._library.sentence_spans[row]
        most = max(1, len(words))
        shares = [sum(word in text[start:end] for word in words) / most for start, end in spans]
        return np.array(shares, dtype=np.float32)


def _best(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    """Rows of the k highest scores, best first; ties by row, so that runs agree."""
    rows = np.flatnonzero(scores > 0)
    if len(rows) < k:
        rows = np.arange(len(scores))
    elif k < len(rows):
        # Most scores are 0, and a partition of equal numbers takes long.
        positive = scores[rows]
        rows = rows[positive >= np.partition(positive, len(rows) - k)[len(rows) - k]]
    order = rows[np.argsort(-scores[rows], kind="stable")[:k]]
    return np.asarray(order, dtype=np.int64)


def _products(rows: Matrix, vector: Matrix) -> NDArray[np.float32]:
    """(n,) inner products with a (1, d) vector, added up in one order always (BLAS does not)."""
    return np.asarray((rows * vector).sum(axis=1), dtype=np.float32)


def _mean(values: NDArray[np.float32]) -> float:
    return float(values.mean()) if len(values) else 0.0


def _four(values: NDArray[np.floating]) -> tuple[float, float, float, float]:
    first, second, third, fourth = (float(value) for value in values)
    return first, second, third, fourth
