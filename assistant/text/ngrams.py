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


def ngrams(text: str) -> list[str]:
    """The distinct features of a text, in the order in which they are first met.

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
        _add_word(run, previous, features)
        previous = run
        typed = segment_pinyin(_TONE_NUMBER.sub("", run))
        if typed:
            syllables.extend(typed)
        else:
            _flush(syllables, features)
    _flush(syllables, features)
    return list(dict.fromkeys(features))


def _add_characters(run: str, features: list[str]) -> None:
    last = len(run)
    for start in range(last):
        features.append(run[start])
        if start + 1 < last:
            features.append(run[start : start + 2])
        if start + 2 < last:
            features.append(run[start : start + 3])


def _add_readings(run: str, syllables: list[str], features: list[str]) -> None:
    for char in run:
        reading = syllable(char)
        if reading:
            syllables.append(reading)
        else:
            _flush(syllables, features)


def _add_word(word: str, previous: str, features: list[str]) -> None:
    features.append("w:" + word)
    if previous:
        features.append(f"b:{previous} {word}")
    bordered = f"<{word}>"
    for size in (3, 4, 5):
        for start in range(len(bordered) - size + 1):
            features.append("c:" + bordered[start : start + size])


def _flush(syllables: list[str], features: list[str]) -> None:
    folded = [_fold_syllable(s) for s in syllables]
    last = len(folded)
    for start in range(last - 1):
        pair = f"p:{folded[start]} {folded[start + 1]}"
        features.append(pair)
        if start + 2 < last:
            features.append(f"{pair} {folded[start + 2]}")
    syllables.clear()


@lru_cache(maxsize=1024)
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
