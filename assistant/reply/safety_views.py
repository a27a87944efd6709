"""The ways in which the safety rules look at a message.

People in distress type as everybody does: without accents, with stray spaces,
in pinyin, with a homophone where a word is filtered elsewhere.  So a message is
looked at four times, and every rule says which view it reads:

- ``text``: folded, spaces between Chinese, Japanese, Korean or Thai characters
  dropped, so that ``自 * 杀`` reads ``自杀``; ``。`` stands for every end of a sentence;
- ``words``: the words of alphabetic scripts, one space between, `` . `` at the end
  of a sentence and ``|`` in place of anything else;
- ``pinyin``: the syllables of typed pinyin, spaced or not, -ng as -n;
- ``sound``: those and the readings of Chinese characters in one row, where
  homophones are alike, and what southern speakers merge (zh/z, ch/c, sh/s) too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.text.fold import fold
from assistant.text.ngrams import segment_pinyin
from assistant.text.pinyin import syllable

VIEWS: Final = ("text", "words", "pinyin", "sound")

_DENSE: Final = (
    "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u1100-\u11ff\u3130-\u318f"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_APOSTROPHE = re.compile("(?<=[a-z])['\u2018\u2019`\u00b4](?=[a-z])")
_LONG_DRAWN = re.compile(r"([a-z])\1{2,}")
_LEET = re.compile("(?<=[a-z])[013](?=[a-z])")
_LEET_LETTERS = {"0": "o", "1": "i", "3": "e"}
_SENTENCE_END = re.compile(r"[!;。\n\r…]+|\.\.+")
# Marks put between characters to get past a filter; commas are left, they part clauses.
_WEDGED = re.compile(rf"(?<=[{_DENSE}])[ \t*_\-~·/|^#+]+(?=[{_DENSE}a-z0-9])")
_WEDGED_LATIN = re.compile(rf"(?<=[a-z0-9]) (?=[{_DENSE}])")
_TOKEN = re.compile(
    rf"(?P<end>[.!?;。\n\r…]+)|(?P<dense>[{_DENSE}]+)|(?P<word>[^\W_{_DENSE}]+)|(?P<comma>[,、:])"
)
_DENSE_RUN = re.compile(f"[{_DENSE}]+")
_LATIN = re.compile("[a-z]")
_TONE_NUMBER = re.compile("(?<=[a-z])[1-5]")
# The folding converts these by context; here they are always alike.
_ALIKE = str.maketrans({"著": "着", "乾": "干", "妳": "你", "麽": "么", "甚": "什"})


@dataclass(frozen=True)
class Views:
    """The four views of one message; an empty one has nothing to look at."""

    text: str
    words: str = ""
    pinyin: str = ""
    sound: str = ""


def normal(text: str) -> str:
    """Folded text without invisible marks, apostrophes, drawn-out letters and digits as letters."""
    text = _INVISIBLE.sub("", fold(text)).translate(_ALIKE)
    text = _APOSTROPHE.sub("", text)
    text = _LONG_DRAWN.sub(r"\1", text)
    return _LEET.sub(lambda match: _LEET_LETTERS[match.group()], text)


def views(text: str) -> Views:
    """All views of a message, in time linear in its length."""
    folded = normal(text)
    dense = _WEDGED_LATIN.sub("", _WEDGED.sub("", _SENTENCE_END.sub("。", folded)))
    return _with_rows(dense, folded)


def window_views(text: str) -> Views:
    """The views of a stretch of a ``text`` view, without that of sounds."""
    return _with_rows(text, _DENSE_RUN.sub(" ", text)) if _LATIN.search(text) else Views(text)


def _with_rows(dense: str, folded: str) -> Views:
    words: list[str] = [""]
    typed: list[str] = []
    sound: list[str] = []
    for match in _TOKEN.finditer(folded):
        kind, token = match.lastgroup, match.group()
        if kind == "word":
            words.append(token)
            typed_forms, sound_forms = _typed_syllables(token)
            typed.extend(typed_forms)
            sound.extend(sound_forms)
        elif kind == "dense":
            words.append("|")
            typed.append("|")
            sound.extend([_reading(char) for char in token])
        else:
            mark = "." if kind == "end" else ","
            if mark == ".":
                words.append(mark)
            typed.append(mark)
            sound.append(mark)
    return Views(dense, _row(words), _row(typed), _row(sound))


def _row(tokens: list[str]) -> str:
    """Tokens with one space around each, so that a rule can ask for whole ones."""
    return " ".join(tokens) + " " if tokens[:1] == [""] else " " + " ".join(tokens) + " "


@lru_cache(maxsize=16384)
def _typed_syllables(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A Latin word as it goes into ``pinyin`` and into ``sound``."""
    found = segment_pinyin(_TONE_NUMBER.sub("", word)) or (word,)
    return tuple(map(blurred, found)), tuple(map(merged, found))


@lru_cache(maxsize=16384)
def _reading(char: str) -> str:
    return merged(syllable(char)) or "|"


def merged(reading: str) -> str:
    """A syllable with the sounds merged that many speakers do not tell apart."""
    if reading[:2] in ("zh", "ch", "sh"):
        reading = reading[0] + reading[2:]
    return blurred(reading)


def blurred(reading: str) -> str:
    """A syllable with final -ng written -n, the commonest slip of typists."""
    return reading[:-1] if reading.endswith("ng") else reading
