"""Questions to offer: on the empty page, and after an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.text.fold import fold


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One edited question a section, in every language of the product."""

    section: str
    topic: str
    front: bool
    texts: Mapping[str, str]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Suggestion:
        """From a line of the suggestions file."""
        texts = {key: str(data[key]) for key in ("zh-Hans", "zh-Hant", "en")}
        return cls(str(data["section"]), str(data["topic"]), bool(data["front"]), texts)


@dataclass(frozen=True)
class Suggestions:
    """All suggestions of an index; empty for documents that have none."""

    items: tuple[Suggestion, ...] = ()

    @cached_property
    def _by_section(self) -> Mapping[str, tuple[Suggestion, frozenset[str]]]:
        """Each section's suggestion, and its texts folded for comparison."""
        return {
            item.section: (item, frozenset(map(fold, item.texts.values()))) for item in self.items
        }

    def front(self, language: str) -> tuple[str, ...]:
        """Starting questions, one of each topic before the second of any."""
        chosen = [item for item in self.items if item.front]
        topics = list(dict.fromkeys(item.topic for item in chosen))
        rounds: list[list[Suggestion]] = []
        for topic in topics:
            for turn, item in enumerate(i for i in chosen if i.topic == topic):
                if turn == len(rounds):
                    rounds.append([])
                rounds[turn].append(item)
        return tuple(item.texts[language] for turn in rounds for item in turn)

    def topics(self, language: str) -> dict[str, tuple[str, ...]]:
        """All questions by topic."""
        grouped: dict[str, list[str]] = {}
        for item in self.items:
            grouped.setdefault(item.topic, []).append(item.texts[language])
        return {topic: tuple(texts) for topic, texts in grouped.items()}

    def following(
        self, sections: Sequence[str], language: str, asked: str, count: int = 3
    ) -> tuple[str, ...]:
        """Questions that the given sections answer, nearest first; never the one asked."""
        bare = fold(asked)
        offered: list[str] = []
        for section in sections:
            item, folded = self._by_section.get(section, (None, frozenset()))
            if item is not None and bare not in folded:
                offered.append(item.texts[language])
        return tuple(dict.fromkeys(offered))[:count]
