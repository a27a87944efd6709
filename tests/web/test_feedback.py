"""Feedback: nothing without a press; then redacted, kept, read back."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.errors import UsageError
from assistant.feedback import Feedback, export, keep, redact
from tests.web.chat import Chat

Open = Callable[..., Chat]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.browser
def test_press_is_kept_redacted_and_exported(open_chat: Open, feedback_file: Path) -> None:
    chat = open_chat("zh-Hans")
    answer = chat.ask("我叫张三，手机13812345678，借呗催收明天要来我家怎么办")
    before = len(list(export(feedback_file)))
    answer.locator("[data-verdict=helpful]").click()
    form = answer.locator(".cva-feedback")
    expect(form).to_contain_text("会保存")
    assert len(list(export(feedback_file))) == before, "opening the form keeps nothing"
    form.locator("textarea").fill("打我 13912345678 说")
    form.locator("[type=submit]").click()
    expect(answer.locator(".cva-thanks")).to_be_visible()
    command = [
        sys.executable,
        "-m",
        "assistant",
        "feedback",
        "export",
        "--file",
        str(feedback_file),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert len(rows) == before + 1
    row = rows[-1]
    assert (
        row["verdict"] == "helpful" and row["kind"] == "answered" and row["language"] == "zh-Hans"
    )
    assert row["question"] == "我叫[name]，手机[phone]，借呗催收明天要来我家怎么办"
    assert row["comment"] == "打我 [phone] 说"
    assert "000#5.1" in row["cited"]


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("身份证11010519491231002X的", "身份证[id]的"),
        ("110105 19491231 002x", "[id]"),
        ("编号110105194912310021", "编号110105194912310021"),
        ("打13812345678", "打[phone]"),
        ("+86 138-1234-5678", "[phone]"),
        ("１３８１２３４５６７８", "[phone]"),
        ("卡4111 1111 1111 1111", "卡[card]"),
        ("卡4111111111111112", "卡4111111111111112"),
        ("a.b+c@mail.example.cn来信", "[email]来信"),
        ("车牌粤B12345", "车牌[plate]"),
        ("新能源沪AD12345", "新能源[plate]"),
        ("我叫欧阳娜娜，", "我叫[name]，"),
        ("my name is john smith and they call", "my name is [name] and they call"),
        ("My name is Mary Ann Lee.", "My name is [name]."),
        ("欠20000元，2024-12-06逾期90天", "欠20000元，2024-12-06逾期90天"),
        ("他叫什么名字", "他叫什么名字"),
    ],
)
def test_redaction(typed: str, kept: str) -> None:
    assert redact(typed) == kept


def test_redaction_is_stable_and_linear() -> None:
    typed = "我叫张三 13812345678 " * 20_000
    once = redact(typed)
    assert "张三" not in once and redact(once) == once


def test_unknown_verdict_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        keep(Feedback("q", "en", "answered", [], "maybe"), tmp_path / "f.sqlite")


def test_nothing_is_made_before_the_first_press(tmp_path: Path) -> None:
    path = tmp_path / "new" / "f.sqlite"
    assert list(export(path)) == [] and not path.parent.exists()


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "f.sqlite"
    program = (
        "import sys\nfrom pathlib import Path\nfrom assistant.feedback import Feedback, keep\n"
        "for n in range(10**6):\n"
        "    print(keep(Feedback(f'q{n}', 'en', 'answered', ['000#1.1'], 'helpful'), "
        "Path(sys.argv[1])), flush=True)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    told = [int(writer.stdout.readline()) for _ in range(20)]
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    rows = list(export(path))
    assert [row["id"] for row in rows][: len(told)] == told
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
