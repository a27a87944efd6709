"""The page's own files: labels, styles and scripts, read once."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

LANGUAGES: Final = ("zh-Hans", "zh-Hant", "en")
_SCRIPTS: Final = ("dom", "prefs", "answer", "extras", "source", "welcome", "app")
_STYLES: Final = ("base", "frame", "answer", "source")


@lru_cache(maxsize=len(LANGUAGES))
def labels(language: str) -> dict[str, Any]:
    """All words of the page in one language."""
    data: dict[str, Any] = json.loads(_read(f"data/labels.{language}.json"))
    return data


@lru_cache(maxsize=1)
def script() -> str:
    """The page's script: one function body, made of parts that read from top to bottom."""
    parts = [_read(f"assets/{name}.js") for name in _SCRIPTS]
    return '"use strict";\n' + "\n".join(parts)


@lru_cache(maxsize=1)
def style() -> str:
    """The page's style sheet."""
    return "\n".join(_read(f"assets/{name}.css") for name in _STYLES)


def picture(name: str) -> Path:
    """A picture file of the page (favicon, social preview)."""
    return Path(str(files("assistant.ui").joinpath(f"assets/{name}")))


def _read(name: str) -> str:
    return files("assistant.ui").joinpath(name).read_text(encoding="utf-8")
