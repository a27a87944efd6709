"""What each part of model and search brings: ``python -m training.experiments --data DIR``.

Trains variants of the bundled model, measures each on the evaluation questions and
writes ``docs/experiments.json``, from which ``assistant evaluate`` draws the
ablation table and the learning curve.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.evaluation.baselines import by_rank_fusion, fused
from assistant.evaluation.retrieval import score_rankings
from assistant.search.encoder import BUNDLED, Encoder, load_encoder
from assistant.search.fusion import Weights
from assistant.search.retrieve import Retriever
from training.model import Bags, Recipe, Trainer
from training.train import ROOT
from training.variants import (
    Material,
    index,
    plain,
    pretrained,
    steady,
    stored_rows,
    train,
    write,
)

TARGET = ROOT / "docs" / "experiments.json"
WORDS = ("w:", "b:", "c:")
PINYIN = ("p:",)


@dataclass(frozen=True)
class Variant:
    """One row of the table: the whole product but for what is said here."""

    name: str
    step: int = 1
    """One in so many lines of the bank, in training and in the index."""
    on_pairs: bool = True
    without: tuple[str, ...] = ()
    """Beginnings of the n-grams that the model does not know."""
    copies: bool = True
    """Whether questions are trained on in pinyin and with slips as well."""
    retold: bool = True
    """Whether lines and their retellings in other languages are among the pairs."""
    known: bool = True
    keywords: bool = True
    rank_fusion: bool = False
    curve: bool = False
    """Whether it is a point of the learning curve."""


VARIANTS = (
    Variant("everything", curve=True),
    Variant("half the bank", step=2, curve=True),
    Variant("a quarter of the bank", step=4, curve=True),
    Variant("an eighth of the bank", step=8, curve=True),
    Variant("no pairs before the bank", on_pairs=False),
    Variant("no copies in pinyin and with slips", copies=False),
    Variant("no retellings among the pairs", retold=False),
    Variant("no pinyin n-grams", without=PINYIN),
    Variant("no words and no parts of words", without=WORDS),
    Variant("no index of known questions", known=False),
    Variant("no keywords (BM25)", keywords=False),
    Variant("rank fusion in place of the sum", rank_fusion=True),
)


class Bench:
    """Trains each model once, however many variants use it.

    ``shipped`` is the model that is at hand for variants that are trained as it was.
    """

    def __init__(self, material: Material, recipe: Recipe, shipped: Encoder | None = None) -> None:
        self._material = material
        self._recipe = recipe
        self._shipped = shipped
        self._bags = Bags()
        self._bases: dict[tuple[bool, tuple[str, ...]], Trainer] = {}
        self._encoders: dict[tuple[int, bool, bool, bool, tuple[str, ...]], Encoder] = {}

    def measure(self, variant: Variant) -> dict[str, Any]:
        """The row of one variant."""
        material = self._material.with_bank(variant.step)
        encoder = self._encoder(variant, material)
        weights = Weights() if variant.keywords else Weights(lexical=0.0)
        indexed = material if variant.known else material.without_known()
        library = index(indexed, encoder, material.passages)
        retriever = Retriever(library, encoder, weights)
        rank = by_rank_fusion if variant.rank_fusion else fused
        rankings = [
            rank(case.question, retriever.search(case.question, len(material.passages)))
            for case in material.cases
        ]
        slices = score_rankings(material.cases, rankings)
        return {
            "name": variant.name,
            "lines": len(material.answerable),
            "curve": variant.curve,
            "slices": {name: plain(slices[name]) for name in slices if "/" not in name},
        }

    def _encoder(self, variant: Variant, material: Material) -> Encoder:
        base = variant.on_pairs, variant.without
        key = variant.step, variant.copies, variant.retold, *base
        if self._shipped is not None and key == (1, True, True, True, ()):
            return self._shipped
        if key not in self._encoders:
            if base not in self._bases:
                self._bases[base] = pretrained(
                    self._material,
                    self._recipe,
                    self._bags,
                    without=variant.without,
                    on_pairs=variant.on_pairs,
                )
            taught = material if variant.on_pairs else replace(material, pairs=[])
            if not variant.retold:
                taught = taught.without_retellings()
            self._encoders[key] = train(self._bases[base], taught, copies=variant.copies)
        return self._encoders[key]


def run(
    material: Material,
    variants: Sequence[Variant],
    target: Path,
    recipe: Recipe | None = None,
    shipped: Encoder | None = None,
) -> None:
    """Measure the variants; rows of others that the file holds stay."""
    bench = Bench(material, recipe or Recipe(), shipped)
    rows = {row["name"]: row for row in stored_rows(target, "variants")}
    for variant in variants:
        started = time.perf_counter()
        row = rows[variant.name] = bench.measure(variant)
        first, three = (row["slices"]["all"][hit]["mean"] for hit in ("hit1", "hit3"))
        took = time.perf_counter() - started
        print(f"{variant.name}: {first:.3f} / {three:.3f}, {took:.0f} s", flush=True)
        ordered = [rows[known.name] for known in VARIANTS if known.name in rows]
        write(target, {"questions": len(material.cases), "variants": ordered})


def main(argv: Sequence[str] | None = None) -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data sets")
    parser.add_argument("--only", choices=[v.name for v in VARIANTS], help="one variant alone")
    parser.add_argument("--lines", type=int, help="so many bank lines only, to try it out")
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument(
        "--shipped",
        action="store_true",
        help="do not train anew what the model at hand was trained as: index and search alone vary",
    )
    arguments = parser.parse_args(argv)
    steady()
    shipped = load_encoder(BUNDLED) if arguments.shipped else None
    chosen = [v for v in VARIANTS if arguments.only in (None, v.name)]
    run(Material.read(arguments.data, arguments.lines), chosen, arguments.out, shipped=shipped)


if __name__ == "__main__":
    main()
