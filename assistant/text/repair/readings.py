"""Readings that a converter put in brackets behind its traditional characters.

``問(wèn)題`` is 問題.  People annotate too: a rare name, 鄺(kuàng), or every
character of a primer.  The converter gave itself away: it annotated only
characters that are special to traditional text, and everyday ones at that.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.text.pinyin import LETTERS, readings, usual_reading
from assistant.text.repair.draft import Change, Doubt
from assistant.text.script import is_common, is_han, is_traditional_only

_BRACKETED: Final = re.compile(rf"[(（]([{LETTERS}]{{1,6}})[)）]")
_TONED: Final = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
_REASON: Final = "the reading of the character before it, put in by a converter"


def annotated(text: str) -> list[re.Match[str]]:
    """Bracketed readings that are a reading of the character before them."""
    return [m for m in _BRACKETED.finditer(text) if m[1] in readings(_before(text, m))]


def is_annotated(text: str) -> bool:
    """Whether a converter, and not a person, annotated the text."""
    found = annotated(text)
    special = [m for m in found if is_traditional_only(_before(text, m))]
    if not special or len(special) < 0.8 * len(found):
        return False
    return len(special) >= 4 or sum(_weight(_before(text, m), m[1]) for m in special) >= 2


def _weight(char: str, reading: str) -> int:
    """How telling an annotation is: nobody needs to be told how 問 is read.

    Of a character with several readings a person tells the less usual one, so
    the usual one (會 as huì) is telling, but less so.
    """
    if not is_common(char):
        return 0
    toned = [one for one in readings(char) if _TONED.search(one)]
    if toned == [reading]:
        return 2
    return 1 if reading == usual_reading(char) else 0


def drop_readings(text: str) -> tuple[list[Change], list[Doubt]]:
    """Take the readings out; one that is not its character's is reported."""
    proved = annotated(text)
    known = {m.start() for m in proved}
    doubts = [
        Doubt(m.start() - 1, m.end(), f"{m[1]} is not known as a reading of {_before(text, m)}")
        for m in _BRACKETED.finditer(text)
        if m.start() not in known and _TONED.search(m[1]) and is_han(_before(text, m))
    ]
    return [Change(m.start(), m.end(), "", _REASON) for m in proved], doubts


def without_readings(text: str) -> str:
    """A line without its bracketed readings."""
    for match in reversed(annotated(text)):
        text = text[: match.start()] + text[match.end() :]
    return text


def _before(text: str, match: re.Match[str]) -> str:
    return text[match.start() - 1 : match.start()]
