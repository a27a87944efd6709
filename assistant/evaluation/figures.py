"""The report's pictures, as SVG.  The only home of matplotlib.

The same results give the same bytes: no date, no random names, letters drawn
as shapes.  They are drawn narrow and with large letters, for telephones.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from assistant.evaluation.baselines import ALL_TOGETHER
from assistant.evaluation.decisions import ANSWERS, KINDS, DecisionScores
from assistant.evaluation.metrics import Bin
from assistant.evaluation.retrieval import ALL, Slices
from assistant.evaluation.run import Latency, Results, percentile

CURVES = (ALL, "en", "zh-Hans", "zh-Hant", "pinyin")
_COLOURS = ("#222222", "#0072b2", "#d55e00", "#009e73", "#cc79a7")
_WIDTH = 5.0
_STYLE: Any = {"svg.hashsalt": "report", "svg.fonttype": "path", "font.size": 11}


def all_figures(results: Results) -> dict[str, str]:
    """File name without ending -> SVG."""
    decisions = results.decisions
    return {
        "retrieval": retrieval(results.finding.systems[ALL_TOGETHER]),
        "reliability": reliability(decisions.bins, decisions.calibration[ALL]),
        "risk-coverage": risk_coverage(decisions.curves),
        "confusion": confusion(decisions),
        "latency": latency(results.latency),
    }


def retrieval(slices: Slices) -> str:
    """First and first three passages by language, with intervals."""
    names = [ALL, *sorted(name for name in slices if "/" not in name and name != ALL)]
    with matplotlib.rc_context(_STYLE):
        figure, axes = _figure(1.4 + 0.34 * len(names))
        for shift, label in enumerate(("first three answer", "first answers")):
            chosen = [slices[n].hit1 if shift else slices[n].hit3 for n in names]
            means = [one.mean for one in chosen]
            bars = [
                [max(0.0, one.mean - one.low) for one in chosen],
                [max(0.0, one.high - one.mean) for one in chosen],
            ]
            places = [row + 0.12 - 0.24 * shift for row in range(len(names))]
            axes.errorbar(
                means, places, xerr=bars, fmt="os"[shift], capsize=2, markersize=5,
                color=_COLOURS[1 + shift], label=label,
            )  # fmt: skip
        axes.set_yticks(range(len(names)), [f"{n} ({slices[n].hit1.count})" for n in names])
        axes.invert_yaxis()
        axes.set_xlim(0, 1.02)
        axes.set_xlabel("share of questions, 95 % interval")
        axes.grid(axis="x", alpha=0.3)
        axes.legend(loc="lower left", fontsize=9)
        return _svg(figure)


def reliability(bins: Sequence[Bin], error: float) -> str:
    """What share of the questions given a probability could be answered."""
    with matplotlib.rc_context(_STYLE):
        figure, axes = _figure(4.4)
        width = [one.high - one.low for one in bins]
        axes.bar(
            [one.low for one in bins], [one.share for one in bins], width,
            align="edge", color="#9ecae1", edgecolor="white",
        )  # fmt: skip
        axes.plot([0, 1], [0, 1], "--", color="#666666", linewidth=1)
        axes.plot([one.confidence for one in bins], [one.share for one in bins], "o-",
                  color=_COLOURS[1])  # fmt: skip
        for one in bins:
            middle = (one.low + one.high) / 2
            axes.text(middle, 0.02, str(one.count), ha="center", fontsize=8, rotation=90)
        _unit_square(axes)
        axes.set_xlabel("probability given (numbers: questions)")
        axes.set_ylabel("share that could be answered")
        axes.set_title(f"expected calibration error {error:.3f}", fontsize=11)
        return _svg(figure)


def risk_coverage(curves: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Share of wrong answers if only the surest questions were answered."""
    with matplotlib.rc_context(_STYLE):
        figure, axes = _figure(4.2)
        for colour, name in zip(_COLOURS, CURVES):
            if curves.get(name):
                covered, risks = zip(*curves[name])
                axes.plot(covered, risks, color=colour, label=name, linewidth=1.6)
        axes.set_xlim(0, 1)
        axes.set_ylim(bottom=0)
        axes.set_xlabel("share of all questions answered, surest first")
        axes.set_ylabel("share of these that are wrong")
        axes.grid(alpha=0.3)
        axes.legend(loc="upper left", fontsize=9)
        return _svg(figure)


def confusion(decisions: DecisionScores) -> str:
    """What each kind of question is answered with, in per cent of its row."""
    rows = [kind for kind in KINDS if kind in decisions.shares]
    table = [[decisions.shares[kind].get(answer, 0.0) for answer in ANSWERS] for kind in rows]
    with matplotlib.rc_context(_STYLE):
        figure, axes = _figure(3.4)
        axes.pcolormesh(
            range(len(ANSWERS)), range(len(rows)), table,
            cmap="Blues", vmin=0, vmax=1, edgecolors="white",
        )  # fmt: skip
        axes.invert_yaxis()
        for y, shares in enumerate(table):
            for x, share in enumerate(shares):
                colour = "white" if share > 0.5 else "black"
                axes.text(x, y, f"{100 * share:.0f}", ha="center", va="center", color=colour)
        axes.set_xticks(range(len(ANSWERS)), ANSWERS, fontsize=9)
        axes.set_yticks(range(len(rows)), [f"{k}\n({decisions.counts[k]})" for k in rows])
        axes.set_xlabel("answer given, of 100 questions")
        return _svg(figure)


def latency(times: Latency) -> str:
    """How long a whole answer takes; the slowest hundredth is left out of the picture."""
    median, late = percentile(times.answers, 50), percentile(times.answers, 95)
    with matplotlib.rc_context(_STYLE):
        figure, axes = _figure(3.4)
        axes.hist(times.answers, bins=40, range=(0, percentile(times.answers, 99)), color="#9ecae1")
        for value, name, style in ((median, "median", "-"), (late, "95th percentile", "--")):
            axes.axvline(value, color=_COLOURS[2], linestyle=style, label=f"{name} {value:.1f} ms")
        axes.set_xlabel("milliseconds for a whole answer")
        axes.set_ylabel("questions")
        axes.legend(fontsize=9)
        return _svg(figure)


def learning_curve(points: Sequence[tuple[int, float, float]]) -> str:
    """(lines, hit@1, hit@3) of models trained on a growing share of the bank."""
    lines, first, three = zip(*points)
    with matplotlib.rc_context(_STYLE):
        figure, axes = _figure(3.8)
        axes.plot(lines, three, "o-", color=_COLOURS[1], label="one of the first three answers")
        axes.plot(lines, first, "s-", color=_COLOURS[2], label="first passage answers")
        axes.set_xscale("log", base=2)
        axes.set_xticks(lines, [f"{count:,}" for count in lines])
        axes.minorticks_off()
        axes.set_xlabel("lines of the question bank")
        axes.set_ylabel("share of evaluation questions")
        axes.grid(alpha=0.3)
        axes.margins(y=0.25)
        axes.legend(loc="upper left", fontsize=9)
        return _svg(figure)


def _figure(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    return figure, figure.add_subplot()


def _unit_square(axes: Axes) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)


def _svg(figure: Figure) -> str:
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
