"""Train the bundled model and fit its judge: ``python -m training.train --data DIR``.

After the general pairs two branches are trained.  The first sees four fifths of
the questions; the judge is fitted on its behaviour on the fifth that is left.
The second sees all and is shipped.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import shutil
import time
from pathlib import Path

import torch

from assistant.bank import read_known, read_unanswered
from assistant.build import read_passages
from assistant.calibrate import JUDGE_FILE, fit_judge
from assistant.search.bundled import BundledEncoder
from assistant.search.encoder import bundled_folder
from assistant.search.library import assemble, passage_text
from assistant.search.retrieve import Retriever
from assistant.search.topic import TopicClassifier
from assistant.text.pages import sentences
from assistant.text.words import trimmed_lexicon
from training.augment import augmented
from training.data import Example, bank, off_topic, pairs, retold, unanswerable
from training.model import Bags, Recipe, Trainer, vocabulary
from training.topic import train_topic

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data sets")
    parser.add_argument("--out", type=Path, default=bundled_folder())
    parser.add_argument("--skip-judge", action="store_true")
    parser.add_argument("--judge-only", action="store_true", help="fit the judge, keep the model")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    torch.use_deterministic_algorithms(True)
    started = time.perf_counter()
    run(
        arguments.data,
        arguments.out,
        judge=not arguments.skip_judge,
        model=not arguments.judge_only,
    )
    print(f"done in {time.perf_counter() - started:.0f} s")


def run(data: Path, out: Path, *, judge: bool = True, model: bool = True) -> None:
    """Train on the project's bank and the public data sets; write the model folder."""
    recipe = Recipe()
    rng = random.Random(recipe.seed)
    passages, _ = read_passages(ROOT / "seeds")
    texts = {passage.id: passage_text(passage) for passage in passages}
    answerable, unanswered = bank(ROOT / "questions"), unanswerable(ROOT / "questions")
    general, aligned = off_topic(data, rng), pairs(data, rng)
    background = off_topic(data, rng, size=9000)
    asked = [example.text for example in answerable + unanswered]
    bags = Bags()
    features = vocabulary(bags, asked, list(texts.values()), aligned, recipe.features)
    trainer = Trainer(recipe, features)
    trainer.train_pairs(aligned, recipe.pair_epochs)
    if judge:
        parts = (_fold(answerable, 5), _fold(unanswered, 5))
        kept = [e for part in parts for e in part[1]]
        folder = out.with_name(out.name + ".fold")
        branch = copy.deepcopy(trainer)
        teach(branch, kept, general, aligned, texts)
        save(branch, folder)
        train_topic(with_copies(kept) + background).save(folder)
        fitted = _fit(folder, {e.text for part in parts for e in part[0]})
        shutil.rmtree(folder)
    if model:
        everything = answerable + unanswered
        teach(trainer, everything, general, aligned, texts)
        save(trainer, out)
        train_topic(with_copies(everything) + background).save(out)
    if judge:
        (out / JUDGE_FILE).write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
        print({k: round(v, 3) for k, v in fitted["rates"].items()})


def teach(
    trainer: Trainer,
    questions: list[Example],
    general: list[Example],
    aligned: list[tuple[str, str]],
    texts: dict[str, str],
    *,
    copies: bool = True,
) -> None:
    """All that follows the general pairs: questions and their retellings, then their sections.

    Without general pairs there are no retellings either.
    """
    if aligned:
        trainer.train_retold(retold(questions), aligned)
    trainer.train_bank((with_copies(questions) if copies else questions) + general, texts)


def with_copies(examples: list[Example]) -> list[Example]:
    """The questions and their copies in pinyin and with slips."""
    return examples + augmented(examples)


def save(trainer: Trainer, out: Path) -> None:
    """Write a model in the layout of sentence-transformers."""
    out.mkdir(parents=True, exist_ok=True)
    trainer.model.save(str(out), create_model_card=False)


def _fold(examples: list[Example], parts: int) -> tuple[list[Example], list[Example]]:
    """One line in ``parts``, spread evenly over the files, and the rest."""
    return examples[::parts], [e for i, e in enumerate(examples) if i % parts]


def _fit(folder: Path, held_out: set[str]) -> dict[str, object]:
    """Fit the judge with a model and an index that have not seen ``held_out``."""
    passages, _ = read_passages(ROOT / "seeds")
    ids = {passage.id for passage in passages}
    known, unanswered = read_known(ROOT / "questions", ids), read_unanswered(ROOT / "questions")
    encoder = BundledEncoder.load(folder)
    library = assemble(
        passages,
        tuple(sentences(passage.text) for passage in passages),
        tuple(q for q in known if q.text not in held_out),
        tuple(q for q in unanswered if q.text not in held_out),
        trimmed_lexicon([passage_text(p) for p in passages] + [q.text for q in known]),
        encoder,
    )
    judge = fit_judge(
        Retriever(library, encoder, topic=TopicClassifier.load(folder)),
        [q for q in known if q.text in held_out],
        [q for q in unanswered if q.text in held_out],
    )
    return judge.to_dict()


if __name__ == "__main__":
    main()
