"""Signs of danger in a message: self-harm, violence now, illegal collection, scams."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reply.safety_scan import firings, masked
from assistant.reply.safety_views import views

CODES = ("self_harm", "violence", "illegal_collection", "scam")


@dataclass(frozen=True, slots=True)
class Alert:
    """One sign: ``code`` is one of ``CODES``; ``rule`` names what fired."""

    code: str
    rule: str


def detect(text: str) -> tuple[Alert, ...]:
    """The alerts of a message, most urgent first, at most one of a kind."""
    seen = views(text)
    found: dict[str, str] = {}
    hints: dict[str, list[str]] = {}
    for firing in firings(seen, masked(seen)):
        rule = firing.rule
        if rule.sure:
            found.setdefault(rule.alert, rule.name)
        else:
            hints.setdefault(rule.alert, []).append(rule.name)
    for code, names in hints.items():
        if code not in found and len(names) > 1:
            found[code] = "+".join(names)
    return tuple(Alert(code, found[code]) for code in CODES if code in found)
