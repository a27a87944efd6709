"""What someone who adds a document may expect: ``python -m training.leave_one_out --data DIR``.

For each article a model is trained without it: no bank line that it alone answers,
none of its grades, not its text.  Then its passages are indexed beside the others
and the evaluation questions that it alone answers are asked, of this model and of
the shipped product.  Writes ``docs/leave_one_out.json`` for the report.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.chat import Assistant
from assistant.evaluation.baselines import fused
from assistant.evaluation.retrieval import ALL, RetrievalScores, score_rankings
from assistant.evaluation.sets import Case
from assistant.records import KnownQuestion
from assistant.search.retrieve import Retriever
from training.model import Bags, Recipe
from training.train import ROOT
from training.variants import (
    Material,
    index,
    outside,
    plain,
    pretrained,
    steady,
    stored_rows,
    train,
    write,
)

TARGET = ROOT / "docs" / "leave_one_out.json"


def without_article(material: Material, article: str) -> Material:
    """The material as it would be had the article never been there."""
    sections = {p.id for p in material.passages if p.document.id == article}
    return replace(
        material,
        passages=tuple(p for p in material.passages if p.id not in sections),
        answerable=outside(material.answerable, sections),
        known=known_outside(material.known, sections),
        cases=tuple(case for case in material.cases if answered_only_by(case, sections)),
    )


def known_outside(
    known: Sequence[KnownQuestion], sections: Collection[str]
) -> tuple[KnownQuestion, ...]:
    """Known questions without their grades for these sections, if other sections answer them."""
    found = []
    for question in known:
        grades = tuple((s, grade) for s, grade in question.grades if s not in sections)
        first = question.writer_grades
        if first is not None:
            first = tuple((s, grade) for s, grade in first if s not in sections)
        if any(grade == 2 for _, grade in grades):
            found.append(replace(question, grades=grades, writer_grades=first))
    return tuple(found)


def answered_only_by(case: Case, sections: Collection[str]) -> bool:
    """Whether all sections that answer a question directly are among these."""
    direct = {section for section, grade in case.grades.items() if grade == 2}
    return bool(direct) and direct <= set(sections)


def measure(
    material: Material, article: str, product: Assistant, recipe: Recipe, bags: Bags
) -> dict[str, Any]:
    """The row of one article; empty if no question is answered by it alone."""
    smaller = without_article(material, article)
    titles = {p.document.id: p.document.title for p in material.passages}
    if not smaller.cases:
        return {}
    encoder = train(pretrained(smaller, recipe, bags), smaller)
    retriever = Retriever(index(smaller, encoder, material.passages), encoder)
    count = len(material.passages)
    found = [retriever.search(case.question, count) for case in smaller.cases]
    shipped = [product.evidence(case.question, count) for case in smaller.cases]
    without, whole = (
        _scores(smaller.cases, [fused("", evidence) for evidence in some])
        for some in (found, shipped)
    )
    return {
        "article": article,
        "title": titles[article],
        "questions": len(smaller.cases),
        "lines": len(material.answerable),
        "without": plain(without),
        "with": plain(whole),
    }


def _scores(cases: Sequence[Case], rankings: Sequence[Sequence[str]]) -> RetrievalScores:
    return score_rankings(cases, rankings)[ALL]


def run(
    material: Material, articles: Sequence[str], target: Path, recipe: Recipe | None = None
) -> None:
    """Measure the articles and write what was found; rows of others that are there stay."""
    product = Assistant.load(ROOT / "index")
    rows = {row["article"]: row for row in stored_rows(target, "articles")}
    bags = Bags()
    for article in articles:
        started = time.perf_counter()
        row = measure(material, article, product, recipe or Recipe(), bags)
        print(f"{article}: {time.perf_counter() - started:.0f} s", flush=True)
        if row:
            rows[article] = row
        write(target, {"articles": [rows[name] for name in sorted(rows)]})


def main(argv: Sequence[str] | None = None) -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data sets")
    parser.add_argument("--only", help="one article alone, by its number")
    parser.add_argument("--lines", type=int, help="so many bank lines only, to try it out")
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args(argv)
    steady()
    material = Material.read(arguments.data, arguments.lines)
    articles = list(dict.fromkeys(passage.document.id for passage in material.passages))
    chosen = [name for name in articles if arguments.only in (None, name)]
    run(material, chosen, arguments.out)


if __name__ == "__main__":
    main()
