"""Script: text that a converter made traditional, with mixed habits, is made simplified.

A person's traditional text keeps its script.  A converter's is known by
sentences that have characters of both scripts side by side.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.text.repair.draft import Change
from assistant.text.script import is_simplified_only, is_traditional_only, simplified_by_char

_SENTENCE: Final = re.compile(r"[^。！？!?\n]+")
_KANA: Final = re.compile("[\u3041-\u30ff]")
# 么 is known to traditional text, but not in these words, where it would be 麼.
_HALF_CONVERTED: Final = re.compile("[怎什这這那]么")

# 著 is read zhù in these words and stays; as a particle (zhe) it is 着.
_WRITTEN: Final = re.compile(
    "(?:[显顯卓昭原专專巨论論译譯合编編遗遺土拙名]著)"
    "|著(?:名(?![单單字片])|作(?![业業为為用战戰])|者|述|称|稱|录(?!音|像)|於|于|书立|書立|有《)"
    "|著(?=[）)」”：:]|$)",
    re.MULTILINE,
)
# After these only the particle can stand, whatever follows.
_PARTICLE: Final = re.compile("[随隨伴味临臨响響]著")


def is_mixed(text: str) -> bool:
    """Whether sentences mix the scripts in a way no writer does."""
    sentences = [s for s in _SENTENCE.findall(text) if any("\u4e00" <= c <= "\u9fff" for c in s)]
    mixed = sum(_mixes(sentence) for sentence in sentences)
    return mixed >= 2 and mixed >= 0.3 * len(sentences)


def _mixes(sentence: str) -> bool:
    if _KANA.search(sentence):  # Japanese has characters of both kinds by itself
        return False
    traditional = sum(map(is_traditional_only, sentence))
    simplified = sum(map(is_simplified_only, sentence)) + len(_HALF_CONVERTED.findall(sentence))
    return traditional >= 2 and simplified >= 1


def simplify(text: str) -> list[Change]:
    """Make the text simplified, character for character, and the particle 著 a 着."""
    target = list(simplified_by_char(text))
    for place in _particles(text):
        target[place] = "着"
    pairs = enumerate(zip(text, target, strict=True))
    return [_change(text, target, place) for place, (old, new) in pairs if old != new]


def _change(text: str, target: list[str], place: int) -> Change:
    particle = text[place] == "著"
    reason = "the particle 着 was written 著" if particle else "traditional to simplified"
    return Change(place, place + 1, target[place], reason)


def _particles(text: str) -> list[int]:
    """The places of each 著 that is the particle."""
    written = {
        k for m in _WRITTEN.finditer(text) for k in range(m.start(), m.end()) if text[k] == "著"
    }
    certain = {m.end() - 1 for m in _PARTICLE.finditer(text)}
    return [k for k, char in enumerate(text) if char == "著" and (k in certain or k not in written)]
