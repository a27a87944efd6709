"""Whether it follows a conversation: written dialogues, played turn by turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.chat import Assistant
from assistant.evaluation.sets import Dialogue, DialogueTurn
from assistant.evaluation.tables import plain, table
from assistant.records import Answer, Quote, Turn

FIRST = 3
"""Quoted passages among which the right one must be."""
MORE = "more"


@dataclass(frozen=True, slots=True)
class PlayedTurn:
    """One turn, what was made of it, and whether that was right."""

    dialogue: Dialogue
    number: int
    """From 1; turns after the first are later turns."""
    turn: DialogueTurn
    answer: Answer
    found: bool | None
    """Whether the right passage was among the first quotes; None where none is wanted."""

    @property
    def kind_right(self) -> bool:
        """Whether the answer is of the kind that was wanted."""
        return self.answer.kind.value == self.turn.kind


@dataclass(frozen=True, slots=True)
class Share:
    """A share of ``count`` turns."""

    mean: float
    count: int


@dataclass(frozen=True)
class DialogueScores:
    """Shares by name: of turns with the right passage, by move and language, and of kinds."""

    answerable: Share
    later: Share
    kinds: Share
    by_move: dict[str, Share]
    by_language: dict[str, Share]
    kinds_by_move: dict[str, Share]
    misses: tuple[PlayedTurn, ...]


def play(assistant: Assistant, dialogue: Dialogue) -> Iterator[PlayedTurn]:
    """Ask turn after turn, handing on what was said."""
    history: list[Turn] = []
    for number, turn in enumerate(dialogue.turns, start=1):
        answer = assistant.ask(turn.question, history)
        shown = [quote for before in history for quote in before.answer.quotes]
        found = right_passage(turn, answer, shown) if turn.kind == "answered" else None
        yield PlayedTurn(dialogue, number, turn, answer, found)
        history.append(Turn(turn.question, answer))


def right_passage(turn: DialogueTurn, answer: Answer, shown: Sequence[Quote]) -> bool:
    """Whether a direct answer is among the first quotes; for more, among those not yet shown."""
    if turn.move == MORE:
        passages = [q.passage.id for q in answer.quotes if not _within(q, shown)]
    else:
        passages = list(dict.fromkeys(q.passage.id for q in answer.quotes))[:FIRST]
    return any(turn.grades.get(passage) == 2 for passage in passages)


def score_dialogues(assistant: Assistant, dialogues: Sequence[Dialogue]) -> DialogueScores:
    """Play all dialogues and count."""
    played = [turn for dialogue in dialogues for turn in play(assistant, dialogue)]
    wanted = [turn for turn in played if turn.found is not None]
    return DialogueScores(
        answerable=_found(wanted),
        later=_found([turn for turn in wanted if turn.number > 1]),
        kinds=_kinds(played),
        by_move={name: _found(turns) for name, turns in _by_move(wanted).items()},
        by_language={name: _found(turns) for name, turns in _by_language(wanted).items()},
        kinds_by_move={name: _kinds(turns) for name, turns in _by_move(played).items()},
        misses=tuple(t for t in played if t.found is False or not t.kind_right),
    )


def lines(scores: DialogueScores) -> list[str]:
    """The figures as Markdown, then the misses with what each was taken to mean."""
    rows = [
        ("answerable turns", scores.answerable),
        ("later turns", scores.later),
        *((f"move: {name}", share) for name, share in scores.by_move.items()),
        *((f"language: {name}", share) for name, share in scores.by_language.items()),
    ]
    kinds = [("all turns", scores.kinds), *scores.kinds_by_move.items()]
    found = [*_shares("right passage among the first quotes", rows), ""]
    found += _shares("right kind of answer", kinds)
    found += ["", f"Missed ({len(scores.misses)}):", "", *map(_miss, scores.misses)]
    return found


def _shares(name: str, rows: Sequence[tuple[str, Share]]) -> list[str]:
    cells = ((plain(label), share.count, f"{share.mean:.3f}") for label, share in rows)
    return table((name, "turns", "share"), cells)


def _miss(played: PlayedTurn) -> str:
    turn, answer = played.turn, played.answer
    parts = [f"{played.dialogue.id}/{played.number}, {turn.move}: {plain(turn.question)}"]
    if not played.kind_right:
        parts.append(f"wanted {turn.kind}, got {answer.kind}")
    if answer.resolved != turn.question:
        parts.append(f"taken as: {plain(answer.resolved)}")
    if turn.means:
        parts.append(f"means: {plain(turn.means)}")
    if played.found is False:
        wanted = " ".join(sorted(p for p, grade in turn.grades.items() if grade == 2))
        quoted = " ".join(quote.passage.id for quote in answer.quotes) or "nothing"
        parts.append(f"quoted {quoted}; right are {wanted}")
    return "- " + " — ".join(parts)


def _within(quote: Quote, shown: Sequence[Quote]) -> bool:
    """Whether all of a quote has been shown before."""
    return any(
        one.passage.id == quote.passage.id and one.start <= quote.start and quote.end <= one.end
        for one in shown
    )


def _found(turns: Sequence[PlayedTurn]) -> Share:
    return Share(sum(bool(t.found) for t in turns) / max(1, len(turns)), len(turns))


def _kinds(turns: Sequence[PlayedTurn]) -> Share:
    return Share(sum(t.kind_right for t in turns) / max(1, len(turns)), len(turns))


def _by_move(turns: Sequence[PlayedTurn]) -> dict[str, list[PlayedTurn]]:
    grouped: dict[str, list[PlayedTurn]] = defaultdict(list)
    for turn in turns:
        grouped[turn.turn.move].append(turn)
    return grouped


def _by_language(turns: Sequence[PlayedTurn]) -> dict[str, list[PlayedTurn]]:
    grouped: dict[str, list[PlayedTurn]] = defaultdict(list)
    for turn in turns:
        grouped[turn.dialogue.language].append(turn)
    return grouped
