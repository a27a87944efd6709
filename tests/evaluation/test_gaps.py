"""``assistant questions suggest`` on a small bank and a little feedback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.__main__ import main
from assistant.evaluation import gaps
from assistant.search.encoder import bundled_folder, load_encoder
from tests.evaluation.conftest import write_lines


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Sixty lines in four languages for 000#1.1, sixty in one for 000#1.2, two for 000#2.1."""
    languages = ("zh-Hans", "zh-Hant", "en", "ko")
    rows = [
        {"q": f"a {n}", "lang": languages[n % 4], "rel": {"000#1.1": 2, "000#2.1": 1}}
        for n in range(60)
    ]
    rows += [{"q": f"b {n}", "lang": "en", "rel": {"000#1.2": 2}} for n in range(60)]
    rows += [{"q": f"c {n}", "lang": "en", "rel": {"000#2.1": 2}} for n in range(2)]
    write_lines(tmp_path / "questions" / "bank" / "a.jsonl", rows)
    return tmp_path / "questions"


FEEDBACK = [
    {"question": question, "language": "zh-Hans", "kind": kind, "verdict": verdict}
    for question, kind, verdict in (
        ("仲裁要交多少钱", "related", "helpful"),
        ("仲裁要交多少钱？", "related", "not_helpful"),
        ("催收上门怎么办", "answered", "helpful"),
        ("催收能不能进我家门", "answered", "not_helpful"),
        ("仲裁要交多少錢", "declined", "helpful"),
        ("", "declined", "not_helpful"),
    )
]


def test_sections_short_of_lines_or_of_languages(assistant: Assistant, bank: Path) -> None:
    found = {thin.section: thin for thin in gaps.thin_sections(assistant.passages, bank)}
    assert "000#1.1" not in found
    assert found["000#1.2"].total == 60 and found["000#1.2"].lines == {"en": 60}
    assert found["000#1.2"].wanted == ("zh-Hans", "zh-Hant", "pinyin")
    assert found["000#2.1"].total == 2
    assert len(found) == len(assistant.passages) - 1
    totals = [thin.total for thin in gaps.thin_sections(assistant.passages, bank)]
    assert totals == sorted(totals)


def test_where_all_main_languages_have_lines_the_rarest_is_wanted() -> None:
    thin = gaps.Thin("x", "", {"zh-Hans": 9, "zh-Hant": 3, "en": 9, "pinyin": 4})
    assert thin.wanted == ("zh-Hant",)


def test_questions_alike_are_shown_once(assistant: Assistant, tmp_path: Path) -> None:
    feedback = write_lines(tmp_path / "f.jsonl", FEEDBACK)
    first, second = gaps.unanswered(assistant, load_encoder("bundled"), feedback)
    assert (first.question, first.times) == ("仲裁要交多少钱", 3)
    assert first.alike == ("仲裁要交多少钱？", "仲裁要交多少錢")
    assert (second.question, second.times) == ("催收能不能进我家门", 1)
    hits = assistant.search(second.question, 3)
    assert second.nearest == tuple((h.passage.id, h.passage.heading.section) for h in hits)


def test_shipped_bank_leaves_no_section_thin(assistant: Assistant) -> None:
    root = bundled_folder().parents[1] / "questions"
    assert gaps.thin_sections(assistant.passages, root) == ()


def test_command_prints_a_table_and_writes_lines(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feedback, out = write_lines(tmp_path / "f.jsonl", FEEDBACK), tmp_path / "out.jsonl"
    words = ["questions", "suggest", "--questions", str(bank)]
    assert main([*words, "--feedback", str(feedback), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "    2  000#2.1 " in printed and "    3  仲裁要交多少钱 -> " in printed
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows[0]["q"] == "仲裁要交多少钱" and rows[0]["rel"] == {} and rows[0]["times"] == 3
    assert len(rows[0]["nearest"]) == 3
    wanted = [row["lang"] for row in rows if row["rel"] == {"000#1.2": 2}]
    assert wanted == ["zh-Hans", "zh-Hant", "pinyin"]
    assert all(row["q"] == "" for row in rows[2:])


def test_missing_feedback_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions", "suggest", "--feedback", str(tmp_path / "none")]) == 3
    assert "There is no file" in capsys.readouterr().err
