"""The report: what stands in it, that its pictures are there, and that it is one page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant import Assistant
from assistant.evaluation import report, run, sets
from assistant.evaluation.figures import all_figures, learning_curve
from assistant.evaluation.metrics import reliability, risk_coverage
from assistant.evaluation.report import Beside
from assistant.evaluation.report_finding import learning_points
from assistant.evaluation.report_second import second
from assistant.evaluation.run import Results, percentile
from tests.evaluation.conftest import ANSWERABLE, UNANSWERABLE, write_lines

FIGURE = {"mean": 0.5, "low": 0.4, "high": 0.6, "count": 10}
SCORES = {"hit1": FIGURE, "hit3": FIGURE}
EXPERIMENTS = {
    "questions": 10,
    "variants": [
        {"name": "all", "lines": 800, "curve": True, "slices": {"all": SCORES, "en": SCORES}},
        {"name": "half the bank", "lines": 400, "curve": True, "slices": {"all": SCORES}},
        {"name": "no pairs", "lines": 800, "curve": False, "slices": {"all": SCORES}},
    ],
}
LEFT_OUT = {
    "articles": [{"title": "借呗|x", "lines": 9, "questions": 7, "without": SCORES, "with": SCORES}]
}


@pytest.fixture(scope="module")
def folder(
    results: Results, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A written report, with everything beside it that may be."""
    folder = tmp_path_factory.mktemp("docs")
    reasons = {"今天天气好 | *好*吗": "nothing to find"}
    for name, data in (
        ("misses", reasons),
        ("experiments", EXPERIMENTS),
        ("leave_one_out", LEFT_OUT),
    ):
        (folder / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    report.write(results, assistant.passages, None, folder / "evaluation.md")
    return folder


def test_sections_and_their_figures(folder: Path) -> None:
    text = (folder / "evaluation.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == ["Targets", "Finding", "Deciding", "Care", "Dialogues", "Latency"]
    assert "BM25, jieba words of the passages" in text and "TF-IDF, 1–3 characters" in text
    assert "| en | 1 | 1.000 | 0.000 | 1.000 | 0.000 |" in text
    assert "| all | 800 | 0.500 / 0.500 | – | – | 0.500 / 0.500 |" in text
    assert "| 借呗\\|x | 9 | 7 | 0.500 (0.400–0.600) |" in text
    assert "Missed (1):\n\n- self_harm, zh-Hans: 今晚月色真美" in text


def test_a_miss_names_both_sections_and_the_reason(folder: Path) -> None:
    text = (folder / "evaluation.md").read_text(encoding="utf-8")
    (row,) = [line for line in text.splitlines() if line.startswith("| 今天天气好")]
    assert "今天天气好 \\| \\*好\\*吗" in row and row.endswith("| nothing to find |")
    assert "| zh-Hans, plain |" in row and "003#6.1 " in row


def test_every_picture_is_there_and_inlined(folder: Path) -> None:
    text = (folder / "evaluation.md").read_text(encoding="utf-8")
    named = re.findall(r"!\[[^\]]+\]\((figures/[\w-]+\.svg)\)", text)
    assert len(named) == 6 and "figures/learning-curve.svg" in named
    for name in named:
        assert ElementTree.parse(folder / name).getroot().tag.endswith("svg"), name
    html = (folder / "evaluation.html").read_text(encoding="utf-8")
    assert html.count("<svg role=") == 6 and "<img" not in html


def test_page_has_no_name_twice_and_refers_to_nothing_outside(folder: Path) -> None:
    seen: list[tuple[str, str | None]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.extend(attrs)

    html = (folder / "evaluation.html").read_text(encoding="utf-8")
    Reader().feed(html)
    names = [value for key, value in seen if key == "id"]
    assert names and len(names) == len(set(names))
    links = {value for key, value in seen if key in ("src", "href", "xlink:href")}
    assert links and [link for link in links if not str(link).startswith("#")] == []
    assert {str(link)[1:] for link in links} <= set(map(str, names))
    assert re.findall(r"url\(#([^)]+)\)", html)
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(map(str, names))


def test_pictures_are_the_same_each_time(results: Results) -> None:
    first, second = all_figures(results), all_figures(results)
    assert first == second
    points = learning_points(EXPERIMENTS)
    assert points == [(400, 0.5, 0.5), (800, 0.5, 0.5)]
    assert learning_curve(points) == learning_curve(points)


def test_without_files_beside_it_their_parts_are_missing(
    results: Results, assistant: Assistant
) -> None:
    text = report.markdown(results, assistant.passages, None, Beside())
    assert "What each part brings" not in text and "without a question bank" not in text
    assert "Compared with the baseline" not in text


def test_reliability_by_hand() -> None:
    low, high = reliability([0.05, 0.15, 0.95, 1.0], [0, 1, 1, 1], bins=5)
    assert (low.count, low.share, low.confidence) == (2, 0.5, pytest.approx(0.1))
    assert (high.low, high.high, high.count, high.share) == (0.8, 1.0, 2, 1.0)


def test_risk_coverage_by_hand() -> None:
    points = risk_coverage([0.9, 0.8, 0.8, 0.1], [1, 0, 1, 0])
    assert points == ((0.25, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.5))
    assert risk_coverage([], []) == ()


def test_percentiles() -> None:
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0
    assert percentile([], 95) == 0.0


def test_the_second_set_is_read_and_stands_apart(tmp_path: Path) -> None:
    write_lines(tmp_path / "evaluation" / "answerable" / "a.jsonl", ANSWERABLE[:1])
    before = sets.digest(tmp_path)
    assert sets.second(tmp_path) == ((), ())
    write_lines(tmp_path / "evaluation" / "second" / "answerable.jsonl", ANSWERABLE[1:2])
    write_lines(tmp_path / "evaluation" / "second" / "unanswerable.jsonl", UNANSWERABLE)
    answerable, others = sets.second(tmp_path)
    assert [case.question for case in answerable] == [ANSWERABLE[1]["q"]]
    assert [case.kind for case in others] == ["near", "off", "smalltalk"]
    assert sets.digest(tmp_path) == before
    assert len(sets.answerable(tmp_path)) == 1


def test_the_second_set_has_its_own_figures(assistant: Assistant, tmp_path: Path) -> None:
    write_lines(tmp_path / "evaluation" / "answerable" / "a.jsonl", ANSWERABLE[:1])
    write_lines(tmp_path / "evaluation" / "second" / "answerable.jsonl", ANSWERABLE[:2])
    write_lines(tmp_path / "evaluation" / "second" / "unanswerable.jsonl", UNANSWERABLE[:1])
    calm = {"q": "我的鱼死了", "lang": "zh-Hans", "signal": "none"}
    danger = {"q": "我不想活了", "lang": "zh-Hans", "signal": "self_harm"}
    write_lines(tmp_path / "evaluation" / "second" / "safety.jsonl", [danger, calm])
    found = run._second(assistant, tmp_path)
    assert found is not None
    text = second(found)
    assert "| self_harm | 1 | 1.000 |\n| none: urgent all the same | 1 | 0.000 |" in text
    assert "| all | 2 | 1.000 (1.000–1.000) | 1.000 (1.000–1.000) | 0.500 / 0.500 |" in text
    assert "| near | 1 | 0.000 | 1.000 |" in text
