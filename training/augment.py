"""Copies of questions as hurried people type them: pinyin of many habits, slips of the finger."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

import jieba

from assistant.text.pinyin import syllable
from assistant.text.script import to_simplified
from training.data import Example

TYPED_SHARE = 0.5
"""Share of the Chinese questions that get a copy in pinyin."""
SLIPPED_SHARE = 0.3
"""Share of the questions in Latin letters that get a copy with slips."""

_CHINESE = frozenset({"zh-Hans", "zh-Hant", "yue", "mixed"})
_LATIN = frozenset({"en", "pinyin", "vi", "id", "es", "fr"})
_HAN = re.compile("[\u3400-\u9fff]+")
_PAUSE = re.compile("[，。；：、]")
_SOUTHERN = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def augmented(examples: Sequence[Example], seed: int = 0) -> list[Example]:
    """The copies alone; the same seed gives the same copies."""
    rng = random.Random(seed)
    copies = []
    for e in examples:
        if e.language in _CHINESE and rng.random() < TYPED_SHARE:
            copies.append(replace(e, text=typed(e.text, rng), language="pinyin"))
        if e.language in _LATIN and rng.random() < SLIPPED_SHARE:
            copies.append(replace(e, text=slipped(e.text, rng)))
    return copies


def typed(text: str, rng: random.Random) -> str:
    """Chinese text in toneless pinyin, as one person would type it.

    The habits are drawn once a text: a blank after each syllable, after each
    word, now and then or never; southern readings (zh as z, -ng as -n); slips;
    words by their initials.
    """
    blanks = rng.choice(("syllables", "syllables", "words", "some", "none", "none"))
    southern = rng.random() < 0.25
    slips = rng.choice((0.0, 0.0, 0.0, 0.06, 0.12))
    initials = rng.choice((0.0, 0.0, 0.0, 0.0, 0.15))

    def read(char: str) -> str:
        reading = syllable(char) or char
        if southern:
            reading = _southern(reading, rng)
        return _slip(reading, rng) if rng.random() < slips else reading

    def run(match: re.Match[str]) -> str:
        words = [[read(char) for char in word] for word in jieba.lcut(match.group())]
        for i, word in enumerate(words):
            if len(word) > 1 and rng.random() < initials:
                words[i] = ["".join(reading[0] for reading in word)]
        if blanks == "syllables":
            return f" {' '.join(' '.join(word) for word in words)} "
        if blanks == "words":
            return f" {' '.join(''.join(word) for word in words)} "
        share = 0.5 if blanks == "some" else 0.0
        return "".join(" " * (rng.random() < share) + "".join(word) for word in words)

    latin = _HAN.sub(run, to_simplified(text))
    latin = _PAUSE.sub(", " if rng.random() < 0.5 else " ", latin)
    latin = latin.replace("？", "?" if rng.random() < 0.5 else "").replace("！", "!")
    return " ".join(latin.split())


def slipped(text: str, rng: random.Random, rate: float = 0.12) -> str:
    """Text in which some of the words have one letter dropped, doubled, swapped or wrong."""
    words = text.split(" ")
    return " ".join(
        _slip(word, rng) if word.isascii() and word.isalpha() and rng.random() < rate else word
        for word in words
    )


def _southern(reading: str, rng: random.Random) -> str:
    for full, short in _SOUTHERN:
        if reading.startswith(full):
            reading = short + reading[2:]
    return reading[:-1] if reading.endswith("ng") and rng.random() < 0.5 else reading


def _slip(word: str, rng: random.Random) -> str:
    """One slip inside a word of four letters or more; a word of three loses its last."""
    if len(word) < 4:
        return word[:-1] if len(word) == 3 else word
    at = rng.randrange(1, len(word) - 1)
    kind = rng.choices(("drop", "swap", "double", "wrong"), (7, 7, 3, 3))[0]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice(_ALPHABET) + word[at + 1 :]
