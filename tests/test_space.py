"""The folder as it stands is a Hugging Face Space."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from huggingface_hub import SpaceCardData
from huggingface_hub.repocard import RepoCard

ROOT = Path(__file__).resolve().parent.parent


def requirements(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if re.match(r"[a-z]", line.strip())}


def test_front_matter_is_valid() -> None:
    card = RepoCard.load(ROOT / "README.md")
    data = SpaceCardData(**card.data.to_dict())
    assert data.sdk == "gradio" and data.app_file == "app.py"
    assert data.license == "apache-2.0"
    front = card.data.to_dict()
    assert len(front["short_description"]) <= 60
    assert front["colorFrom"] in {
        "red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray",
    }  # fmt: skip


def test_sdk_version_fits_the_requirement() -> None:
    version = RepoCard.load(ROOT / "README.md").data.to_dict()["sdk_version"]
    assert version.startswith("6.") and int(version.split(".")[1]) >= 17


def test_requirements_are_those_of_the_package() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"\ndependencies = \[(.*?)\]", project, re.DOTALL)
    assert block is not None
    declared = set(re.findall(r'"([^"]+)"', block.group(1)))
    assert requirements((ROOT / "requirements.txt").read_text(encoding="utf-8")) == declared


def test_no_file_needs_large_file_storage() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        assert not path.is_file() or path.stat().st_size < 9.5e6, name


def test_prepared_space_is_complete_and_clean(tmp_path: Path) -> None:
    from tools.prepare_space import prepare, problems

    names = prepare(tmp_path / "space")
    assert {"app.py", "README.md", "requirements.txt", "index/manifest.json"} <= set(names)
    assert not [name for name in names if name.startswith(("tests", "training", "questions"))]
    assert problems(tmp_path / "space") == []


def test_problems_of_a_space_are_named(tmp_path: Path) -> None:
    from tools.prepare_space import LARGEST, problems

    (tmp_path / "big.bin").write_bytes(b"0" * LARGEST)
    (tmp_path / "notes.txt").write_text("token hf_" + "a" * 34, encoding="utf-8")
    (tmp_path / ".env").write_text("X=1", encoding="utf-8")
    text = "\n".join(problems(tmp_path))
    assert "big.bin has 10.0 MB" in text
    assert "notes.txt holds something that looks like a key" in text
    assert ".env looks like a file of secrets" in text
    assert "app.py is missing" in text and "manifest.json is missing" in text
