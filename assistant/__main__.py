"""The command line.

Exit codes: 0 done; 1 ``search`` found nothing, ``build``/``repair`` left a file out
or ``evaluate`` saw something get worse; 2 wrong usage; 3 the index, the model or a
source cannot be used; 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from assistant.errors import AssistantError, SeedError
from assistant.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the process's exit code is returned."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _make_safe(stream)
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        return code
    except AssistantError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return 3
    except BrokenPipeError:
        # The reader (head, less) has gone; nothing is wrong.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _make_safe(stream: TextIO | Any) -> None:
    """Chinese text must not crash on a terminal that is set to ASCII or Latin-1."""
    if not hasattr(stream, "reconfigure"):
        return
    encoding = (stream.encoding or "ascii").lower().replace("-", "")
    narrow = encoding in ("ascii", "ansi_x3.41968", "latin1", "iso88591", "cp1252", "cp437")
    if narrow or not stream.isatty():
        stream.reconfigure(encoding="utf-8", errors="replace")
    else:
        stream.reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assistant",
        description="Answers questions about debt collection visits by quoting advice articles. "
        "Works offline; nothing you type is stored.",
        epilog="Exit codes: 0 done, 1 nothing found, a file left out or something worse, "
        "2 wrong usage, 3 index, model or source cannot be used.",
    )
    from assistant.commands import editor, evaluate
    from assistant.version import VERSION

    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_ask(commands)
    _add_search(commands)
    _add_chat(commands)
    _add_build(commands)
    _add_repair(commands)
    _add_serve(commands)
    _add_feedback(commands)
    evaluate.add(commands)
    editor.add(commands)
    return parser


def _add_index(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--index", type=Path, help="folder of the index (default: the shipped one)")


def _add_ask(commands: Any) -> None:
    parser = commands.add_parser("ask", help="answer one question")
    parser.add_argument("question", help="the question; - reads it from standard input")
    parser.add_argument("--language", choices=("zh-Hans", "zh-Hant", "en"))
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    _add_index(parser)
    parser.set_defaults(run=_ask)


def _ask(arguments: argparse.Namespace) -> int:
    from assistant.chat import Assistant

    question = sys.stdin.read() if arguments.question == "-" else arguments.question
    answer = Assistant.load(arguments.index).ask(question, language=arguments.language)
    print(_json(answer.to_dict()) if arguments.json else answer.text)
    return 0


def _add_search(commands: Any) -> None:
    parser = commands.add_parser("search", help="list the passages nearest to a question")
    parser.add_argument("question")
    parser.add_argument("-k", type=int, default=5, help="how many (default 5)")
    parser.add_argument("--json", action="store_true", help="print the hits as JSON")
    _add_index(parser)
    parser.set_defaults(run=_search)


def _search(arguments: argparse.Namespace) -> int:
    from assistant.chat import Assistant

    hits = Assistant.load(arguments.index).search(arguments.question, arguments.k)
    if arguments.json:
        print(_json([hit.to_dict() for hit in hits]))
    else:
        for hit in hits:
            passage = hit.passage
            print(f"{hit.score:.3f}  {passage.id}  {passage.heading.section}")
            print(f"       {passage.text.splitlines()[0][:70]}")
    return 0 if hits else 1


def _add_chat(commands: Any) -> None:
    parser = commands.add_parser("chat", help="chat in the terminal; end with Ctrl-D")
    parser.add_argument("--language", choices=("zh-Hans", "zh-Hant", "en"))
    _add_index(parser)
    parser.set_defaults(run=_chat)


def _chat(arguments: argparse.Namespace) -> int:
    from assistant.chat import Assistant
    from assistant.records import Turn

    assistant = Assistant.load(arguments.index)
    history: list[Turn] = []
    print(assistant.ask("你好", language=arguments.language).text)
    while True:
        try:
            question = input("\n> ")
        except EOFError:
            return 0
        answer = assistant.ask(question, history, arguments.language)
        history.append(Turn(question, answer))
        print(f"\n{answer.text}")


def _add_build(commands: Any) -> None:
    parser = commands.add_parser("build", help="make the index from a folder of texts")
    settings = Settings.from_environment()
    parser.add_argument("--seeds", type=Path, default=settings.seeds, help="folder of .txt and .md")
    parser.add_argument("--questions", type=Path, default=settings.questions, help="question bank")
    parser.add_argument("--out", type=Path, default=settings.index, help="folder of the index")
    parser.add_argument(
        "--model", default="bundled", help="hub name or folder of a sentence-transformers model"
    )
    parser.add_argument("--query-prompt", help="put before every question, e.g. 'query: '")
    parser.add_argument("--passage-prompt", help="put before every passage, e.g. 'passage: '")
    parser.add_argument("--backend", default="torch", choices=("torch", "onnx", "openvino"))
    parser.add_argument("--device", help="cpu, cuda, mps (default: what is there)")
    parser.add_argument("--download", action="store_true", help="fetch the model if it is not here")
    parser.set_defaults(run=_build)


def _build(arguments: argparse.Namespace) -> int:
    from assistant.build import build
    from assistant.search.encoder import load_encoder
    from assistant.search.store import EncoderInfo

    encoder = load_encoder(
        arguments.model,
        query_prompt=arguments.query_prompt,
        passage_prompt=arguments.passage_prompt,
        backend=arguments.backend,
        device=arguments.device,
        download=arguments.download,
    )
    info = EncoderInfo(
        encoder.name,
        encoder.digest,
        encoder.dimension,
        arguments.query_prompt,
        arguments.passage_prompt,
        arguments.backend,
    )
    result = build(
        arguments.seeds,
        arguments.questions,
        arguments.out,
        encoder,
        info,
        say=lambda line: print(line, file=sys.stderr),
        progress=_progress,
    )
    return 1 if result.problems else 0


def _progress(done: int, total: int) -> None:
    """A line that fills up, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r  embedding {done}/{total}", end=end, file=sys.stderr, flush=True)


