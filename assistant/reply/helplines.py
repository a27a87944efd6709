"""Help lines by region, as an editor keeps them in ``data/helplines.json``.

Nothing else in the package spells a telephone number; a line that is not
verified says so, so that whoever shows it can mark it or leave it out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from assistant.reply.language import LANGUAGES

MAINLAND: Final = "mainland"
TAIWAN: Final = "taiwan"
HONG_KONG: Final = "hong_kong"
ELSEWHERE: Final = "elsewhere"
REGIONS: Final = (MAINLAND, TAIWAN, HONG_KONG, ELSEWHERE)

KINDS: Final = (
    "crisis",
    "police",
    "ambulance",
    "finance_complaints",
    "central_bank",
    "harassment",
    "anti_fraud",
    "legal_aid",
    "government",
)
STANDINGS: Final = ("public_page", "common_knowledge", "unverified")

_NUMBER = re.compile(r"\d{3,6}(-\d{3,8})?")
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Helpline:
    """One number; ``purpose`` and ``hours`` are by language."""

    number: str
    kind: str
    purpose: Mapping[str, str]
    hours: Mapping[str, str] | None
    source: str
    standing: str
    checked: str

    @property
    def verified(self) -> bool:
        """Whether the number may be shown without a mark."""
        return self.standing != "unverified"


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its name by language and its lines, the most useful first."""

    code: str
    name: Mapping[str, str]
    lines: tuple[Helpline, ...]

    def of_kind(self, *kinds: str) -> tuple[Helpline, ...]:
        """The lines of some kinds, in the order of the kinds asked for."""
        return tuple(line for kind in kinds for line in self.lines if line.kind == kind)


@lru_cache(maxsize=1)
def helplines() -> Mapping[str, Region]:
    """All regions by code, read once."""
    resource = files("assistant.reply").joinpath("data/helplines.json")
    return parsed(json.loads(resource.read_text(encoding="utf-8")))


def parsed(data: Mapping[str, Any]) -> Mapping[str, Region]:
    """Regions from plain JSON data; ``ValueError`` names what an editor got wrong."""
    regions = {entry["region"]: _region(entry) for entry in data["regions"]}
    if tuple(regions) != REGIONS or len(data["regions"]) != len(REGIONS):
        raise ValueError(f"helplines: the regions must be {REGIONS}, in this order")
    return regions


def _region(entry: Mapping[str, Any]) -> Region:
    code = entry["region"]
    lines = tuple(_line(line, code) for line in entry["lines"])
    numbers = [(line.number, line.kind) for line in lines]
    _require(len(set(numbers)) == len(numbers), f"{code}: a number stands twice")
    return Region(code, _by_language(entry["name"], f"{code}: name"), lines)


def _line(entry: Mapping[str, Any], region: str) -> Helpline:
    where = f"{region} {entry.get('number')}"
    _require(bool(_NUMBER.fullmatch(entry["number"])), f"{where}: not a number")
    _require(entry["kind"] in KINDS, f"{where}: unknown kind {entry['kind']!r}")
    _require(entry["standing"] in STANDINGS, f"{where}: unknown standing")
    _require(bool(entry["source"].strip()), f"{where}: no source")
    _require(bool(_MONTH.fullmatch(entry["checked"])), f"{where}: checked must be YYYY-MM")
    return Helpline(
        number=entry["number"],
        kind=entry["kind"],
        purpose=_by_language(entry["for"], where),
        hours=_by_language(entry["hours"], where) if entry["hours"] else None,
        source=entry["source"],
        standing=entry["standing"],
        checked=entry["checked"],
    )


def _by_language(texts: Mapping[str, str], where: str) -> Mapping[str, str]:
    missing = _blank(texts, LANGUAGES)
    _require(not missing, f"{where}: no text for {missing}")
    return dict(texts)


def _blank(texts: Mapping[str, str], languages: Iterable[str]) -> list[str]:
    return [language for language in languages if not texts.get(language, "").strip()]


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(f"helplines: {message}")
