"""Which sentences are quoted, and when articles are said to agree."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.records import Accord, Document, Heading, Hit, HitParts, Passage, Place
from assistant.reply.quote import Agreement, Agreements, best_quote, choose_points

NONE = Agreements([])


def passage(name: str, *sentences: str) -> Passage:
    document = Document(name.split("#")[0], "title", "file.txt")
    text = "".join(sentences)
    return Passage(name, document, Heading("", name), text, (), Place(0, 1, 1, 1))


def hit(passage: Passage, sentences: list[str], scores: list[float], score: float = 1.0) -> Hit:
    spans, start = [], 0
    for sentence, value in zip(sentences, scores):
        start = passage.text.index(sentence, start)
        spans.append((start, start + len(sentence), value))
        start += len(sentence)
    return Hit(passage, score, HitParts(0, 0, 0), tuple(spans))


def test_only_the_sentence_that_fits_is_quoted() -> None:
    sentences = ["天气很好。", "可以主动协商还款。", "公司成立于去年。"]
    found = hit(passage("000#1.1", *sentences), sentences, [0.1, 0.8, 0.2])
    quote, core = best_quote(found)
    assert quote.text == "可以主动协商还款。"
    assert core == (quote.start, quote.end)


def test_neighbours_that_fit_nearly_as_well_come_along() -> None:
    sentences = ["保持冷静。", "可以主动协商还款。"]
    quote, _ = best_quote(hit(passage("000#1.1", *sentences), sentences, [0.6, 0.8]))
    assert quote.text == "保持冷静。可以主动协商还款。"


def test_a_sentence_that_leans_on_the_one_before_brings_it() -> None:
    sentences = ["平台会派人上门。", "这种方式可以直接沟通。"]
    quote, _ = best_quote(hit(passage("000#1.1", *sentences), sentences, [0.1, 0.9]))
    assert quote.text == "平台会派人上门。这种方式可以直接沟通。"


def test_a_line_that_only_opens_a_list_is_not_the_answer() -> None:
    sentences = ["可以采取以下措施：\n", "积极沟通：主动联系。"]
    found = passage("000#1.1", *sentences)
    spans = ((0, 9, 0.9), (10, len(found.text), 0.5))
    quote, _ = best_quote(Hit(found, 1.0, HitParts(0, 0, 0), spans))
    assert quote.text == "积极沟通：主动联系。"


def agreement(*members: Passage) -> Agreements:
    accord = Accord("主动协商", "Negotiate", True)
    return Agreements([Agreement(accord, tuple((m, 0, len(m.text)) for m in members))])


def test_same_advice_is_said_once_with_all_its_citations() -> None:
    one, two, three = (passage(f"00{n}#5.1", f"可以协商{n}。") for n in range(3))
    hits = [hit(p, [p.text], [0.9], 1 - 0.01 * i) for i, p in enumerate((one, two, three))]
    points = choose_points(hits, agreement(one, two, three))
    assert [p.quote.passage.id for p in points] == ["000#5.1"]
    assert [q.passage.id for q in points[0].agreeing] == ["001#5.1", "002#5.1"]
    assert points[0].accord is not None and points[0].accord.label == "主动协商"


def test_hits_far_below_the_best_are_not_quoted() -> None:
    hits = [
        hit(passage(f"00{n}#1.1", f"句子{n}。"), [f"句子{n}。"], [0.9], score)
        for n, score in enumerate((2.9, 2.5, 1.0, 2.3))
    ]
    # Scores need not fall: what comes behind a far one is looked at as well.
    points = choose_points(hits, NONE)
    assert [p.quote.passage.id for p in points] == ["000#1.1", "001#1.1", "003#1.1"]


def test_seen_quotes_are_left_out() -> None:
    one, two = (passage(f"00{n}#1.1", f"句子{n}。") for n in range(2))
    hits = [hit(one, [one.text], [0.9], 1.0), hit(two, [two.text], [0.9], 0.9)]
    points = choose_points(hits, NONE, frozenset({("000#1.1", 0, 4)}))
    assert [p.quote.passage.id for p in points] == ["001#1.1"]


def test_more_gives_what_a_passage_says_besides() -> None:
    sentences = ["先冷静。", "可以协商。", "记好账。", "找律师。"]
    found = hit(passage("000#1.1", *sentences), sentences, [0.9, 0.8, 0.5, 0.6])
    first = choose_points([found], NONE)[0].quote
    assert first.text == "先冷静。可以协商。"
    seen = frozenset({(first.passage.id, first.start, first.end)})
    assert choose_points([found], NONE, seen)[0].quote.text == "记好账。找律师。"
    all_seen = frozenset({("000#1.1", 0, len(found.passage.text))})
    assert choose_points([found], NONE, all_seen) == ()


def test_a_quote_never_bridges_what_was_seen() -> None:
    sentences = ["先冷静。", "可以协商。", "记好账。"]
    found = hit(passage("000#1.1", *sentences), sentences, [0.9, 0.8, 0.88])
    quote = choose_points([found], NONE, frozenset({("000#1.1", 4, 9)}))[0].quote
    assert quote.text == "先冷静。"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(st.text("借款人这也可。：，", min_size=1, max_size=12), min_size=1, max_size=6),
    st.data(),
)
def test_a_quote_is_always_whole_sentences(parts: list[str], data: st.DataObject) -> None:
    sentences = [part + "。" for part in parts]
    scores = data.draw(st.lists(st.floats(-1, 1), min_size=len(sentences), max_size=len(sentences)))
    found = hit(passage("000#1.1", *sentences), sentences, scores)
    quote, core = best_quote(found)
    starts = {start for start, _, _ in found.sentence_scores}
    ends = {end for _, end, _ in found.sentence_scores}
    assert quote.start in starts and quote.end in ends
    assert quote.start <= core[0] < core[1] <= quote.end
    assert all(a[1] <= b[0] for a, b in pairwise(found.sentence_scores))


def test_shipped_agreements_stand_in_their_passages(assistant) -> None:
    """Every sentence that is said to agree is a whole sentence of its passage."""
    from assistant.text.sentences import sentences

    by_id = {p.id: p for p in assistant.passages}
    for group in assistant.manifest.agreements:
        documents = {by_id[p].document.id for p, _, _ in group["members"]}
        assert len(documents) >= 2, group["label"]
        for passage_id, start, end in group["members"]:
            assert (start, end) in sentences(by_id[passage_id].text), group["label"]
