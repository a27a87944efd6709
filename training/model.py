"""Vocabulary and training of the bundled model, with the trainer of sentence-transformers."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from datasets import Dataset
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer
from sentence_transformers.sentence_transformer.data_collator import (
    SentenceTransformerDataCollator,
)
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize
from sentence_transformers.sentence_transformer.training_args import (
    SentenceTransformerTrainingArguments,
)

from assistant.search.ngram_module import NgramEmbedding
from assistant.text.ngrams import ngrams
from training.data import CLASSES, Example
from training.losses import BankLoss, soft_targets


@dataclass(frozen=True)
class Recipe:
    """What is trained and how; the committed model's recipe is the default."""

    features: int = 78_000
    dimension: int = 96
    pair_epochs: int = 2
    retold_repeats: int = 3
    """How often each line of the bank with its retelling stands among the last pairs."""
    general_pairs: int = 20_000
    """General pairs among the last ones, so that what they taught is not forgotten."""
    bank_epochs: int = 6
    learning_rate: float = 0.003
    temperature: float = 0.05
    dropout: float = 0.5
    """Share of a question's n-grams left out at random in training."""
    question_weight: float = 0.5
    """Weight of pulling together questions that have the same sections."""
    pair_batch: int = 1024
    bank_batch: int = 256
    seed: int = 0


class Bags:
    """n-grams of texts, computed once."""

    def __init__(self) -> None:
        self._features: dict[str, list[str]] = {}

    def __call__(self, text: str) -> list[str]:
        if text not in self._features:
            self._features[text] = ngrams(text)
        return self._features[text]


def vocabulary(
    bags: Bags,
    questions: Sequence[str],
    passages: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    size: int,
) -> list[str]:
    """The ``size`` n-grams that matter most: those of the subject count more than common ones."""
    weights: Counter[str] = Counter()
    for texts, weight in ((questions, 4.0), (passages, 6.0)):
        for text in texts:
            for feature in set(bags(text)):
                weights[feature] += weight
    general: Counter[str] = Counter()
    for pair in pairs:
        for text in pair:
            general.update(set(bags(text)))
    for feature, count in general.items():
        weights[feature] += min(count, 50) * (0.1 if feature in weights else 0.05)
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return [feature for feature, _ in ranked[:size] if "\n" not in feature]


class Trainer:
    """Trains one model; the same seed gives the same model on the same machine."""

    def __init__(self, recipe: Recipe, features: list[str]) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe = recipe
        self.module = NgramEmbedding(features, recipe.dimension)
        torch.nn.init.normal_(self.module.embedding.weight[:-1], std=0.05)
        self.model = SentenceTransformer(modules=[self.module, Normalize()], device="cpu")
        self.prototypes = torch.nn.Parameter(torch.randn(len(CLASSES), recipe.dimension) * 0.05)
        self._rng = random.Random(recipe.seed)
        self._ids: dict[str, list[int]] = {}

    def train_pairs(self, pairs: Sequence[tuple[str, str]], epochs: int) -> None:
        """In-batch contrastive learning (van den Oord et al. 2018, arXiv 1807.03748)."""
        left, right = zip(*pairs, strict=True)
        loss = MultipleNegativesRankingLoss(
            self.model,
            scale=1 / self.recipe.temperature,
            directions=("query_to_doc", "doc_to_query"),
            partition_mode="per_direction",
        )
        rows = {"anchor": left, "positive": right}
        self._run(rows, loss, epochs=epochs, batch=self.recipe.pair_batch, schedule="constant")

    def train_retold(
        self, retold: Sequence[tuple[str, str]], general: Sequence[tuple[str, str]]
    ) -> None:
        """Lines of the bank and their retellings, among as many general pairs as are kept."""
        kept = self._rng.sample(list(general), min(len(general), self.recipe.general_pairs))
        self.train_pairs([*kept, *retold] + list(retold) * (self.recipe.retold_repeats - 1), 1)

    def train_bank(self, examples: Sequence[Example], passages: dict[str, str]) -> None:
        """Pull questions to the sections that answer them, and unanswerable ones to a prototype."""
        recipe = self.recipe
        texts = list(passages.values())
        loss = BankLoss(
            self.model,
            self.prototypes,
            soft_targets(examples, list(passages)),
            lambda: self._features(texts, recipe.dropout),
            temperature=recipe.temperature,
            question_weight=recipe.question_weight,
        )
        rows = {"question": [e.text for e in examples], "label": list(range(len(examples)))}
        self._run(
            rows,
            loss,
            epochs=recipe.bank_epochs,
            batch=recipe.bank_batch,
            schedule="linear",
            dropout=recipe.dropout,
        )

    def _run(
        self,
        rows: dict[str, Sequence[Any]],
        loss: torch.nn.Module,
        *,
        epochs: int,
        batch: int,
        schedule: str,
        dropout: float = 0.0,
    ) -> None:
        """Train on the rows with Adam: no weight decay, no clipping, no checkpoints."""
        with tempfile.TemporaryDirectory() as folder:
            arguments = SentenceTransformerTrainingArguments(
                output_dir=folder,
                num_train_epochs=epochs,
                per_device_train_batch_size=batch,
                dataloader_drop_last=True,
                dataloader_pin_memory=False,
                learning_rate=self.recipe.learning_rate,
                lr_scheduler_type=schedule,
                max_grad_norm=0.0,
                seed=self.recipe.seed,
                use_cpu=True,
                save_strategy="no",
                logging_strategy="epoch",
                report_to="none",
                disable_tqdm=True,
            )
            SentenceTransformerTrainer(
                model=self.model,
                args=arguments,
                train_dataset=Dataset.from_dict({name: list(rows[name]) for name in rows}),
                loss=loss,
                data_collator=SentenceTransformerDataCollator(
                    preprocess_fn=lambda texts, **_: self._features(texts, dropout)
                ),
            ).train()

    def _features(self, texts: Sequence[str], dropout: float) -> dict[str, torch.Tensor]:
        """What the module takes; each n-gram is left out with the probability ``dropout``."""
        bags = [self._bag(text) for text in texts]
        if dropout:
            bags = [[i for i in bag if self._rng.random() > dropout] or bag for bag in bags]
        return self.module.collate(bags)

    def _bag(self, text: str) -> list[int]:
        if text not in self._ids:
            self._ids[text] = self.module.ids(text)
        return self._ids[text]
