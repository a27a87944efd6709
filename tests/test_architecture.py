"""Who may import whom, where foreign libraries live, and how long a file may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "assistant"
FILES = sorted(PACKAGE.rglob("*.py"))

# Room -> the parts of the package that it may see (its own room is always allowed).
MAY_SEE = {
    "records": set(),
    "errors": set(),
    "version": set(),
    "settings": set(),
    "text": {"records", "errors"},
    "seeds": {"records", "errors"},
    "bank": {"records", "errors", "seeds"},
    "search": {"records", "errors", "text"},
    "reply": {"records", "errors", "text"},
    "calibrate": {"records", "errors", "search", "reply"},
    "build": {"records", "errors", "text", "search", "reply", "seeds", "bank", "calibrate"},
    "chat": {"records", "errors", "search", "reply", "seeds", "settings"},
    "feedback": {"records", "errors", "text", "settings"},
    "ui": {"records", "errors", "chat", "settings", "version", "reply", "feedback", "text"},
    "evaluation": {"records", "errors", "chat", "search", "reply", "text", "seeds", "bank"},
    "__init__": {"records", "errors", "chat", "version"},
    "commands": None,
    "__main__": None,
}

# Foreign library -> the only places that may import it.
HOMES = {
    "jieba": {"text/words.py"},
    "opencc": {"text/script.py"},
    "faiss": {"search/dense.py"},
    "bm25s": {"search/lexical.py"},
    "sentence_transformers": {"search/transformer.py", "search/ngram_module.py"},
    "torch": {"search/ngram_module.py"},
    "gradio": {"ui/"},
    "matplotlib": {"evaluation/figures.py"},
    "markdown_it": {"evaluation/page.py"},
    "sklearn": {"evaluation/baselines.py"},
}

STANDARD_ONLY = {"records", "errors", "version", "settings"}


def imports(path: Path) -> Iterator[str]:
    """Absolute names of all modules that a file imports, late imports included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    mine = room(path)
    assert mine in MAY_SEE, f"{mine} has no entry: say what it may see"
    allowed = MAY_SEE[mine]
    if allowed is None:
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "assistant" or len(parts) == 1:
            continue
        assert parts[1] == mine or parts[1] in allowed, f"{mine} must not import {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_foreign_libraries_have_one_home(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for name in imports(path):
        homes = HOMES.get(name.split(".")[0])
        if homes is not None:
            assert any(place == h or (h.endswith("/") and place.startswith(h)) for h in homes)


def test_records_and_errors_need_only_the_standard_library() -> None:
    import sys

    for path in FILES:
        if room(path) in STANDARD_ONLY:
            for imported in imports(path):
                inside = imported.startswith(f"assistant.{room(path)}")
                assert inside or imported.split(".")[0] in sys.stdlib_module_names, path


def test_only_settings_reads_the_environment() -> None:
    for path in FILES:
        if path.name != "settings.py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
            assert not used & {"environ", "getenv"}, path


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 330, "over 330 lines: split it by meaning"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"
