"""The exported folder is the same model, and needs nothing of this package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from huggingface_hub import ModelCard

from assistant.search.bundled import BundledEncoder
from assistant.search.encoder import bundled_folder
from tests.search.test_bundled import TEXTS
from training import export
from training.onefile import one_file

ROOT = Path(__file__).resolve().parents[2]
ENCODE = """
import json, sys
import numpy as np
for name in ("assistant", "training"):
    sys.modules[name] = None  # any import of it fails
sys.path[:] = [path for path in sys.path if path not in ("", {root!r})]
from sentence_transformers import SentenceTransformer
model = SentenceTransformer({folder!r}, trust_remote_code=True, device="cpu")
texts = json.loads(sys.stdin.buffer.read())
np.save({rows!r}, model.encode(texts, show_progress_bar=False))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped model, exported."""
    out = tmp_path_factory.mktemp("hub") / export.NAME
    export.main(["--out", str(out)])
    return out


def test_same_vectors_without_the_package(folder: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.npy"
    script = ENCODE.format(root=str(ROOT), folder=str(folder), rows=str(rows))
    environment = {**os.environ, "HF_HOME": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "1"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(TEXTS).encode(),
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    ours = BundledEncoder.load(bundled_folder()).encode_queries(TEXTS)
    assert np.abs(np.load(rows) - ours).max() < 1e-5


def test_code_names_nothing_of_the_project(folder: Path) -> None:
    code = (folder / f"{export.CODE}.py").read_text(encoding="utf-8")
    compile(code, "modeling", "exec")
    assert "assistant" not in code and "class NgramEmbedding" in code
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    assert modules[0]["type"] == "modeling_ngram.NgramEmbedding"


def test_folder_is_complete_and_safe(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "README.md", "LICENSE", "ATTRIBUTION.md", "requirements.txt", "modeling_ngram.py",
        "modules.json", "config.json", "config_sentence_transformers.json",
        "model.safetensors", "vocab.txt",
    }  # fmt: skip
    weights = (folder / "model.safetensors").read_bytes()
    assert weights == (bundled_folder() / "model.safetensors").read_bytes()


def test_card_carries_the_results(folder: Path) -> None:
    card = ModelCard.load(folder / "README.md")
    assert card.data.license == "apache-2.0" and card.data.model_name == export.NAME
    figures = {
        (one.dataset_config, one.metric_type): one.metric_value
        for one in card.data.eval_results or []
    }
    measured = export.results(BundledEncoder.load(bundled_folder()))
    assert figures["all", "accuracy@1"] == round(measured["all"].hit1.mean, 4)
    assert figures["pinyin", "accuracy@3"] == round(measured["pinyin"].hit3.mean, 4)
    assert 0.5 < figures["all", "accuracy@1"] < figures["all", "accuracy@3"] < 1
    assert f"| all | {measured['all'].hit1.count} | {measured['all'].hit1} |" in card.text
    assert "](.." not in card.text and "must be installed" not in card.text


def test_names_that_two_modules_define_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (
        ("assistant_one.py", "from assistant_two import b\n_x = 1\ndef a(): return _x + b()\n"),
        ("assistant_two.py", "_x = 2\ndef b(): return _x\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("training.onefile.PROJECT", "assistant_two")
    with pytest.raises(ValueError, match="_x is defined both in"):
        one_file("assistant_one", "a", "about")
