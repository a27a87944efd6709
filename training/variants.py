"""Variants of the bundled model and of its index, measured on the evaluation questions.

What ``training.experiments`` and ``training.leave_one_out`` share.  A variant is
trained as ``training.train`` trains the shipped model, on other material.
"""

from __future__ import annotations

import copy
import json
import random
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch

from assistant.bank import read_known, read_unanswered
from assistant.build import read_passages
from assistant.evaluation.retrieval import RetrievalScores
from assistant.evaluation.sets import Case, answerable
from assistant.records import KnownQuestion, Passage, UnansweredQuestion
from assistant.search.bundled import BundledEncoder
from assistant.search.encoder import Encoder
from assistant.search.library import Library, assemble, passage_text
from assistant.text.pages import sentences
from assistant.text.words import trimmed_lexicon
from training.data import Example, bank, off_topic, pairs, unanswerable
from training.model import Bags, Recipe, Trainer, vocabulary
from training.train import ROOT, save, teach

ALL_FEATURES = 10**9


@dataclass(frozen=True)
class Material:
    """All that a model and its index are made of, and the questions that measure them."""

    passages: tuple[Passage, ...]
    answerable: list[Example]
    unanswerable: list[Example]
    general: list[Example]
    pairs: list[tuple[str, str]]
    known: tuple[KnownQuestion, ...]
    unanswered: tuple[UnansweredQuestion, ...]
    cases: tuple[Case, ...]

    @classmethod
    def read(cls, data: Path, lines: int | None = None) -> Material:
        """Everything; with ``lines`` so many lines of the bank, and as little of the rest."""
        rng = random.Random(Recipe().seed)
        questions = ROOT / "questions"
        passages, _ = read_passages(ROOT / "seeds")
        found = cls(
            passages=passages,
            answerable=bank(questions),
            unanswerable=unanswerable(questions),
            general=off_topic(data, rng),
            pairs=pairs(data, rng),
            known=read_known(questions, {passage.id for passage in passages}),
            unanswered=read_unanswered(questions),
            cases=answerable(questions),
        )
        return found if lines is None else found.thinned(max(1, len(found.answerable) // lines))

    def thinned(self, step: int) -> Material:
        """One in ``step`` of everything but the passages."""
        return replace(
            self.with_bank(step),
            unanswerable=self.unanswerable[::step],
            general=self.general[::step],
            pairs=self.pairs[::step],
            unanswered=self.unanswered[::step],
            cases=self.cases[::step],
        )

    def with_bank(self, step: int) -> Material:
        """One in ``step`` lines of the bank, spread over its files, in training and index."""
        chosen = self.answerable[::step]
        written, kept = ({e.text for e in some} for some in (self.answerable, chosen))
        edited = [q for q in self.known if q.text not in written][::step]
        known = [*edited, *(q for q in self.known if q.text in kept)]
        return replace(self, answerable=chosen, known=tuple(known))

    def without_retellings(self) -> Material:
        """The same lines, but it is not known which of them retells which."""
        answerable, others = (
            [replace(e, of=None) for e in some] for some in (self.answerable, self.unanswerable)
        )
        return replace(self, answerable=answerable, unanswerable=others)

    def without_known(self) -> Material:
        """No known questions in the index; the model is trained on them all the same."""
        return replace(self, known=())


def pretrained(
    material: Material,
    recipe: Recipe,
    bags: Bags,
    *,
    without: tuple[str, ...] = (),
    on_pairs: bool = True,
) -> Trainer:
    """A trainer that has seen the pairs; n-grams that begin with ``without`` are left out."""
    asked = [example.text for example in material.answerable + material.unanswerable]
    texts = [passage_text(passage) for passage in material.passages]
    features = vocabulary(bags, asked, texts, material.pairs, ALL_FEATURES)
    kept = [feature for feature in features if not (without and feature.startswith(without))]
    trainer = Trainer(recipe, kept[: recipe.features])
    if on_pairs:
        trainer.train_pairs(material.pairs, recipe.pair_epochs)
    return trainer


def train(base: Trainer, material: Material, *, copies: bool = True) -> Encoder:
    """The encoder that comes of a pretrained trainer, which stays as it is, and a bank."""
    trainer = copy.deepcopy(base)
    texts = {passage.id: passage_text(passage) for passage in material.passages}
    questions = material.answerable + material.unanswerable
    teach(trainer, questions, material.general, material.pairs, texts, copies=copies)
    with tempfile.TemporaryDirectory() as folder:
        save(trainer, Path(folder))
        return BundledEncoder.load(Path(folder))


def index(material: Material, encoder: Encoder, passages: tuple[Passage, ...]) -> Library:
    """An index of these passages with the material's known questions."""
    texts = [passage_text(p) for p in passages] + [q.text for q in material.known]
    return assemble(
        passages,
        tuple(sentences(passage.text) for passage in passages),
        material.known,
        material.unanswered,
        trimmed_lexicon(texts),
        encoder,
    )


def plain(scores: RetrievalScores) -> dict[str, dict[str, Any]]:
    """The two figures that a report shows, as JSON data."""
    return {"hit1": asdict(scores.hit1), "hit3": asdict(scores.hit3)}


def steady() -> None:
    """The same seed gives the same model on the same machine."""
    torch.set_num_threads(2)
    torch.use_deterministic_algorithms(True)


def write(path: Path, data: object) -> None:
    """Write JSON that a person can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    path.write_bytes(text.encode("utf-8"))


def stored_rows(path: Path, name: str) -> list[dict[str, Any]]:
    """The rows of an earlier run; none if there was none."""
    if not path.is_file():
        return []
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))[name]
    return rows


def outside(examples: Sequence[Example], sections: Collection[str]) -> list[Example]:
    """Examples without their grades for these sections; those that only these answer are out."""
    found = []
    for example in examples:
        grades = {s: grade for s, grade in example.grades.items() if s not in sections}
        first = example.writer_grades
        if first is not None:
            first = {s: grade for s, grade in first.items() if s not in sections}
        if 2 in grades.values():
            found.append(replace(example, grades=grades, writer_grades=first))
    return found
