"""Question -> evidence: dense, keyword and known-question search, fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.records import Evidence, Hit, HitParts
from assistant.search.encoder import Encoder, Matrix
from assistant.search.fusion import Weights, fuse, scaled
from assistant.search.known import softmax_weights
from assistant.search.library import Library, class_bounds
from assistant.search.topic import UNKNOWN, TopicClassifier

STAND_IN = 0.6
"""What similarity and own words count in place of votes for a passage that has none, beside
passages that have some.  With .6 a document that was added is found (.60 of its questions at
once, .19 without) and the other articles lose fewer than two questions in a hundred."""

WORDS_SHARE = 0.1
"""Weight of shared words in choosing the sentences of a passage to quote."""

NEAREST = 5
"""Questions of a class whose mean similarity the judge sees."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How known questions vote: how many, and how fast their weight falls."""

    dense_count: int = 50
    dense_temperature: float = 0.1
    lexical_count: int = 60
    lexical_temperature: float = 0.2
    own_words: float = 0.1
    """Share of the passages' own words in the keyword score; the rest are known questions'."""
    candidates: int = 200
    """Passages looked at by the dense search in a large corpus."""


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
        self._asked_about = np.zeros(len(library.passages), dtype=np.bool_)
        self._asked_about[library.votes.columns] = True
        self._stand_in = STAND_IN if self._asked_about.any() else 0.0

    def search(self, question: str, k: int = 10) -> Evidence:
        """The best ``k`` passages and what the judge needs; deterministic."""
        vector = self._encoder.encode_queries([question])
        known_scores, known_rows = self._library.questions.search(
            vector, self._neighbours.dense_count
        )
        dense = self._dense(vector)
        known = self._library.votes.weigh(
            known_rows[0], softmax_weights(known_scores[0], self._neighbours.dense_temperature)
        )
        # A passage that no known question asks about, as of a document that was added,
        # would never be found beside the others without a stand-in for their votes.
        known = np.where(self._asked_about, known, self._stand_in * dense)
        tokens = self._library.words(question)
        lexical = self._lexical(tokens)
        fused = fuse(dense, lexical, known, self._weights)
        order = _best(fused, k)
        words = tuple({bare for token in tokens if len(bare := token.lstrip("_")) > 1})
        return Evidence(
            hits=tuple(
                self._hit(row, fused, dense, lexical, known, vector, words) for row in order
            ),
            known=tuple(
                (self._library.known[row], float(score))
                for row, score in zip(known_rows[0].tolist(), known_scores[0].tolist())
            ),
            best_dense=float(dense.max(initial=0.0)),
            nearest=self._nearest(vector, _mean(known_scores[0][:NEAREST])),
            topic=self._topic.read(question) if self._topic else UNKNOWN,
        )

    def _nearest(self, vector: Matrix, answerable: float) -> tuple[float, float, float, float]:
        """Mean similarity to the nearest questions of each class."""
        means = [answerable]
        for rows in self._classes:
            similarities, _ = self._library.unanswerable.search(vector, NEAREST, rows)
            means.append(_mean(similarities[0]))
        return _four(np.array(means))

    def _dense(self, vector: Matrix) -> NDArray[np.float32]:
        scores, rows = self._library.dense.search(vector, self._neighbours.candidates)
        dense = np.zeros(self._library.dense.size, dtype=np.float32)
        dense[rows[0]] = np.maximum(scores[0], 0.0)
        return dense

    def _lexical(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """From the passages' own words and, where there are any, from those of known questions."""
        scores = self._library.lexical.scores(tokens)
        passages = len(self._library.passages)
        own, asked = scores[:passages], scaled(scores[passages:])
        rows = _best(asked, self._neighbours.lexical_count)
        weights = softmax_weights(asked[rows], self._neighbours.lexical_temperature)
        votes = self._library.votes.weigh(rows, weights * asked[rows])
        share = self._neighbours.own_words
        asked_about = share * scaled(own) + (1 - share) * votes
        alone = (self._stand_in or 1.0) * scaled(own)
        return np.where(self._asked_about, asked_about, alone).astype(np.float32)

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
