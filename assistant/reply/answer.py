"""Evidence and judgement -> answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log

from assistant.records import (
    QUESTION_CLASSES,
    Answer,
    AnswerKind,
    Evidence,
    Hit,
    Passage,
    Point,
)
from assistant.reply.asked import MAX_QUESTION, SELF_HARM, VIOLENCE, Asked
from assistant.reply.compose import article_dates, point_markdown, restored_line
from assistant.reply.confidence import Judge, Judgement
from assistant.reply.followup import Move
from assistant.reply.kinds import is_told, section_kind
from assistant.reply.language import other_language
from assistant.reply.markdown import escape
from assistant.reply.phrases import Phrases, phrases
from assistant.reply.quote import Agreements, choose_points
from assistant.reply.smalltalk import asks
from assistant.reply.suggest import Suggestions
from assistant.reply.urgent import quiet_line, urgent_text, warning_lines
from assistant.text.fold import fold

SAME_QUESTION = 0.95
"""Similarity to a known question from which on it is that question in other words: of
questions on hand that the bundled model had not seen, one in 2,000 unanswerable ones comes
so near to an answerable one."""

LONGEST_SMALLTALK = 24
"""Characters up to which the judge's word is taken for it; longer ones want something."""

SURE_SMALLTALK, SURE_ASKING = 0.7, 0.9
"""Probability from which on the judge's word is taken for it: of a message that asks
nothing, and of one that asks something or sounds off topic."""

OFF = QUESTION_CLASSES.index("off")
ELSEWHERE = log(0.9)
"""Log-probability of *off* by the wording alone from which on a message sounds off topic."""

LEANING: dict[Move, float] = {
    Move.PLAIN: 0.0,
    Move.MORE: 0.4,
    Move.SHORT: 0.35,
    Move.ELLIPTIC: 0.45,
    Move.TOPIC: 0.35,
    Move.CORRECTION: 0.4,
    Move.RETURN: 0.4,
}
"""Share of the earlier question in the ranking, by how a message leans on it."""

CLEARLY, HARDLY = 0.9, 0.01
"""Probabilities that a short message by itself is of another kind, or to be answered."""

SURELY, COMPLETE = 0.35, 0.88
"""Probability of being answered, and similarity to a known question, from which on a message
needs nothing that came before."""

ASKED_FOR = 0.5
"""Probability of being answered from which on advice about debts has clearly been asked for."""

SURE = 0.8
"""Confidence below which an answer says that it may miss the point: of questions on hand that
the model had not seen one in ten of the answerable ones is answered so, and three in five of
those that should not have been answered."""

WORSE_FOR_NAMED = 1.1
"""How far below the best passage's score one of the article about the named product may be
and still come first."""

URGENT_ALERTS = frozenset({SELF_HARM, VIOLENCE})
_RELATED_POINTS = 2


