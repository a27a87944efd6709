"""Work out the safety patterns beforehand: ``python -m training.compile_safety``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import assistant.reply
from assistant.reply.safety_rules import pattern_lists, worked_out
from assistant.reply.safety_store import FILE, digest, to_plain


def compiled() -> dict[str, Any]:
    """Digest -> what a list of patterns comes to, for all of them."""
    found = {digest(*one): to_plain(worked_out(*one)) for one in pattern_lists()}
    return dict(sorted(found.items()))


def main() -> None:
    """Write the file beside the rules."""
    path = Path(assistant.reply.__file__).parent / FILE
    text = json.dumps(compiled(), ensure_ascii=False, separators=(",", ":"))
    path.write_bytes((text + "\n").encode("utf-8"))
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
