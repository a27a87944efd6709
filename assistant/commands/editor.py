"""``assistant explain`` and ``assistant questions``: for those who keep the question bank."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from assistant.chat import Assistant
from assistant.records import Turn


def add(commands: Any) -> None:
    """Add the commands to a parser's commands."""
    _add_explain(commands)


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
