"""Answers and sources as the page needs them: plain data, ready to be laid out.

The page builds its elements from these with ``textContent`` alone, so nothing
that a person typed or an article holds can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from assistant.chat import MAX_QUESTION
from assistant.records import Answer, AnswerKind, Conjecture, Passage, Point, Quote
from assistant.reply.answer import SURE
from assistant.reply.compose import agreement_line, citation, restored_line
from assistant.reply.language import other_language
from assistant.reply.phrases import Phrases, phrases
from assistant.ui.explain import Explanation
from assistant.ui.source import RawSection, shown, shown_parts

View = dict[str, Any]
CONFIDENT = (("high", 0.8), ("fair", 0.5), ("low", 0.0))
"""What a probability is called, from the top."""


def answer_view(answer: Answer) -> View:
    """One answer."""
    words = phrases(answer.language)
    return {
        "kind": answer.kind.value,
        "sure": answer.confidence >= SURE,
        "language": answer.language,
        "question": answer.question,
        "resolved": _resolved(answer, words),
        "notice": _notice(answer, words),
        "warnings": list(answer.warnings),
        "alerts": list(answer.alerts),
        "lead": answer.lead,
        "points": [point_view(point, words) for point in answer.points],
        "after": words.where_to_ask if answer.kind is AnswerKind.RELATED else "",
        "care": answer.care,
        "restored": restored_line(answer.points, words),
        "note": answer.note,
        "next": list(answer.next_questions),
        "confidence": round(answer.confidence, 3),
        "markdown": answer.text,
    }


def _resolved(answer: Answer, words: Phrases) -> str:
    """How a follow-up was understood, where that is more than what was typed."""
    unchanged = answer.resolved.strip() == answer.question.strip()
    if unchanged or answer.kind is AnswerKind.URGENT:
        return ""
    space = " " if answer.language == "en" else ""
    return words.resolved.rstrip() + space + answer.resolved[:200]


def _notice(answer: Answer, words: Phrases) -> str:
    """In what language the answer is, for those who wrote in another; what was left unread."""
    foreign = words.foreign.get(other_language(answer.question), "")
    long = len(answer.resolved) > MAX_QUESTION
    cut = words.too_long.format(limit=MAX_QUESTION) if long else ""
    return " ".join(part for part in (foreign, cut) if part)


def point_view(point: Point, words: Phrases) -> View:
    """A piece of advice: the quote, how many articles agree, and where they say so."""
    return {
        "quote": quote_view(point.quote, words),
        "agreement": agreement_line(point, words),
        "agreeing": [quote_view(quote, words) for quote in point.agreeing],
    }


def quote_view(quote: Quote, words: Phrases) -> View:
    """A quote in the reader's script, in pieces, so that restored characters can be marked."""
    language = words.language
    pieces = text_pieces(quote.text, (), quote.conjectures, language)
    return {
        "passage": quote.passage.id,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "pieces": pieces,
        "translation": (quote.translation or "") if language == "en" else "",
        "citation": citation(quote, language),
    }


def text_pieces(
    text: str,
    quoted: Sequence[tuple[int, int]],
    conjectures: Sequence[Conjecture],
    language: str,
) -> list[View]:
    """``text`` cut where a quote or a restored word begins or ends.

    ``t`` is the text itself, ``s`` the text in the reader's script where that
    differs, ``q`` marks quoted characters, ``c`` says why characters were restored.
    """
    spans = [*quoted, *((c.start, c.end) for c in conjectures)]
    cuts = sorted({edge for span in spans for edge in span if 0 < edge < len(text)})
    converted = shown_parts(text, cuts, language)
    places = pairwise([0, *cuts, len(text)])
    return [
        _piece(
            text[a:b], part, a, quoted, [c for c in conjectures if c.start <= a < c.end], language
        )
        for (a, b), part in zip(places, converted)
        if b > a
    ]


def _piece(
    text: str,
    converted: str,
    start: int,
    quoted: Iterable[tuple[int, int]],
    restored: Sequence[Conjecture],
    language: str,
) -> View:
    piece: View = {"t": text}
    if converted != text:
        piece["s"] = converted
    if any(a <= start < b for a, b in quoted):
        piece["q"] = True
    if restored:
        piece["c"] = shown(restored[0].reason, language)
    return piece


def source_view(
    passages: Sequence[Passage], chosen: Passage, span: tuple[int, int], language: str
) -> View:
    """The article that a passage stands in, repaired, with the quoted characters marked."""
    document = chosen.document
    translation = chosen.translation if language == "en" else None
    return {
        "document": document.id,
        "title": shown(document.title, language),
        "translated_title": translation.title if translation else "",
        "date": document.date or "",
        "author": shown(document.author or "", language),
        "file": document.source,
        "chosen": chosen.id,
        "sections": [
            section_view(p, span if p is chosen else None, language)
            for p in passages
            if p.document.id == document.id
        ],
    }


def section_view(passage: Passage, span: tuple[int, int] | None, language: str) -> View:
    """One section of an article; ``span`` is what was quoted of it."""
    translation = passage.translation if language == "en" else None
    segments = translation.segments if translation else ()
    return {
        "id": passage.id,
        "chapter": shown(passage.heading.chapter, language),
        "heading": text_pieces(passage.heading.section, (), passage.heading.conjectures, language),
        "pieces": text_pieces(passage.text, [span] if span else [], passage.conjectures, language),
        "translated_chapter": translation.chapter if translation else "",
        "translated_heading": translation.section if translation else "",
        "translated": [
            {"t": s.text, "q": bool(span and s.start < span[1] and s.end > span[0])}
            for s in segments
        ],
    }


def raw_view(section: RawSection | None) -> View:
    """A section as it was found; empty where the file is not here."""
    if section is None:
        return {}
    return {
        "file": section.file,
        "first": section.first_line,
        "last": section.last_line,
        "text": section.text,
    }


def why_view(answer: Answer, explanation: Explanation, passages: Sequence[Passage]) -> View:
    """What an answer was matched by: words, the nearest known question, similarity."""
    by_id = {passage.id: passage for passage in passages}
    language = answer.language
    return {
        "confidence": round(answer.confidence, 3),
        "confidence_word": next(word for word, least in CONFIDENT if answer.confidence >= least),
        "known": explanation.known or "",
        "known_language": explanation.known_language or "",
        "known_similarity": round(max(0.0, explanation.known_similarity), 3),
        "matches": [
            {
                "heading": _heading(by_id[match.passage_id], language),
                "words": [shown(word, language) for word in match.words],
                "similarity": round(max(0.0, match.similarity), 3),
            }
            for match in explanation.matches
        ],
    }


def _heading(passage: Passage, language: str) -> str:
    if language == "en" and passage.translation is not None:
        return passage.translation.section
    return shown(passage.heading.section, language)
