"""``assistant explain`` and ``assistant questions``: for those who keep the question bank."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from assistant.chat import Assistant
from assistant.errors import UsageError
from assistant.records import Turn
from assistant.settings import Settings


def add(commands: Any) -> None:
    """Add the commands to a parser's commands."""
    _add_explain(commands)
    _add_questions(commands)


def _add_explain(commands: Any) -> None:
    parser = commands.add_parser("explain", help="show one question's way through every stage")
    parser.add_argument("question")
    parser.add_argument(
        "--after", action="append", default=[], metavar="QUESTION", help="an earlier turn"
    )
    parser.add_argument("--language", choices=("zh-Hans", "zh-Hant", "en"))
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.add_argument("--index", type=Path, help="folder of the index (default: the shipped one)")
    parser.set_defaults(run=_explain)


def _explain(arguments: argparse.Namespace) -> int:
    from assistant.evaluation import stages

    assistant = Assistant.load(arguments.index)
    history: list[Turn] = []
    for earlier in arguments.after:
        answer = assistant.ask(earlier, history, arguments.language)
        history.append(Turn(earlier, answer))
    seen = stages.look(assistant, arguments.question, history, arguments.language)
    if arguments.json:
        print(json.dumps(stages.to_dict(seen), ensure_ascii=False, indent=2))
    else:
        print("\n".join(stages.to_lines(seen)))
    return 0


def _add_questions(commands: Any) -> None:
    parser = commands.add_parser("questions", help="help to write the question bank")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    suggest = actions.add_parser(
        "suggest", help="which sections have few lines, which readers' questions went unanswered"
    )
    suggest.add_argument("--questions", type=Path, default=Settings.from_environment().questions)
    suggest.add_argument("--feedback", type=Path, help="file that `feedback export` printed")
    suggest.add_argument("--out", type=Path, help="write lines to be filled in to this file")
    suggest.add_argument(
        "--index", type=Path, help="folder of the index (default: the shipped one)"
    )
    suggest.set_defaults(run=_suggest)


def _suggest(arguments: argparse.Namespace) -> int:
    from assistant.evaluation import gaps
    from assistant.search.encoder import load_encoder

    assistant = Assistant.load(arguments.index)
    thin = gaps.thin_sections(assistant.passages, arguments.questions)
    asked: tuple[gaps.Unanswered, ...] = ()
    if arguments.feedback:
        if not arguments.feedback.is_file():
            raise UsageError(f"There is no file {arguments.feedback}")
        info = assistant.manifest.encoder
        encoder = load_encoder(info.name, query_prompt=info.query_prompt, backend=info.backend)
        asked = gaps.unanswered(assistant, encoder, arguments.feedback)
    print("\n".join(gaps.to_lines(thin, asked)))
    if arguments.out:
        rows = [json.dumps(row, ensure_ascii=False) for row in gaps.template(thin, asked)]
        arguments.out.write_bytes("".join(row + "\n" for row in rows).encode("utf-8"))
    return 0
