"""Finding which rules apply to a message, in time linear in its length.

A message is looked at in stretches.  For each, the units that it consists of
open the gates of few alternatives (see ``safety_patterns``), and only those are
searched.  A match counts for the stretch in which it begins; it may reach into
the next one, and what stands around it is read from the whole message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.reply.safety_patterns import Alternative, units
from assistant.reply.safety_rules import Rule, look_alikes, rules
from assistant.reply.safety_views import VIEWS, Views

STRETCH: Final = 400
"""Characters in which a match may begin, and ..."""
REACH: Final = 160
"""... how far behind them it may end; more than the longest match that makes sense."""
BLANK: Final = "■"


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that applies to a message, and where in its view."""

    rule: Rule
    place: int


class Index:
    """Alternatives by a unit that any text must hold for them to match."""

    def __init__(self, entries: Sequence[Alternative], view: str) -> None:
        self._entries = entries
        self._words = view != "text"
        self._by_unit: dict[str, list[int]] = {}
        self._always = [i for i, entry in enumerate(entries) if not entry.gates]
        for i, entry in enumerate(entries):
            for unit in entry.gates[0] if entry.gates else ():
                self._by_unit.setdefault(unit, []).append(i)

    def open_for(self, stretch: str) -> list[int]:
        """Which alternatives could match in a stretch, in their order."""
        there = units(stretch, words=self._words)
        found = set(self._always)
        for unit in there & self._by_unit.keys():
            found.update(self._by_unit[unit])
        return sorted(i for i in found if self._entries[i].open_for(there))


def stretches(text: str) -> Iterator[tuple[int, int, int]]:
    """(begin, end, reach): a match begins in [begin, end) and ends by reach."""
    for begin in range(0, max(len(text), 1), STRETCH):
        end = begin + STRETCH
        yield begin, end, min(len(text), end + REACH)


def masked(seen: Views) -> Views:
    """The views with look-alikes blanked out."""
    shown = {view: getattr(seen, view) for view in VIEWS}
    for view, (index, entries) in _masks().items():
        shown[view] = _blanked(shown[view], index, entries, "" if view == "text" else " ")
    return Views(**shown)


def firings(seen: Views, blanked: Views) -> Iterator[Firing]:
    """All rules that apply, each once and in their order; ``blanked`` is ``masked(seen)``."""
    first: dict[int, int] = {}
    for view in VIEWS:
        for text, unmasked in ((getattr(blanked, view), False), (getattr(seen, view), True)):
            for number, place in _places(text, view, unmasked):
                first.setdefault(number, place)
    for number in sorted(first):
        yield Firing(rules()[number], first[number])


def _places(text: str, view: str, unmasked: bool) -> Iterator[tuple[int, int]]:
    """(number of a rule, place) of what is found in one view."""
    index, entries, owners = _rule_index(view, unmasked)
    if not entries:
        return
    done: set[int] = set()
    for begin, end, reach in stretches(text):
        for i in index.open_for(text[begin:reach]):
            number = owners[i]
            if number in done:
                continue
            place = _place(rules()[number], entries[i], text, (begin, end, reach))
            if place is not None:
                done.add(number)
                yield number, place


def _place(
    rule: Rule, alternative: Alternative, text: str, stretch: tuple[int, int, int]
) -> int | None:
    begin, end, reach = stretch
    for match in alternative.compiled.finditer(text, begin, reach):
        if match.start() >= end:
            return None
        if rule.fits(text, match.start(), match.end()):
            return match.start()
    return None


def _blanked(text: str, index: Index, entries: Sequence[Alternative], space: str) -> str:
    """The text without what the given alternatives match, stretch by stretch."""
    spans: list[tuple[int, int]] = []
    for begin, end, reach in stretches(text):
        for i in index.open_for(text[begin:reach]):
            for match in entries[i].compiled.finditer(text, begin, reach):
                if match.start() < end and match.end() > match.start():
                    spans.append(match.span())
    kept: list[str] = []
    at = 0
    for start, stop in sorted(spans):
        if start >= at:
            kept += [text[at:start], space + BLANK]
        at = max(at, stop)
    return "".join([*kept, text[at:]])


@lru_cache(maxsize=1)
def _masks() -> Mapping[str, tuple[Index, Sequence[Alternative]]]:
    return {view: (Index(found, view), found) for view, found in look_alikes().items()}


@lru_cache(maxsize=2 * len(VIEWS))
def _rule_index(view: str, unmasked: bool) -> tuple[Index, list[Alternative], list[int]]:
    """The alternatives of all rules that read a view, with the numbers of their rules."""
    entries: list[Alternative] = []
    owners: list[int] = []
    for number, rule in enumerate(rules()):
        if rule.view == view and rule.unmasked == unmasked:
            entries.extend(rule.alternatives)
            owners.extend([number] * len(rule.alternatives))
    return Index(entries, view), entries, owners
