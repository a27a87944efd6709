"""Vocabulary and training loops of the bundled model."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from assistant.search.known import gains
from assistant.search.ngram_module import NgramEmbedding
from assistant.text.ngrams import ngrams
from training.data import CLASSES, Example

Log = Callable[[str], None]


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

    def __init__(self, recipe: Recipe, features: list[str], log: Log = print) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe = recipe
        self.log = log
        self.module = NgramEmbedding(features, recipe.dimension)
        torch.nn.init.normal_(self.module.embedding.weight[:-1], std=0.05)
        self.prototypes = torch.nn.Parameter(torch.randn(len(CLASSES), recipe.dimension) * 0.05)
        self._rng = random.Random(recipe.seed)
        self._ids: dict[str, list[int]] = {}

    def encode(self, texts: Sequence[str], dropout: float = 0.0) -> torch.Tensor:
        """(n, d) unit rows."""
        bags = [self._bag(text) for text in texts]
        if dropout:
            bags = [[i for i in bag if self._rng.random() > dropout] or bag for bag in bags]
        return functional.normalize(self.module.embedding(*self.module.collate(bags).values()))

    def _bag(self, text: str) -> list[int]:
        if text not in self._ids:
            self._ids[text] = self.module.ids(text)
        return self._ids[text]

    def train_pairs(self, pairs: Sequence[tuple[str, str]], epochs: int) -> None:
        """In-batch contrastive learning (van den Oord et al. 2018, arXiv 1807.03748)."""
        recipe, order = self.recipe, list(pairs)
        optimiser = torch.optim.Adam(self.module.parameters(), lr=recipe.learning_rate)
        for epoch in range(epochs):
            self._rng.shuffle(order)
            total = 0.0
            starts = range(0, len(order) - recipe.pair_batch + 1, recipe.pair_batch)
            for start in starts:
                batch = order[start : start + recipe.pair_batch]
                left = self.encode([a for a, _ in batch])
                right = self.encode([b for _, b in batch])
                scores = left @ right.T / recipe.temperature
                target = torch.arange(len(batch))
                loss = functional.cross_entropy(scores, target)
                loss = (loss + functional.cross_entropy(scores.T, target)) / 2
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                total += loss.item()
            self.log(f"pairs, epoch {epoch + 1}: loss {total / max(1, len(starts)):.3f}")

    def train_retold(
        self, retold: Sequence[tuple[str, str]], general: Sequence[tuple[str, str]]
    ) -> None:
        """Lines of the bank and their retellings, among as many general pairs as are kept."""
        kept = self._rng.sample(list(general), min(len(general), self.recipe.general_pairs))
        self.train_pairs([*kept, *retold] + list(retold) * (self.recipe.retold_repeats - 1), 1)

    def train_bank(self, examples: Sequence[Example], passages: dict[str, str]) -> None:
        """Pull questions to the sections that answer them, and unanswerable ones to a prototype."""
        recipe = self.recipe
        targets = soft_targets(examples, list(passages))
        texts = [example.text for example in examples]
        optimiser = torch.optim.Adam(
            [*self.module.parameters(), self.prototypes], lr=recipe.learning_rate
        )
        generator = np.random.default_rng(recipe.seed)
        batches = len(examples) // recipe.bank_batch
        for epoch in range(recipe.bank_epochs):
            order = generator.permutation(len(examples))
            total = 0.0
            for batch in range(batches):
                done = (epoch * batches + batch) / (recipe.bank_epochs * batches)
                for group in optimiser.param_groups:
                    group["lr"] = recipe.learning_rate * (1 - done) + 1e-5
                rows = order[batch * recipe.bank_batch : (batch + 1) * recipe.bank_batch]
                loss = self._bank_loss([texts[row] for row in rows], targets[rows], passages)
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                total += loss.item()
            self.log(f"bank, epoch {epoch + 1}: loss {total / batches:.3f}")

    def _bank_loss(
        self, texts: list[str], target: torch.Tensor, passages: dict[str, str]
    ) -> torch.Tensor:
        recipe = self.recipe
        questions = self.encode(texts, recipe.dropout)
        sections = self.encode(list(passages.values()), recipe.dropout)
        keys = torch.cat([sections, functional.normalize(self.prototypes)])
        scores = torch.log_softmax(questions @ keys.T / recipe.temperature, dim=1)
        loss = -(target * scores).sum(1).mean()
        unit = functional.normalize(target)
        alike = (unit @ unit.T).fill_diagonal_(0.0) ** 2
        alike = alike / (alike.sum(1, keepdim=True) + 1e-6)
        near = questions @ questions.T / recipe.temperature - torch.eye(len(texts)) * 1e4
        return loss - recipe.question_weight * (alike * torch.log_softmax(near, 1)).sum(1).mean()


def soft_targets(examples: Sequence[Example], passage_ids: Sequence[str]) -> torch.Tensor:
    """(n, passages + classes) rows that sum to one."""
    column = {passage_id: i for i, passage_id in enumerate(passage_ids)}
    targets = torch.zeros(len(examples), len(passage_ids) + len(CLASSES))
    for row, example in enumerate(examples):
        for passage_id, gain in gains(example.grades, example.writer_grades).items():
            targets[row, column[passage_id]] = gain
        if example.kind in CLASSES:
            targets[row, len(passage_ids) + CLASSES.index(example.kind)] = 1.0
    return targets / targets.sum(1, keepdim=True)
