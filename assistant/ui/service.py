"""What the page may ask of the server.  Keeps nothing between two calls.

The page sends the earlier questions of its conversation along; answers are a
function of the questions, so the earlier turns are made again here (some
milliseconds each) instead of being stored.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from assistant.chat import MAX_QUESTION, Assistant
from assistant.errors import AssistantError, EncoderError, LibraryError, UsageError
from assistant.feedback import LONGEST_COMMENT, LONGEST_QUESTION, Feedback, keep
from assistant.records import Answer, Turn
from assistant.reply.compose import article_dates
from assistant.reply.phrases import phrases
from assistant.ui.assets import LANGUAGES
from assistant.ui.explain import explain
from assistant.ui.limit import Limiter
from assistant.ui.source import raw_section
from assistant.ui.views import View, answer_view, raw_view, source_view, why_view

MOST_TURNS = 6
"""Earlier questions that are looked at; follow-ups need the last few only."""

TOPICS: Final = ("cope", "rights", "visit", "effects", "loans", "others")
"""What people come for, first things first."""

MOST_AGAIN = 30
"""Questions of a conversation that change their language with the reader."""


@dataclass
class Service:
    """The calls of the page, over one assistant, or over the reason why there is none."""

    assistant: Assistant | None
    seeds: Path
    feedback_file: Path
    problem: str = ""
    limiter: Limiter = field(default_factory=Limiter)

    @classmethod
    def load(cls, load: Callable[[], Assistant], seeds: Path, feedback_file: Path) -> Service:
        """A service that explains itself, rather than none, if the index cannot be used."""
        try:
            return cls(load(), seeds, feedback_file)
        except (LibraryError, EncoderError) as error:
            return cls(None, seeds, feedback_file, problem=str(error))

    def ask(self, request: View, visitor: str) -> View:
        """Answer the page's question; ``{"error": …}`` where that cannot be done."""
        question, language = _text(request.get("question")), _language(request.get("language"))
        if self.assistant is None:
            return {"error": "stale"}
        wait = self.limiter.wait(visitor)
        if wait:
            urgent = self.first_aid(question, language)
            if urgent is None:
                return {"error": "too_fast", "seconds": max(1, math.ceil(wait))}
            return answer_view(urgent)
        earlier = [_text(one)[:MAX_QUESTION] for one in _list(request.get("history"))]
        return answer_view(
            self.converse(question, earlier, language, _language(request.get("hint")))
        )

    def again(self, request: View, visitor: str) -> View:
        """The last questions of a conversation once more, in another language."""
        if self.assistant is None:
            return {"error": "stale"}
        wait = self.limiter.wait(visitor)
        if wait:
            return {"error": "too_fast", "seconds": max(1, math.ceil(wait))}
        language = _language(request.get("language"))
        turns: list[Turn] = []
        for one in [_text(q) for q in _list(request.get("questions"))][-MOST_AGAIN:]:
            turns.append(Turn(one, self.assistant.ask(one, turns[-MOST_TURNS:], language)))
        return {"views": [answer_view(turn.answer) for turn in turns]}

    def converse(
        self,
        question: str,
        earlier: Sequence[str],
        language: str | None,
        hint: str | None = None,
    ) -> Answer:
        """The answer to a question after earlier ones.

        Without a chosen ``language`` the question's own is taken; ``hint`` is the
        browser's, for what the question's script does not tell.
        """
        assistant = self._ready()
        turns: list[Turn] = []
        for one in earlier[-MOST_TURNS:]:
            turns.append(Turn(one, assistant.ask(one, turns, language)))
        answer = assistant.ask(question, turns, language)
        if language is None and hint is not None and _untold(answer, hint):
            return assistant.ask(question, turns, hint)
        return answer

    def why(self, request: View, visitor: str) -> View:
        """What the answer to the same question was matched by."""
        if self.assistant is None:
            return {"error": "stale"}
        if self.limiter.wait(visitor):
            return {"error": "failed"}
        question, language = _text(request.get("question")), _language(request.get("language"))
        earlier = [_text(one)[:MAX_QUESTION] for one in _list(request.get("history"))]
        answer = self.converse(question, earlier, language)
        evidence = self.assistant.evidence(answer.resolved[:MAX_QUESTION] or " ")
        return why_view(answer, explain(answer, evidence), self.assistant.passages)

    def source(self, request: View) -> View:
        """The article around a quote."""
        if self.assistant is None:
            return {"error": "stale"}
        passages = self.assistant.passages
        chosen = next((p for p in passages if p.id == request.get("passage")), None)
        if chosen is None:
            return {"error": "source"}
        start, end = _number(request.get("start")), _number(request.get("end"))
        length = len(chosen.text)
        view = source_view(
            passages,
            chosen,
            (min(start, length), min(end, length)),
            _language(request.get("language")) or "zh-Hans",
        )
        return {**view, "raw": (self.seeds / chosen.document.source).is_file()}

    def raw(self, request: View) -> View:
        """One section as it was found; empty where the source files are not here."""
        passages = self.assistant.passages if self.assistant else ()
        chosen = next((p for p in passages if p.id == request.get("passage")), None)
        return raw_view(raw_section(chosen, self.seeds)) if chosen else {}

    def feedback(self, request: View, visitor: str) -> View:
        """Keep one piece of feedback, redacted: the only call that stores anything."""
        if self.limiter.wait(visitor):
            return {"error": "feedback"}
        try:
            keep(
                Feedback(
                    question=_text(request.get("question"))[: 2 * LONGEST_QUESTION],
                    language=_text(request.get("language")),
                    kind=_text(request.get("kind")),
                    cited=[_text(one) for one in _list(request.get("cited"))],
                    verdict=_text(request.get("verdict")),
                    comment=_text(request.get("comment"))[: 2 * LONGEST_COMMENT],
                ),
                self.feedback_file,
            )
        except (AssistantError, OSError, ValueError):
            return {"error": "feedback"}
        return {"kept": True}

    def first_aid(self, question: str, language: str | None) -> Answer | None:
        """The check for danger, which no limit stands before."""
        return self._ready().first_aid(question, language)

    def search(self, question: str, count: int) -> list[View]:
        """The nearest passages, for the API."""
        return [hit.to_dict() for hit in self._ready().search(question, count)]

    def start(self) -> View:
        """What the page shows before anything is asked, in every language."""
        if self.assistant is None:
            return {"problem": True}  # what exactly is for the log, not for visitors
        passages, suggestions = self.assistant.passages, self.assistant.suggestions
        count = len({passage.document.id for passage in passages})
        return {
            "limit": MAX_QUESTION,
            "languages": {
                language: {
                    "front": by_need(suggestions.front(language), suggestions.topics(language)),
                    "topics": [
                        {"topic": topic, "questions": list(questions)}
                        for topic, questions in sorted(
                            suggestions.topics(language).items(), key=lambda one: need(one[0])
                        )
                    ],
                    "articles": phrases(language).number(count).lower(),
                    "dates": article_dates(passages, phrases(language)),
                }
                for language in LANGUAGES
            },
        }

    def _ready(self) -> Assistant:
        if self.assistant is None:
            raise LibraryError(self.problem)
        return self.assistant