@dataclass(frozen=True)
class Responder:
    """Everything that turns evidence into words; holds data, no state."""

    passages: tuple[Passage, ...]
    judge: Judge
    agreements: Agreements
    suggestions: Suggestions
    products: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _folded_products(self) -> dict[str, tuple[str, ...]]:
        return {doc: tuple(fold(name) for name in names) for doc, names in self.products.items()}

    def leaning(self, asked: Asked, evidence: Evidence) -> float:
        """Share (0..1) of the earlier question in the ranking for a message that may lean on it.

        ``evidence`` is what the message finds by itself: one that is clearly
        off the subject, or clearly complete, is left alone.
        """
        share = LEANING[asked.resolved.move]
        if asked.smalltalk or not evidence.hits:
            return 0.0
        alone = self.judge.judge(evidence)
        if asked.resolved.move in (Move.SHORT, Move.ELLIPTIC):
            nearest = evidence.known[0][1] if evidence.known else 0.0
            if alone.answerable >= SURELY and nearest >= COMPLETE:
                return 0.0
        if asked.resolved.move is not Move.SHORT:
            return share
        if alone.answerable < HARDLY or alone.near >= CLEARLY:
            return 0.0
        return share

    def respond(self, asked: Asked, evidence: Evidence | None) -> Answer:
        """The answer to a question; ``evidence`` is None where nothing was searched."""
        judgement = self.judge.judge(evidence) if evidence and evidence.hits else None
        asked_before = bool(evidence and evidence.known and evidence.known[0][1] >= SAME_QUESTION)
        elsewhere = bool(evidence and any(evidence.topic) and evidence.topic[OFF] > ELSEWHERE)
        kind = self.kind(asked, judgement, asked_before=asked_before, elsewhere=elsewhere)
        hits = self._ordered(asked, evidence.hits) if evidence else ()
        points = self._points(asked, kind, hits)
        if kind is AnswerKind.ANSWERED and not points:
            kind = AnswerKind.RELATED
        return self._compose(asked, kind, points, judgement, hits)

    def kind(
        self,
        asked: Asked,
        judgement: Judgement | None,
        *,
        asked_before: bool = False,
        elsewhere: bool = False,
    ) -> AnswerKind:
        """What to do with a question; one that the bank knows needs no judge."""
        if any(alert.code in URGENT_ALERTS for alert in asked.alerts):
            return AnswerKind.URGENT
        if asked.smalltalk and not asked.resolved.asks_more:
            return AnswerKind.SMALLTALK
        if judgement is None:
            return AnswerKind.DECLINED
        if asked_before:
            return AnswerKind.ANSWERED
        if asked.after_danger and judgement.answerable < ASKED_FOR:
            # Not the moment for advice about debts that was not clearly asked for.
            return AnswerKind.SMALLTALK
        if asked.resolved.context:
            # It leans on a question about the subject: off-topic is no longer the question.
            judgement = replace(judgement, off=0.0, smalltalk=0.0)
        decided = self.judge.decide(judgement)
        wary = elsewhere or asks(asked.question)
        chatting = judgement.smalltalk >= (SURE_ASKING if wary else SURE_SMALLTALK)
        if decided == "smalltalk" and (len(asked.question) > LONGEST_SMALLTALK or not chatting):
            return AnswerKind.DECLINED
        return {
            "answerable": AnswerKind.ANSWERED,
            "near": AnswerKind.RELATED,
            "off": AnswerKind.DECLINED,
            "smalltalk": AnswerKind.SMALLTALK,
        }[decided]

    def _ordered(self, asked: Asked, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """The named product's article first, where it has anything to say."""
        text = fold(asked.search_text)
        named = {
            document
            for document, names in self._folded_products.items()
            if any(name in text for name in names)
        }
        if len(named) != 1 or not hits:
            return hits
        best = sorted(hits, key=lambda hit: -hit.score)[:6]
        floor = best[0].score - WORSE_FOR_NAMED
        first = [h for h in best if h.passage.document.id in named and h.score >= floor]
        return (*first, *(hit for hit in hits if hit not in first))

    def _points(self, asked: Asked, kind: AnswerKind, hits: tuple[Hit, ...]) -> tuple[Point, ...]:
        if kind in (AnswerKind.DECLINED, AnswerKind.SMALLTALK) or not hits:
            return ()
        codes = {alert.code for alert in asked.alerts}
        if SELF_HARM in codes:
            # Articles about debts say nothing that helps now, and some things that hurt.
            return ()
        if VIOLENCE in codes or asked.attacked:
            # Nor is this the moment to be told to get in touch and negotiate.
            law = tuple(hit for hit in hits if section_kind(hit.passage) == "law")
            hits = law if law or VIOLENCE in codes else hits
        points = choose_points(hits, self.agreements, asked.resolved.seen)
        return points if kind is AnswerKind.ANSWERED else points[:_RELATED_POINTS]

    def _compose(
        self,
        asked: Asked,
        kind: AnswerKind,
        points: tuple[Point, ...],
        judgement: Judgement | None,
        hits: tuple[Hit, ...],
    ) -> Answer:
        words = phrases(asked.language)
        confidence = round(self.judge.confidence(judgement), 6) if judgement else 0.0
        lead = self._lead(asked, kind, points, words, sure=confidence >= SURE)
        codes = tuple(dict.fromkeys(alert.code for alert in asked.alerts))
        warnings = warning_lines(asked.alerts, asked.language)
        note = words.note.format(dates=article_dates(self.passages, words))
        following = self._next(asked, kind, points, hits)
        care = quiet_line(asked.alerts, asked.language)
        lines = [f"**{line.replace('**', '')}**" for line in warnings]
        foreign = words.foreign.get(other_language(asked.question), "")
        blocks = [f"*{foreign}*" if foreign else ""]
        blocks += [] if kind is AnswerKind.URGENT else lines
        understood = asked.resolved.question != asked.question and not asked.resolved.asks_more
        if understood and kind is not AnswerKind.URGENT:
            blocks.append(f"*{words.resolved}{escape(asked.resolved.question[:200])}*")
        if len(asked.resolved.question) > MAX_QUESTION:
            blocks.append(words.too_long.format(limit=MAX_QUESTION))
        blocks.append(lead)
        blocks += lines if kind is AnswerKind.URGENT else []
        blocks += [point_markdown(p, words) for p in points]
        if kind is AnswerKind.RELATED:
            blocks.append(words.where_to_ask)
        if kind is AnswerKind.DECLINED:
            blocks.append("\n".join(f"- {question}" for question in following))
        blocks.append(care)
        blocks.append(escape(restored_line(points, words)))
        blocks.append(f"*{note}*" if points else "")
        return Answer(
            kind=kind,
            language=asked.language,
            question=asked.question,
            resolved=asked.resolved.question,
            lead=lead,
            points=points,
            warnings=warnings,
            note=note,
            text="\n\n".join(block for block in blocks if block),
            alerts=codes,
            confidence=confidence,
            next_questions=following,
            trace=tuple(f"{alert.code}:{alert.rule}" for alert in asked.alerts),
            care=care,
        )

    def _lead(
        self,
        asked: Asked,
        kind: AnswerKind,
        points: tuple[Point, ...],
        words: Phrases,
        *,
        sure: bool,
    ) -> str:
        articles = words.number(len({p.document.id for p in self.passages}))
        if kind is AnswerKind.URGENT:
            return urgent_text(asked.alerts, asked.language, asked.question, asked.said)
        if kind is AnswerKind.SMALLTALK:
            talk = asked.smalltalk or "other"
            if asked.after_danger and talk not in ("thanks", "bye"):
                talk = "beside"
            return words.smalltalk[talk].format(articles=articles)
        if asked.resolved.asks_more:
            return words.more if points else words.no_more
        if kind is AnswerKind.DECLINED:
            empty = not asked.question.strip()
            return words.empty if empty else words.declined.format(articles=articles.lower())
        if kind is AnswerKind.RELATED:
            return words.related
        section = section_kind(points[0].quote.passage)
        lead = words.lead[section] if sure else words.unsure
        if section in ("coping", "law") and is_told(asked.question):
            gap = " " if words.language == "en" else ""
            lead = words.told + gap + lead
        return lead

    def _next(
        self, asked: Asked, kind: AnswerKind, points: tuple[Point, ...], hits: tuple[Hit, ...]
    ) -> tuple[str, ...]:
        if asked.after_danger or any(alert.code == SELF_HARM for alert in asked.alerts):
            return ()
        if kind in (AnswerKind.DECLINED, AnswerKind.SMALLTALK):
            return self.suggestions.front(asked.language)[:3]
        shown = {q.passage.id for p in points for q in (p.quote, *p.agreeing)}
        nearby = [hit.passage.id for hit in hits if hit.passage.id not in shown]
        return self.suggestions.following(nearby, asked.language, asked.resolved.question)
