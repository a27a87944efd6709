"""Cold start beside ``import sentence_transformers``, the web chat's start beside
``import gradio``, and the time of a warm question and of its vector alone.

    python -m benchmarks.speed

Starts alternate with the import they are compared with, so that both see the
same machine.  What counts is the medians' ratio (cold start: at most 0.15) or
their difference (web chat: at most a second).
Needs the extra ``transformers`` for the comparison.
"""

from __future__ import annotations

import argparse
import itertools
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

from assistant import Assistant
from assistant.evaluation.sets import answerable
from assistant.search.bundled import BundledEncoder
from assistant.search.encoder import bundled_folder

ROOT = Path(__file__).resolve().parent.parent
ASK = "from assistant import Assistant; Assistant.load().ask('催收上门怎么办')"
IMPORT = "import sentence_transformers"
IMPORT_WEB = "import gradio"


def seconds(code: str) -> float:
    """Wall-clock time of a fresh interpreter that runs ``code``."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    return time.perf_counter() - started


def cold(rounds: int) -> None:
    """Print the medians and their ratio."""
    asks, imports = [], []
    for _ in range(rounds):
        asks.append(seconds(ASK))
        imports.append(seconds(IMPORT))
    ask, imported = statistics.median(asks), statistics.median(imports)
    print(f"cold ask {ask:.2f} s, import sentence_transformers {imported:.2f} s, ", end="")
    print(f"ratio {ask / imported:.3f} (target 0.15), {rounds} rounds")


def ready() -> float:
    """Wall-clock time until the web chat, in a fresh process, says its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "assistant", "serve", "--port", port]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as chat:
        said = chat.stdout.readline() if chat.stdout else b""
        taken = time.perf_counter() - started
        chat.terminate()
    if port.encode() not in said:
        raise RuntimeError(f"the web chat did not start: {said!r}")
    return taken


def web(rounds: int) -> None:
    """Print the medians and their difference."""
    starts, imports = [], []
    for _ in range(rounds):
        imports.append(seconds(IMPORT_WEB))
        starts.append(ready())
    start, imported = statistics.median(starts), statistics.median(imports)
    print(f"web chat ready {start:.2f} s, import gradio {imported:.2f} s, ", end="")
    print(f"difference {start - imported:.2f} s (target 1), {rounds} rounds")


def warm(rounds: int) -> None:
    """Print the spread of the time of one question, over many different ones."""
    assistant = Assistant.load()
    questions = [case.question for case in answerable(ROOT / "questions")]
    step = max(1, len(questions) // rounds)
    times = []
    for question in itertools.islice(itertools.cycle(questions[::step]), rounds):
        started = time.perf_counter()
        assistant.ask(question)
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    median, late = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"warm ask: median {median:.2f} ms (target 5), 95th percentile {late:.2f} ms")


def vector(rounds: int) -> None:
    """Print the time in which one question becomes a vector."""
    encoder = BundledEncoder.load(bundled_folder())
    questions = [case.question for case in answerable(ROOT / "questions")][:: 2142 // rounds]
    times = []
    for question in questions:
        started = time.perf_counter()
        encoder.encode_queries([question])
        times.append((time.perf_counter() - started) * 1000)
    print(f"vector of a question: median {statistics.median(times):.3f} ms (target 0.3)")


def main() -> None:
    """Measure all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    vector(300)
    warm(300)
    cold(arguments.rounds)
    web(arguments.rounds)


if __name__ == "__main__":
    main()
