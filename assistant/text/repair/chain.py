"""The repair: which rules a page needs, and in what order.

A rule is run only on a page with the kind of damage that it undoes, so that
healthy text passes through untouched.  The rules are run until they change
nothing more; therefore repairing a repaired text changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assistant.records import Finding, RepairedText, SeedText
from assistant.text.repair.draft import Change, Doubt, Draft
from assistant.text.repair.dropped import dropped_words
from assistant.text.repair.furniture import furniture, page_of, telling_lines
from assistant.text.repair.punctuation import full_width, list_numbers, spaces
from assistant.text.repair.readings import drop_readings, is_annotated
from assistant.text.repair.shift import shifted_runs
from assistant.text.repair.simplify import is_mixed, simplify

RULES: Final = ("shift", "pinyin", "script", "dropped", "furniture", "punctuation")
_MOST_ROUNDS: Final = 8


@dataclass(frozen=True, slots=True)
class Damage:
    """What kinds of damage a page shows."""

    annotated: bool
    converted: bool
    scraped: bool
    filtered: bool

    @property
    def text(self) -> bool:
        """Whether a machine went through the words themselves."""
        return self.annotated or self.converted

    @property
    def any(self) -> bool:
        """Whether the page is damaged at all."""
        return self.text or self.scraped or self.filtered


def damage(text: str, shifted: bool = False) -> Damage:
    """Look for the signs of damage; ``shifted`` says that shifted runs were proved."""
    annotated = shifted or is_annotated(text)
    return Damage(
        annotated=annotated,
        converted=annotated or is_mixed(text),
        scraped=bool(telling_lines(page_of(text))),
        filtered=len(dropped_words(text)) >= 2,
    )


def repair(seed: SeedText) -> RepairedText:
    """Undo the known kinds of damage of a page, with a record of every change."""
    work = _Work(seed.text)
    for _ in range(_MOST_ROUNDS):
        before = work.draft.text
        work.round()
        if work.draft.text == before:
            break
    findings = sorted(work.findings, key=lambda f: (f.start, f.end, f.rule))
    draft = work.draft
    return RepairedText(seed, draft.text, draft.origin(), draft.edits(), tuple(findings))


class _Work:
    """A draft, and what was found on the way and left alone."""

    def __init__(self, raw: str) -> None:
        self.draft = Draft(raw)
        self.findings: dict[Finding, None] = {}

    def round(self) -> None:
        """All rules once, in the order in which their damage is best undone."""
        runs, doubts = shifted_runs(self.draft.text)
        self._note("shift", doubts)
        self.draft.apply("shift", runs)
        signs = damage(self.draft.text, shifted=bool(runs))
        if signs.annotated:
            changes, doubts = drop_readings(self.draft.text)
            self._note("pinyin", doubts)
            self._apply("pinyin", changes)
        if signs.converted:
            self._apply("script", simplify(self.draft.text))
        if signs.any:
            self._apply("dropped", dropped_words(self.draft.text))
            self.draft.apply("furniture", furniture(page_of(self.draft.text)))
        if signs.text or signs.filtered:
            self._apply("punctuation", full_width(self.draft.text))
            changes, doubts = spaces(self.draft.text)
            self._note("dropped", doubts)
            self._apply("punctuation", changes)
            self._apply("punctuation", list_numbers(self.draft.text))

    def _apply(self, rule: str, changes: Iterable[Change]) -> None:
        """Make changes, but for those inside runs that look shifted: they are left alone."""
        _, doubts = shifted_runs(self.draft.text)
        free = [c for c in changes if not any(d.start <= c.start < d.end for d in doubts)]
        self.draft.apply(rule, free)

    def _note(self, rule: str, doubts: Iterable[Doubt]) -> None:
        for doubt in doubts:
            start, end = self.draft.raw_span(doubt.start, doubt.end)
            found = Finding(rule, start, end, self.draft.raw[start:end], doubt.reason)
            self.findings[found] = None
