"""The report's part on finding the right passage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.evaluation.baselines import ALL_TOGETHER
from assistant.evaluation.retrieval import ALL, Figure, Finding, Miss, Slices
from assistant.evaluation.tables import plain, table

WORST = 20
FEWEST = 15
"""Questions of a group below which its figures say nothing."""
LANGUAGES = ("zh-Hans", "zh-Hant", "en", "pinyin", "mixed", "ja", "ko", "vi")
"""Languages that a table of experiments shows beside all."""


def finding(
    found: Finding,
    headings: Mapping[str, str],
    reasons: Mapping[str, str],
    experiments: Mapping[str, Any],
    leave_one_out: Mapping[str, Any],
) -> str:
    """All tables of the part; those of experiments only where they were run."""
    own = found.systems[ALL_TOGETHER]
    parts = [
        "## Finding",
        "First passage answers directly / one of the first three does.",
        "![First and first three passages by language, with intervals](figures/retrieval.svg)",
        _systems(found.systems),
        _groups(own),
        _both_gradings(found.writer),
        _misses(found, headings, reasons),
        _experiments(experiments),
        _leave_one_out(leave_one_out),
    ]
    return "\n\n".join(part for part in parts if part)


def languages(slices: Slices) -> list[str]:
    """All together, then each language that a set has."""
    return [ALL, *sorted(name for name in slices if "/" not in name and name != ALL)]


def _systems(systems: Mapping[str, Slices]) -> str:
    own = systems[ALL_TOGETHER]
    rows = []
    for name in languages(own):
        figures = own[name]
        cells = [
            f"{scores[name].hit1.mean:.3f} / {scores[name].hit3.mean:.3f}"
            for scores in systems.values()
        ]
        cells[0] = f"**{figures.hit1}** / **{figures.hit3}**"
        rows.append((name, figures.hit1.count, *cells, f"{figures.ndcg10.mean:.3f}"))
    return "\n".join(table(("", "questions", *map(plain, systems), "nDCG@10"), rows))


def _groups(own: Slices) -> str:
    names = sorted(name for name in own if "/" in name and own[name].hit1.count >= FEWEST)
    rows = [(name, own[name].hit1.count, own[name].hit1, own[name].hit3) for name in names]
    header = ("", "questions", "hit@1", "hit@3")
    return "\n".join(["### By manner of asking", "", *table(header, rows)])


def _both_gradings(writer: Mapping[str, Slices]) -> str:
    if not writer:
        return ""
    settled, own = writer["settled"], writer["writer"]
    rows = []
    for name in languages(settled):
        a, b = settled[name], own[name]
        cells = (a.hit1.mean, b.hit1.mean, a.hit3.mean, b.hit3.mean)
        rows.append((name, a.hit1.count, *(f"{cell:.3f}" for cell in cells)))
    hits = ("hit@1 settled", "hit@1 writer", "hit@3 settled", "hit@3 writer")
    lines = [
        "### Under both sets of grades",
        "",
        "Settled: after a second reader; writer: the grades of the one who wrote the question. "
        "Questions that have both.",
        "",
        *table(("", "questions", *hits), rows),
    ]
    return "\n".join(lines)


def _misses(found: Finding, headings: Mapping[str, str], reasons: Mapping[str, str]) -> str:
    shown = found.misses[:WORST]
    lines = [
        "### The worst misses",
        "",
        f"{len(shown)} of the {len(found.misses)} questions whose first passage does not answer: "
        "those whose first direct answer stands lowest. The sentences under *why* are an editor's, "
        "from `misses.json`.",
        "",
        *table(
            ("question", "asked in", "came first", "should have", "at rank", "why"),
            (_miss(miss, headings, reasons) for miss in shown),
        ),
    ]
    return "\n".join(lines)


def _miss(miss: Miss, headings: Mapping[str, str], reasons: Mapping[str, str]) -> list[str]:
    case = miss.case
    return [
        plain(case.question),
        f"{case.language}, {case.group}",
        _named(miss.first, headings),
        "; ".join(_named(passage, headings) for passage in miss.wanted[:3]),
        str(miss.rank),
        plain(reasons.get(case.question, "")),
    ]


def _named(passage_id: str, headings: Mapping[str, str]) -> str:
    return f"{passage_id} {plain(headings.get(passage_id, ''))}".strip()


def _experiments(experiments: Mapping[str, Any]) -> str:
    if not experiments:
        return ""
    languages = (ALL, *LANGUAGES)
    rows = [
        (v["name"], v["lines"], *(_pair(v["slices"].get(name)) for name in languages))
        for v in experiments["variants"]
    ]
    lines = [
        "### What each part brings",
        "",
        f"Every row is a variant of the bundled model or of its index, measured on "
        f"{experiments['questions']} evaluation questions (hit@1 / hit@3). Made by "
        "`python -m training.experiments`. A row with other bank lines that its name does not "
        "speak of is of an earlier model and search.",
        "",
        *table(("variant", "bank lines", *languages), rows),
    ]
    if learning_points(experiments):
        lines += [
            "",
            "![Learning curve: hit@1 and hit@3 by bank lines](figures/learning-curve.svg)",
        ]
    return "\n".join(lines)


def _pair(scores: Mapping[str, Any] | None) -> str:
    return f"{scores['hit1']['mean']:.3f} / {scores['hit3']['mean']:.3f}" if scores else "–"


def learning_points(experiments: Mapping[str, Any]) -> list[tuple[int, float, float]]:
    """(lines, hit@1, hit@3) of the variants that differ in the bank's size alone."""
    return sorted(
        (v["lines"], v["slices"][ALL]["hit1"]["mean"], v["slices"][ALL]["hit3"]["mean"])
        for v in experiments.get("variants", ())
        if v["curve"]
    )


def _leave_one_out(data: Mapping[str, Any]) -> str:
    if not data:
        return ""
    columns = [(which, hit) for which in ("without", "with") for hit in ("hit1", "hit3")]
    rows = [
        (
            plain(row["title"]),
            row["lines"],
            row["questions"],
            *(str(Figure(**row[which][hit])) for which, hit in columns),
        )
        for row in data["articles"]
    ]
    header = ("hit@1 without", "hit@3 without", "hit@1 with", "hit@3 with")
    lines = [
        "### Documents without a question bank",
        "",
        "For each article a model was trained without it: no bank line that it alone answers, none "
        "of its grades, not its text. Then its passages were indexed, as someone does who adds a "
        "document. Measured on the evaluation questions that only this article answers, beside "
        "the product as it was then. Rows with fewer bank lines are of an earlier model and "
        "search. Made by `python -m training.leave_one_out`.",
        "",
        *table(("article", "bank lines then", "questions", *header), rows),
    ]
    return "\n".join(lines)
