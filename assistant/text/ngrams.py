"""The tokenizer of the bundled model: overlapping n-grams of characters, words and syllables.

A question is a bag of four kinds of feature, each a string:

- ``催``, ``催收``, ``催收上``: one to three characters of a script without spaces;
- ``w:boss``, ``b:my boss``: words and pairs of words of the others;
- ``c:<bo``: three to five characters of a word with its borders, against typos;
- ``p:cui sou``: two or three pinyin syllables in a row, *read off Chinese
  characters and typed pinyin alike*.  So pinyin, homophones typed by mistake
  (``为权`` for ``维权``) and any script of Chinese share features.  Syllables are
  folded where southern speakers and typists mix them up (zh/z, ch/c, sh/s, -ng/-n).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import Final

from assistant.text.fold import fold
from assistant.text.pinyin import SYLLABLES, syllable

MAX_CHARS: Final = 2000
"""Characters read of a text; what stands behind them has no weight."""

_RUN = re.compile(
    # Scripts written without spaces between words, and Hangul, whose syllable
    # blocks behave like characters.
    "(?P<dense>[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+)"
    "|(?P<word>[^\\W_]+(?:['’][^\\W_]+)*)"
)
_TONE_NUMBER = re.compile(r"(?<=[a-z])[1-5]")
_LONGEST_SYLLABLE = 6
_LONGEST_PINYIN = 60
_LONGEST_KEPT = 16


def ngrams(text: str) -> list[str]:
    """The distinct features of a text, in an order that depends on the text alone.

    A word said ten times says hardly more than a word said once, so repeats
    do not count.
    """
    features: list[str] = []
    syllables: list[str] = []
    previous = ""
    for match in _RUN.finditer(fold(text[:MAX_CHARS])):
        run = match.group()
        if match.lastgroup == "dense":
            previous = ""
            _add_characters(run, features)
            _add_readings(run, syllables, features)
            continue
        if previous:
            features.append(f"b:{previous} {run}")
        of_word, typed = _of_word(run)
        features += of_word
        previous = run
        if typed:
            syllables += typed
        else:
            _flush(syllables, features)
    _flush(syllables, features)
    return list(dict.fromkeys(features))


def _add_characters(run: str, features: list[str]) -> None:
    pairs = list(map(add, run, run[1:]))
    features += run
    features += pairs
    features += map(add, pairs, run[2:])


def _add_readings(run: str, syllables: list[str], features: list[str]) -> None:
    read = [_reading(char) for char in run]
    while "" in read:
        unread = read.index("")
        syllables += read[:unread]
        _flush(syllables, features)
        read = read[unread + 1 :]
    syllables += read


def _of_word(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A word with its parts, and the folded syllables that it is if it is pinyin."""
    return _of_short_word(word) if len(word) <= _LONGEST_KEPT else _of_any_word(word)


@lru_cache(maxsize=4096)
def _of_short_word(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    # Only short words are kept: the parts of one of 2,000 letters take 400 kilobytes.
    return _of_any_word(word)


def _of_any_word(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    bordered = f"<{word}>"
    parts = (
        "c:" + bordered[start : start + size]
        for size in (3, 4, 5)
        for start in range(len(bordered) - size + 1)
    )
    typed = segment_pinyin(_TONE_NUMBER.sub("", word))
    return ("w:" + word, *parts), tuple(_fold_syllable(reading) for reading in typed)


def _flush(syllables: list[str], features: list[str]) -> None:
    """Turn a row of folded syllables into features, and empty it."""
    if len(syllables) > 1:
        pairs = [f"p:{first} {second}" for first, second in pairwise(syllables)]
        features += pairs
        features += [f"{pair} {third}" for pair, third in zip(pairs, syllables[2:])]
    syllables.clear()


@lru_cache(maxsize=8192)
def _reading(char: str) -> str:
    """The folded syllable of a Chinese character; empty where none is known."""
    return _fold_syllable(syllable(char))


def _fold_syllable(reading: str) -> str:
    if reading[:2] in ("zh", "ch", "sh"):
        reading = reading[0] + reading[2:]
    return reading[:-1] if reading.endswith("ng") else reading


@lru_cache(maxsize=4096)
def segment_pinyin(word: str) -> tuple[str, ...]:
    """Cut a Latin word into the fewest pinyin syllables; empty if it is not pinyin."""
    size = len(word)
    if size > _LONGEST_PINYIN or not (word.isascii() and word.isalpha()):
        return ()
    best: list[tuple[str, ...] | None] = [None] * (size + 1)
    best[0] = ()
    for start in range(size):
        head = best[start]
        if head is None:
            continue
        for end in range(start + 1, min(start + _LONGEST_SYLLABLE, size) + 1):
            piece = word[start:end]
            reached = best[end]
            if piece in SYLLABLES and (reached is None or len(head) + 1 < len(reached)):
                best[end] = (*head, piece)
    return best[size] or ()
