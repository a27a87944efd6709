"""``assistant evaluate``: measure everything, write the report, guard the baseline."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.chat import Assistant
from assistant.errors import UsageError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.evaluation.baseline import Comparison
    from assistant.evaluation.run import Results


def add(commands: Any) -> None:
    """Add the command to a parser's commands."""
    parser = commands.add_parser(
        "evaluate",
        help="measure everything on the evaluation set; fails if something got worse",
        description="Needs the extra: pip install 'collection-visit-assistant[evaluate]'.",
    )
    settings = Settings.from_environment()
    parser.add_argument("--questions", type=Path, default=settings.questions)
    parser.add_argument(
        "--dialogues", type=Path, metavar="FILE", help="play the dialogues of this file only"
    )
    parser.add_argument("--report", type=Path, help="write the report to this file, with pictures")
    parser.add_argument("--html", type=Path, help="its page (default: beside the report)")
    parser.add_argument("--baseline", type=Path, help="figures that must not get worse")
    parser.add_argument(
        "--store", action="store_true", help="write the baseline anew, unless something got worse"
    )
    parser.add_argument(
        "--compare", type=Path, nargs="+", default=[], metavar="INDEX", help="indexes to set beside"
    )
    parser.add_argument("--index", type=Path, help="folder of the index (default: the shipped one)")
    parser.set_defaults(run=_evaluate)


def _evaluate(arguments: argparse.Namespace) -> int:
    if arguments.store and not arguments.baseline:
        raise UsageError("--store needs --baseline, the file to write")
    if arguments.html and not arguments.report:
        raise UsageError("--html needs --report, the file that it is the page of")
    if arguments.dialogues:
        return _dialogues(Assistant.load(arguments.index), arguments.dialogues)
    try:
        from assistant.evaluation import baseline, report, run
    except ModuleNotFoundError as error:
        raise UsageError(
            f"`assistant evaluate` needs {error.name}. Install it with: "
            "pip install 'collection-visit-assistant[evaluate]'"
        ) from error
    fresh = not arguments.baseline or (arguments.store and not arguments.baseline.exists())
    stored = None if fresh else baseline.read(arguments.baseline)
    assistant = Assistant.load(arguments.index)
    results = run.run(assistant, arguments.questions, _others(arguments.compare))
    comparison = baseline.compare(results, stored) if stored else None
    if arguments.report:
        report.write(results, assistant.passages, comparison, arguments.report, arguments.html)
    else:
        print(report.markdown(results, assistant.passages, comparison, report.Beside()))
    return _guard(results, comparison, arguments)


def _dialogues(assistant: Assistant, path: Path) -> int:
    from assistant.evaluation import dialogues, sets

    written = sets.dialogues(path)
    if not written:
        raise UsageError(f"There are no dialogues in {path}")
    print("\n".join(dialogues.lines(dialogues.score_dialogues(assistant, written))))
    return 0


def _guard(results: Results, comparison: Comparison | None, arguments: argparse.Namespace) -> int:
    """1 if something got worse; a baseline of other questions is replaced when asked to."""
    from assistant.evaluation import baseline

    complaints = comparison.complaints if comparison else ()
    replaceable = comparison is None or not comparison.worse or not comparison.same_questions
    if arguments.store and replaceable:
        baseline.store(results, arguments.baseline)
        return 0
    for line in complaints:
        print(line, file=sys.stderr)
    return 1 if complaints else 0


def _others(folders: Sequence[Path]) -> dict[str, Assistant]:
    """Further indexes by name: the folder's, and the model's that it was built with."""
    found = {}
    for folder in folders:
        other = Assistant.load(folder)
        found[f"{folder.name} ({Path(other.manifest.encoder.name).name})"] = other
    return found
