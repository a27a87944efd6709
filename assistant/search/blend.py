"""Two searches as one: what is asked now, and the earlier question that it leans on."""

from __future__ import annotations

from dataclasses import replace

from assistant.records import Evidence, Hit, HitParts

Four = tuple[float, float, float, float]


def blend(now: Evidence, before: Evidence, share: float, k: int) -> Evidence:
    """Evidence in which ``before`` counts ``share`` (0..1) and ``now`` the rest.

    A passage that only one of them found counts as the last one of the other.  The
    nearest known questions are those of ``now``.
    """
    if not now.hits or not before.hits:
        return now
    ours = {hit.passage.id: hit for hit in now.hits}
    theirs = {hit.passage.id: hit for hit in before.hits}
    last, last_before = (min(found.hits, key=lambda h: h.score) for found in (now, before))
    hits = [
        _both(ours.get(name) or _at(last, hit), theirs.get(name) or _at(last_before, hit), share)
        for name, hit in (theirs | ours).items()
    ]
    return Evidence(
        hits=tuple(sorted(hits, key=lambda hit: -hit.score)[:k]),
        known=now.known,
        best_dense=_mix(now.best_dense, before.best_dense, share),
        nearest=_four(now.nearest, before.nearest, share),
        topic=_four(now.topic, before.topic, share),
    )


def _at(last: Hit, hit: Hit) -> Hit:
    """The passage of ``hit`` with the score of ``last``."""
    return replace(hit, score=last.score, parts=last.parts)


def _both(ours: Hit, theirs: Hit, share: float) -> Hit:
    one, two = ours.parts, theirs.parts
    return replace(
        ours,
        score=_mix(ours.score, theirs.score, share),
        parts=HitParts(
            _mix(one.dense, two.dense, share),
            _mix(one.lexical, two.lexical, share),
            _mix(one.known, two.known, share),
        ),
        sentence_scores=tuple(
            (start, end, _mix(a, b, share))
            for (start, end, a), (_, _, b) in zip(ours.sentence_scores, theirs.sentence_scores)
        ),
    )


def _mix(now: float, before: float, share: float) -> float:
    return (1 - share) * now + share * before


def _four(now: Four, before: Four, share: float) -> Four:
    first, second, third, fourth = (_mix(a, b, share) for a, b in zip(now, before))
    return first, second, third, fourth
