"""``assistant evaluate --compare``: an index of another model as a column of the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.build import build
from assistant.search.encoder import load_encoder
from tests.test_build import make_small_transformer

ROOT = Path(__file__).resolve().parents[2]


def test_another_models_index_is_a_column(
    questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = make_small_transformer(tmp_path / "small-bert")
    other = tmp_path / "bert-index"
    build(ROOT / "seeds", tmp_path / "none", other, load_encoder(str(model)))
    assert main(["evaluate", "--questions", str(questions), "--compare", str(other)]) == 0
    lines = capsys.readouterr().out.splitlines()
    header = next(line for line in lines if line.startswith("|  | questions | all together |"))
    assert header.endswith("| bert-index (small-bert) | nDCG@10 |")
    column = header.split(" | ").index("bert-index (small-bert)")
    (row,) = [line for line in lines if line.startswith("| all | 3 |") and "**" in line]
    assert row.split(" | ")[column] in {
        f"0.{a} / 0.{b}" for a in ("000", "333") for b in ("000", "333", "667")
    }


def test_a_folder_without_an_index_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "--compare", str(tmp_path)]) == 3
    assert "There is no index in" in capsys.readouterr().err
