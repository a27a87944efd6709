"""Patterns of the safety rules: regular expressions that know what they cannot match without.

Hundreds of alternatives, tried one by one at every character, would take seconds
for a long message.  So each alternative is parsed once, and its *gates* are worked
out: sets of units (two characters in a row, a single character, or a word), of
which any matching text must hold at least one each.  Only alternatives whose
gates are open for a stretch of text are compiled and searched.

The language is a part of Python's: literals, ``( | )``, ``[ ]``, ``? * + {m,n}``,
``. ^ $ \\w \\d`` and look-arounds.  ``*``, ``+`` and ``{m,}`` allow six more at
most, and
groups never capture, so that nothing is unbounded and matching stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Final

AT_MOST: Final = 6
_MOST_STRINGS: Final = 64
_MOST_UNITS: Final = 400
_CLASS_SIZE: Final = 40
_CLASS: Final = re.compile(r"\[(?P<negated>\^?)(?P<inside>(?:\\.|[^\]])*)\]")
_PLAIN: Final = re.compile(r"(?:[^()\[\]\\.^$?*+{}|](?![?*+{]))+")
"""Characters that stand for themselves and are not repeated."""
_RANGE: Final = re.compile(r"(.)-(.)", re.DOTALL)
_TIMES: Final = re.compile(r"\{(\d+)(,?)(\d*)\}")
_COMMON_CHARS: Final = frozenset(
    "我不的是了他们在有要还人一这个就都也说来去到会能没你好上下想钱给把被让吗,。? "
)
_COMMON_WORDS: Final = frozenset(
    "i to the a my me and they it is in of im not you for on that he this was be or if so |".split()
)


@dataclass(frozen=True)
class Node:
    """A piece of a pattern: its regular expression, and the strings it can be, if few.

    ``strings`` is None where they are many.  ``spaced`` tells whether, coming
    after a space, the piece always ends after a space again.
    """

    regex: str
    strings: tuple[str, ...] | None
    spaced: bool


class Alternative:
    """One alternative of a rule, compiled on first use."""

    def __init__(self, regex: str, gates: tuple[frozenset[str], ...]) -> None:
        self.regex = regex
        self.gates = gates

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression; compiling twice by two threads does no harm."""
        return re.compile(self.regex)

    def open_for(self, units: frozenset[str]) -> bool:
        """Whether text that consists of these units could match at all."""
        return not any(gate.isdisjoint(units) for gate in self.gates)


class AnyOf(Alternative):
    """Several alternatives as one; its gate is open if that of any of them is."""

    def __init__(self, entries: Sequence[Alternative]) -> None:
        gated = all(entry.gates for entry in entries)
        gate = frozenset(unit for entry in entries for unit in entry.gates[0]) if gated else None
        super().__init__("|".join(entry.regex for entry in entries), (gate,) if gate else ())


def alternatives(pattern: str, *, words: bool) -> Iterator[Alternative]:
    """The alternatives of a pattern; ``words`` asks for whole words, spaces around them."""
    for branch in Parser(pattern).branches():
        if words:
            space = Node(" ", (" ",), True)
            # The space behind is looked at, not taken: it begins the next match.
            branch = [space, *branch, Node("(?= )", (" ",), True)]
        yield Alternative("".join(part.regex for part in branch), _gates(branch, words=words))


def bounded(pattern: str) -> str:
    """The pattern as one regular expression with groups and repetitions as described."""
    return "|".join("".join(n.regex for n in branch) for branch in Parser(pattern).branches())


def units(text: str, *, words: bool) -> frozenset[str]:
    """What a stretch of text consists of, as far as gates are concerned."""
    if words:
        return frozenset(text.split(" "))
    return frozenset(text) | frozenset(map("".join, pairwise(text)))


