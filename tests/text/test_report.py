"""The report: counts, then each change in its line."""

from __future__ import annotations

from assistant.records import SeedText
from assistant.text.pages import repair, report


def test_a_damaged_page() -> None:
    raw = "標(biāo)題很長(cháng)\n\n催收問也日益嚴(yán)重。銀(wèn)行。\n\n上一篇:甲"
    told = report(repair(SeedText("5.txt", raw, "gb18030")))
    lines = told.splitlines()
    assert lines[0] == f"5.txt (gb18030): {len(raw)} characters, 24 after repair"
    assert "  pinyin: 3" in lines
    assert "  dropped: 1 (conjectures: 1)" in lines
    assert "  furniture: 1" in lines
    assert "  pinyin, left alone: 1" in lines
    entries = [line for line in lines if line.startswith("line ")]
    assert "line 1  [pinyin] 標[(biāo)]題很長(chán → 标[]题很长  (" in told
    assert any(e.startswith("line 3  [dropped, conjecture] 催收問[]也日益") for e in entries)
    assert any("→ 催收问[题]也日益严重。银(" in e for e in entries)
    assert any(e.startswith("line 3  [pinyin, left alone]") for e in entries)
    assert any(e.startswith("line 3  [furniture] ") and "⏎⏎上一篇:甲" in e for e in entries)
    numbers = [int(e.split()[1]) for e in entries]
    assert numbers == sorted(numbers)


def test_a_healthy_page() -> None:
    told = report(repair(SeedText("ok.txt", "没有问题。", "utf-8")))
    assert told == "ok.txt (utf-8): 5 characters, 5 after repair\n  nothing to repair\n"


def test_a_long_cut_is_shortened() -> None:
    raw = "正文在此。\n特别声明：本文" + "很" * 200 + "长。"
    told = report(repair(SeedText("a.txt", raw, "utf-8")))
    assert max(len(line) for line in told.splitlines()) < 150
