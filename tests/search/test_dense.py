"""The FAISS store beside an exact reference in plain numpy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import LibraryError
from assistant.search.dense import FaissStore
from assistant.search.encoder import unit


def vectors(count: int, seed: int = 0) -> np.ndarray:
    return unit(np.random.default_rng(seed).normal(size=(count, 32)))


@pytest.mark.parametrize(("compact", "tolerance"), [(False, 1e-6), (True, 2e-3)])
def test_search_agrees_with_numpy(compact: bool, tolerance: float) -> None:
    stored, queries = vectors(500), vectors(20, seed=1)
    exact = queries @ stored.T
    scores, rows = FaissStore.build(stored, compact=compact).search(queries, 10)
    assert np.allclose(scores, -np.sort(-exact, axis=1)[:, :10], atol=tolerance)
    # Ties apart, each row found must have the similarity that is reported for it.
    assert np.allclose(np.take_along_axis(exact, rows, axis=1), scores, atol=tolerance)


@pytest.mark.parametrize("compact", [False, True])
def test_bytes_go_round_on_a_non_ascii_path(tmp_path: Path, compact: bool) -> None:
    store = FaissStore.build(vectors(50), compact=compact)
    path = tmp_path / "索引 フォルダ" / "向量.faiss"
    path.parent.mkdir()
    path.write_bytes(store.to_bytes())
    again = FaissStore.from_bytes(path.read_bytes())
    assert np.array_equal(again.vectors(), store.vectors())
    assert again.to_bytes() == store.to_bytes()


def test_compact_vectors_survive_being_stored_again() -> None:
    once = FaissStore.build(vectors(50), compact=True).vectors()
    assert np.array_equal(FaissStore.build(once, compact=True).vectors(), once)


@pytest.mark.parametrize("compact", [False, True])
def test_search_among_some_rows_agrees_with_a_store_of_those_rows(compact: bool) -> None:
    stored, queries = vectors(300), vectors(5, seed=2)
    scores, rows = FaissStore.build(stored, compact=compact).search(queries, 7, (100, 180))
    part_scores, part_rows = FaissStore.build(stored[100:180], compact=compact).search(queries, 7)
    assert np.array_equal(rows, part_rows + 100)
    assert np.array_equal(scores, part_scores)


def test_fewer_rows_than_asked_for_are_all_found() -> None:
    store = FaissStore.build(vectors(20))
    assert sorted(store.search(vectors(1, seed=3), 9, (4, 7))[1][0]) == [4, 5, 6]
    assert store.search(vectors(1, seed=3), 9, (4, 4))[1].shape == (1, 0)


def test_empty_store_finds_nothing() -> None:
    scores, rows = FaissStore.build(np.zeros((0, 8), dtype=np.float32)).search(
        np.ones((1, 8), dtype=np.float32), 5
    )
    assert scores.shape == rows.shape == (1, 0)


def test_damaged_bytes_are_refused() -> None:
    with pytest.raises(LibraryError, match="not a FAISS index"):
        FaissStore.from_bytes(b"not an index at all")
