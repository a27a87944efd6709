"""The build line on small folders, and what an index refuses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant import AnswerKind, Assistant, LibraryError, SeedError
from assistant.build import build
from assistant.search import store
from assistant.search.encoder import Matrix, Progress, bundled_folder, load_encoder, unit
from assistant.search.store import load_library

ROOT = Path(__file__).resolve().parent.parent


class CountingEncoder:
    """A meaningful fake: a text's vector counts its characters, by code point modulo 64."""

    name = "counting"
    digest = "1"
    dimension = 64

    def __init__(self) -> None:
        self.seen: list[str] = []

    def _encode(self, texts: Sequence[str]) -> Matrix:
        self.seen.extend(texts)
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for char in text:
                rows[row, ord(char) % 64] += 1
        return unit(rows)

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Matrix:
        if progress is not None:
            progress(len(texts), len(texts))
        return self._encode(texts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents of somebody else's, on a path that is not ASCII."""
    seeds = tmp_path / "文档"
    seeds.mkdir()
    (seeds / "010_rent.txt").write_text(
        "租房押金\n\n一、押金\n\n1.1 什么是押金\n\n押金是租客交给房东的保证金。\n\n"
        "1.2 怎么退押金\n\n退租时双方验房，房东应当退还押金。\n",
        encoding="utf-8",
    )
    (seeds / "repairs.md").write_text(
        "# Repairs\n\nTell the landlord in writing.\n\n## Urgent\n\nCall the plumber at once.\n",
        encoding="utf-8",
    )
    return seeds


def test_own_documents_are_built_found_and_quoted(folder: Path, tmp_path: Path) -> None:
    result = build(folder, tmp_path / "none", tmp_path / "索引", load_encoder("bundled"))
    assert result.problems == ()
    assistant = Assistant.load(tmp_path / "索引")
    ids = [passage.id for passage in assistant.passages]
    assert ids[:2] == ["010#1.1", "010#1.2"]
    assert {passage_id.split("#")[0] for passage_id in ids} == {"010", "repairs"}
    hits = assistant.search("房东不退押金怎么办")
    assert hits[0].passage.id == "010#1.2"
    assert "退还押金" in hits[0].passage.text


def test_a_document_that_no_question_asks_about_is_found_beside_the_others(
    assistant: Assistant, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    (seeds / "009_pets.txt").write_text(
        "宠物与催收\n\n一、宠物\n\n1.1 催收上门时的狗\n\n"
        "催收人员上门时，请把家里的狗牵好，以免吓到人。\n",
        encoding="utf-8",
    )
    out = tmp_path / "index"
    assert build(seeds, ROOT / "questions", out, load_encoder("bundled")).problems == ()
    larger = Assistant.load(out)
    assert larger.search("家里有狗要牵好吗")[0].passage.id == "009#1.1"
    for question in ("催收上门怎么办", "借呗是什么", "can they tell my boss about my debt"):
        assert larger.search(question)[0].passage.id == assistant.search(question)[0].passage.id


def test_only_what_changed_is_embedded_again(folder: Path, tmp_path: Path) -> None:
    out, none = tmp_path / "index", tmp_path / "none"
    build(folder, none, out, CountingEncoder())
    before = load_library(out)
    path = folder / "010_rent.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("退还押金。", "全额退还押金。"), encoding="utf-8")
    encoder = CountingEncoder()
    result = build(folder, none, out, encoder)
    assert sorted(set(encoder.seen)) == [
        "一、押金\n1.2 怎么退押金\n退租时双方验房，房东应当全额退还押金。",
        "退租时双方验房，房东应当全额退还押金。",
    ]
    assert result.embedded == 2 and result.reused > 0
    fresh = tmp_path / "fresh"
    build(folder, none, fresh, CountingEncoder())
    assert np.array_equal(load_library(out).dense.vectors(), load_library(fresh).dense.vectors())
    assert len(before.passages) == len(load_library(out).passages)


def test_bad_files_are_named_and_the_rest_is_built(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "photo.txt").write_bytes(bytes(range(256)) * 40)
    said: list[str] = []
    result = build(folder, tmp_path, tmp_path / "index", CountingEncoder(), say=said.append)
    assert sorted(problem.name for problem in result.problems) == ["empty.txt", "photo.txt"]
    assert result.passages >= 3
    assert any("empty.txt" in line for line in said)


def test_nothing_to_build_from_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    with pytest.raises(SeedError, match="nothing to build from"):
        build(tmp_path / "seeds", tmp_path, tmp_path / "index", CountingEncoder())


def test_two_documents_with_one_number_are_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "010_rent.txt", folder / "010_other.txt")
    with pytest.raises(SeedError, match="rename one"):
        build(folder, tmp_path, tmp_path / "index", CountingEncoder())


def test_failed_build_leaves_the_old_index_alone(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "index"
    build(folder, tmp_path, out, CountingEncoder())
    before = {p.name: p.read_bytes() for p in out.rglob("*") if p.is_file()}

    class Failing(CountingEncoder):
        digest = "2"

        def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Matrix:
            raise RuntimeError("out of memory")

    with pytest.raises(RuntimeError):
        build(folder, tmp_path, out, Failing())
    assert {p.name: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".index")] == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped index and seeds, to be damaged."""
    shutil.copytree(ROOT / "index", tmp_path / "index")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


def test_missing_index_says_which_command_to_run(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="assistant build"):
        Assistant.load(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["dense.faiss", "passages.json", "votes.npz", "alike.npz"])
def test_damaged_file_is_named(copy: Path, name: str) -> None:
    path = copy / "index" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(LibraryError, match=rf"{name}.*assistant build"):
        Assistant.load(copy / "index")


def test_missing_file_is_named(copy: Path) -> None:
    (copy / "index" / "words.txt").unlink()
    with pytest.raises(LibraryError, match=r"words\.txt.*assistant build"):
        Assistant.load(copy / "index")


def test_changed_seed_makes_the_index_stale(copy: Path) -> None:
    seed = next((copy / "seeds").glob("003*.txt"))
    seed.write_bytes(seed.read_bytes() + "新的一行".encode())
    with pytest.raises(LibraryError, match=rf"{seed.name}.*assistant build"):
        Assistant.load(copy / "index")


def test_other_model_version_makes_the_index_stale(copy: Path) -> None:
    path = copy / "index" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["encoder"]["digest"] = "0" * 64
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(LibraryError, match="another version of the embedding model"):
        Assistant.load(copy / "index")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 99}', b'{"format": 1}'])
def test_broken_manifest_is_refused(copy: Path, content: bytes) -> None:
    (copy / "index" / "manifest.json").write_bytes(content)
    with pytest.raises(LibraryError, match="assistant build"):
        Assistant.load(copy / "index")


def test_shipped_index_is_what_the_sources_give(tmp_path: Path) -> None:
    build(ROOT / "seeds", ROOT / "questions", tmp_path / "index", load_encoder("bundled"))
    built, shipped = (
        {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        for folder in (tmp_path / "index", ROOT / "index")
    )
    assert built.keys() == shipped.keys()
    # Large files lie in parts.  The vectors may differ in their last bits on another machine.
    exact = [n for n in built if n.split(".")[0] in ("passages", "questions", "words", "alike")]
    texts = [name for name in exact if ".faiss" not in name]
    assert len(texts) >= 4
    assert [name for name in texts if built[name] != shipped[name]] == []
    mine, theirs = (load_library(f).dense.vectors() for f in (tmp_path / "index", ROOT / "index"))
    assert np.allclose(mine, theirs, atol=1e-6)


def test_large_files_are_put_away_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PART", 10)
    (tmp_path / "big.bin").write_bytes(bytes(range(25)))
    (tmp_path / "small.bin").write_bytes(b"small")
    for path in sorted(tmp_path.iterdir()):
        store._split(path)
    content = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {name: len(data) for name, data in content.items()} == {
        "big.bin.part01": 10, "big.bin.part02": 10, "big.bin.part03": 5, "small.bin": 5,
    }  # fmt: skip
    assert store._joined(content) == {"big.bin": bytes(range(25)), "small.bin": b"small"}


def test_shipped_files_fit_a_space() -> None:
    for folder in (ROOT / "index", bundled_folder()):
        for path in folder.rglob("*"):
            assert not path.is_file() or path.stat().st_size < 9.5e6, path


def test_small_transformer_can_be_chosen(folder: Path, tmp_path: Path) -> None:
    model = make_small_transformer(tmp_path / "模型")
    encoder = load_encoder(str(model), query_prompt="query: ", passage_prompt="passage: ")
    out = tmp_path / "index"
    from assistant.search.store import EncoderInfo

    info = EncoderInfo(encoder.name, encoder.digest, encoder.dimension, "query: ", "passage: ")
    build(folder, tmp_path, out, encoder, info)
    assistant = Assistant.load(out)
    assert assistant.manifest.encoder.name == str(model)
    assert assistant.manifest.encoder.query_prompt == "query: "
    assert len(assistant.search("押金", k=3)) == 3
    assert assistant.ask("押金怎么退").kind in tuple(AnswerKind)
    plain = load_encoder(str(model))
    assert plain.digest != encoder.digest
    rows = encoder.encode_queries(["押金"])
    assert not np.allclose(rows, encoder.encode_passages(["押金"]))
    assert np.allclose(rows, plain.encode_queries(["query: 押金"]), atol=1e-6)


def make_small_transformer(folder: Path) -> Path:
    """A two-layer BERT with random weights and a character vocabulary, saved as a model."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    base = folder.parent / "base"
    base.mkdir()
    letters = "abcdefghijklmnopqrstuvwxyz:押金租客房东退还验双方保证交给的是时应当什么怎"
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokens += [prefix + char for prefix in ("", "##") for char in dict.fromkeys(letters)]
    (base / "vocab.txt").write_text("\n".join(tokens), encoding="utf-8")
    BertTokenizerFast(str(base / "vocab.txt")).save_pretrained(base)
    config = BertConfig(
        vocab_size=len(tokens),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(base)
    transformer = Transformer(str(base), max_seq_length=64)
    model = SentenceTransformer(modules=[transformer, Pooling(32, pooling_mode="mean")])
    model.save(str(folder), create_model_card=False)
    return folder
