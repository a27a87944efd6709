"""The README's examples run, and what it promises about files is true."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from assistant.__main__ import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def test_python_blocks_run(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = [code for language, code in BLOCKS if language == "python"]
    assert blocks
    for code in blocks:
        exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    promised = re.findall(r"print\(.*\)\s+# (.*)", "\n".join(blocks))
    assert promised
    for promise in promised:
        start = promise.rstrip("…")
        assert any(line.startswith(start) for line in printed), promise


def test_shell_examples_are_real_commands(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for language, code in BLOCKS if language == "bash" for line in code.splitlines()]
    asked = [line for line in lines if line.startswith(("assistant ask", "assistant search"))]
    assert len(asked) >= 3
    for line in asked:
        words = re.findall(r'"([^"]*)"|(\S+)', line)
        assert main([quoted or plain for quoted, plain in words][1:]) == 0
    assert capsys.readouterr().out


def test_two_commands_are_the_ones_that_ci_runs() -> None:
    assert "python3 dev.py chat" in README and "python3 dev.py test" in README
    assert "python3 dev.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_folders_of_the_layout_exist() -> None:
    for folder in re.findall(r"^\| `([\w/]+)` \|", README, re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder


def test_linked_files_exist() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_readme_names_the_python_that_is_required() -> None:
    assert sys.version_info >= (3, 10)
    assert 'requires-python = ">=3.10"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
