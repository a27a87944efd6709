"""What editors put beside the source texts, and the digests that tell a stale index.

- ``translations/<language>.jsonl``: edited translations, sentence by sentence;
- ``agreements.jsonl``: sentences of several articles that say the same;
- ``products.json``: names by which people call the product an article is about.

All are optional: a folder of plain texts is a complete source.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import SeedError
from assistant.records import Passage, Segment, Translation

SUFFIXES = (".txt", ".md")
_TRANSLATION = "translations/en.jsonl"
_AGREEMENTS = "agreements.jsonl"
_PRODUCTS = "products.json"


def seed_digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file that a build reads from the folder."""
    paths = [p for p in sorted(folder.iterdir()) if p.suffix.lower() in SUFFIXES and p.is_file()]
    paths += [folder / name for name in (_TRANSLATION, _AGREEMENTS, _PRODUCTS)]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
        if path.is_file()
    }


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSON Lines file; ``SeedError`` names the line that is not one."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except ValueError as error:
            raise SeedError(path.name, f"line {number} is not JSON ({error})") from error
        if not isinstance(data, dict):
            raise SeedError(path.name, f"line {number} is not a JSON object")
        yield data


def read_translations(folder: Path, passages: Sequence[Passage]) -> dict[str, Translation]:
    """Passage id -> its English translation, aligned to spans of the passage's text.

    Raises ``SeedError`` where a translated sentence no longer stands in the
    text: a translation of something else must not be shown beside a quote.
    """
    by_id = {passage.id: passage for passage in passages}
    titles: dict[str, str] = {}
    found: dict[str, Translation] = {}
    for row in json_lines(folder / _TRANSLATION):
        if "document" in row:
            titles[row["document"]] = row["title"]
        elif row["id"] in by_id:
            passage = by_id[row["id"]]
            found[passage.id] = Translation(
                language="en",
                title=titles.get(passage.document.id, ""),
                chapter=row["chapter"],
                section=row["section"],
                segments=_segments(passage, row["sentences"]),
            )
    return found


def _segments(passage: Passage, sentences: Sequence[Sequence[str]]) -> tuple[Segment, ...]:
    segments, position = [], 0
    for original, translated in sentences:
        start = passage.text.find(original, position)
        if start < 0:
            raise SeedError(
                _TRANSLATION, f"{passage.id}: “{original}” does not stand in the text; translate it"
            )
        position = start + len(original)
        segments.append(Segment(start, position, translated))
    return tuple(segments)


def read_agreements(folder: Path, passages: Sequence[Passage]) -> tuple[Mapping[str, Any], ...]:
    """Groups of ``[passage id, start, end]`` that say the same; ``SeedError`` if one is gone."""
    by_id = {passage.id: passage for passage in passages}
    groups = []
    for row in json_lines(folder / _AGREEMENTS):
        members = []
        for passage_id, sentence in row["members"]:
            if passage_id not in by_id:
                continue
            start = by_id[passage_id].text.find(sentence)
            if start < 0:
                raise SeedError(
                    _AGREEMENTS, f"{passage_id}: “{sentence}” does not stand in the text"
                )
            members.append([passage_id, start, start + len(sentence)])
        if len(members) > 1:
            labels = {"label": row["advice"], "label_en": row.get("en", row["advice"])}
            advice = row["kind"] == "advice"
            groups.append({**labels, "advice": advice, "members": members})
    return tuple(groups)


def read_products(folder: Path) -> dict[str, tuple[str, ...]]:
    """Document id -> names of its product."""
    path = folder / _PRODUCTS
    if not path.is_file():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return {document: tuple(names) for document, names in data.items()}
