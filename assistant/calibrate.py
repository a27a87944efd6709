"""Fits the judge on questions that the searched index has not seen."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from assistant.records import QUESTION_CLASSES, KnownQuestion, UnansweredQuestion
from assistant.reply.confidence import FEATURES, Judge, features, fit
from assistant.search.encoder import BUNDLED, Encoder, bundled_folder
from assistant.search.library import Library, assemble
from assistant.search.retrieve import Retriever

JUDGE_FILE = "judge.json"

Item = TypeVar("Item")


def stored_judge(encoder: Encoder) -> Judge | None:
    """The judge that was fitted when the bundled model was trained.

    It cannot be fitted afterwards: the model has seen every line of the bank.
    """
    path = bundled_folder() / JUDGE_FILE
    if encoder.name != BUNDLED or not path.is_file():
        return None
    return Judge.from_dict(json.loads(path.read_text(encoding="utf-8")))


def calibrate(library: Library, encoder: Encoder, held_out: float = 0.2, seed: int = 0) -> Judge:
    """Index a share of the bank, search with the rest, fit on what was seen.

    For encoders that were not trained on the bank.
    """
    rng = random.Random(seed)
    known, kept_known = _split(tuple(library.known), held_out, rng)
    unanswered, kept_unanswered = _split(library.unanswered, held_out, rng)
    if not known or not unanswered:
        return open_judge()
    smaller = assemble(
        library.passages,
        library.sentence_spans,
        kept_known,
        kept_unanswered,
        library.lexicon,
        encoder,
    )
    return fit_judge(Retriever(smaller, encoder), known, unanswered)


def fit_judge(
    retriever: Retriever,
    known: Sequence[KnownQuestion],
    unanswered: Sequence[UnansweredQuestion],
) -> Judge:
    """Fit on questions that neither the model nor the index has seen."""
    labelled = [(q.text, "answerable") for q in known]
    labelled += [(q.text, q.kind) for q in unanswered]
    rows = np.stack([features(retriever.search(text, 5)) for text, _ in labelled])
    return fit(rows, [QUESTION_CLASSES.index(kind) for _, kind in labelled])


def open_judge() -> Judge:
    """A judge for documents without a question bank: similarity alone decides, and it says so."""
    size = len(FEATURES)
    weights = np.zeros((len(QUESTION_CLASSES), 2 * size))
    weights[0, FEATURES.index("best_dense")] = 8.0
    bias = np.array([-2.4, 0.0, 0.0, -20.0])
    judge = Judge(np.zeros(size), np.ones(size), weights, bias, 0.5, {})
    return replace(judge, rates={"uncalibrated": 1.0})


def _split(
    items: Sequence[Item], share: float, rng: random.Random
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """A random share of the items, and the rest, both in their order."""
    chosen = set(rng.sample(range(len(items)), int(len(items) * share)))
    return (
        tuple(item for i, item in enumerate(items) if i in chosen),
        tuple(item for i, item in enumerate(items) if i not in chosen),
    )