def need(topic: str) -> int:
    """How soon somebody who is frightened wants to read of a topic; topics of others come last."""
    return TOPICS.index(topic) if topic in TOPICS else len(TOPICS)


def by_need(questions: Sequence[str], topics: Mapping[str, Sequence[str]]) -> list[str]:
    """Starting questions, one of each topic before the second of any, the society's last."""
    of = {question: topic for topic, group in topics.items() for question in group}
    rounds: Counter[str] = Counter()
    ranked = []
    for question in questions:
        topic = of.get(question, "")
        ranked.append((topic == TOPICS[-1], rounds[topic], need(topic), question))
        rounds[topic] += 1
    return [question for *_, question in sorted(ranked, key=lambda one: one[:3])]


def _text(value: Any) -> str:
    """Any JSON value as text; nothing that a page sends may crash a call."""
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: Any) -> int:
    return max(0, value) if isinstance(value, int) else 0


def _untold(answer: Answer, hint: str) -> bool:
    """Whether the browser knows better: no letters at all, or a word that both scripts share."""
    if not any(char.isalpha() for char in answer.question):
        return answer.language != hint
    return (answer.language, hint) == ("zh-Hans", "zh-Hant")


def _language(value: Any) -> str | None:
    return value if value in LANGUAGES else None


def checked_language(value: str) -> str | None:
    """The API's ``language``; ``auto`` is None, nonsense an error that says so."""
    if value in ("", "auto"):
        return None
    if value not in LANGUAGES:
        raise UsageError(f"language must be auto, {', '.join(LANGUAGES)}, not {value!r}")
    return value
