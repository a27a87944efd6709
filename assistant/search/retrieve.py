"""Question -> evidence: dense, keyword and known-question search, fused."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.records import QUESTION_CLASSES, Evidence, Hit, HitParts
from assistant.search.dense import FaissStore
from assistant.search.encoder import Encoder, Matrix
from assistant.search.fusion import Weights, fuse, scaled
from assistant.search.known import softmax_weights
from assistant.search.library import Library
from assistant.search.topic import NO_TOPIC, TopicClassifier

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
        vectors = library.unanswerable.vectors()
        self._unanswered = [
            FaissStore.build(
                vectors[[i for i, q in enumerate(library.unanswered) if q.kind == name]]
            )
            for name in QUESTION_CLASSES[1:]
        ]

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
        lexical = self._lexical(question)
        fused = fuse(dense, lexical, known, self._weights)
        order = _best(fused, k)
        reading = self._topic.read(question) if self._topic else NO_TOPIC
        return Evidence(
            hits=tuple(self._hit(row, fused, dense, lexical, known, vector) for row in order),
            known=tuple(
                (self._library.known[row], float(score))
                for row, score in zip(known_rows[0].tolist(), known_scores[0].tolist())
            ),
            best_dense=float(dense.max(initial=0.0)),
            nearest=self._nearest(vector, _mean(known_scores[0][:NEAREST])),
            central=_four(_products(self._library.central, vector)),
            topic=reading.log_probabilities,
            subject_peak=reading.subject_peak,
            near_peak=reading.near_peak,
        )

    def _nearest(self, vector: Matrix, answerable: float) -> tuple[float, float, float, float]:
        """Mean similarity to the nearest questions of each class."""
        means = [answerable]
        for store in self._unanswered:
            similarities, _ = store.search(vector, NEAREST)
            means.append(_mean(similarities[0]))
        return _four(np.array(means))

    def _dense(self, vector: Matrix) -> NDArray[np.float32]:
        scores, rows = self._library.dense.search(vector, self._neighbours.candidates)
        dense = np.zeros(self._library.dense.size, dtype=np.float32)
        dense[rows[0]] = np.maximum(scores[0], 0.0)
        return dense

    def _lexical(self, question: str) -> NDArray[np.float32]:
        """From the passages' own words and from the words of known questions."""
        tokens = self._library.words(question)
        scores = self._library.lexical.scores(tokens)
        passages = len(self._library.passages)
        own, asked = scores[:passages], scaled(scores[passages:])
        rows = _best(asked, self._neighbours.lexical_count)
        weights = softmax_weights(asked[rows], self._neighbours.lexical_temperature)
        votes = self._library.votes.weigh(rows, weights * asked[rows])
        share = self._neighbours.own_words
        return np.asarray(share * scaled(own) + (1 - share) * votes, dtype=np.float32)

    def _hit(
        self,
        row: int,
        fused: NDArray[np.float32],
        dense: NDArray[np.float32],
        lexical: NDArray[np.float32],
        known: NDArray[np.float32],
        vector: Matrix,
    ) -> Hit:
        spans = self._library.sentence_spans[row]
        first = self._library.sentence_rows[row]
        similarities = _products(self._sentence_vectors[first : first + len(spans)], vector)
        return Hit(
            passage=self._library.passages[row],
            score=float(fused[row]),
            parts=HitParts(float(dense[row]), float(lexical[row]), float(known[row])),
            sentence_scores=tuple(
                (start, end, float(score))
                for (start, end), score in zip(spans, similarities.tolist())
            ),
        )


def _best(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    """Rows of the k highest scores, best first; ties by row, so that runs agree."""
    if k < len(scores):
        kth = np.partition(scores, len(scores) - k)[len(scores) - k]
        rows = np.flatnonzero(scores >= kth)
    else:
        rows = np.arange(len(scores))
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
