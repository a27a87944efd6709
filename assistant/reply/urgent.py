"""Alerts -> the fixed texts that come before, or beside, everything else.

Urgent texts are edited once in ``data/urgent.json`` and never made at run time:
warm, short, without the method, blame or a lecture.  Help lines come from
``helplines``.  Which region is named first is only a guess from script and
wording, so the others always follow in brief.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from assistant.reply.helplines import (
    ELSEWHERE,
    HONG_KONG,
    MAINLAND,
    REGIONS,
    TAIWAN,
    Helpline,
    Region,
    helplines,
)
from assistant.reply.language import ENGLISH, HANT, LANGUAGES, detect_language
from assistant.reply.safety import DISTRESS, Alert
from assistant.reply.speaker import concerns_someone_else

URGENT: Final = ("violence", "self_harm")
"""Codes with an urgent text, in the order in which texts are shown."""
WARNED: Final = ("illegal_collection", "scam")
"""Codes with a warning line."""

_PLACES: Final = (
    (TAIWAN, "台湾|台灣|臺灣|台北|臺北|高雄|台中|臺中|新北|\\btaiwan\\b|\\btaipei\\b"),
    (HONG_KONG, "香港|九龙|九龍|新界|澳门|澳門|hong ?kong|kowloon"),
    (MAINLAND, "中国大陆|中國大陸|内地|北京|上海|广州|深圳|\\bchina\\b|beijing|shanghai|shenzhen"),
)
_CANTONESE = re.compile("[喺咗佢嘅唔冇嘢哋啲嚟攞嗰噉冚咩喇啱瞓攰揾]|屋企|收數佬|財仔|大耳窿")
_NUMBER = re.compile("{([a-z_]+):([a-z_]+)}")


@dataclass(frozen=True, slots=True)
class _Marks:
    """Punctuation of a language."""

    colon: str
    comma: str
    listed: str
    semicolon: str
    space: str
    brackets: str

    def bracketed(self, text: str) -> str:
        return self.brackets.format(text)


_MARKS: Final = {
    False: _Marks("：", "，", "、", "；", "", "（{}）"),
    True: _Marks(": ", ", ", ", ", "; ", " ", " ({})"),
}


def urgent_text(alerts: Sequence[Alert], language: str, question: str, said: str = "") -> str:
    """The Markdown that comes first, or an empty string where nothing is urgent.

    ``said`` is what the person wrote before: it may name the place.
    """
    words = _words(language)
    codes = {alert.code for alert in alerts}
    texts = []
    for code in URGENT:
        if code in codes:
            key = code if code == "violence" else _self_harm_key(question)
            lines = _lines(code, language, likely_region(question, language, said))
            texts.append(str(words[key]).replace("{lines}", lines))
    return "\n\n---\n\n".join(texts)


def warning_lines(alerts: Sequence[Alert], language: str) -> tuple[str, ...]:
    """One line for each kind of conduct or fraud that an answer should warn of."""
    codes = {alert.code for alert in alerts}
    return tuple(_line(code, language) for code in WARNED if code in codes)


def quiet_line(alerts: Sequence[Alert], language: str) -> str:
    """Whom one can call, for someone who may be in distress; empty for all others."""
    return _line(DISTRESS, language) if any(a.code == DISTRESS for a in alerts) else ""


def _line(code: str, language: str) -> str:
    return _NUMBER.sub(_number, str(_words(language)["warnings"][code]))


def likely_region(question: str, language: str, said: str = "") -> str:
    """The region to name first: a place that was named, now or before, else a guess."""
    for text in (question, said):
        for region, names in _PLACES:
            if re.search(names, text, re.IGNORECASE):
                return region
    written = detect_language(question, language)
    if written == HANT:
        return HONG_KONG if _CANTONESE.search(question) else TAIWAN
    return ELSEWHERE if written == ENGLISH else MAINLAND


def _self_harm_key(question: str) -> str:
    return "self_harm_other" if concerns_someone_else(question) else "self_harm_self"


def _lines(code: str, language: str, first: str) -> str:
    """The likely region's lines in full, then the others in brief."""
    regions, marks = helplines(), _MARKS[language == ENGLISH]
    full = _entry(regions[first], code, language, brief=False)
    others = [
        _entry(regions[other], code, language, brief=True) for other in REGIONS if other != first
    ]
    if first == ELSEWHERE:
        return "\n".join(f"- {entry}" for entry in (full, *others))
    ask = str(_words(language)["others"]).format(region=regions[first].name[language])
    return f"- {full}\n- {ask}{marks.space}{marks.semicolon.join(others)}"


def _entry(region: Region, code: str, language: str, *, brief: bool) -> str:
    """``**台湾**：**1925**（心理求助）；紧急时 **110**（报警）…``"""
    words, marks = _words(language), _MARKS[language == ENGLISH]
    if not region.lines:
        name = region.name[language] if brief else f"**{words['here']}**"
        advice = words["elsewhere_police" if code == "violence" else "elsewhere"]
        return f"{name}{marks.colon}{advice}"
    name = region.name[language] if brief else f"**{region.name[language]}**"
    urgent = _joined(region.of_kind("police", "ambulance"), language, brief=brief)
    if code == "violence":
        return f"{name}{marks.colon}{urgent}"
    crisis = _joined(region.of_kind("crisis"), language, brief=brief)
    between = marks.comma if brief else marks.semicolon
    return f"{name}{marks.colon}{crisis}{between}{words['emergency']} {urgent}"


def _joined(lines: Sequence[Helpline], language: str, *, brief: bool) -> str:
    """Numbers with what they are for; a mark follows if they are not verified."""
    marks = _MARKS[language == ENGLISH]
    shown = marks.listed.join(_shown(line, language, brief=brief) for line in lines)
    if all(line.verified for line in lines):
        return shown
    return shown + marks.bracketed(str(_words(language)["unverified"]))


def _shown(line: Helpline, language: str, *, brief: bool) -> str:
    number = f"**{line.number}**"
    if brief:
        return number
    marks = _MARKS[language == ENGLISH]
    remarks = [line.purpose[language]]
    if line.hours is not None:
        remarks.append(line.hours[language])
    return number + marks.bracketed(marks.comma.join(remarks))


def _number(match: re.Match[str]) -> str:
    """The verified number that a placeholder such as ``{mainland:police}`` stands for."""
    region, kind = match.groups()
    found = [line for line in helplines()[region].of_kind(kind) if line.verified]
    if not found:
        raise ValueError(f"no verified help line for {match.group()}")
    return f"**{found[0].number}**"


def _words(language: str) -> Mapping[str, Any]:
    if language not in LANGUAGES:
        raise ValueError(f"no urgent texts for {language!r}")
    words: Mapping[str, Any] = _texts()[language]
    return words


@lru_cache(maxsize=1)
def _texts() -> Mapping[str, Any]:
    resource = files("assistant.reply").joinpath("data/urgent.json")
    data: dict[str, Any] = json.loads(resource.read_text(encoding="utf-8"))
    return data
