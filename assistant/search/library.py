"""The library: everything that a search needs, built once and saved as ``index/``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.records import QUESTION_CLASSES, KnownQuestion, Passage, UnansweredQuestion
from assistant.search.dense import FaissStore
from assistant.search.encoder import Encoder, Progress
from assistant.search.known import KnownQuestions, Votes
from assistant.search.lexical import LexicalIndex
from assistant.search.variety import Alike
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
    """In the order of ``QUESTION_CLASSES``."""
    sentence_spans: tuple[Spans, ...]
    lexicon: str
    dense: FaissStore
    sentences: FaissStore
    questions: FaissStore
    unanswerable: FaissStore
    lexical: LexicalIndex
    words: WordTokenizer
    votes: Votes
    alike: Alike
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
    """Embed and index everything; unanswerable questions are kept class by class."""
    unanswered = tuple(sorted(unanswered, key=lambda q: QUESTION_CLASSES.index(q.kind)))
    words = WordTokenizer(lexicon)
    sentences = [
        sentence_text(passage, span)
        for passage, spans in zip(passages, sentence_spans)
        for span in spans
    ]
    documents = [passage_text(p) for p in passages]
    questions = encoder.encode_queries([q.text for q in known])
    votes = Votes.build(known, [passage.id for passage in passages])
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
        lexical=LexicalIndex.build([words(text) for text in documents + [q.text for q in known]]),
        words=words,
        votes=votes,
        alike=Alike.build(votes),
        sentence_rows=first_rows(sentence_spans),
    )


def class_bounds(unanswered: Sequence[UnansweredQuestion]) -> tuple[tuple[int, int], ...]:
    """(first row, end) of each class but the first, of questions in the order of classes."""
    kinds = [question.kind for question in unanswered]
    counts = [kinds.count(name) for name in QUESTION_CLASSES[1:]]
    ends = list(accumulate(counts))
    return tuple((end - count, end) for count, end in zip(counts, ends))
