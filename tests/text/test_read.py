"""Reading: encodings are recognised, and what is no text is refused with a reason."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from assistant.errors import SeedError
from assistant.text.pages import read_folder, read_seed, to_traditional

ROOT = Path(__file__).parents[2]
SIMPLE = "网贷逾期了怎么办？\n\n先和平台协商还款，再制定计划。\n"
MIXED = "The phrase 上门催收 means a visit by a collector. It is not used in English texts.\n"
ACCENTS = "Le débiteur a été relancé à plusieurs reprises; où déposer plainte ?\n"
DAMAGED = "網(wǎng)貸當(dāng)?shù)厣祥T催收怎么辦,問(wèn)題很多。"


def written(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("text", [SIMPLE, MIXED, DAMAGED, "Plain ASCII, nothing else.\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_chinese(tmp_path: Path, text: str, codec: str) -> None:
    seed = read_seed(written(tmp_path, text.encode(codec)))
    assert seed.text == text
    assert seed.name == "a.txt"


@pytest.mark.parametrize("text", [SIMPLE, MIXED, DAMAGED, "Plain ASCII, nothing else.\n"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [True, False])
def test_utf_16_with_and_without_its_mark(
    tmp_path: Path, text: str, codec: str, mark: bool
) -> None:
    boms = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    seed = read_seed(written(tmp_path, (boms[codec] if mark else b"") + text.encode(codec)))
    assert seed.text == text


@pytest.mark.parametrize("text", [to_traditional(SIMPLE), to_traditional(MIXED)])
@pytest.mark.parametrize("codec", ["big5", "gb18030", "utf-8"])
def test_traditional_text(tmp_path: Path, text: str, codec: str) -> None:
    seed = read_seed(written(tmp_path, text.encode(codec)))
    assert (seed.text, seed.encoding) == (text, codec)


def test_european_text(tmp_path: Path) -> None:
    seed = read_seed(written(tmp_path, ACCENTS.encode("cp1252")))
    assert (seed.text, seed.encoding) == (ACCENTS, "cp1252")


@pytest.mark.parametrize("codec", ["gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
def test_every_seed_in_every_encoding(tmp_path: Path, codec: str) -> None:
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        original = read_seed(path)
        assert original.encoding == "utf-8"
        assert read_seed(written(tmp_path, original.text.encode(codec))).text == original.text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "gb18030"])
def test_line_ends_are_one_character(tmp_path: Path, end: str, codec: str) -> None:
    data = SIMPLE.replace("\n", end).encode(codec)
    assert read_seed(written(tmp_path, data)).text == SIMPLE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "nothing but blanks"),
        ("\ufeff\u3000\n".encode(), "nothing but blanks"),
        (codecs.BOM_UTF8, "nothing but blanks"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(255, -1, -1)) * 4, "not"),
        (b"abc\x00\x01\x02def" * 50, "save it as plain text in UTF-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "not text in an encoding known here"),
        (b"\xff" * 99, "not text in an encoding known here"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(SeedError) as caught:
        read_seed(written(tmp_path, data, "bad.txt"))
    assert caught.value.name == "bad.txt"
    assert reason in caught.value.reason
    assert str(caught.value).startswith("bad.txt: ")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"no\.txt: does not exist"):
        read_seed(tmp_path / "no.txt")
    (tmp_path / "d.txt").mkdir()
    with pytest.raises(SeedError, match=r"d\.txt: is a folder"):
        read_seed(tmp_path / "d.txt")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "may not be read"),
        (OSError(5, "Input/output error"), "cannot be read (Input/output error)"),
    ],
)
def test_a_file_that_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    def refuse(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SeedError) as caught:
        read_seed(tmp_path / "locked.txt")
    assert caught.value.name == "locked.txt"
    assert reason in caught.value.reason


def test_a_folder_is_read_by_name_and_bad_files_are_collected(tmp_path: Path) -> None:
    written(tmp_path, SIMPLE.encode(), "b.txt")
    written(tmp_path, SIMPLE.encode("gb18030"), "a.md")
    written(tmp_path, b"", "c.txt")
    written(tmp_path, SIMPLE.encode(), "D.TXT")
    written(tmp_path, SIMPLE.encode(), "notes.html")
    written(tmp_path, SIMPLE.encode(), ".hidden.txt")
    (tmp_path / "translations").mkdir()
    (tmp_path / "e.md").mkdir()
    seeds, errors = read_folder(tmp_path)
    assert [seed.name for seed in seeds] == ["D.TXT", "a.md", "b.txt"]
    assert {seed.text for seed in seeds} == {SIMPLE}
    assert [error.name for error in errors] == ["c.txt", "e.md"]


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="gone: cannot be opened as a folder"):
        read_folder(tmp_path / "gone")
    assert read_folder(tmp_path) == ((), ())
