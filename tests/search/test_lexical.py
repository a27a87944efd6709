"""Our addition of BM25 columns beside bm25s, and jieba's words."""

from __future__ import annotations

import bm25s
import jieba
import numpy as np
import pytest

from assistant.errors import LibraryError
from assistant.search.lexical import LexicalIndex
from assistant.text.words import WordTokenizer, trimmed_lexicon

DOCUMENTS = [
    ["催收", "上门", "怎么办"],
    ["催收", "电话", "电话", "骚扰"],
    [],
    ["天气"],
    ["上门", "上门", "上门", "核实", "催收"],
]


@pytest.mark.parametrize(
    "query", [["催收"], ["上门", "催收", "上门"], ["电话", "没有的词"], ["没有的词"], [], [""]]
)
def test_scores_are_those_of_bm25s(query: list[str]) -> None:
    index = LexicalIndex.build(DOCUMENTS)
    reference = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    reference.index([tokens or [""] for tokens in DOCUMENTS], show_progress=False)
    known = [token for token in query if token and token in reference.vocab_dict]
    expected = reference.get_scores(known) if known else np.zeros(len(DOCUMENTS))
    assert index.scores(query) == pytest.approx(expected)


def test_bm25_by_hand() -> None:
    # Two documents of equal length, one of which has the term once:
    # idf = ln(1 + (2 - 1 + 0.5) / (1 + 0.5)) = ln 2, tf part = 1 / (1 + 1.5).
    scores = LexicalIndex.build([["a", "b"], ["c", "d"]]).scores(["a"])
    assert scores.tolist() == pytest.approx([np.log(2) / 2.5, 0.0])


def test_files_go_round() -> None:
    index = LexicalIndex.build(DOCUMENTS)
    again = LexicalIndex.from_files(index.to_files())
    assert again.size == 5
    assert np.array_equal(again.scores(["催收", "电话"]), index.scores(["催收", "电话"]))


def test_damaged_files_are_refused() -> None:
    files = LexicalIndex.build(DOCUMENTS).to_files()
    with pytest.raises(LibraryError):
        LexicalIndex.from_files({**files, "bm25.npz": b"nonsense"})


def test_empty_index_finds_nothing() -> None:
    assert LexicalIndex.build([]).scores(["催收"]).tolist() == []


def test_trimmed_lexicon_cuts_words_like_the_full_one() -> None:
    full = jieba.Tokenizer()
    texts = ["借款人可以主动与催收人员沟通，尝试协商还款方案", "寻求法律援助，避免骚扰"]
    words = WordTokenizer(trimmed_lexicon(texts))
    for text in texts:
        expected = {w for w in full.cut_for_search(text, HMM=False) if len(w) > 1}
        assert expected <= set(words(text)), text
    assert "_款人" in words("借款人")
    assert words("借款人尋求法律援助") == words("借款人寻求法律援助")


def test_words_of_other_scripts_stay_whole() -> None:
    words = WordTokenizer("催收 3 n\n")
    assert words("Can they CALL my boss? 催收") == [
        "can", "they", "call", "my", "boss", "催收", "_催收",
    ]  # fmt: skip
