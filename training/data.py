"""Texts to train on: the bank, the unanswerable questions, and public sentence pairs."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECTION = "section"
CLASSES = ("near", "off", "smalltalk")
"""Kinds of question without an answer; each gets a prototype vector beside the sections."""

_KIND = {"near": "near", "off": "off", "chitchat": "smalltalk"}


@dataclass(frozen=True)
class Example:
    """A question with graded sections, or the class of one that has no answer."""

    text: str
    language: str
    grades: dict[str, int]
    kind: str = SECTION
    writer_grades: dict[str, int] | None = None
    """What the writer had graded, where a second reader saw it otherwise."""
    of: str | None = None
    """The line that this one retells in another language."""


def _lines(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def bank(questions: Path) -> list[Example]:
    """Answerable questions."""
    return [
        Example(d["q"], d["lang"], d["rel"], writer_grades=d.get("rel_writer"), of=d.get("of"))
        for d in _lines(questions / "bank")
    ]


def unanswerable(questions: Path) -> list[Example]:
    """Near and off-topic questions and small talk, as written for this product."""
    return [
        Example(str(d["q"]), str(d["lang"]), {}, _KIND[str(d["kind"])], of=d.get("of"))
        for d in _lines(questions / "unanswerable")
    ]


def retold(examples: Sequence[Example]) -> list[tuple[str, str]]:
    """Lines with their retellings in another language; both must be among the examples."""
    texts = {example.text for example in examples}
    return [(e.of, e.text) for e in examples if e.of is not None and e.of in texts]


def off_topic(data: Path, rng: random.Random, size: int = 3000) -> list[Example]:
    """General questions that have nothing to do with debt, from public data sets."""
    english = [row[0] for row in _table(data / "clinc150_train.tsv") if not _about_money(row[0])]
    english += [row[0] for row in _table(data / "xquad_zh_en.tsv")]
    chinese = (data / "cmrc2018_questions.txt").read_text(encoding="utf-8").splitlines()
    chinese += [row[1] for row in _table(data / "xquad_zh_en.tsv")]
    pairs = [row for row in _table(data / "tatoeba_cmn_eng.tsv") if not _about_money(row[0])]
    spoken = rng.sample(pairs, size // 3)
    picked = rng.sample(english, size // 3) + rng.sample(chinese, size // 3)
    picked += [row[column] for row in spoken for column in (0, 1)]
    return [Example(text, "any", {}, "off") for text in picked if text.strip()]


def everyday(data: Path, rng: random.Random, size: int) -> list[str]:
    """Questions of public data sets, half of them English, half Chinese."""
    parallel = _table(data / "xquad_zh_en.tsv")
    english = [row[0] for row in parallel]
    for name in ("clinc150_train.tsv", "banking77_train.tsv"):
        english += [row[0] for row in _table(data / name)]
    chinese = (data / "cmrc2018_questions.txt").read_text(encoding="utf-8").splitlines()
    chinese += [row[1] for row in parallel]
    picked = rng.sample(english, size // 2) + rng.sample(chinese, size // 2)
    return [text for text in picked if text.strip()]


_MONEY = re.compile(
    r"debt|loan|owe|credit|borrow|collect|bill|bank|lawyer|court|pay|money|police|threat", re.I
)


def _about_money(text: str) -> bool:
    return bool(_MONEY.search(text))


def pairs(data: Path, rng: random.Random) -> list[tuple[str, str]]:
    """Texts that mean the same: word and gloss, word and pinyin, sentence and translation."""
    found: list[tuple[str, str]] = []
    for _, simplified, reading, gloss in _table(data / "cedict.tsv"):
        english = re.sub(r"\([^)]*\)", "", gloss.split("/")[0]).strip()[:60]
        if english:
            found.append((simplified, english))
        toneless = re.sub(r"\d", "", reading).lower().replace("u:", "v")
        if len(simplified) > 1 and rng.random() < 0.3:
            spaced = rng.random() < 0.5
            found.append((simplified, toneless if spaced else toneless.replace(" ", "")))
    sentences = [(row[1], row[0]) for row in _table(data / "tatoeba_cmn_eng.tsv")]
    found += sentences * 2
    found += [(row[1], row[0]) for row in _table(data / "xquad_zh_en.tsv")]
    return found


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return list(rows)[1:]
