"""Baselines, parts and comparisons of the search, on a handful of questions."""

from __future__ import annotations

from dataclasses import replace

from assistant import Assistant
from assistant.evaluation import baselines
from assistant.evaluation.retrieval import score_rankings, worst_first
from assistant.evaluation.run import Results
from assistant.evaluation.sets import Case
from assistant.records import Evidence, HitParts


def whole(assistant: Assistant, question: str) -> Evidence:
    return assistant.evidence(question, k=len(assistant.passages))


def test_every_system_ranks_every_passage_once(assistant: Assistant) -> None:
    question = "催收人员可以联系我的家人吗"
    evidence = whole(assistant, question)
    ids = sorted(passage.id for passage in assistant.passages)
    for name, rank in baselines.systems(assistant.passages, [question]).items():
        assert sorted(rank(question, evidence)) == ids, name


def test_passage_baselines_find_a_heading_by_its_words(assistant: Assistant) -> None:
    passage = assistant.passages[10]
    question = passage.text.splitlines()[0][:40]
    evidence = whole(assistant, question)
    keywords = baselines.PassageKeywords(assistant.passages, [question])
    ngrams = baselines.CharacterNgrams(assistant.passages)
    assert keywords(question, evidence)[0] == passage.id
    assert ngrams(question, evidence)[0] == passage.id


def test_keywords_know_no_english_question(assistant: Assistant) -> None:
    question = "may they visit my home"
    ranking = baselines.PassageKeywords(assistant.passages, [question])(
        question, whole(assistant, question)
    )
    assert ranking == [passage.id for passage in assistant.passages]


def test_a_part_that_knows_nothing_does_not_borrow_the_fused_order(assistant: Assistant) -> None:
    evidence = whole(assistant, "催收上门怎么办")
    blind = replace(
        evidence,
        hits=tuple(replace(hit, parts=HitParts(0.0, 0.0, 0.0)) for hit in evidence.hits),
    )
    ids = sorted(hit.passage.id for hit in evidence.hits)
    assert [hit.passage.id for hit in evidence.hits] != ids
    assert baselines.by_part("lexical")("", blind) == ids


def test_rank_fusion_by_hand(assistant: Assistant) -> None:
    evidence = whole(assistant, "催收上门怎么办")
    a, b, c = evidence.hits[:3]
    # Ranks by dense, lexical, known: a 1 2 2, b 2 1 1, c 3 3 3.
    three = (
        replace(a, parts=HitParts(0.9, 0.5, 0.5)),
        replace(b, parts=HitParts(0.8, 0.6, 0.6)),
        replace(c, parts=HitParts(0.1, 0.1, 0.1)),
    )
    found = baselines.by_rank_fusion("", replace(evidence, hits=three))
    assert found == [b.passage.id, a.passage.id, c.passage.id]


def test_worst_misses_come_first_and_hits_are_none() -> None:
    cases = [Case(str(n), "en", "plain", "answerable", {"x": 2, "y": 1}) for n in range(3)]
    rankings = [["y", "x", "z"], ["x", "y", "z"], ["y", "z", "x"]]
    misses = worst_first(cases, rankings)
    assert [(miss.case.question, miss.rank, miss.first) for miss in misses] == [
        ("2", 3, "y"),
        ("0", 2, "y"),
    ]
    assert misses[0].wanted == ("x",)


def test_both_gradings_score_the_same_rankings() -> None:
    cases = [Case("q", "en", "plain", "answerable", {"a": 2}, {"b": 2})]
    rankings = [["b", "a"]]
    assert score_rankings(cases, rankings)["en"].hit1.mean == 0.0
    assert score_rankings(cases, rankings, writer=True)["en"].hit1.mean == 1.0


def test_only_questions_with_both_gradings_are_compared(results: Results) -> None:
    settled, writer = results.finding.writer["settled"], results.finding.writer["writer"]
    assert settled["all"].hit1.count == writer["all"].hit1.count == 2
    assert settled["en"].hit3.mean == 1.0 and writer["en"].hit3.mean == 0.0
    assert settled["zh-Hans"].hit3 == writer["zh-Hans"].hit3


def test_an_index_set_beside_is_a_further_system(results: Results) -> None:
    systems = results.finding.systems
    assert list(systems)[-1] == "twin"
    assert systems["twin"] == systems["all together"]


def test_right_is_one_for_questions_whose_first_three_answer(results: Results) -> None:
    assert results.finding.right == (1.0, 1.0, 0.0)
    assert results.finding.misses[0].case.question == "今天天气好 | *好*吗"
