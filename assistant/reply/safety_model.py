"""A small linear model beside the rules, for what nobody has put into a rule.

Its features are the n-grams of the text (``assistant.text.ngrams``), its first
and last words, and word fields, "concepts", alone and two by two: a message that
touches *sleep* and *nobody*, or *door* and *now*, is told apart from one that
only mentions money.  Weights are made by ``training/train_safety.py``.
A long message is read in stretches, of which the highest score counts; those
that touch fewer than two telling concepts are passed over.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Final

from safetensors import SafetensorError
from safetensors.numpy import load

from assistant.reply.safety_patterns import AnyOf
from assistant.reply.safety_rules import compiled_alternatives, read_rules
from assistant.reply.safety_scan import Index
from assistant.reply.safety_views import Views, window_views
from assistant.text.cues import cues
from assistant.text.hashed import HashedWeights
from assistant.text.ngrams import ngrams

WINDOW: Final = 360
"""Characters that are scored at once; messages of this length or less are scored whole."""

_LIMITS = ("alone", "supported", "quiet")
_SENTENCE = re.compile(f"[^。?]{{0,{WINDOW}}}[。?]?")
TELLING: Final = 2
"""Telling concepts that a stretch of a long message must touch to be scored."""


@dataclass(frozen=True)
class Model:
    """Weights with one output for each of ``CODES``, and where each alert begins.

    ``alone`` is the score at which the model raises an alert by itself,
    ``supported`` that at which it does so together with one hint of the rules, and
    ``quiet`` that at which an answer offers a number to call.
    """

    weights: HashedWeights
    alone: tuple[float, float]
    supported: tuple[float, float]
    quiet: tuple[float, float]


MODEL: Final = "model.safetensors"
CODES: Final = ("self_harm", "violence")
"""The alerts that the model knows, in the order of its weights."""


def scores(blanked: Views) -> tuple[float, float]:
    """The highest score of each of ``CODES`` in a message without its look-alikes."""
    model = safety_model()
    best = [-math.inf, -math.inf]
    for window in _windows(blanked):
        for i, score in enumerate(model.weights.scores(features(window)).tolist()):
            best[i] = max(best[i], score)
    return best[0], best[1]


def features(window: Views) -> list[str]:
    """n-grams, cues, and concepts alone and in pairs (``k:door``, ``k:door+now_marker``)."""
    found = sorted(concepts(window))
    pairs = [f"k:{first}+{second}" for first, second in combinations(found, 2)]
    fields = [f"k:{one}" for one in found]
    return list(dict.fromkeys([*ngrams(window.text), *cues(window.text), *fields, *pairs]))


def concepts(window: Views) -> set[str]:
    """The word fields that a stretch of a message touches."""
    found: set[str] = set()
    for view, (index, fields, names) in _concepts().items():
        text = getattr(window, view)
        if text:
            opened = (i for i in index.open_for(text) if names[i] not in found)
            found.update(names[i] for i in opened if fields[i].compiled.search(text))
    return found


def _windows(blanked: Views) -> Iterator[Views]:
    """The message itself, or stretches of a long one that end with a sentence."""
    if len(blanked.text) <= WINDOW:
        yield blanked
        return
    telling = frozenset(read_rules("concepts")["telling"])
    gathered = ""
    for match in [*_SENTENCE.finditer(blanked.text), None]:
        sentence = match.group() if match else ""
        if gathered and (match is None or len(gathered) + len(sentence) > WINDOW):
            window = window_views(gathered)
            if len(telling & concepts(window)) >= TELLING:
                yield window
            gathered = ""
        gathered += sentence


@lru_cache(maxsize=1)
def safety_model() -> Model:
    """The shipped weights, read once."""
    return parsed(files("assistant.reply").joinpath(f"data/safety/{MODEL}").read_bytes())


def parsed(content: bytes) -> Model:
    """A model from the bytes of a safetensors file; ``ValueError`` if they are damaged."""
    try:
        tensors = load(content)
        weights = HashedWeights.from_tensors(tensors)
        alone, supported, quiet = (
            (float(tensors[name][0]), float(tensors[name][1])) for name in _LIMITS
        )
    except (SafetensorError, KeyError, IndexError, ValueError) as error:
        raise ValueError(f"the safety model is damaged ({error})") from error
    return Model(weights, alone, supported, quiet)


@lru_cache(maxsize=1)
def _concepts() -> Mapping[str, tuple[Index, list[AnyOf], list[str]]]:
    """By view: one pattern for each concept, and the names of the concepts."""
    written = read_rules("concepts")["concepts"]
    by_view: dict[str, tuple[Index, list[AnyOf], list[str]]] = {}
    for view in ("text", "words", "pinyin"):
        names = [name for name, patterns in written.items() if view in patterns]
        fields = [AnyOf(compiled_alternatives(written[name][view], view, {})) for name in names]
        by_view[view] = (Index(fields, view), fields, names)
    return by_view
