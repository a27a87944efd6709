"""Named rules of the safety check: read from ``data/safety``, matched against views.

A rule file says in JSON which alert it raises and lists its rules.  A rule has
a name, a reason, the view it reads (see ``safety_views``), a weight (``sure``
fires alone, ``hint`` needs company), patterns (``any``), what must stand nearby
(``beside``), what silences it nearby (``unless``), what overrides that (``but``)
and examples of both kinds, which the tests try.  Patterns are regular expressions
(see ``safety_patterns``) with conveniences that keep them readable:

- they are folded like the text, so either script of Chinese may be written;
- ``…`` is a short gap: eight characters inside a sentence, in the other views
  (as a token of its own) four words or syllables;
- ``<name>`` stands for a macro of the same file;
- in all views but ``text`` a pattern matches whole words, never parts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Final

from assistant.reply.safety_patterns import Alternative, alternatives, bounded
from assistant.reply.safety_store import digest, look_up
from assistant.reply.safety_views import VIEWS, blurred, merged, normal

RULE_FILES: Final = (
    "self_harm.zh",
    "self_harm.en",
    "self_harm.other",
    "self_harm.broad",
    "self_harm.signs",
    "self_harm.signs_other",
    "violence.zh",
    "violence.en",
    "violence.other",
    "violence.signs",
    "violence.signs_en",
    "violence.signs_other",
    "illegal_collection",
    "scam",
)
NEAR: Final = 60
"""Characters on either side of a match in which ``beside``, ``unless`` and ``but`` are sought."""

_CHARACTER_GAP = "[^。?\n]{0,8}"
_WORD_GAP = " (?:[^ .]{1,20} ){0,4}"
_MACRO = re.compile("<([a-z_]+)>")
_SYLLABLE = re.compile("[a-z]+")


class Context:
    """A pattern sought around a match; compiled when first needed."""

    def __init__(self, patterns: list[str], view: str, macros: Mapping[str, str]) -> None:
        self._patterns = patterns
        self._view = view
        self._macros = macros

    def within(self, text: str) -> bool:
        """Whether the pattern occurs in a stretch of text."""
        return self._compiled.search(text) is not None

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        written = (expanded(one, self._view, self._macros) for one in self._patterns)
        regex = "|".join(map(bounded, written))
        return re.compile(regex if self._view == "text" else f" (?:{regex})(?= )")


@dataclass(frozen=True)
class Rule:
    """One named rule; ``name`` begins with the code of its alert."""

    name: str
    alert: str
    view: str
    sure: bool
    unmasked: bool
    alternatives: tuple[Alternative, ...]
    beside: Context | None
    unless: Context | None
    but: Context | None
    fires_on: tuple[str, ...]
    silent_on: tuple[str, ...]

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether what stands around a match allows the rule to fire."""
        near = text[max(0, start - NEAR) : end + NEAR]
        if self.beside is not None and not self.beside.within(near):
            return False
        if self.unless is None or not self.unless.within(near):
            return True
        return self.but is not None and self.but.within(near)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the files."""
    found: list[Rule] = []
    for name in RULE_FILES:
        data = read_rules(name)
        macros = {key: str(value) for key, value in data.get("macros", {}).items()}
        found.extend(_rule(entry, data["alert"], macros) for entry in data["rules"])
    return tuple(found)


@lru_cache(maxsize=1)
def look_alikes() -> Mapping[str, tuple[Alternative, ...]]:
    """Harmless turns of speech by view (累死我了, "killing me")."""
    data = read_rules("look_alikes")
    return {view: compiled_alternatives(data[view], view, {}) for view in VIEWS if view in data}


def expanded(pattern: str, view: str, macros: Mapping[str, str]) -> str:
    """A pattern as written in a rule file, folded, with macros and gaps put in."""
    pattern = _MACRO.sub(lambda match: macros[match.group(1)], pattern)
    parts = [normal(part) for part in pattern.split("…")]
    if view == "text":
        return _CHARACTER_GAP.join(parts)
    if view != "words":
        sound = blurred if view == "pinyin" else merged
        parts = [_SYLLABLE.sub(lambda match: sound(match.group()), part) for part in parts]
    return _WORD_GAP.join(part.strip(" ") for part in parts)


@cache
def read_rules(name: str) -> dict[str, Any]:
    """A file of ``data/safety``, read once."""
    resource = files("assistant.reply").joinpath(f"data/safety/{name}.json")
    data: dict[str, Any] = json.loads(resource.read_text(encoding="utf-8"))
    return data


def _rule(entry: Mapping[str, Any], alert: str, macros: Mapping[str, str]) -> Rule:
    view = entry["view"]
    if view not in VIEWS or entry["weight"] not in ("sure", "hint"):
        raise ValueError(f"rule {entry['name']}: unknown view or weight")
    near = {
        key: Context(entry[key], view, macros) if entry.get(key) else None
        for key in ("beside", "unless", "but")
    }
    return Rule(
        name=f"{alert}.{entry['name']}",
        alert=alert,
        view=view,
        sure=entry["weight"] == "sure",
        unmasked=bool(entry.get("unmasked", False)),
        alternatives=compiled_alternatives(entry["any"], view, macros),
        beside=near["beside"],
        unless=near["unless"],
        but=near["but"],
        fires_on=tuple(entry["fires_on"]),
        silent_on=tuple(entry["silent_on"]),
    )


def compiled_alternatives(
    patterns: list[str], view: str, macros: Mapping[str, str]
) -> tuple[Alternative, ...]:
    """The alternatives of a list of patterns, from the store where they are in it."""
    stored = look_up(digest(patterns, view, macros))
    return worked_out(patterns, view, macros) if stored is None else stored


def worked_out(
    patterns: list[str], view: str, macros: Mapping[str, str]
) -> tuple[Alternative, ...]:
    """The alternatives of a list of patterns, parsed now."""
    return tuple(
        alternative
        for pattern in patterns
        for alternative in alternatives(expanded(pattern, view, macros), words=view != "text")
    )


def pattern_lists() -> Iterator[tuple[list[str], str, Mapping[str, str]]]:
    """All lists of patterns that are looked for: of rules, look-alikes and concepts."""
    for name in RULE_FILES:
        data = read_rules(name)
        macros = {key: str(value) for key, value in data.get("macros", {}).items()}
        for entry in data["rules"]:
            yield entry["any"], entry["view"], macros
    for view, patterns in read_rules("look_alikes").items():
        if view in VIEWS:
            yield patterns, view, {}
    for concept in read_rules("concepts")["concepts"].values():
        for view, patterns in concept.items():
            if view in VIEWS:
                yield patterns, view, {}
