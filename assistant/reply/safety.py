"""Signs of danger in a message: self-harm, violence now, illegal collection, scams.

Named rules (``safety_rules``, data in ``data/safety``) come first: they are
certain, and an editor can read and extend them.  A small model (``safety_model``)
adds what no rule says; a *hint*, a rule too weak to stand alone, needs a second
hint or the model.  A sign of self-harm or of violence missed is worse than an
alert too many, so nothing that is found is ever voted down.  Where the model is
unsure of self-harm the answer stays, and says quietly whom one can call.

There is no limit of length, and the time is linear in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.reply.safety_model import CODES as MODELLED
from assistant.reply.safety_model import safety_model, scores
from assistant.reply.safety_scan import firings, masked
from assistant.reply.safety_views import Views, views

DISTRESS: Final = "distress"
"""Perhaps self-harm, perhaps not: the answer stands, with a quiet line beside it."""
DESPAIR: Final = frozenset({"self_harm.hint_giving_up", "self_harm.en_hint_giving_up"})
"""Hints that are no alarm by themselves, but reason enough to say whom one can call."""
CODES: Final = ("self_harm", "violence", DISTRESS, "illegal_collection", "scam")
"""All codes of alerts, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One sign: ``code`` is one of ``CODES``; ``rule`` names what fired, for a trace.

    ``self_harm.farewell`` is a rule, ``self_harm.hint_a+self_harm.hint_b`` two hints
    together, ``self_harm.model`` the model, ``self_harm.hint_a+model`` the two in part.
    """

    code: str
    rule: str


def detect(text: str) -> tuple[Alert, ...]:
    """The alerts of a message, most urgent first, at most one of a kind."""
    seen = views(text)
    blanked = masked(seen)
    sure: dict[str, str] = {}
    hints: dict[str, list[str]] = {}
    for firing in firings(seen, blanked):
        rule = firing.rule
        if rule.sure:
            sure.setdefault(rule.alert, rule.name)
        else:
            hints.setdefault(rule.alert, []).append(rule.name)
    for code, names in hints.items():
        if len(names) > 1:
            sure.setdefault(code, "+".join(names))
    if any(code not in sure for code in MODELLED):
        _ask_model(blanked, sure, hints)
    if "self_harm" not in sure and DESPAIR & set(hints.get("self_harm", ())):
        sure.setdefault(DISTRESS, f"{DISTRESS}.giving_up")
    return tuple(Alert(code, sure[code]) for code in CODES if code in sure)


def _ask_model(blanked: Views, sure: dict[str, str], hints: Mapping[str, Sequence[str]]) -> None:
    """Add to ``sure`` what the model finds, by itself or with a hint."""
    model = safety_model()
    found = scores(blanked)
    for i, (code, score) in enumerate(zip(MODELLED, found)):
        # What sounds like one danger sounds a little like any other.
        if code in sure or score < max(found):
            continue
        if score > model.alone[i]:
            sure[code] = f"{code}.model"
        elif code in hints and score > model.supported[i]:
            sure[code] = f"{hints[code][0]}+model"
        elif code == "self_harm" and score > model.quiet[i]:
            sure[DISTRESS] = f"{DISTRESS}.model"
