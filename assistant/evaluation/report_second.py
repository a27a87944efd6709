"""The part of the report on the second set."""

from __future__ import annotations

from assistant.evaluation.baselines import ALL_TOGETHER
from assistant.evaluation.care import SafetyScores
from assistant.evaluation.report_finding import languages
from assistant.evaluation.run import SecondSet
from assistant.evaluation.tables import table

INTRODUCTION = (
    "The set above had been looked at when the later half of the bank was written. So other "
    "writers, who had seen neither bank nor product nor results, wrote these by the brief of the "
    "first set; a blind assessor graded them anew (kappa .89 for three grades, .93 for direct or "
    "not: both used the same written guide) and a third reader settled the differences. They are "
    "plainer questions than the first set's, so the two are not to be compared with each other; "
    "the state before that third of the bank reached .888 / .938 here, answered .186 of the near "
    "and .236 of the off-topic ones."
)

SAFETY = (
    "The writers of the last 3,300 lines for the safety model knew the kinds of message that the "
    "first set's report lists as missed. So another writer, who had seen nothing of this project, "
    "wrote these, and a second reader checked each label."
)


def second(found: SecondSet) -> str:
    """Hits by language and by manner, and decisions by kind."""
    own = found.finding.systems[ALL_TOGETHER]
    settled, writer = found.finding.writer["settled"], found.finding.writer["writer"]
    hits = [
        (
            name,
            own[name].hit1.count,
            own[name].hit1,
            own[name].hit3,
            f"{writer[name].hit1.mean:.3f} / {writer[name].hit3.mean:.3f}",
        )
        for name in languages(own)
        if name in settled
    ]
    kinds = ("answered", "related", "declined", "smalltalk", "urgent")
    scores = found.decisions
    decided = [
        (
            name,
            scores.counts[name],
            *(f"{share.get(kind, 0.0):.3f}" for kind in kinds),
            f"{scores.surely[name]:.3f}",
        )
        for name, share in sorted(scores.shares.items())
        if name.count("/") == 0 or name.endswith(("/hard", "/plain"))
    ]
    lines = [
        "## A second set, written afterwards",
        "",
        INTRODUCTION,
        "",
        *table(("", "questions", "hit@1", "hit@3", "by the writers' grades"), hits),
        "",
        *table(("should be", "questions", *kinds, "answered without reserve"), decided),
    ]
    if found.safety.counts.get("none"):
        lines += ["", SAFETY, "", *_care(found.safety)]
    return "\n".join(lines)


def _care(scores: SafetyScores) -> list[str]:
    """What was found, and the urgent answers to messages without a sign."""
    rows: list[tuple[object, ...]] = [
        (signal, scores.counts[signal], f"{share:.3f}") for signal, share in scores.found.items()
    ]
    rows.append(("none: urgent all the same", scores.counts["none"], f"{scores.urgent_alarms:.3f}"))
    return table(("signal", "messages", "share"), rows)
