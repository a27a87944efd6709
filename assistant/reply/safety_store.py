"""What the safety patterns come to, worked out beforehand.

Parsing hundreds of patterns would take more than half of a cold start.  So
``data/safety/compiled.json`` holds, by a digest of what stands in a rule file,
the regular expressions and gates that it comes to.  What is not found there is
worked out on the spot: an edited rule is never wrong, only slower, until
``python -m training.compile_safety`` is run.  A test says when that is due.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from assistant.reply.safety_patterns import Alternative

FILE: Final = "data/safety/compiled.json"


def digest(patterns: Sequence[str], view: str, macros: Mapping[str, str]) -> str:
    """Names a list of patterns together with all that decides what they come to."""
    written = json.dumps([patterns, view, macros], ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(written.encode("utf-8"), digest_size=8).hexdigest()


def to_plain(alternatives: Sequence[Alternative]) -> list[Any]:
    """Alternatives as JSON data."""
    return [[entry.regex, [sorted(gate) for gate in entry.gates]] for entry in alternatives]


def look_up(name: str) -> tuple[Alternative, ...] | None:
    """The alternatives stored under a digest; None where there are none."""
    found = _stored().get(name)
    if found is None:
        return None
    return tuple(Alternative(regex, tuple(map(frozenset, gates))) for regex, gates in found)


@lru_cache(maxsize=1)
def _stored() -> Mapping[str, Any]:
    resource = files("assistant.reply").joinpath(FILE)
    if not resource.is_file():
        return {}
    data: dict[str, Any] = json.loads(resource.read_text(encoding="utf-8"))
    return data
