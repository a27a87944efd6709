"""How a message begins and ends, and of what make it is: cues beside its n-grams."""

from __future__ import annotations

import re

from assistant.text.fold import fold
from assistant.text.ngrams import MAX_CHARS

# A word, one character of a script without blanks, or a number.
_UNIT = re.compile(
    "[^\\W\\d_\u3040-\u9fff\uac00-\ud7af]+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\\d+"
)
_FIRST, _LAST = 3, 4
_LONG, _LONGEST = 6, 8


def cues(text: str) -> list[str]:
    """The first and last words, and whether it asks, counts and is long."""
    units = _UNIT.findall(fold(text[:MAX_CHARS]))
    found = ["first:" + " ".join(units[:count]) for count in range(1, _FIRST + 1)]
    found += ["last:" + " ".join(units[-count:]) for count in range(1, _LAST + 1)]
    found.append(f"asks:{'?' in text or '？' in text}")
    found.append(f"number:{any(char.isdigit() for char in text)}")
    found.append(f"length:{min(len(units) // _LONG, _LONGEST)}")
    return found
