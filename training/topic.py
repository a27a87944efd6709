"""Trains the linear topic classifier that is one of the judge's witnesses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from assistant.records import QUESTION_CLASSES
from assistant.search.topic import TopicClassifier
from training.data import SECTION, Example
from training.model import Bags

EPOCHS = 8
BATCH = 256
DROPOUT = 0.3
DECAY = 1e-5


def train_topic(
    examples: Sequence[Example], features: Sequence[str], bags: Bags, seed: int = 0
) -> TopicClassifier:
    """Multinomial logistic regression over n-grams; classes weigh equally."""
    torch.manual_seed(seed)
    row_of = {feature: row for row, feature in enumerate(features)}
    found = [bags(example.text) for example in examples]
    rows = [np.array([row_of[f] for f in bag if f in row_of], dtype=np.int64) for bag in found]
    scale = torch.tensor([1 / max(1.0, len(bag)) ** 0.5 for bag in found])
    kinds = [e.kind if e.kind != SECTION else "answerable" for e in examples]
    labels = torch.tensor([QUESTION_CLASSES.index(kind) for kind in kinds])
    balance = 1 / torch.bincount(labels, minlength=len(QUESTION_CLASSES)).float().sqrt()
    weights = torch.nn.EmbeddingBag(len(features), len(QUESTION_CLASSES), mode="sum")
    torch.nn.init.zeros_(weights.weight)
    bias = torch.nn.Parameter(torch.zeros(len(QUESTION_CLASSES)))
    optimiser = torch.optim.AdamW([*weights.parameters(), bias], lr=0.02, weight_decay=DECAY)
    generator = np.random.default_rng(seed)
    for _ in range(EPOCHS):
        for batch in np.array_split(generator.permutation(len(examples)), len(examples) // BATCH):
            kept = [rows[i][generator.random(len(rows[i])) > DROPOUT] for i in batch]
            offsets = np.cumsum([0] + [len(bag) for bag in kept[:-1]])
            flat = torch.from_numpy(np.concatenate(kept))
            sums = weights(flat, torch.from_numpy(offsets)) / (1 - DROPOUT)
            scores = sums * scale[batch][:, None] + bias
            loss = functional.cross_entropy(scores, labels[batch], weight=balance)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    subject = log_odds(rows, [k in ("answerable", "near") for k in kinds], len(features))
    chosen = [i for i, kind in enumerate(kinds) if kind in ("answerable", "near")]
    near = log_odds([rows[i] for i in chosen], [kinds[i] == "near" for i in chosen], len(features))
    return TopicClassifier(
        features,
        weights.weight.detach().numpy(),
        bias.detach().numpy().astype(np.float32),
        np.stack([subject, near], axis=1),
    )


def log_odds(
    bags: Sequence[NDArray[np.int64]], positive: Sequence[bool], size: int
) -> NDArray[np.float32]:
    """(size,) smoothed log-odds of each n-gram: texts that are positive against the others."""
    counts = np.full((2, size), 0.5)
    for bag, yes in zip(bags, positive):
        counts[int(yes), bag] += 1
    totals = np.array([[len(bags) - sum(positive)], [sum(positive)]]) + 1.0
    shares = np.log(counts / totals)
    return np.clip(shares[1] - shares[0], -6, 6).astype(np.float32)
