"""Message -> what is asked: its language, its alerts, and what it means after earlier turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.records import Turn
from assistant.reply.followup import Resolved, resolve
from assistant.reply.language import detect_language
from assistant.reply.safety import CODES, DISTRESS, Alert, detect
from assistant.reply.smalltalk import smalltalk_kind

MAX_QUESTION: Final = 2000
"""Characters of a question that are searched with; the safety check reads all."""

SELF_HARM: Final = "self_harm"
VIOLENCE: Final = "violence"
ILLEGAL: Final = "illegal_collection"

COURTESIES: Final = ("greeting", "thanks")
GUESSED: Final = f"{DISTRESS}.model"
"""The rule of a quiet line for which the model alone speaks, which knows few courtesies."""


@dataclass(frozen=True)
class Asked:
    """A question before the search: language, alerts, and what it means after earlier turns."""

    question: str
    language: str
    alerts: tuple[Alert, ...]
    resolved: Resolved
    smalltalk: str | None
    said: str = ""
    """The person's earlier messages."""
    after_danger: bool = False
    """Whether the message before showed signs of self-harm."""
    attacked: bool = False
    """Whether the message before told of violence going on."""

    @property
    def search_text(self) -> str:
        """What is searched with: the whole question, or its beginning and end."""
        text = self.resolved.text
        if len(text) <= MAX_QUESTION:
            return text
        half = MAX_QUESTION // 2
        return text[:half] + "\n" + text[-half:]

    def alone(self) -> Asked:
        """The same question without what came before."""
        return replace(self, resolved=self.resolved.alone())


def understand(
    question: str,
    history: Sequence[Turn],
    language: str | None = None,
    products: Mapping[str, Sequence[str]] | None = None,
) -> Asked:
    """Read a question.  The safety check comes first and sees every character.

    Who showed signs of self-harm earlier in a conversation is told whom to call
    with every later answer, and what comes next is read by itself.  Who was just
    attacked is told where to report it.
    """
    alerts = detect(question)
    in_danger = [SELF_HARM in turn.answer.alerts for turn in history]
    talk = smalltalk_kind(question)
    if talk in COURTESIES:
        alerts = tuple(alert for alert in alerts if alert.rule != GUESSED)
    attacked = bool(history and VIOLENCE in history[-1].answer.alerts)
    if any(in_danger) or talk == "feeling":
        alerts = _with(alerts, DISTRESS, "feeling" if talk == "feeling" else "earlier")
    if attacked:
        alerts = _with(alerts, ILLEGAL, "earlier")
    before = history[-1].answer.language if history else "zh-Hans"
    calm = [turn for turn, danger in zip(history, in_danger) if not danger]
    resolved = resolve(question, calm, products)
    after_danger = bool(in_danger and in_danger[-1])
    return Asked(
        question=question,
        language=language or detect_language(question, before),
        alerts=alerts,
        resolved=resolved.alone() if after_danger else resolved,
        smalltalk=talk,
        said="\n".join(turn.question for turn in reversed(history)),
        after_danger=after_danger,
        attacked=attacked,
    )


def _with(alerts: tuple[Alert, ...], code: str, why: str) -> tuple[Alert, ...]:
    """The alerts and one that follows from the conversation, unless a graver one is there."""
    graver = (code, SELF_HARM) if code == DISTRESS else (code, VIOLENCE)
    if any(alert.code in graver for alert in alerts):
        return alerts
    added = (*alerts, Alert(code, f"{code}.{why}"))
    return tuple(sorted(added, key=lambda alert: CODES.index(alert.code)))
