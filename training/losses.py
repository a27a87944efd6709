"""The loss that pulls questions to the sections that answer them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import torch
from sentence_transformers import SentenceTransformer
from torch.nn import functional

from assistant.search.known import gains
from training.data import CLASSES, Example

Features = dict[str, torch.Tensor]


class BankLoss(torch.nn.Module):  # type: ignore[misc]
    """Cross entropy against graded sections, and questions of the same sections together.

    Labels are rows of ``targets``, (questions, sections + classes); the keys are the
    sections, encoded anew for each batch, and a learned prototype for each class of
    question without an answer.  The second term is the supervised contrastive loss
    (Khosla et al. 2020, arXiv 2004.11362) with the overlap of the targets as weight.
    """

    def __init__(
        self,
        model: SentenceTransformer,
        prototypes: torch.nn.Parameter,
        targets: torch.Tensor,
        sections: Callable[[], Features],
        *,
        temperature: float,
        question_weight: float,
    ) -> None:
        super().__init__()
        self.model = model
        self.prototypes = prototypes
        self._targets = targets
        self._sections = sections
        self._temperature = temperature
        self._question_weight = question_weight

    def forward(self, sentence_features: Iterable[Features], labels: torch.Tensor) -> torch.Tensor:
        """The mean loss of a batch, a scalar."""
        (asked,) = sentence_features
        target = self._targets[labels]
        questions = self.model(asked)["sentence_embedding"]
        sections = self.model(self._sections())["sentence_embedding"]
        keys = torch.cat([sections, functional.normalize(self.prototypes)])
        scores = torch.log_softmax(questions @ keys.T / self._temperature, dim=1)
        to_sections = -(target * scores).sum(1).mean()
        return to_sections + self._question_weight * self._among_questions(questions, target)

    def _among_questions(self, questions: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        unit = functional.normalize(target)
        alike = (unit @ unit.T).fill_diagonal_(0.0) ** 2
        alike = alike / (alike.sum(1, keepdim=True) + 1e-6)
        near = questions @ questions.T / self._temperature - torch.eye(len(questions)) * 1e4
        return -(alike * torch.log_softmax(near, 1)).sum(1).mean()


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
