"""A text under repair, which remembers where in the raw text each part came from.

Rules look at ``Draft.text`` and answer with changes in *its* places; the draft
turns them into edits in raw places.  It knows nothing of what the rules are for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from assistant.records import Edit

STRENGTH: Final = ("furniture", "shift", "dropped", "pinyin", "script", "punctuation", "")
"""Which rule names an edit that several rules had a hand in: the leftmost."""


@dataclass(frozen=True, slots=True)
class Change:
    """Replace ``text[start:end]`` of the current text by ``after``."""

    start: int
    end: int
    after: str
    reason: str
    conjecture: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Damage seen at ``text[start:end]`` of the current text and left alone."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Piece:
    """``raw[start:end]``, which now reads ``text``; untouched if it has no rule."""

    start: int
    end: int
    text: str
    rule: str = ""
    reasons: tuple[str, ...] = ()
    conjecture: bool = False

    def places(self) -> list[int]:
        """The raw offset of each character, -1 where it was restored."""
        if self.conjecture:
            return [-1] * len(self.text)
        last = max(self.start, self.end - 1)
        return [min(self.start + k, last) for k in range(len(self.text))]


class Draft:
    """The pieces of a raw text, in order and without gaps."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self._pieces: list[Piece] | None = None

    def _all_pieces(self) -> list[Piece]:
        """The pieces; one a character until something is changed, and made only then."""
        if self._pieces is None:
            self._pieces = [Piece(k, k + 1, char) for k, char in enumerate(self.raw)]
        return self._pieces

    def apply(self, rule: str, changes: Iterable[Change]) -> bool:
        """Make changes that do not overlap; whether any of them changed the text."""
        changes = [c for c in changes if self.text[c.start : c.end] != c.after]
        if not changes:
            return False
        before, old, new = self.text, self._all_pieces(), list[Piece]()
        index = place = 0
        for change in sorted(changes, key=lambda c: (c.start, c.end)):
            if change.start < place:  # overlaps the one before; its turn is the next round
                continue
            while index < len(old) and place + len(old[index].text) <= change.start:
                place += len(old[index].text)
                new.append(old[index])
                index += 1
            begin, first = place, index
            while index < len(old) and place < change.end:
                place += len(old[index].text)
                index += 1
            at = old[first].start if first < len(old) else len(self.raw)
            new.append(_merged(rule, change, old[first:index], begin, at))
        self._pieces = new + old[index:]
        self.text = "".join(piece.text for piece in self._pieces)
        return self.text != before

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw place of ``text[start:end]``, which must not be empty."""
        pieces = self._all_pieces()
        ends = list(accumulate(len(piece.text) for piece in pieces))
        first, last = pieces[bisect_right(ends, start)], pieces[bisect_right(ends, end - 1)]
        return first.start, last.end

    def origin(self) -> tuple[int, ...]:
        """For each character its raw offset, or -1 where it was restored."""
        if self._pieces is None:
            return tuple(range(len(self.raw)))
        return tuple(place for piece in self._pieces for place in piece.places())

    def edits(self) -> tuple[Edit, ...]:
        """All changes in raw places, in order; neighbours of one kind are one edit."""
        joined: list[Piece] = []
        fresh = False  # whether the last of ``joined`` is the piece just before this one
        for piece in self._pieces or ():
            if not piece.rule or piece.text == self.raw[piece.start : piece.end]:
                fresh = False
            elif fresh and _same_kind(joined[-1], piece):
                joined[-1] = replace(joined[-1], end=piece.end, text=joined[-1].text + piece.text)
            else:
                joined.append(piece)
                fresh = True
        return tuple(self._edit(piece) for piece in joined)

    def _edit(self, piece: Piece) -> Edit:
        return Edit(
            rule=piece.rule,
            start=piece.start,
            end=piece.end,
            before=self.raw[piece.start : piece.end],
            after=piece.text,
            reason="; ".join(piece.reasons),
            conjecture=piece.conjecture,
        )


def _merged(rule: str, change: Change, taken: list[Piece], begin: int, at: int) -> Piece:
    """One piece in place of those that a change touches; ``begin`` is where they stand."""
    body = "".join(piece.text for piece in taken)
    text = body[: change.start - begin] + change.after + body[change.end - begin :]
    hands = [*((p.rule, p.reasons) for p in taken), (rule, (change.reason,))]
    strongest = min((name for name, _ in hands), key=STRENGTH.index)
    if strongest == "furniture":  # of a line that goes, only why it goes is of interest
        hands = [hand for hand in hands if hand[0] == strongest]
    return Piece(
        start=taken[0].start if taken else at,
        end=taken[-1].end if taken else at,
        text=text,
        rule=strongest,
        reasons=tuple(dict.fromkeys(reason for _, reasons in hands for reason in reasons)),
        conjecture=bool(text) and (change.conjecture or any(p.conjecture for p in taken)),
    )


def _same_kind(one: Piece, other: Piece) -> bool:
    """Whether two neighbours can be told as one edit."""
    restored = one.conjecture or other.conjecture
    return not restored and (one.rule, one.reasons) == (other.rule, other.reasons)
