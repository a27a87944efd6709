"""Reads source files: which encoding a file is in, and whether it holds text at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from assistant.errors import SeedError
from assistant.records import SeedText
from assistant.text.script import is_common, is_han

SUFFIXES: Final = (".txt", ".md")
_SAMPLE: Final = 20_000
_MARKS: Final = frozenset("，。、：；！？“”‘’（）《》【】「」『』…—～·　")
_TONED: Final = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")
# The characters that any page of Chinese has many of, in both scripts.
_FREQUENT: Final = frozenset(
    "的一是不了在人有我他这個个们們来來到时時大地为為子中你说說生国國年就出会會可也对對以上要于於"
    "和与與之得下自得后後作里用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起"
    "看定天分还還进進好小部其些主样樣理心本前开開但因只从從想实實日者意无無力它长長把机機民第公此"
)
_LONG_RUN: Final = re.compile(r"[^\x00-\x7f]{3,}")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAVE_AS: Final = "open it in an editor and save it as plain text in UTF-8"


def read_seed(path: Path) -> SeedText:
    """Read one file; a file that holds no text that can be read is a ``SeedError``."""
    path = Path(path)
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise SeedError(path.name, "is a folder, not a file; name the files in it") from None
    except FileNotFoundError:
        raise SeedError(path.name, "does not exist; check the path") from None
    except PermissionError:
        raise SeedError(path.name, "may not be read; give yourself the right to read it") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise SeedError(path.name, f"cannot be read ({reason}); check the disk") from None
    return _seed(path.name, data)


def read_folder(folder: Path) -> tuple[tuple[SeedText, ...], tuple[SeedError, ...]]:
    """Read all ``.txt`` and ``.md`` files of a folder by name; bad ones are collected."""
    folder = Path(folder)
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SeedError(folder.name, f"cannot be opened as a folder ({reason})") from None
    seeds: list[SeedText] = []
    errors: list[SeedError] = []
    for path in paths:
        if path.suffix.lower() not in SUFFIXES or path.name.startswith("."):
            continue
        try:
            seeds.append(read_seed(path))
        except SeedError as error:
            errors.append(error)
    return tuple(seeds), tuple(errors)


def _seed(name: str, data: bytes) -> SeedText:
    if not data:
        raise SeedError(name, "is empty; put text into it or remove it")
    found = _decoded(data)
    if found is None:
        raise SeedError(name, f"is not text in an encoding known here; {_SAVE_AS}")
    text, encoding = found
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff\u200b \t\n\u3000\x0b\x0c\xa0"):
        raise SeedError(name, "holds nothing but blanks; put text into it or remove it")
    if _is_binary(text):
        raise SeedError(name, f"is not a text file; {_SAVE_AS}")
    return SeedText(name, text, encoding)


def _decoded(data: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding; None where none fits."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strict(data, encoding)
            return None if text is None else (text, encoding)
    text = _strict(data, "utf-8")
    if text is not None and "\0" not in text:
        return text, "utf-8"
    scored = [
        (score, encoding, text)
        for encoding, judge in _CANDIDATES
        if (text := _strict(data, encoding)) is not None and (score := judge(text)) > 0.5
    ]
    if not scored:
        return None
    _, encoding, text = max(scored, key=lambda found: found[0])
    return text, encoding


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _chinese(text: str) -> float:
    """How much a decoding looks like Chinese: about 1 for real text, below 0.5 for noise."""
    chars = [char for char in text[:_SAMPLE] if not char.isascii()]
    if not chars:
        return 0.0
    score = 0.0
    for char in chars:
        if char in _FREQUENT:
            score += 1.3
        elif char in _MARKS or char in _TONED or is_common(char):
            score += 1.0
        elif is_han(char):
            score += 0.1
        else:
            score -= 0.5
    return score / len(chars) - 2 * _mixed_words(text[:_SAMPLE]) / len(chars)


def _mixed_words(text: str) -> int:
    """Chinese characters with a small Latin letter on either side: résumé read as GBK."""
    return sum(
        is_han(char) and "a" <= before <= "z" and "a" <= after <= "z"
        for before, char, after in zip(text, text[1:], text[2:], strict=False)
    )


def _wide(text: str) -> float:
    """How much a UTF-16 decoding looks like text, Chinese or Latin."""
    sample = text[:_SAMPLE]
    latin = sum(char.isascii() and (char.isprintable() or char in "\n\r\t") for char in sample)
    if latin >= 0.7 * len(sample):
        return 1.5
    return _chinese(sample) if "\0" not in sample else 0.0


def _latin(text: str) -> float:
    """How much a one-byte decoding looks like a European language."""
    sample = text[:_SAMPLE]
    plain = sum(char.isascii() and (char.isprintable() or char in "\n\r\t") for char in sample)
    accented = sum(char.isalpha() and not char.isascii() for char in sample)
    signs = sum(char in "«»°§©®€£–—‘’“”…·¿¡ªº\xa0" for char in sample)
    # Where European words have letters beyond ASCII, they stand alone or in pairs.
    runs = sum(len(run) for run in _LONG_RUN.findall(sample))
    if plain < 0.7 * len(sample) or runs > 0.2 * (len(sample) - plain):
        return 0.0
    return (plain + accented + signs) / len(sample)


_CANDIDATES: Final[tuple[tuple[str, Callable[[str], float]], ...]] = (
    ("utf-16-le", _wide),
    ("utf-16-be", _wide),
    ("gb18030", _chinese),
    ("big5", _chinese),
    ("big5hkscs", _chinese),
    ("cp1252", _latin),
)


def _is_binary(text: str) -> bool:
    """Whether control characters show that the bytes were never meant as text."""
    controls = sum(char < " " and char not in "\t\n\x0b\x0c\x1b" for char in text)
    return "\0" in text or controls > len(text) / 100 + 1
