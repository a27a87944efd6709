"""Keyword search: BM25 over jieba words and character pairs.  The only home of bm25s.

bm25s scores every (token, document) pair when it indexes; a search adds up
columns of that sparse matrix.  Searching therefore needs only the matrix, and
bm25s itself, which loads scipy, is imported for building alone.  A test holds
the scores to those of bm25s.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import LibraryError

Scores = NDArray[np.float32]

MATRIX = "bm25.npz"
VOCABULARY = "bm25.json"


class LexicalIndex:
    """BM25 (Lucene's variant, k1 = 1.5, b = 0.75) over token lists.

    Robertson and Zaragoza (2009), The Probabilistic Relevance Framework;
    Lu (2024), BM25S, arXiv 2407.03618.
    """

    def __init__(self, matrix: Mapping[str, NDArray[Any]], tokens: Sequence[str]) -> None:
        self._data = matrix["data"]
        self._documents = matrix["documents"]
        self._bounds = matrix["bounds"]
        self._size = int(matrix["size"])
        self._tokens = tuple(tokens)
        self._column_of = {token: column for column, token in enumerate(tokens)}

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]]) -> LexicalIndex:
        """Index one token list a document; empty ones are allowed."""
        import bm25s

        index = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
        # bm25s cannot index nothing; a token that no question has changes no score.
        index.index([list(tokens) or [""] for tokens in documents] or [[""]], show_progress=False)
        tokens = sorted(index.vocab_dict, key=index.vocab_dict.__getitem__)
        matrix: dict[str, NDArray[Any]] = {
            "data": np.asarray(index.scores["data"], dtype=np.float32),
            "documents": np.asarray(index.scores["indices"], dtype=np.int32),
            "bounds": np.asarray(index.scores["indptr"], dtype=np.int64),
            "size": np.array(len(documents)),
        }
        return cls(matrix, tokens)

    @property
    def size(self) -> int:
        """Number of documents."""
        return self._size

    def scores(self, tokens: Sequence[str]) -> Scores:
        """(size,) BM25 scores; all zero when no token is known."""
        total = np.zeros(self._size, dtype=np.float32)
        for token in tokens:
            column = self._column_of.get(token)
            if column is not None and token:
                start, end = self._bounds[column], self._bounds[column + 1]
                total[self._documents[start:end]] += self._data[start:end]
        return total

    def to_files(self) -> dict[str, bytes]:
        """File names and contents, as ``from_files`` takes them."""
        buffer = io.BytesIO()
        np.savez(
            buffer,
            data=self._data,
            documents=self._documents,
            bounds=self._bounds,
            size=np.array(self._size),
        )
        names = json.dumps(self._tokens, ensure_ascii=False, separators=(",", ":"))
        return {MATRIX: buffer.getvalue(), VOCABULARY: names.encode("utf-8")}

    @classmethod
    def from_files(cls, content: Mapping[str, bytes]) -> LexicalIndex:
        """Read what ``to_files`` gave; ``LibraryError`` if it cannot be read."""
        try:
            with np.load(io.BytesIO(content[MATRIX]), allow_pickle=False) as matrix:
                return cls({name: matrix[name] for name in matrix.files}, _tokens(content))
        except (OSError, ValueError, KeyError) as error:
            raise LibraryError(f"the keyword index cannot be read ({error})") from error


def _tokens(content: Mapping[str, bytes]) -> list[str]:
    tokens: list[str] = json.loads(content[VOCABULARY])
    return tokens