def _add_repair(commands: Any) -> None:
    parser = commands.add_parser(
        "repair", help="show what each repair rule changed, raw beside repaired"
    )
    parser.add_argument("files", nargs="*", type=Path, help="files (default: all seeds)")
    parser.add_argument("--text", action="store_true", help="print the repaired text instead")
    parser.set_defaults(run=_repair)


def _repair(arguments: argparse.Namespace) -> int:
    from assistant.seeds import SUFFIXES
    from assistant.text.pages import read_seed, repair, report

    folder = Settings.from_environment().seeds
    files = arguments.files or sorted(p for p in folder.glob("*") if p.suffix in SUFFIXES)
    failed = 0
    for path in files:
        try:
            repaired = repair(read_seed(path))
        except SeedError as error:
            print(f"assistant: {error}", file=sys.stderr)
            failed = 1
            continue
        print(repaired.text if arguments.text else report(repaired))
    return failed


def _add_serve(commands: Any) -> None:
    parser = commands.add_parser("serve", help="open the web chat")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, help="default: 7860, or the next free one")
    parser.add_argument("--root-path", help="path under which a proxy serves the chat")
    parser.add_argument("--mcp", action="store_true", help="also serve the tools over MCP")
    parser.add_argument("--open", action="store_true", help="open a browser")
    _add_index(parser)
    parser.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace) -> int:
    from assistant.ui.web import launch

    launch(
        index=arguments.index,
        host=arguments.host,
        port=arguments.port,
        root_path=arguments.root_path,
        mcp=arguments.mcp,
        open_browser=arguments.open,
    )
    return 0


def _add_feedback(commands: Any) -> None:
    parser = commands.add_parser("feedback", help="read what the web chat's readers sent")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    export = actions.add_parser("export", help="print all feedback as JSON Lines, oldest first")
    export.add_argument("--file", type=Path, default=Settings.from_environment().feedback)
    export.set_defaults(run=_export_feedback)


def _export_feedback(arguments: argparse.Namespace) -> int:
    from assistant.feedback import export

    found = 0
    for row in export(arguments.file):
        print(json.dumps(row, ensure_ascii=False))
        found += 1
    return 0 if found else 1


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    sys.exit(main())
