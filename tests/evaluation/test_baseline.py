"""The gate: what fails, what passes, and what may replace a baseline."""

from __future__ import annotations

import json
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.__main__ import main
from assistant.commands.evaluate import _guard
from assistant.errors import UsageError
from assistant.evaluation import baseline
from assistant.evaluation.baseline import Comparison
from assistant.evaluation.run import Results

ROOT = Path(__file__).resolve().parents[2]


def stored(path: Path, results: Results, **changed: float) -> Path:
    baseline.store(results, path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["figures"] |= changed
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def compared(results: Results, path: Path) -> Comparison:
    return baseline.compare(results, baseline.read(path))


def guarded(path: Path, results: Results, *, store: bool = False) -> int:
    comparison = compared(results, path)
    return _guard(results, comparison, Namespace(baseline=path, store=store))


def test_the_same_results_pass(results: Results, tmp_path: Path) -> None:
    path = stored(tmp_path / "b.json", results)
    assert compared(results, path).complaints == ()
    assert guarded(path, results) == 0


def test_a_fallen_figure_fails_and_is_named(
    results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = stored(tmp_path / "b.json", results, **{"hit@3 all": 0.9})
    assert guarded(path, results) == 1
    assert capsys.readouterr().err == "worse: hit@3 all: 0.6667, was 0.9000\n"


def test_a_fall_within_the_tolerance_passes() -> None:
    assert Comparison({"a": 0.5}, {"a": 0.4951}, True).worse == ()
    assert Comparison({"a": 0.5}, {"a": 0.4949}, True).worse == ("a",)


def test_a_figure_no_longer_measured_fails() -> None:
    comparison = Comparison({"a": 0.5, "b": 0.5}, {"a": 0.5}, True)
    assert comparison.complaints == ("worse: b: 0.0000, was 0.5000",)


def test_other_questions_cannot_be_compared(results: Results, tmp_path: Path) -> None:
    path = stored(tmp_path / "b.json", results)
    other = replace(results, questions="0" * 64)
    assert compared(other, path).same_questions is False
    assert guarded(path, other) == 1
    assert guarded(path, other, store=True) == 0
    assert guarded(path, other) == 0


def test_a_worse_result_never_replaces_the_baseline(results: Results, tmp_path: Path) -> None:
    path = stored(tmp_path / "b.json", results, **{"hit@3 all": 0.9})
    before = path.read_bytes()
    assert guarded(path, results, store=True) == 1
    assert path.read_bytes() == before


def test_a_better_result_replaces_it(results: Results, tmp_path: Path) -> None:
    path = stored(tmp_path / "b.json", results, **{"hit@3 all": 0.1})
    assert guarded(path, results, store=True) == 0
    figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
    assert figures["hit@3 all"] == pytest.approx(0.6667)


def test_a_missing_or_broken_baseline_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Make one with --store"):
        baseline.read(tmp_path / "none.json")
    (tmp_path / "b.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read"):
        baseline.read(tmp_path / "b.json")


def test_figures_without_their_questions_are_those_of_others(
    results: Results, tmp_path: Path
) -> None:
    path = tmp_path / "b.json"
    path.write_text(json.dumps(results.key_figures()), encoding="utf-8")
    comparison = compared(results, path)
    assert comparison.worse == () and not comparison.same_questions


def test_whole_command_stores_compares_and_fails(
    assistant: Assistant,
    questions: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, report = tmp_path / "b.json", tmp_path / "report.md"
    words = ["evaluate", "--questions", str(questions), "--baseline", str(path)]
    assert main([*words]) == 3
    assert main([*words, "--store"]) == 0
    figures = json.loads(path.read_text(encoding="utf-8"))
    figures["figures"]["off declined"] = 2.0
    path.write_text(json.dumps(figures), encoding="utf-8")
    assert main([*words, "--report", str(report)]) == 1
    assert "worse: off declined: 1.0000, was 2.0000" in capsys.readouterr().err
    assert "**worse**" in report.read_text(encoding="utf-8")
    assert report.with_suffix(".html").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--store"], "--store needs --baseline"),
        (["--html", "page.html"], "--html needs --report"),
        (["--baseline", "nowhere.json"], "nowhere.json cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_said_at_once(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", *words]) == 3
    assert said in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install() -> None:
    script = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from assistant.__main__ import main; sys.exit(main(['evaluate']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, cwd=ROOT, text=True, check=False
    )
    assert done.returncode == 3
    assert "needs matplotlib" in done.stderr and "[evaluate]" in done.stderr
