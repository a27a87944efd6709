"""Rankings to compare with: keywords and character n-grams over the passages, rank fusion."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.records import Evidence, Passage
from assistant.search.fusion import reciprocal_rank_fusion
from assistant.search.lexical import LexicalIndex
from assistant.search.library import passage_text
from assistant.text.fold import fold
from assistant.text.words import WordTokenizer, trimmed_lexicon

Ranker = Callable[[str, Evidence], Sequence[str]]
"""Question and what the search saw of every passage -> passage ids, best first."""

ALL_TOGETHER = "all together"
PARTS = {"dense alone": "dense", "keywords alone": "lexical", "known questions alone": "known"}


def fused(question: str, evidence: Evidence) -> list[str]:
    """The product's own ranking."""
    return [hit.passage.id for hit in evidence.hits]


def by_part(name: str) -> Ranker:
    """Ranking by one source of evidence alone: dense, lexical or known.

    Ties go by id: left as they are found, they would keep the order of all together.
    """

    def rank(question: str, evidence: Evidence) -> list[str]:
        pairs = [(-getattr(hit.parts, name), hit.passage.id) for hit in evidence.hits]
        return [passage_id for _, passage_id in sorted(pairs)]

    return rank


def by_rank_fusion(question: str, evidence: Evidence) -> list[str]:
    """Reciprocal rank fusion of the three sources, which the weighted sum has to beat."""
    ids = sorted(hit.passage.id for hit in evidence.hits)
    row = {passage_id: i for i, passage_id in enumerate(ids)}
    rankings = [[row[one] for one in by_part(p)(question, evidence)] for p in PARTS.values()]
    scores = reciprocal_rank_fusion(rankings)
    return [ids[i] for i in sorted(scores, key=lambda i: (-scores[i], i))]


class PassageKeywords:
    """BM25 over jieba words of the passages alone: no known questions, no character pairs."""

    def __init__(self, passages: Sequence[Passage], questions: Sequence[str]) -> None:
        texts = [passage_text(passage) for passage in passages]
        self._ids = [passage.id for passage in passages]
        self._tokenizer = WordTokenizer(trimmed_lexicon([*texts, *questions]))
        self._index = LexicalIndex.build([self._words(text) for text in texts])

    def __call__(self, question: str, evidence: Evidence) -> list[str]:
        scores = self._index.scores(self._words(question))
        return [self._ids[i] for i in np.argsort(-scores, kind="stable")]

    def _words(self, text: str) -> list[str]:
        """Words only: the tokenizer marks character pairs with a line before them."""
        return [token for token in self._tokenizer(text) if not token.startswith("_")]


class CharacterNgrams:
    """TF-IDF over one to three characters of the passages, script and width folded."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._ids = [passage.id for passage in passages]
        self._vectorizer = TfidfVectorizer(
            analyzer="char", ngram_range=(1, 3), preprocessor=fold, sublinear_tf=True
        )
        self._rows = self._vectorizer.fit_transform([passage_text(p) for p in passages])

    def __call__(self, question: str, evidence: Evidence) -> list[str]:
        scores = (self._rows @ self._vectorizer.transform([question]).T).toarray()[:, 0]
        return [self._ids[i] for i in np.argsort(-scores, kind="stable")]


def systems(passages: Sequence[Passage], questions: Sequence[str]) -> dict[str, Ranker]:
    """What stands in the table of the report: the product, its parts, and the baselines."""
    return {
        ALL_TOGETHER: fused,
        **{name: by_part(part) for name, part in PARTS.items()},
        "rank fusion of the three": by_rank_fusion,
        "BM25, jieba words of the passages": PassageKeywords(passages, questions),
        "TF-IDF, 1–3 characters": CharacterNgrams(passages),
    }
