"""The fixed sentences of an answer, one edited file a language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assistant.reply.helplines import MAINLAND, helplines
from assistant.reply.language import LANGUAGES


@dataclass(frozen=True)
class Phrases:
    """All frames of one language; ``lead`` by kind of section, ``smalltalk`` by kind of talk."""

    language: str
    lead: Mapping[str, str]
    told: str
    unsure: str
    more: str
    no_more: str
    related: str
    where_to_ask: str
    declined: str
    smalltalk: Mapping[str, str]
    empty: str
    too_long: str
    resolved: str
    agreeing: Mapping[str, str]
    also: str
    original: str
    translation: str
    conjecture: str
    source: str
    note: str
    undated: str
    partly_undated: str
    counts: tuple[str, ...]
    kinds: Mapping[str, str]
    foreign: Mapping[str, str]
    """What is said first, in their own language, to those whose language has no frame."""

    def number(self, count: int) -> str:
        """A small number as this language writes it in a sentence."""
        return self.counts[count] if count < len(self.counts) else str(count)


@lru_cache(maxsize=len(LANGUAGES))
def phrases(language: str) -> Phrases:
    """The frames of ``zh-Hans``, ``zh-Hant`` or ``en``."""
    if language not in LANGUAGES:
        raise ValueError(f"no phrases for {language!r}")
    resource = files("assistant.reply").joinpath(f"data/phrases.{language}.json")
    data: dict[str, Any] = json.loads(resource.read_text(encoding="utf-8"))
    data["counts"] = tuple(data["counts"])
    complaints = helplines()[MAINLAND].of_kind("finance_complaints")[0].number
    data["where_to_ask"] = data["where_to_ask"].format(complaints=complaints)
    return Phrases(language=language, **data)
