"""Two searches as one: what is asked now, and the earlier question that it leans on."""

from __future__ import annotations

from dataclasses import replace

from assistant.records import Evidence, Hit, HitParts

Four = tuple[float, float, float, float]


def blend(now: Evidence, before: Evidence, share: float, k: int) -> Evidence:
    """Evidence in which ``before`` counts ``share`` (0..1) and ``now`` the rest.

    A passage that only one of them found counts nothing in the other.  The
    nearest known questions are those of ``now``.
    """
    theirs = {hit.passage.id: hit for hit in before.hits}
    mine = {hit.passage.id for hit in now.hits}
    hits = [_both(hit, theirs.get(hit.passage.id), share) for hit in now.hits]
    hits += [_scaled(hit, share) for hit in before.hits if hit.passage.id not in mine]
    return Evidence(
        hits=tuple(sorted(hits, key=lambda hit: -hit.score)[:k]),
        known=now.known,
        best_dense=_mix(now.best_dense, before.best_dense, share),
        nearest=_four(now.nearest, before.nearest, share),
        topic=_four(now.topic, before.topic, share),
    )


def _both(ours: Hit, theirs: Hit | None, share: float) -> Hit:
    if theirs is None:
        return _scaled(ours, 1 - share)
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


def _scaled(hit: Hit, share: float) -> Hit:
    parts = hit.parts
    return replace(
        hit,
        score=hit.score * share,
        parts=HitParts(parts.dense * share, parts.lexical * share, parts.known * share),
        sentence_scores=tuple(
            (start, end, score * share) for start, end, score in hit.sentence_scores
        ),
    )


def _mix(now: float, before: float, share: float) -> float:
    return (1 - share) * now + share * before


def _four(now: Four, before: Four, share: float) -> Four:
    first, second, third, fourth = (_mix(a, b, share) for a, b in zip(now, before))
    return first, second, third, fourth
