"""One question's way through every stage, from the records that the stages hand on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from assistant.chat import Assistant
from assistant.errors import UsageError
from assistant.records import QUESTION_CLASSES, Answer, Evidence, Turn
from assistant.reply.answer import SAME_QUESTION, Responder
from assistant.reply.asked import Asked
from assistant.reply.confidence import FEATURES, Judgement, features
from assistant.text.fold import fold

PASSAGES = 5
NEAREST = 5


@dataclass(frozen=True)
class Stages:
    """What each stage made of a question."""

    asked: Asked
    evidence: Evidence
    features: Mapping[str, float]
    """What the judge was shown."""
    judgement: Judgement
    threshold: float
    """Share of *answerable* against *near* from which on a question is answered."""
    decided: str
    """The class that the judge decides for; rules before it may overrule it."""
    answer: Answer

    @property
    def asked_before(self) -> bool:
        """Whether a known question is so near that the judge is not asked."""
        return bool(self.evidence.known and self.evidence.known[0][1] >= SAME_QUESTION)


@dataclass(frozen=True)
class Listener(Responder):
    """The responder of an assistant, which keeps what it is handed."""

    heard: list[tuple[Asked, Evidence | None]] = field(default_factory=list)

    def respond(self, asked: Asked, evidence: Evidence | None) -> Answer:
        self.heard.append((asked, evidence))
        return super().respond(asked, evidence)


def look(
    assistant: Assistant, question: str, history: Sequence[Turn] = (), language: str | None = None
) -> Stages:
    """Ask, and keep what was seen on the way; ``UsageError`` where nothing is searched."""
    responder = assistant._responder
    listener = Listener(**{one.name: getattr(responder, one.name) for one in fields(responder)})
    listening = copy(assistant)
    listening._responder = listener
    answer = listening.ask(question, history, language)
    asked, evidence = listener.heard[-1]
    if evidence is None:
        raise UsageError("An empty question is declined without a search")
    judgement = responder.judge.judge(evidence)
    return Stages(
        asked=asked,
        evidence=evidence,
        features=dict(zip(FEATURES, features(evidence).tolist())),
        judgement=judgement,
        threshold=responder.judge.answer_threshold,
        decided=responder.judge.decide(judgement),
        answer=answer,
    )


def to_dict(stages: Stages) -> dict[str, Any]:
    """Plain JSON data."""
    asked, evidence, answer = stages.asked, stages.evidence, stages.answer
    return {
        "question": asked.question,
        "language": asked.language,
        "folded": fold(asked.question),
        "safety": [{"code": alert.code, "rule": alert.rule} for alert in asked.alerts],
        "smalltalk": asked.smalltalk,
        "resolved": asked.resolved.question,
        "asks_more": asked.resolved.asks_more,
        "searched_with": asked.search_text,
        "known": _known(evidence),
        "asked_before": stages.asked_before,
        "passages": _passages(evidence),
        "topic": dict(zip(QUESTION_CLASSES, evidence.topic)),
        "features": dict(stages.features),
        "probabilities": asdict(stages.judgement),
        "confidence": answer.confidence,
        "threshold": stages.threshold,
        "decided": stages.decided,
        "kind": answer.kind.value,
        "alerts": list(answer.alerts),
        "trace": list(answer.trace),
        "quotes": [quote.to_dict() for quote in answer.quotes],
    }


def _known(evidence: Evidence) -> list[dict[str, Any]]:
    return [
        {
            "question": known.text,
            "language": known.language,
            "similarity": similarity,
            "grades": dict(known.grades),
        }
        for known, similarity in evidence.known[:NEAREST]
    ]


def _passages(evidence: Evidence) -> list[dict[str, Any]]:
    return [
        {
            "id": hit.passage.id,
            "section": hit.passage.heading.section,
            "score": hit.score,
            **asdict(hit.parts),
        }
        for hit in evidence.hits[:PASSAGES]
    ]


def to_lines(stages: Stages) -> Iterator[str]:
    """The same for a terminal."""
    asked, answer = stages.asked, stages.answer
    resolved = asked.resolved.question
    yield from _entry("question", [asked.question])
    yield from _entry("language", [asked.language])
    yield from _entry("folded", [fold(asked.question)])
    yield from _entry("safety", answer.trace or ["nothing"])
    yield from _entry("small talk", [asked.smalltalk or "no"])
    meant = "as asked" if resolved == asked.question else resolved
    yield from _entry("taken as", [f"{meant} (more of it)" if asked.resolved.asks_more else meant])
    yield from _search(stages.evidence)
    yield from _judged(stages)
    yield from _entry("kind", [answer.kind.value])
    yield from _entry(
        "quotes", [f"{q.passage.id}[{q.start}:{q.end}] {_short(q.text)}" for q in answer.quotes]
    )


def _search(evidence: Evidence) -> Iterator[str]:
    yield from _entry(
        "known",
        [
            f"{similarity:.3f}  {known.language:8} {_short(known.text)}  -> "
            + " ".join(p for p, grade in known.grades if grade == 2)
            for known, similarity in evidence.known[:NEAREST]
        ],
    )
    rows = ["score  dense  words  known"]
    for hit in evidence.hits[:PASSAGES]:
        numbers = (hit.score, hit.parts.dense, hit.parts.lexical, hit.parts.known)
        cells = "  ".join(f"{number:.3f}" for number in numbers)
        rows.append(f"{cells}  {hit.passage.id} {hit.passage.heading.section}")
    yield from _entry("passages", rows)
    logs = zip(QUESTION_CLASSES, evidence.topic)
    yield from _entry("topic", [", ".join(f"{name} {value:.2f}" for name, value in logs)])


def _judged(stages: Stages) -> Iterator[str]:
    yield from _entry("features", [f"{n} {value:.3f}" for n, value in stages.features.items()])
    chances = asdict(stages.judgement).items()
    yield from _entry("probability", [", ".join(f"{name} {p:.3f}" for name, p in chances)])
    yield from _entry("confidence", [f"{stages.answer.confidence:.3f}, calibrated"])
    sure = stages.judgement.answerable
    share = sure / max(1e-12, sure + stages.judgement.near)
    yield from _entry("threshold", [f"{stages.threshold:.3f}; answerable against near {share:.3f}"])
    over = " (but a known question is the same: answered)" if stages.asked_before else ""
    yield from _entry("judge says", [stages.decided + over])


def _entry(name: str, values: Sequence[str]) -> Iterator[str]:
    for i, value in enumerate(values or ["none"]):
        yield f"{name if i == 0 else '':12} {' '.join(value.split(chr(10)))}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
