"""The loss over the bank beside a reference in NumPy, and training that can be repeated."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize

from assistant.search.ngram_module import NgramEmbedding
from training.data import Example
from training.losses import BankLoss, soft_targets
from training.model import Recipe, Trainer

SECTIONS = {"a": "催收上门怎么办", "b": "借呗是什么"}
EXAMPLES = [
    Example("他们上门了", "zh-Hans", {"a": 2}),
    Example("上门的人走了", "zh-Hans", {"a": 2, "b": 1}),
    Example("借呗", "zh-Hans", {"b": 2}),
    Example("今天天气", "zh-Hans", {}, "off"),
]
FEATURES = sorted({char for text in SECTIONS.values() for char in text} | set("他们走今天气"))
TEMPERATURE, WEIGHT = 0.05, 0.5


def test_targets_are_shares_of_sections_and_classes() -> None:
    rows = soft_targets(EXAMPLES, list(SECTIONS)).numpy()
    assert np.allclose(rows.sum(axis=1), 1.0)
    assert rows[0].tolist() == [1.0, 0.0, 0.0, 0.0, 0.0]
    assert rows[1, 0] > rows[1, 1] > 0.0 and not rows[1, 2:].any()
    assert rows[3].tolist() == [0.0, 0.0, 0.0, 1.0, 0.0]


def reference(questions: np.ndarray, keys: np.ndarray, target: np.ndarray) -> float:
    """The same loss, row by row, in plain sums."""

    def log_softmax(row: np.ndarray) -> np.ndarray:
        return np.asarray(row - row.max() - np.log(np.exp(row - row.max()).sum()))

    total = 0.0
    for i, row in enumerate(questions):
        to_sections = -(target[i] * log_softmax(keys @ row / TEMPERATURE)).sum()
        others = [j for j in range(len(questions)) if j != i]
        cosine = [
            target[i] @ target[j] / np.linalg.norm(target[i]) / np.linalg.norm(target[j])
            for j in others
        ]
        weights = np.square(cosine) / (np.square(cosine).sum() + 1e-6)
        among = -(weights * log_softmax(questions[others] @ row / TEMPERATURE)).sum()
        total += to_sections + WEIGHT * among
    return total / len(questions)


def test_the_loss_is_that_of_a_reference() -> None:
    torch.manual_seed(0)
    module = NgramEmbedding(FEATURES, 8)
    model = SentenceTransformer(modules=[module, Normalize()], device="cpu")
    prototypes = torch.nn.Parameter(torch.randn(3, 8))
    targets = soft_targets(EXAMPLES, list(SECTIONS))
    loss = BankLoss(
        model,
        prototypes,
        targets,
        lambda: module.preprocess(list(SECTIONS.values())),
        temperature=TEMPERATURE,
        question_weight=WEIGHT,
    )
    texts = [example.text for example in EXAMPLES]
    found = loss([module.preprocess(texts)], torch.arange(len(texts))).item()
    unit = prototypes.detach().numpy()
    unit = unit / np.linalg.norm(unit, axis=1, keepdims=True)
    keys = np.concatenate([model.encode(list(SECTIONS.values())), unit])
    assert found == pytest.approx(reference(model.encode(texts), keys, targets.numpy()), rel=1e-4)


def trained() -> np.ndarray:
    """The weights that a tiny training gives."""
    recipe = Recipe(dimension=8, pair_batch=4, bank_batch=2, bank_epochs=3)
    trainer = Trainer(recipe, FEATURES)
    trainer.train_pairs([("上门", "他们"), ("借呗", "怎么"), ("今天", "天气"), ("什么", "办")], 2)
    trainer.train_bank(EXAMPLES, SECTIONS)
    weights: np.ndarray = trainer.module.embedding.weight.detach().numpy().copy()
    return weights


def test_the_same_seed_gives_the_same_weights() -> None:
    first, second = trained(), trained()
    assert np.array_equal(first, second)
    assert not first[-1].any(), "the row for unknown n-grams must stay zero"
