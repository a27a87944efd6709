"""Runs that were read one byte late: ``當(dāng)?shù)厣祥T`` is 當地上門.

How it came about: a converter worked on GBK *bytes* and put the reading of a
character behind each pair of bytes that looked like it, also where the pair
was the tail of one character and the head of the next.  當地 is ``AE94 B5D8``;
``94B5`` is 數, so ``(shù)`` went between B5 and D8.  B5 with the bracket is no
character and became ``?``; what follows was read from D8 on, one byte late,
until an ASCII byte (the tail of 門, ``E954``) brought it back into step.

So the lost byte can be found: with the byte before it, it must be a character
read ``shù``.  The reading is a checksum.  A run that fails it is left alone.

This module knows bytes; it does not know what the text is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.text.pinyin import LETTERS, readings
from assistant.text.repair.draft import Change, Doubt
from assistant.text.repair.stops import is_full_stop
from assistant.text.script import is_common, is_han, is_traditional_only

# The least that a shifted run leaves behind: a lost byte before a reading or a mark.
_TRACE = re.compile(rf"[?\ufffd](?:[(（]?[{LETTERS}]{{1,6}}[)）]|[,:;!?])")
_SEAM = re.compile(rf"[?\ufffd][(（]?([{LETTERS}]{{1,6}})[)）]")
_BRACKET = re.compile(rf"[(（][{LETTERS}]{{1,6}}[)）]")
_TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
_LOST = ("?", "\ufffd")
_MARKS = (",", ":", ";", "!", "?")
_CHINESE_MARKS = frozenset("，。、：；！？“”‘’（）《》…—·")
_REASON = "bytes read one late; the lost byte is proved by the reading in brackets"
_STOP_REASON = "of the characters that end in the byte A3, only the full stop fits here"


@dataclass(frozen=True, slots=True)
class _Token:
    """A character, or a seam with its reading, at ``text[start:end]``."""

    start: int
    end: int
    char: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class _Byte:
    """A byte and the place of the token that it was taken from."""

    value: int
    place: int


@dataclass(frozen=True, slots=True)
class _Run:
    """A decoded run: its characters, the place each begins at, and where the run ends."""

    chars: str
    letter: str
    """An ASCII letter behind the run that was read as half of its last character."""
    places: tuple[int, ...]
    end: int
    stop: bool = False
    """Whether the first character is a full stop that the bytes alone do not prove."""

    @property
    def share(self) -> float:
        """How many characters are everyday ones: 1.0 for real text, about 0.5 for noise."""
        common = sum(is_common(char) or char in _CHINESE_MARKS for char in self.chars)
        return common / len(self.chars)


def shifted_runs(text: str) -> tuple[list[Change], list[Doubt]]:
    """The runs that can be proved, and those that look shifted and cannot."""
    changes: list[Change] = []
    doubts: list[Doubt] = []
    if not _TRACE.search(text):
        return changes, doubts
    done = 0
    tokens = _tokens(text)
    for index, token in enumerate(tokens):
        if token.start < done:
            continue
        run = _decode(tokens, index, done) if token.reading else None
        doubt = None if run else _doubt(tokens, index)
        if run is not None:
            changes.extend(_changes(run))
            # What looked shifted without proof may have been the beginning of this run.
            doubts = [doubt for doubt in doubts if doubt.end <= run.places[0]]
            done = run.end
        elif doubt is not None:
            doubts.append(doubt)
            done = doubt.end if token.reading else done
    return changes, _apart(doubts)


def _tokens(text: str) -> list[_Token]:
    """Characters and seams; a reading in brackets carries no bytes and is left out."""
    tokens: list[_Token] = []
    place = 0
    while place < len(text):
        seam, bracket = _SEAM.match(text, place), _BRACKET.match(text, place)
        if seam:
            tokens.append(_Token(place, seam.end(), "", seam[1]))
            place = seam.end()
        elif bracket and _TONED.search(bracket[0]):
            place = bracket.end()
        else:
            tokens.append(_Token(place, place + 1, text[place]))
            place += 1
    return tokens


def _changes(run: _Run) -> Iterator[Change]:
    """One change a character, so that each keeps a place of its own."""
    chars = [*run.chars[:-1], run.chars[-1] + run.letter]
    for char, start, end in zip(chars, run.places, (*run.places[1:], run.end), strict=True):
        stop = run.stop and start == run.places[0]
        yield Change(start, end, char, _STOP_REASON if stop else _REASON)


def _doubt(tokens: list[_Token], index: int) -> Doubt | None:
    """What looks shifted at a token: a seam, or a lost byte before a mark and odd Chinese."""
    token = tokens[index]
    if token.reading:
        first, last = _opened(tokens, index), _han_end(tokens, index + 1)
        reason = "looks shifted, but no lost byte agrees with the reading"
        found = _TONED.search(token.reading) is not None
    else:
        first, last = index, _han_end(tokens, index + 2)
        reason = "looks shifted, but there is no reading that proves it"
        found = _is_gap(tokens, index) and _is_odd(tokens, index + 2, last)
    return Doubt(tokens[max(0, first - 1)].start, tokens[last - 1].end, reason) if found else None


def _is_odd(tokens: list[_Token], first: int, last: int) -> bool:
    """Whether Chinese behind a mark has rare characters, and read one byte later has none."""
    if all(is_common(token.char) for token in tokens[first:last]):
        return False
    data = b"".join(_gbk(token.char) for token in tokens[first - 1 : last])[1:]
    if last < len(tokens) and "@" <= tokens[last].char <= "~":
        data += tokens[last].char.encode("ascii")
    try:
        chars = data[: len(data) // 2 * 2].decode("gbk")
    except UnicodeDecodeError:
        return False
    return len(chars) >= 2 and all(is_common(char) for char in chars)


def _is_gap(tokens: list[_Token], index: int) -> bool:
    """Whether a lost byte stands before a half-width mark."""
    pair = [token.char for token in tokens[index : index + 2]]
    return len(pair) == 2 and pair[0] in _LOST and pair[1] in _MARKS


def _opened(tokens: list[_Token], index: int) -> int:
    """Where a run that ends at a seam could have begun: at a gap, else at the seam."""
    first = index
    while first and is_han(tokens[first - 1].char):
        first -= 1
    return first - 2 if 2 <= first < index and _is_gap(tokens, first - 2) else index


def _han_end(tokens: list[_Token], index: int) -> int:
    """The index behind the Chinese characters that begin at one."""
    while index < len(tokens) and is_han(tokens[index].char):
        index += 1
    return index


def _apart(doubts: list[Doubt]) -> list[Doubt]:
    """Doubts without those that lie inside another."""
    return [
        one
        for one in doubts
        if not any(
            other is not one and other.start <= one.start and one.end <= other.end
            for other in doubts
        )
    ]


def _decode(tokens: list[_Token], index: int, floor: int) -> _Run | None:
    """The plausible run that begins or ends at a seam; None if there is none, or more."""
    runs = [*_opening(tokens, index), *_closing(tokens, index, floor)]
    good = [run for run in runs if run.share >= 0.8]
    return good[0] if len(good) == 1 else None


def _opening(tokens: list[_Token], index: int) -> Iterator[_Run]:
    """Runs that begin at the seam: the lost byte is the head of their first character."""
    seam = tokens[index]
    before = _gbk(tokens[index - 1].char) if index else b""
    for lost in _lost_bytes(before[-1:], seam.reading):
        yield from _forward(tokens, index + 1, [_Byte(lost, seam.start)])


def _forward(tokens: list[_Token], index: int, data: list[_Byte]) -> Iterator[_Run]:
    """Follow a run to where it is in step again: an ASCII tail, or another seam."""
    for at, token in enumerate(tokens[index:], index):
        if token.reading:
            for lost in _lost_bytes(bytes([data[-1].value]), token.reading):
                yield from _run([*data, _Byte(lost, token.start)], token.end)
            return
        if "@" <= token.char <= "~":
            yield from _run([*data, _Byte(ord(token.char), token.start)], token.end)
            return
        pair = _gbk(token.char)
        if len(pair) != 2 or token.char in _MARKS:
            return
        head, tail = (_Byte(value, token.start) for value in pair)
        if tail.value < 0x80:
            # The run's last byte took the first letter of a Latin word for its tail.
            if at + 1 < len(tokens) and tokens[at + 1].char.isascii():
                yield from _run([*data, head], token.end, letter=chr(tail.value))
            return
        data = [*data, head, tail]


def _closing(tokens: list[_Token], index: int, floor: int) -> Iterator[_Run]:
    """Runs that end at the seam, and began where a half-width mark was put in by bytes.

    ``。可`` is ``A1A3 BFC9``; the pair ``A3BF`` is ？ and was made ``?`` like
    every other ？.  That left ``A1`` alone, which became another ``?``.  No reading
    proves the ``A1``: it is taken for one only behind a whole clause, and where no
    other character that ends in ``A3`` fits (see ``stops``).
    """
    gap = _opened(tokens, index)
    if gap == index or gap == 0 or tokens[gap].start < floor or not _is_clause(tokens[:gap]):
        return
    pairs = [_Byte(value, t.start) for t in tokens[gap + 1 : index] for value in _gbk(t.char)]
    for lost in _lost_bytes(_gbk(tokens[index - 1].char)[-1:], tokens[index].reading):
        data = [_Byte(0xA1, tokens[gap].start), *pairs, _Byte(lost, tokens[index].start)]
        for run in _run(data, tokens[index].end):
            if is_full_stop(tokens[gap - 1].char, run.chars[1]):
                yield replace(run, stop=True)


def _is_clause(tokens: list[_Token]) -> bool:
    """Whether at least eight Chinese characters stand before, since the last full stop."""
    count = 0
    for token in reversed(tokens):
        if token.char in ("。", "\n"):
            break
        count += is_han(token.char)
    return count >= 8


def _run(data: list[_Byte], end: int, letter: str = "") -> Iterator[_Run]:
    """The run that bytes spell, if they spell Chinese and nothing else (but a last letter)."""
    try:
        chars = bytes(byte.value for byte in data).decode("gbk")
    except UnicodeDecodeError:
        return
    if all(is_han(char) or char in _CHINESE_MARKS for char in chars):
        places = [byte.place for byte in data[::2]]
        yield _Run(chars, letter, tuple(places), end)


def _lost_bytes(before: bytes, reading: str) -> Iterator[int]:
    """The bytes that, put after ``before``, make a traditional character with this reading."""
    for value in range(0x40, 0xFF):
        try:
            char = (before + bytes([value])).decode("gbk")
        except UnicodeDecodeError:
            continue
        # The converter annotated nothing but what it had made traditional.
        if len(char) == 1 and is_traditional_only(char) and reading in readings(char):
            yield value


def _gbk(char: str) -> bytes:
    """The two bytes of a Chinese character or (full- or half-width) mark; else nothing."""
    if char and char in _MARKS:
        return bytes([0xA3, ord(char) + 0x80])
    try:
        pair = char.encode("gbk")
    except UnicodeEncodeError:
        return b""
    return pair if len(pair) == 2 else b""
