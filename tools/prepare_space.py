"""Prepare and check the folder of a Hugging Face Space: ``python -m tools.prepare_space FOLDER``.

Copies what a Space needs (the code, the index, the seeds, not the tests, the
training or the bank), checks it, and prints the command that uploads it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WANTED = ("app.py", "README.md", "requirements.txt", "LICENSE", "ATTRIBUTION.md")
FOLDERS = ("assistant/", "index/", "seeds/", "docs/")
LARGEST = 10_000_000
"""Bytes of a file above which a Space wants large-file storage."""
MOST = 200_000_000
"""Bytes of the whole folder; far below what a Space takes, so a surprise shows."""

# What a key looks like; a false alarm costs a look, a miss costs a key.
_SECRETS = re.compile(
    rb"hf_[A-Za-z0-9]{30,}|sk-[A-Za-z0-9]{20,}|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{30,}"
    rb"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)


def wanted(names: list[str]) -> list[str]:
    """Those of the repository's files that belong into a Space."""
    return [name for name in names if name in WANTED or name.startswith(FOLDERS)]


def problems(folder: Path) -> list[str]:
    """What keeps a folder from being a good Space, in words."""
    found, total = [], 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name, size = path.relative_to(folder).as_posix(), path.stat().st_size
        total += size
        if size >= LARGEST:
            found.append(f"{name} has {size / 1e6:.1f} MB; the limit is {LARGEST / 1e6:.0f} MB")
        if path.suffix.lower() in (".env", ".pem", ".key") or path.name.startswith(".env"):
            found.append(f"{name} looks like a file of secrets")
        if _SECRETS.search(path.read_bytes()):
            found.append(f"{name} holds something that looks like a key")
    found += [f"{name} is missing" for name in WANTED[:3] if not (folder / name).is_file()]
    if not (folder / "index" / "manifest.json").is_file():
        found.append("index/manifest.json is missing; run `assistant build`")
    if total > MOST:
        found.append(f"the folder has {total / 1e6:.0f} MB; that is more than it should need")
    return found


def prepare(folder: Path) -> list[str]:
    """Fill an empty folder; returns the names of the files."""
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty; give a new folder")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    names = wanted([name for name in listed if name and (ROOT / name).is_file()])
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return names


def main() -> int:
    """Prepare, check, and say what to do next."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--space", default="YOUR-NAME/YOUR-SPACE", help="owner/name on the hub")
    arguments = parser.parse_args()
    names = prepare(arguments.folder)
    total = sum((arguments.folder / name).stat().st_size for name in names)
    print(f"{len(names)} files, {total / 1e6:.1f} MB in {arguments.folder}")
    found = problems(arguments.folder)
    for problem in found:
        print(f"problem: {problem}", file=sys.stderr)
    if not found:
        print(f"hf upload {arguments.space} {arguments.folder} . --repo-type=space")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
