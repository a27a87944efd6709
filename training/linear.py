"""Trains the linear classifiers over hashed features: topic and safety."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from assistant.text.hashed import BUCKETS, buckets, share

EPOCHS = 8
BATCH = 256
DROPOUT = 0.3
DECAY = 1e-5
RATE = 0.02


def fit(
    features: Sequence[Collection[str]],
    labels: Sequence[int],
    weights: Sequence[float],
    classes: int,
    seed: int = 0,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(BUCKETS, classes) weights and (classes,) bias of a multinomial logistic regression.

    ``weights`` says how much each example counts.  A share of the features is left
    out at random, so that no single one decides.
    """
    torch.manual_seed(seed)
    rows = [buckets(some) for some in features]
    shares = torch.tensor([share(some) for some in features])
    target = torch.tensor(list(labels))
    counts = torch.tensor(list(weights), dtype=torch.float32)
    table = torch.nn.EmbeddingBag(BUCKETS, classes, mode="sum")
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.zeros(classes))
    optimiser = torch.optim.AdamW([*table.parameters(), bias], lr=RATE, weight_decay=DECAY)
    generator = np.random.default_rng(seed)
    batches = max(1, len(rows) // BATCH)
    for _ in range(EPOCHS):
        for batch in np.array_split(generator.permutation(len(rows)), batches):
            kept = [rows[i][generator.random(len(rows[i])) > DROPOUT] for i in batch]
            offsets = np.cumsum([0] + [len(bag) for bag in kept[:-1]])
            flat = torch.from_numpy(np.concatenate(kept))
            sums = table(flat, torch.from_numpy(offsets)) / (1 - DROPOUT)
            scores = sums * shares[batch][:, None] + bias
            losses = functional.cross_entropy(scores, target[batch], reduction="none")
            loss = (losses * counts[batch]).sum() / counts[batch].sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return table.weight.detach().numpy(), bias.detach().numpy()
