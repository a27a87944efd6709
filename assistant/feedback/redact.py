"""Takes out of a text what could name a person, before it is kept anywhere.

Numbers are only taken where their own check says that they are what they look
like (the ID number's last digit, the card number's Luhn sum), so that amounts
and dates stay readable.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_SEPARATED: Final = r"[ \-\u00a0\u2009]?"
_ID = re.compile(rf"(?<!\d)(?:\d{_SEPARATED}){{17}}[\dXx](?![\dXx])")
_CARD = re.compile(rf"(?<!\d)\d(?:{_SEPARATED}\d){{12,18}}(?!\d)")
_MOBILE = re.compile(rf"(?<!\d)(?:\+?86{_SEPARATED})?1[3-9]\d(?:{_SEPARATED}\d){{8}}(?!\d)")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PROVINCES: Final = (
    "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬遼魯蘇贛陝閩貴粵瓊寧黔滇蒙"
)
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Za-hj-np-z][ ·•.\-]?(?:[A-HJ-NP-Za-hj-np-z0-9]{{5,6}})(?![A-Za-z0-9])"
)
_NAME_END: Final = "，,。.、；;！!？?\\s的是在今被欠有和跟与也因想要借不了吗住去年，（(：:"
_NAME_ZH = re.compile(
    rf"(?P<before>(?:我|本人|俺|他|她)(?:的)?(?:名字)?(?:叫做|叫作|叫|姓名是|名字是|姓名|是叫)\s*[:：]?\s*)"
    rf"(?P<name>[\u3400-\u9fff·]{{2,4}}?)(?=[{_NAME_END}]|$)"
)
_NOT_NAMES: Final = frozenset(
    {"什么", "他们", "她们", "催收", "他还", "她还", "家人", "警察", "报警", "救命", "人家", "你们"}
)
_NAME_EN = re.compile(
    r"(?P<before>\b(?:my name is|my name's|i am called|the name is)\s+)"
    r"(?P<name>[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,2})",
    re.IGNORECASE,
)
_AFTER_NAME: Final = frozenset(
    "and i im i'm i'd i've they he she we it but from who with the a an my is was has have had "
    "am are at in on of to so because please can could what how why when where should do does "
    "did".split()
)

_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10X98765432"


def redact(text: str) -> str:
    """The text with identity numbers, phones, cards, addresses, plates and names taken out."""
    text = text.translate(_NARROW)
    steps: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (_MAIL, lambda match: "[email]"),
        (_ID, _id),
        (_MOBILE, lambda match: "[phone]"),
        (_CARD, _card),
        (_PLATE, lambda match: "[plate]"),
        (_NAME_ZH, _chinese_name),
        (_NAME_EN, _english_name),
    )
    for pattern, replace in steps:
        text = pattern.sub(replace, text)
    return text


# Full-width digits, Latin letters and signs: a number typed wide is the same number.
_NARROW: Final = {
    0xFF00 + code: 0x20 + code
    for code in (*range(0x10, 0x1A), *range(0x21, 0x3B), *range(0x41, 0x5B), 0x20, 0x0D, 0x0E, 0x0B)
}


def is_identity_number(digits: str) -> bool:
    """Whether 18 characters are a mainland ID number: its check digit (GB 11643) is right."""
    if not re.fullmatch(r"\d{17}[\dXx]", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS))
    return _ID_CHECKS[total % 11] == digits[-1].upper()


def passes_luhn(digits: str) -> bool:
    """Whether a card number's last digit fits the others (ISO/IEC 7812-1)."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _id(match: re.Match[str]) -> str:
    bare = re.sub(r"[^\dXx]", "", match.group())
    return "[id]" if is_identity_number(bare) else match.group()


def _card(match: re.Match[str]) -> str:
    bare = re.sub(r"\D", "", match.group())
    return "[card]" if passes_luhn(bare) and len(set(bare)) > 1 else match.group()


def _chinese_name(match: re.Match[str]) -> str:
    if match["name"][:2] in _NOT_NAMES:
        return match.group()
    return f"{match['before']}[name]"


def _english_name(match: re.Match[str]) -> str:
    """The words after "my name is", up to one that cannot be a name ("and", "they")."""
    kept = re.split(r"(\s+)", match["name"])
    while kept and (not kept[0].strip() or kept[0].lower() not in _AFTER_NAME):
        kept.pop(0)
    rest = " " + "".join(kept) if kept else ""
    return f"{match['before']}[name]{rest}"