class Parser:
    """A recursive-descent parser; a pattern that it does not understand is refused."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def branches(self) -> list[list[Node]]:
        """The top-level alternatives, each a row of nodes."""
        found = self._branches()
        if self._at != len(self._pattern):
            raise ValueError(f"unbalanced bracket at {self._at} in {self._pattern!r}")
        return found

    def _branches(self) -> list[list[Node]]:
        rows: list[list[Node]] = [[]]
        while self._at < len(self._pattern) and self._peek() != ")":
            if self._peek() == "|":
                self._at += 1
                rows.append([])
            else:
                rows[-1].append(self._repeated(self._atom()))
        return rows

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _atom(self) -> Node:
        plain = _PLAIN.match(self._pattern, self._at)
        if plain is not None:
            self._at = plain.end()
            return Node(plain.group(), (plain.group(),), plain.group().endswith(" "))
        char = self._peek()
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        self._at += 1
        if char == "\\":
            escaped = self._peek()
            self._at += 1
            if escaped in "wdb":
                return Node(char + escaped, ("",) if escaped == "b" else None, False)
            return Node(char + escaped, (escaped,), escaped == " ")
        if char in "^$":
            return Node(f"(?:{char})", ("",), True)
        if char == ".":
            return Node(char, None, False)
        if char in "?*+{":
            raise ValueError(f"nothing to repeat at {self._at} in {self._pattern!r}")
        return Node(char, (char,), char == " ")

    def _group(self) -> Node:
        opening = next(
            mark for mark in ("(?=", "(?!", "(?<=", "(?<!", "(?:", "(") if self._starts(mark)
        )
        self._at += len(opening)
        rows = self._branches()
        if self._peek() != ")":
            raise ValueError(f"bracket not closed in {self._pattern!r}")
        self._at += 1
        inside = "|".join("".join(node.regex for node in row) for row in rows)
        if opening not in ("(", "(?:"):
            return Node(f"{opening}{inside})", ("",), True)
        strings = _limited(string for row in rows for string in _joined(row) or [None])
        return Node(f"(?:{inside})", strings, all(_keeps_space(row) for row in rows))

    def _starts(self, mark: str) -> bool:
        return self._pattern.startswith(mark, self._at)

    def _class(self) -> Node:
        match = _CLASS.match(self._pattern, self._at)
        if match is None:
            raise ValueError(f"class not closed in {self._pattern!r}")
        self._at = match.end()
        inside = match["inside"]
        few = not match["negated"] and "\\" not in inside and not _RANGE.search(inside)
        strings = tuple(inside) if few and len(inside) <= _CLASS_SIZE else None
        return Node(match.group(), strings, False)

    def _repeated(self, node: Node) -> Node:
        mark = self._peek()
        if mark == "?":
            self._at += 1
            strings = None if node.strings is None else ("", *node.strings)
            return Node(node.regex + "?", strings, node.spaced)
        if mark and mark in "*+":
            self._at += 1
            least = 0 if mark == "*" else 1
            return _many(node, least, AT_MOST)
        match = _TIMES.match(self._pattern, self._at)
        if match is None:
            return node
        self._at = match.end()
        least = int(match[1])
        return _many(node, least, int(match[3] or least + (AT_MOST if match[2] else 0)))


def _many(node: Node, least: int, most: int) -> Node:
    regex = f"{node.regex}{{{least},{most}}}"
    return Node(regex, None, node.spaced)


def _limited(strings: Iterable[str | None]) -> tuple[str, ...] | None:
    found: list[str] = []
    for string in strings:
        if string is None or len(found) >= _MOST_UNITS:
            return None
        found.append(string)
    return tuple(dict.fromkeys(found))


def _joined(row: list[Node]) -> tuple[str, ...] | None:
    """The strings of a row of nodes, if they are few."""
    strings: tuple[str, ...] = ("",)
    for node in row:
        if node.strings is None or len(strings) * len(node.strings) > _MOST_UNITS:
            return None
        strings = tuple(map("".join, product(strings, node.strings)))
    return strings


def _keeps_space(row: list[Node]) -> bool:
    """Whether a row, coming after a space, ends after a space."""
    spaced = True
    for node in row:
        if node.strings is not None and any(node.strings):
            spaced = all(s.endswith(" ") if s else spaced for s in node.strings)
        elif node.strings is None:
            spaced = node.spaced and (spaced or "{0" not in node.regex)
    return spaced


def _segments(parts: list[Node]) -> Iterator[tuple[str, ...]]:
    """Runs of nodes with few strings; a run that surely follows a space begins with one."""
    strings: tuple[str, ...] = ("",)
    for index, node in enumerate(parts):
        few = node.strings is not None
        if few and len(strings) * len(node.strings or ()) <= max(
            _MOST_STRINGS, len(node.strings or ()) if strings in (("",), (" ",)) else 0
        ):
            strings = tuple(map("".join, product(strings, node.strings or ())))
            continue
        yield strings
        start = " " if _keeps_space(parts[: index + (not few)]) else ""
        strings = tuple(start + string for string in (node.strings or ("",)))
    yield strings


def _gates(parts: list[Node], *, words: bool) -> tuple[frozenset[str], ...]:
    """The two most telling sets of units, of each of which a match holds at least one."""
    found: list[tuple[float, frozenset[str]]] = []
    for strings in _segments(parts):
        chosen = [_rarest(string, words=words) for string in strings]
        if all(chosen):
            gate = frozenset(unit for unit in chosen if unit)
            found.append((sum(map(_frequency, gate)), gate))
    found.sort(key=lambda pair: pair[0])
    return tuple(gate for _, gate in found[:2])


def _rarest(string: str, *, words: bool) -> str | None:
    """The unit of a string that is met least often in ordinary text."""
    if words:
        # Only words with a space on either side are known to be whole.
        whole = string.split(" ")[1:-1]
        return min(filter(None, whole), key=_frequency, default=None)
    pairs = list(map("".join, pairwise(string)))
    return min(pairs or string, key=_frequency, default=None)


def _frequency(unit: str) -> float:
    """A rough frequency, enough to tell telling units from common ones."""
    if unit in _COMMON_WORDS:
        return 200.0
    common = sum(char in _COMMON_CHARS for char in unit)
    if len(unit) == 1:
        return 300.0 if common else 20.0
    return 4.0 if common == 2 else 1.0
