"""Where the question bank is thin, and which readers' questions went unanswered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.bank import read_known
from assistant.chat import Assistant
from assistant.records import Passage
from assistant.search.encoder import Encoder
from assistant.seeds import json_lines
from assistant.text.fold import fold

ENOUGH_LINES = 60
ENOUGH_LANGUAGES = 4
MAIN = ("zh-Hans", "zh-Hant", "en", "pinyin")
"""Languages to begin with."""
ALIKE = 0.8
"""Similarity from which on two questions are shown as one."""
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Thin:
    """A section that too few bank lines answer directly; ``lines`` counts them by language."""

    section: str
    heading: str
    lines: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.lines.values())

    @property
    def wanted(self) -> tuple[str, ...]:
        """Main languages without a line; where all have some, the one with the fewest."""
        missing = tuple(name for name in MAIN if not self.lines.get(name))
        return missing or (min(MAIN, key=lambda name: self.lines[name]),)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that readers asked in vain, with its likes and the nearest sections."""

    question: str
    language: str
    alike: tuple[str, ...]
    """Other wordings of it, repeats included."""
    nearest: tuple[tuple[str, str], ...]
    """(id, heading) of the sections that come nearest."""

    @property
    def times(self) -> int:
        return 1 + len(self.alike)


def thin_sections(passages: Sequence[Passage], questions: Path) -> tuple[Thin, ...]:
    """Sections short of lines or languages, those with the fewest lines first."""
    counts: dict[str, Counter[str]] = {passage.id: Counter() for passage in passages}
    for known in read_known(questions, counts):
        for section, grade in known.grades:
            if grade == 2:
                counts[section][known.language] += 1
    found = [
        Thin(passage.id, passage.heading.section, dict(counts[passage.id]))
        for passage in passages
        if counts[passage.id].total() < ENOUGH_LINES or len(counts[passage.id]) < ENOUGH_LANGUAGES
    ]
    return tuple(sorted(found, key=lambda thin: thin.total))


def unanswered(assistant: Assistant, encoder: Encoder, feedback: Path) -> tuple[Unanswered, ...]:
    """Questions of exported feedback that were not answered well, the commonest first."""
    rows = [row for row in json_lines(feedback) if _in_vain(row)]
    found = []
    for group in alike([str(row["question"]) for row in rows], encoder):
        first, *others = (rows[i] for i in group)
        hits = assistant.search(first["question"], NEAREST)
        nearest = tuple((hit.passage.id, hit.passage.heading.section) for hit in hits)
        wordings = tuple(str(other["question"]) for other in others)
        found.append(Unanswered(first["question"], first["language"], wordings, nearest))
    return tuple(sorted(found, key=lambda one: -one.times))


def _in_vain(row: Mapping[str, Any]) -> bool:
    declined = row["kind"] in ("related", "declined") or row["verdict"] == "not_helpful"
    return declined and bool(str(row["question"]).strip())


def alike(texts: Sequence[str], encoder: Encoder) -> list[list[int]]:
    """Groups of texts that are near the first one of their group."""
    vectors = encoder.encode_queries(texts)
    groups: list[list[int]] = []
    for row, text in enumerate(texts):
        for group in groups:
            near = float(vectors[row] @ vectors[group[0]]) >= ALIKE
            if near or fold(text) == fold(texts[group[0]]):
                group.append(row)
                break
        else:
            groups.append([row])
    return groups


def to_lines(thin: Sequence[Thin], asked: Sequence[Unanswered]) -> Iterator[str]:
    """The table for a terminal."""
    target = f"{ENOUGH_LINES} lines in {ENOUGH_LANGUAGES} languages"
    if not thin:
        yield f"Every section has {target}."
    else:
        yield f"{len(thin)} sections have fewer than {target}:"
        yield "lines  section"
    for one in thin:
        languages = ", ".join(f"{name} {count}" for name, count in sorted(one.lines.items()))
        yield f"{one.total:5}  {one.section} {one.heading}  ({languages or 'none'})"
    if asked:
        yield ""
        yield f"{len(asked)} kinds of question went unanswered:"
        yield "times  question -> nearest sections"
    for question in asked:
        nearest = ", ".join(f"{section} {heading}" for section, heading in question.nearest)
        yield f"{question.times:5}  {' '.join(question.question.split())} -> {nearest}"


def template(thin: Iterable[Thin], asked: Iterable[Unanswered]) -> Iterator[dict[str, Any]]:
    """Bank lines to be filled in: a question's grades, or a section's question."""
    for question in asked:
        yield {
            "q": question.question,
            "lang": question.language,
            "rel": {},
            "times": question.times,
            "alike": list(dict.fromkeys(question.alike)),
            "nearest": dict(question.nearest),
        }
    for one in thin:
        for language in one.wanted:
            row = {"q": "", "lang": language, "rel": {one.section: 2}}
            yield {**row, "section": one.heading, "lines": one.total}
