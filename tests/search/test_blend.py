"""Two searches blended into one."""

from __future__ import annotations

import pytest

from assistant.records import Document, Evidence, Heading, Hit, HitParts, Passage, Place
from assistant.search.blend import blend


def hit(name: str, score: float, parts: tuple[float, float, float]) -> Hit:
    document = Document(name[:3], "title", "file.txt")
    passage = Passage(name, document, Heading("", name), "先谈。", (), Place(0, 1, 1, 1))
    return Hit(passage, score, HitParts(*parts), ((0, 3, score),))


NOW = Evidence(
    (hit("000#1.1", 0.8, (0.8, 0.4, 0.2)), hit("001#1.1", 0.2, (0.1, 0.1, 0.1))),
    (),
    0.8,
    (0.4, 0.3, 0.2, 0.1),
    (-1.0, -2.0, -3.0, -4.0),
)
BEFORE = Evidence(
    (hit("001#1.1", 1.0, (0.9, 0.9, 0.9)), hit("002#1.1", 0.5, (0.5, 0.5, 0.5))),
    (),
    0.4,
    (0.8, 0.1, 0.0, 0.1),
    (-3.0, -2.0, -1.0, -4.0),
)


def test_scores_and_witnesses_are_mixed_by_share() -> None:
    mixed = blend(NOW, BEFORE, 0.4, 3)
    assert [h.passage.id for h in mixed.hits] == ["000#1.1", "001#1.1", "002#1.1"]
    # What only one of the two found counts as the last hit of the other.
    assert [h.score for h in mixed.hits] == pytest.approx([0.68, 0.52, 0.32])
    assert mixed.hits[1].parts.dense == pytest.approx(0.42)
    assert mixed.hits[0].parts.lexical == pytest.approx(0.44)
    assert mixed.hits[1].sentence_scores[0][2] == pytest.approx(0.52)
    assert mixed.hits[2].sentence_scores[0][2] == pytest.approx(0.5)
    assert mixed.best_dense == pytest.approx(0.64)
    assert mixed.nearest == pytest.approx((0.56, 0.22, 0.12, 0.1))
    assert mixed.topic == pytest.approx((-1.8, -2.0, -2.2, -4.0))


def test_no_share_leaves_the_order_and_the_cut_holds() -> None:
    assert [h.passage.id for h in blend(NOW, BEFORE, 0.0, 2).hits] == ["000#1.1", "001#1.1"]


def test_a_search_without_hits_changes_nothing() -> None:
    nothing = Evidence((), (), 0.0, (0.0, 0.0, 0.0, 0.0))
    assert blend(NOW, nothing, 0.4, 3) == NOW
    assert blend(nothing, BEFORE, 0.4, 3) == nothing
