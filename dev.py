"""Two commands for a fresh machine; nothing but Python 3.10 or newer is needed.

    python3 dev.py chat     install into .venv and open the chat
    python3 dev.py test     install everything into .venv and run all checks and tests

Further words are handed on: ``python3 dev.py test -k repair``, ``python3 dev.py chat --port 8000``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TORCH = "torch==2.13.0"
"""Installed before what needs it: a range would take a build with gigabytes of CUDA."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(argv: list[str]) -> int:
    """Run ``chat`` or ``test``."""
    if sys.version_info < (3, 10):
        print("Python 3.10 or newer is needed; this is", sys.version.split()[0], file=sys.stderr)
        return 2
    if len(argv) < 1 or argv[0] not in ("chat", "test"):
        print(__doc__, file=sys.stderr)
        return 2
    command, rest = argv[0], argv[1:]
    try:
        _make_venv()
        return chat(rest) if command == "chat" else test(rest)
    except subprocess.CalledProcessError as error:
        return int(error.returncode) or 1
    except KeyboardInterrupt:
        return 130


def chat(rest: list[str]) -> int:
    """Install what chatting needs (no torch) and open the chat in a browser."""
    _pip("-e", ".")
    return _run("-m", "assistant", "serve", "--open", *rest)


def test(rest: list[str]) -> int:
    """Install all, then lint, check types and run every test, browser tests included."""
    _install_torch()
    _pip("-e", ".[test]")
    _install_chromium()
    _run("-m", "ruff", "check", ".")
    _run("-m", "ruff", "format", "--check", ".")
    _run("-m", "mypy")
    return _run("-m", "pytest", *rest)


def _make_venv() -> None:
    if PYTHON.exists():
        return
    print("Making", VENV, flush=True)
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, ImportError):
        shutil.rmtree(VENV, ignore_errors=True)
        print(
            "This Python cannot make virtual environments. On Debian or Ubuntu: "
            "apt install python3-venv",
            file=sys.stderr,
        )
        raise


def _install_torch() -> None:
    """Only the tests need it, and only in this version."""
    probe = subprocess.run([PYTHON, "-c", "import torch"], capture_output=True, check=False)
    if probe.returncode != 0:
        _pip(TORCH)


def _install_chromium() -> None:
    """Debian's browser for the browser tests; without it they fail and say so."""
    if any(shutil.which(name) for name in CHROMIUM):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = ["chromium", "fonts-noto-cjk"]
        for words in (["update", "-qq"], ["install", "-y", "-qq", *packages]):
            subprocess.run(["apt-get", *words], check=True, env=environment)
        return
    print(
        "No Chromium was found. The browser tests need one: apt install chromium fonts-noto-cjk",
        file=sys.stderr,
    )


def _pip(*words: str) -> None:
    print("Installing (the first time takes some minutes)", flush=True)
    _run("-m", "pip", "install", "--quiet", *words)


def _run(*words: str) -> int:
    return subprocess.run([str(PYTHON), *words], cwd=ROOT, check=True).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
