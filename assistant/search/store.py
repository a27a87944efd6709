"""The library on disk: written beside and then renamed, checked on load.

``index/`` holds a manifest with a format number, the encoder's name and digest,
digests of the seeds, and size and SHA-256 of every other file.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from assistant.errors import LibraryError
from assistant.records import (
    Conjecture,
    Document,
    Heading,
    Passage,
    Place,
    Segment,
    Translation,
    UnansweredQuestion,
)
from assistant.search.dense import FaissStore
from assistant.search.known import KnownQuestions, Votes
from assistant.search.lexical import LexicalIndex
from assistant.search.library import Library, first_rows
from assistant.search.variety import Alike
from assistant.text.words import WordTokenizer

FORMAT: Final = 3
MANIFEST: Final = "manifest.json"
REBUILD: Final = "Run `assistant build` to make it again."

_STORES = ("dense", "sentences", "questions", "unanswerable")


@dataclass(frozen=True)
class EncoderInfo:
    """The embedding model that an index was built with."""

    name: str
    digest: str
    dimension: int
    query_prompt: str | None = None
    passage_prompt: str | None = None
    backend: str = "torch"


@dataclass(frozen=True)
class Manifest:
    """What an index says of itself."""

    encoder: EncoderInfo
    seeds: Mapping[str, str]
    """File name -> SHA-256 of each source file."""
    counts: Mapping[str, int]
    judge: Mapping[str, Any]
    agreements: tuple[Mapping[str, Any], ...]
    products: Mapping[str, tuple[str, ...]]
    """Document id -> names by which people call its product."""
    suggestions: tuple[Mapping[str, Any], ...] = ()


def save_library(library: Library, manifest: Manifest, folder: Path) -> None:
    """Write ``folder`` as a whole: readers see the old index or the new one."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write(library, manifest, fresh)
        _swap(fresh, folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _swap(fresh: Path, folder: Path) -> None:
    """Put ``fresh`` in the place of ``folder``; the old one stays if that fails."""
    fresh.chmod(0o755)
    if not folder.exists():
        os.rename(fresh, folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    os.rename(folder, old / folder.name)
    try:
        os.rename(fresh, folder)
    except OSError:
        os.rename(old / folder.name, folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _write(library: Library, manifest: Manifest, folder: Path) -> None:
    for name in _STORES:
        (folder / f"{name}.faiss").write_bytes(getattr(library, name).to_bytes())
    for name, content in library.lexical.to_files().items():
        (folder / name).write_bytes(content)
    votes = library.votes
    with (folder / "votes.npz").open("wb") as stream:
        np.savez(stream, columns=votes.columns, gains=votes.gains, bounds=votes.bounds)
    alike = library.alike
    with (folder / "alike.npz").open("wb") as stream:
        np.savez(stream, others=alike.others, cosines=alike.cosines, bounds=alike.bounds)
    (folder / "words.txt").write_bytes(library.lexicon.encode("utf-8"))
    passages = {
        "passages": [asdict(passage) for passage in library.passages],
        "sentences": library.sentence_spans,
    }
    questions = {
        "texts": library.known.texts,
        "languages": library.known.languages,
        "grades": library.known.grades,
        "unanswered": [[q.text, q.language, q.kind] for q in library.unanswered],
    }
    _write_json(folder / "passages.json", passages)
    _write_json(folder / "questions.json", questions)
    for path in sorted(folder.iterdir()):
        _split(path)
    files = {
        path.relative_to(folder).as_posix(): {
            "size": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    _write_json(folder / MANIFEST, {"format": FORMAT, **asdict(manifest), "files": files}, indent=1)


PART: Final = 8_000_000
"""Bytes of one file; Spaces and code hosts want nothing larger than ten million."""

_PART_NAME = re.compile("(.+)\\.part\\d\\d")


def _split(path: Path) -> None:
    """Put a large file away as ``name.part01``, ``name.part02`` …"""
    data = path.read_bytes()
    if len(data) <= PART:
        return
    for number, start in enumerate(range(0, len(data), PART), start=1):
        path.with_name(f"{path.name}.part{number:02d}").write_bytes(data[start : start + PART])
    path.unlink()


def _joined(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files as they were before ``_split``."""
    whole: dict[str, bytes] = {}
    for name in sorted(content):
        part = _PART_NAME.fullmatch(name)
        key = part.group(1) if part else name
        whole[key] = whole.get(key, b"") + content[name]
    return whole


def _write_json(path: Path, data: object, indent: int | None = None) -> None:
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)
    path.write_bytes((text + "\n").encode("utf-8"))


def load_manifest(folder: Path) -> Manifest:
    """Read and check the manifest alone; ``LibraryError`` says what is wrong."""
    data = _read_manifest(folder)
    try:
        return Manifest(
            encoder=EncoderInfo(**data["encoder"]),
            seeds=data["seeds"],
            counts=data["counts"],
            judge=data["judge"],
            agreements=tuple(data["agreements"]),
            products={key: tuple(names) for key, names in data["products"].items()},
            suggestions=tuple(data["suggestions"]),
        )
    except (KeyError, TypeError) as error:
        raise LibraryError(
            f"The index in {folder} is damaged: {MANIFEST} lacks {error}. {REBUILD}"
        ) from error


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        data = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise LibraryError(f"There is no index in {folder}. {REBUILD}") from None
    except (OSError, ValueError) as error:
        raise LibraryError(
            f"The index in {folder} is damaged: {MANIFEST} cannot be read ({error}). {REBUILD}"
        ) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise LibraryError(
            f"The index in {folder} has another format than this version reads. {REBUILD}"
        )
    return data


def load_library(folder: Path) -> Library:
    """Read an index; ``LibraryError`` if a file is missing or is not the one that was written."""
    data = _read_manifest(folder)
    content: dict[str, bytes] = {}
    for name, expected in data["files"].items():
        try:
            content[name] = (folder / name).read_bytes()
        except OSError as error:
            raise LibraryError(
                f"The index in {folder} is damaged: {name} cannot be read ({error}). {REBUILD}"
            ) from error
        if hashlib.sha256(content[name]).hexdigest() != expected["sha256"]:
            raise LibraryError(
                f"The index in {folder} is damaged: {name} is not the file that was built. "
                f"{REBUILD}"
            )
    try:
        return _library(_joined(content))
    except (KeyError, ValueError, TypeError) as error:
        raise LibraryError(
            f"The index in {folder} cannot be read ({error!r}). {REBUILD}"
        ) from error


def _library(content: Mapping[str, bytes]) -> Library:
    passages = json.loads(content["passages.json"])
    questions = json.loads(content["questions.json"])
    lexicon = content["words.txt"].decode("utf-8")
    spans = tuple(tuple((s, e) for s, e in row) for row in passages["sentences"])
    known = KnownQuestions(questions["texts"], questions["languages"], questions["grades"])
    stores = {name: FaissStore.from_bytes(content[f"{name}.faiss"]) for name in _STORES}
    all_passages = tuple(_passage(row) for row in passages["passages"])
    return Library(
        passages=all_passages,
        known=known,
        unanswered=tuple(UnansweredQuestion(*row) for row in questions["unanswered"]),
        sentence_spans=spans,
        lexicon=lexicon,
        lexical=LexicalIndex.from_files(content),
        words=WordTokenizer(lexicon),
        votes=_votes(content["votes.npz"], len(all_passages)),
        alike=_alike(content["alike.npz"]),
        sentence_rows=first_rows(spans),
        **stores,
    )


def _votes(data: bytes, passages: int) -> Votes:
    with np.load(io.BytesIO(data), allow_pickle=False) as saved:
        return Votes(saved["columns"], saved["gains"], saved["bounds"], passages)


def _alike(data: bytes) -> Alike:
    with np.load(io.BytesIO(data), allow_pickle=False) as saved:
        return Alike(saved["others"], saved["cosines"], saved["bounds"])


def _passage(row: Mapping[str, Any]) -> Passage:
    heading, translation = row["heading"], row["translation"]
    return Passage(
        id=row["id"],
        document=Document(**row["document"]),
        heading=Heading(
            heading["chapter"],
            heading["section"],
            tuple(Conjecture(**c) for c in heading["conjectures"]),
        ),
        text=row["text"],
        conjectures=tuple(Conjecture(**c) for c in row["conjectures"]),
        place=Place(**row["place"]),
        translation=None
        if translation is None
        else Translation(
            **{**translation, "segments": tuple(Segment(**s) for s in translation["segments"])}
        ),
    )
