"""The wheel, installed by itself in an empty environment, from a foreign folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

CHECK = """
import sys
from assistant import Assistant
import assistant as package
assert "site-packages" in package.__file__, package.__file__
loaded = Assistant.load()
answer = loaded.ask("催收上门怎么办")
assert answer.kind == "answered", answer.kind
assert len(loaded.passages) == 83
assert "torch" not in sys.modules
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


@pytest.mark.packaging
def test_wheel_holds_what_is_needed_and_no_more(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"assistant/py.typed", "assistant/index/manifest.json"} <= names
    assert "assistant/model/model.safetensors" in names
    assert not any(name.startswith(("training", "tests", "questions", "seeds")) for name in names)
    assert wheel.stat().st_size < 40e6


@pytest.mark.packaging
def test_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True)
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    subprocess.run([python, "-c", CHECK], check=True, cwd=folder, env=environment)
    done = subprocess.run(
        [scripts / "assistant", "ask", "cuishou shangmen zenme ban"],
        check=True,
        cwd=folder,
        env=environment,
        capture_output=True,
    )
    assert "沟通" in done.stdout.decode()
    packages = subprocess.run(
        [python, "-m", "pip", "list"], check=True, capture_output=True, text=True
    ).stdout
    assert "torch" not in packages and "sentence-transformers" not in packages
