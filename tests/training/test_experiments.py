"""Variants of the model: what they leave out, and what their results look like."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.bank import read_known, read_unanswered
from assistant.build import read_passages
from assistant.evaluation.report_finding import learning_points
from assistant.evaluation.sets import Case
from assistant.records import KnownQuestion
from assistant.search.encoder import load_encoder
from training import experiments, leave_one_out
from training.data import Example, bank, retold, unanswerable
from training.experiments import VARIANTS, Variant
from training.model import Bags, Recipe
from training.train import ROOT
from training.variants import Material, outside, pretrained

TINY = Recipe(
    features=2000, dimension=16, pair_epochs=1, bank_epochs=1, pair_batch=8, bank_batch=32
)


@pytest.fixture(scope="module")
def material() -> Material:
    """A slice of the real thing."""
    passages, _ = read_passages(ROOT / "seeds")
    ids = {passage.id for passage in passages}
    questions = ROOT / "questions"
    chosen = bank(questions)[::400]
    texts = {example.text for example in chosen}
    known = [q for q in read_known(questions, ids) if q.text in texts]
    known += read_known(questions, ids)[:8]
    inside = {passage.id: 2 for passage in passages if passage.document.id == "003"}
    return Material(
        passages=passages,
        answerable=chosen,
        unanswerable=unanswerable(questions)[::400],
        general=[],
        pairs=[(f"催收{n}", f"collection {n}") for n in range(16)],
        known=tuple(known),
        unanswered=read_unanswered(questions)[::400],
        cases=(
            Case("平台要上门核实怎么办", "zh-Hans", "plain", "answerable", inside),
            Case("借呗是什么", "zh-Hans", "plain", "answerable", {"000#1.1": 2, "003#1.1": 2}),
        ),
    )


def test_a_share_of_the_bank_is_taken_out_of_training_and_index(material: Material) -> None:
    half = material.with_bank(2)
    assert half.answerable == material.answerable[::2]
    gone = {example.text for example in material.answerable[1::2]}
    assert not gone & {question.text for question in half.known}
    assert {e.text for e in half.answerable} <= {question.text for question in half.known}
    assert len(half.known) == len(half.answerable) + 4
    assert half.unanswerable == material.unanswerable and half.pairs == material.pairs


def test_n_grams_are_left_out_and_others_take_their_place(material: Material) -> None:
    bags = Bags()
    whole = pretrained(material, TINY, bags, on_pairs=False).module.vocabulary
    spoken = pretrained(material, TINY, bags, without=("p:",), on_pairs=False).module.vocabulary
    assert any(feature.startswith("p:") for feature in whole)
    assert not any(feature.startswith("p:") for feature in spoken)
    assert len(spoken) == len(whole) == TINY.features


def test_grades_of_a_section_are_taken_out() -> None:
    examples = [
        Example("both", "en", {"a": 2, "b": 2}),
        Example("only a", "en", {"a": 2, "b": 1}),
        Example("only b", "en", {"b": 2}),
    ]
    assert outside(examples, {"a"}) == [Example("both", "en", {"b": 2}), examples[2]]
    known = [KnownQuestion("q", "en", (("a", 2), ("b", 2))), KnownQuestion("r", "en", (("a", 2),))]
    assert leave_one_out.known_outside(known, {"a"}) == (KnownQuestion("q", "en", (("b", 2),)),)


def test_questions_answered_elsewhere_too_do_not_measure() -> None:
    case = Case("q", "en", "plain", "answerable", {"a": 2, "b": 1})
    assert leave_one_out.answered_only_by(case, {"a"})
    assert not leave_one_out.answered_only_by(replace(case, grades={"a": 2, "b": 2}), {"a"})
    assert not leave_one_out.answered_only_by(replace(case, grades={"a": 1}), {"a"})


def test_nothing_of_the_article_is_left(material: Material) -> None:
    smaller = leave_one_out.without_article(material, "003")
    assert {passage.document.id for passage in smaller.passages} == {"000", "001", "002", "004"}
    graded = [s for example in smaller.answerable for s in example.grades]
    graded += [s for question in smaller.known for s, _ in question.grades]
    assert graded and not [section for section in graded if section.startswith("003")]
    assert [case.question for case in smaller.cases] == ["平台要上门核实怎么办"]


def test_rows_are_measured_stored_and_kept(material: Material, tmp_path: Path) -> None:
    target = tmp_path / "experiments.json"
    names = ("everything", "half the bank", "rank fusion in place of the sum")
    chosen = [variant for variant in VARIANTS if variant.name in names]
    experiments.run(material, chosen[:1], target, TINY)
    first = json.loads(target.read_text(encoding="utf-8"))["variants"]
    experiments.run(material, chosen[1:], target, TINY)
    data = json.loads(target.read_text(encoding="utf-8"))
    assert data["questions"] == 2
    assert tuple(row["name"] for row in data["variants"]) == names
    assert data["variants"][0] == first[0]
    assert data["variants"][0]["slices"]["zh-Hans"]["hit1"]["count"] == 2
    sizes = [lines for lines, _, _ in learning_points(data)]
    assert sizes == [len(material.answerable[::2]), len(material.answerable)]


def test_an_index_without_known_questions_has_no_votes(material: Material) -> None:
    bench = experiments.Bench(material, TINY)
    row = bench.measure(Variant("x", known=False, keywords=False))
    assert row["lines"] == len(material.answerable)
    assert set(row["slices"]) == {"all", "zh-Hans"}


def test_same_seed_same_row(material: Material) -> None:
    rows = [experiments.Bench(material, TINY).measure(VARIANTS[0]) for _ in range(2)]
    assert rows[0] == rows[1]


def test_an_article_left_out_is_measured_beside_the_product(
    material: Material, tmp_path: Path
) -> None:
    target = tmp_path / "leave_one_out.json"
    leave_one_out.run(material, ["003", "001"], target, TINY)
    (row,) = json.loads(target.read_text(encoding="utf-8"))["articles"]
    assert (row["article"], row["questions"]) == ("003", 1)
    assert row["title"] in {p.document.title for p in material.passages if p.id.startswith("003#")}
    assert set(row["without"]) == set(row["with"]) == {"hit1", "hit3"}
    assert row["with"]["hit3"]["mean"] in (0.0, 1.0)


def test_retellings_are_pairs_only_where_both_lines_are_there() -> None:
    source = Example("催收上门怎么办", "zh-Hans", {"000#5.1": 2})
    told = Example("추심원이 오면", "ko", {"000#5.1": 2}, of="催收上门怎么办")
    assert retold([source, told]) == [("催收上门怎么办", "추심원이 오면")]
    assert retold([told]) == []


def test_what_the_model_at_hand_was_trained_as_is_not_trained_anew(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("trained")

    monkeypatch.setattr(experiments, "pretrained", refuse)
    bench = experiments.Bench(material, TINY, load_encoder("bundled"))
    by_name = {variant.name: variant for variant in VARIANTS}
    row = bench.measure(by_name["no keywords (BM25)"])
    assert row["slices"]["all"]["hit1"]["mean"] == 1.0
    with pytest.raises(AssertionError, match="trained"):
        bench.measure(by_name["half the bank"])
