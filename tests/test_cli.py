"""The command line, as a person or a script meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*words: str, encoding: str = "utf-8", text: str = "", **environment: str):
    """Run ``assistant`` in a process of its own, from a foreign folder."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *words],
        input=text.encode(),
        capture_output=True,
        cwd=os.environ.get("TMPDIR", "/tmp"),
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )


def test_ask_prints_the_answer() -> None:
    done = run("ask", "借呗催收明天要来我家怎么办")
    assert done.returncode == 0, done.stderr
    assert "> 面对上门催收，借款人首先应保持冷静" in done.stdout.decode()


def test_ask_json_is_the_whole_answer() -> None:
    done = run("ask", "--json", "can they tell my boss about my debt")
    data = json.loads(done.stdout.decode())
    assert data["kind"] == "answered" and data["language"] == "en"
    assert data["quotes"][0]["text"] in data["text"]


def test_ask_reads_standard_input() -> None:
    done = run("ask", "-", text="催收上门怎么办")
    assert done.returncode == 0 and "沟通" in done.stdout.decode()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_no_terminal_encoding_crashes_it(encoding: str) -> None:
    done = run("ask", "今天天气 😭", PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def test_search_lists_hits() -> None:
    done = run("search", "-k", "3", "催收上门怎么办")
    lines = [line for line in done.stdout.decode().splitlines() if "#" in line]
    assert done.returncode == 0 and len(lines) == 3


def test_chat_keeps_the_conversation() -> None:
    done = run("chat", text="催收上门对我有什么影响\n那对家里人呢\n")
    assert done.returncode == 0
    assert "按上文理解为" in done.stdout.decode()


def test_repair_shows_raw_beside_repaired() -> None:
    done = run("repair", str(next((ROOT / "seeds").glob("000*.txt"))))
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "因[?yàn)]楦鞣N原因" in text and "因[为]各种原因" in text
    assert "dropped: 5" in text and "pinyin: 229" in text


def test_missing_index_is_one_sentence_and_exit_3(tmp_path: Path) -> None:
    done = run("ask", "--index", str(tmp_path / "no"), "催收")
    assert done.returncode == 3
    assert b"assistant build" in done.stderr and b"Traceback" not in done.stderr


def test_wrong_usage_is_exit_2() -> None:
    assert run().returncode == 2
    assert run("ask").returncode == 2
    assert run("search", "-k", "0", "催收").returncode == 3


def test_bad_file_is_exit_1_and_named(tmp_path: Path) -> None:
    (tmp_path / "leer.txt").write_bytes(b"")
    done = run("repair", str(tmp_path / "leer.txt"))
    assert done.returncode == 1 and b"leer.txt" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        "ask",
        "search",
        "chat",
        "build",
        "repair",
        "serve",
        "evaluate",
        "feedback",
        "explain",
        "questions",
    ],
)
def test_help_of_every_command(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0 and b"usage: assistant" in done.stdout
