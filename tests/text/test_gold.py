"""The seeds, repaired and cut, against what editors made of the raw pages by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from assistant.records import Conjecture, Passage, RepairedText
from assistant.text.pages import passages, read_seed, repair

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
DOCUMENTS = ("000", "001", "002", "003", "004")
SECTIONS = {"000": 17, "001": 16, "002": 16, "003": 19, "004": 15}


@dataclass(frozen=True)
class GoldSection:
    """A section as an editor wrote it; restored runs as (start, end)."""

    chapter: str
    heading: str
    heading_restored: tuple[tuple[int, int], ...]
    text: str
    restored: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class GoldPage:
    title: str
    date: str | None
    author: str | None
    sections: tuple[GoldSection, ...]


def unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without its ⟦ ⟧, and where they stood."""
    spans = []
    while (found := re.search("⟦(.*?)⟧", text)) is not None:
        spans.append((found.start(), found.start() + len(found[1])))
        text = text[: found.start()] + found[1] + text[found.end() :]
    return text, tuple(spans)


@lru_cache
def gold(document: str) -> GoldPage:
    meta: dict[str, str] = {}
    sections: list[GoldSection] = []
    chapter = ""
    body: list[str] | None = None
    heading = ""

    def close() -> None:
        if body is not None:
            plain, marks = unmarked(heading)
            text, spans = unmarked("\n".join(body))
            sections.append(GoldSection(chapter, plain, marks, text, spans))

    for line in (GOLD / f"{document}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## ") or line == "##":
            close()
            body, chapter = None, line[2:].strip()
        elif line.startswith("### "):
            close()
            body, heading = [], line[4:].strip()
        elif body is not None:
            if line.strip():
                body.append(line.rstrip())
        elif ":" in line:
            key, _, value = line.partition(":")
            meta[key] = value.strip()
    close()
    return GoldPage(meta["title"], meta["date"] or None, meta["author"] or None, tuple(sections))


@lru_cache
def mended(document: str) -> RepairedText:
    return repair(read_seed(next((ROOT / "seeds").glob(f"{document}_*.txt"))))


@lru_cache
def cut(document: str) -> tuple[Passage, ...]:
    return passages(mended(document))


def spans(conjectures: tuple[Conjecture, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((c.start, c.end) for c in conjectures)


PAIRS = [(document, index) for document in DOCUMENTS for index in range(SECTIONS[document])]


def test_there_are_83_sections() -> None:
    assert {d: len(gold(d).sections) for d in DOCUMENTS} == SECTIONS
    assert {d: len(cut(d)) for d in DOCUMENTS} == SECTIONS


@pytest.mark.parametrize(("document", "index"), PAIRS)
def test_section_is_exactly_what_the_editors_wrote(document: str, index: int) -> None:
    expected, passage = gold(document).sections[index], cut(document)[index]
    assert passage.text == expected.text
    assert passage.heading.section == expected.heading
    assert passage.heading.chapter == expected.chapter
    assert spans(passage.conjectures) == expected.restored
    assert spans(passage.heading.conjectures) == expected.heading_restored


@pytest.mark.parametrize("document", DOCUMENTS)
def test_metadata_is_what_the_editors_found(document: str) -> None:
    source = cut(document)[0].document
    page = gold(document)
    assert (source.title, source.date, source.author) == (page.title, page.date, page.author)
    assert source.id == document


@pytest.mark.parametrize("document", DOCUMENTS)
def test_repaired_text_is_the_gold_and_nothing_else(document: str) -> None:
    """No line of the repaired page is missing from the gold, so no furniture is left."""
    page = gold(document)
    known = {page.title, "小编导语", "小编总结"}
    for section in page.sections:
        known |= {section.chapter, section.heading, *section.text.split("\n")}
    left = [line for line in mended(document).text.split("\n") if line and line not in known]
    assert left == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_conjecture_says_why(document: str) -> None:
    for passage in cut(document):
        for conjecture in (*passage.conjectures, *passage.heading.conjectures):
            assert len(conjecture.reason) > 8
