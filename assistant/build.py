"""The build line: seeds and questions -> ``index/``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.bank import read_known, read_suggestions, read_unanswered
from assistant.calibrate import calibrate, open_judge, stored_judge
from assistant.errors import LibraryError, SeedError
from assistant.records import KnownQuestion, Passage, UnansweredQuestion
from assistant.reply.confidence import Judge
from assistant.search.encoder import Encoder, Matrix, Progress
from assistant.search.library import Library, Spans, assemble, passage_text, sentence_text
from assistant.search.store import (
    EncoderInfo,
    Manifest,
    load_library,
    load_manifest,
    save_library,
)
from assistant.seeds import read_agreements, read_products, read_translations, seed_digests
from assistant.text.pages import passages as cut_passages
from assistant.text.pages import read_folder, repair, sentences
from assistant.text.words import trimmed_lexicon

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did; ``problems`` are files that were left out, and why."""

    passages: int
    known: int
    unanswered: int
    embedded: int
    reused: int
    problems: tuple[SeedError, ...]


def read_passages(seeds: Path) -> tuple[tuple[Passage, ...], tuple[SeedError, ...]]:
    """Repaired, cut and translated passages of a folder, and the files that failed."""
    texts, problems = read_folder(seeds)
    passages = tuple(passage for text in texts for passage in cut_passages(repair(text)))
    if not passages:
        reasons = "; ".join(str(problem) for problem in problems) or "no .txt or .md file is there"
        raise SeedError(str(seeds), f"there is nothing to build from: {reasons}")
    _refuse_twins(passages)
    translations = read_translations(seeds, passages)
    return tuple(replace(p, translation=translations.get(p.id)) for p in passages), problems


def _refuse_twins(passages: Sequence[Passage]) -> None:
    seen: dict[str, str] = {}
    for passage in passages:
        other = seen.setdefault(passage.document.id, passage.document.source)
        if other != passage.document.source:
            raise SeedError(
                passage.document.source,
                f"its document number {passage.document.id!r} is that of {other}; rename one",
            )


def build(
    seeds: Path,
    questions: Path,
    out: Path,
    encoder: Encoder,
    info: EncoderInfo | None = None,
    say: Report = lambda line: None,
    progress: Progress | None = None,
) -> BuildResult:
    """Read, repair, cut, embed, index and save; only new or changed texts are embedded."""
    say(f"Reading {seeds}")
    passages, problems = read_passages(seeds)
    for problem in problems:
        say(f"Left out: {problem}")
    spans = tuple(sentences(passage.text) for passage in passages)
    known, unanswered = _questions(questions, passages)
    say(f"{len(passages)} passages, {len(known)} known questions")
    caching = CachingEncoder(encoder, _old_vectors(out, encoder))
    texts = [passage_text(p) for p in passages] + [q.text for q in known]
    say("Indexing")
    lexicon = trimmed_lexicon(texts)
    library = assemble(passages, spans, known, unanswered, lexicon, caching, progress)
    judge = _judge(library, caching, say)
    info = info or EncoderInfo(encoder.name, encoder.digest, encoder.dimension)
    manifest = _manifest(library, judge, info, seeds, questions)
    save_library(library, manifest, out)
    say(f"Saved {out}: {caching.embedded} texts embedded, {caching.reused} reused")
    return BuildResult(
        len(passages), len(known), len(unanswered), caching.embedded, caching.reused, problems
    )


def _questions(
    folder: Path, passages: Sequence[Passage]
) -> tuple[tuple[KnownQuestion, ...], tuple[UnansweredQuestion, ...]]:
    ids = {passage.id for passage in passages}
    return read_known(folder, ids), read_unanswered(folder)


def _judge(library: Library, encoder: Encoder, say: Report) -> Judge:
    if not library.known:
        say("No question bank: the refusal goes by similarity alone, uncalibrated")
        return open_judge()
    stored = stored_judge(encoder)
    if stored is not None:
        return stored
    say("Calibrating the refusal for this model")
    return calibrate(library, encoder)


def _manifest(
    library: Library, judge: Judge, info: EncoderInfo, seeds: Path, questions: Path
) -> Manifest:
    ids = {passage.id for passage in library.passages}
    return Manifest(
        encoder=info,
        seeds=seed_digests(seeds),
        counts={
            "documents": len({p.document.id for p in library.passages}),
            "passages": len(library.passages),
            "sentences": library.sentences.size,
            "known": len(library.known),
            "unanswered": len(library.unanswered),
        },
        judge=judge.to_dict(),
        agreements=read_agreements(seeds, library.passages),
        products=read_products(seeds),
        suggestions=read_suggestions(questions, ids),
    )


class CachingEncoder:
    """An encoder that has some vectors already, from the index that is replaced."""

    def __init__(self, encoder: Encoder, known: dict[tuple[str, str], Matrix]) -> None:
        self._encoder = encoder
        self._known = known
        self.embedded = 0
        self.reused = 0

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def digest(self) -> str:
        return self._encoder.digest

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        return self._encode("query", texts, lambda new: self._encoder.encode_queries(new))

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Matrix:
        return self._encode(
            "passage", texts, lambda new: self._encoder.encode_passages(new, progress)
        )

    def _encode(
        self, role: str, texts: Sequence[str], encode: Callable[[list[str]], Matrix]
    ) -> Matrix:
        new = [text for text in dict.fromkeys(texts) if (role, text) not in self._known]
        self.embedded += len(new)
        self.reused += len(texts) - len(new)
        if new:
            self._known.update(((role, t), row) for t, row in zip(new, encode(new)))
        rows = [self._known[role, text] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)


def _old_vectors(folder: Path, encoder: Encoder) -> dict[tuple[str, str], Matrix]:
    """(role, text) -> vector of the index in ``folder``, if the same model made it."""
    try:
        info = load_manifest(folder).encoder
        if (info.name, info.digest) != (encoder.name, encoder.digest):
            return {}
        library = load_library(folder)
    except LibraryError:
        return {}
    pairs: list[tuple[str, list[str], Any]] = [
        ("passage", [passage_text(p) for p in library.passages], library.dense),
        ("passage", _sentences(library.passages, library.sentence_spans), library.sentences),
        ("query", [q.text for q in library.known], library.questions),
        ("query", [q.text for q in library.unanswered], library.unanswerable),
    ]
    return {
        (role, text): row
        for role, texts, store in pairs
        for text, row in zip(texts, store.vectors())
    }


def _sentences(passages: Sequence[Passage], spans: Sequence[Spans]) -> list[str]:
    return [sentence_text(p, span) for p, row in zip(passages, spans) for span in row]
