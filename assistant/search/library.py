"""The library: everything that a search needs, built once and saved as ``index/``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.records import QUESTION_CLASSES, KnownQuestion, Passage, UnansweredQuestion
from assistant.search.dense import FaissStore
from assistant.search.encoder import Encoder, Matrix, Progress, unit
from assistant.search.known import KnownQuestions, Votes
from assistant.search.lexical import LexicalIndex
from assistant.text.words import WordTokenizer

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Library:
    """Passages and their indexes.

    ``lexical`` holds the passages first, then the known questions.  Sentences
    of passage ``i`` are rows ``sentence_rows[i]`` onwards of ``sentences``, one
    for each span of ``sentence_spans[i]``.
    """

    passages: tuple[Passage, ...]
    known: KnownQuestions
    unanswered: tuple[UnansweredQuestion, ...]
    sentence_spans: tuple[Spans, ...]
    lexicon: str
    dense: FaissStore
    sentences: FaissStore
    questions: FaissStore
    unanswerable: FaissStore
    central: Matrix
    """(4, d) unit mean vector of each class of question; zero for an empty class."""
    lexical: LexicalIndex
    words: WordTokenizer
    votes: Votes
    sentence_rows: tuple[int, ...]


def passage_text(passage: Passage) -> str:
    """What is embedded and indexed of a passage: its headings and its text."""
    parts = (passage.heading.chapter, passage.heading.section, passage.text)
    return "\n".join(part for part in parts if part)


def sentence_text(passage: Passage, span: tuple[int, int]) -> str:
    """What is embedded of one sentence."""
    return passage.text[span[0] : span[1]]


def first_rows(spans: Sequence[Spans]) -> tuple[int, ...]:
    """Row of each passage's first sentence."""
    rows, row = [], 0
    for passage_spans in spans:
        rows.append(row)
        row += len(passage_spans)
    return tuple(rows)


def assemble(
    passages: tuple[Passage, ...],
    sentence_spans: tuple[Spans, ...],
    known: Sequence[KnownQuestion],
    unanswered: tuple[UnansweredQuestion, ...],
    lexicon: str,
    encoder: Encoder,
    progress: Progress | None = None,
) -> Library:
    """Embed and index everything."""
    words = WordTokenizer(lexicon)
    sentences = [
        sentence_text(passage, span)
        for passage, spans in zip(passages, sentence_spans)
        for span in spans
    ]
    documents = [passage_text(p) for p in passages]
    questions = encoder.encode_queries([q.text for q in known])
    unanswerable = encoder.encode_queries([q.text for q in unanswered])
    return Library(
        passages=passages,
        known=KnownQuestions.of(known),
        unanswered=unanswered,
        sentence_spans=sentence_spans,
        lexicon=lexicon,
        dense=FaissStore.build(encoder.encode_passages(documents, progress)),
        sentences=FaissStore.build(encoder.encode_passages(sentences, progress)),
        questions=FaissStore.build(questions, compact=True),
        unanswerable=FaissStore.build(unanswerable, compact=True),
        central=class_means(questions, unanswerable, unanswered),
        lexical=LexicalIndex.build([words(text) for text in documents + [q.text for q in known]]),
        words=words,
        votes=Votes.build(known, [passage.id for passage in passages]),
        sentence_rows=first_rows(sentence_spans),
    )


def class_means(
    questions: Matrix, unanswerable: Matrix, unanswered: Sequence[UnansweredQuestion]
) -> Matrix:
    """(4, d) unit mean vectors in the order of ``QUESTION_CLASSES``."""
    means = np.zeros((len(QUESTION_CLASSES), questions.shape[1]), dtype=np.float32)
    for row, name in enumerate(QUESTION_CLASSES):
        chosen = [i for i, q in enumerate(unanswered) if q.kind == name]
        vectors = questions if name == "answerable" else unanswerable[chosen]
        if len(vectors):
            means[row] = vectors.mean(axis=0)
    return unit(means)
