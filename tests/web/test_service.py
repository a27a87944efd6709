"""What the page asks of the server, without a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.chat import Assistant
from assistant.errors import LibraryError
from assistant.text.sentences import sentences
from assistant.ui.assets import LANGUAGES, labels, script, style
from assistant.ui.explain import common_words, explain
from assistant.ui.limit import Limiter, visitor
from assistant.ui.page import PageMiddleware, preferred_language
from assistant.ui.service import TOPICS, Service, by_need
from assistant.ui.source import raw_section, shown
from assistant.ui.views import answer_view, section_view, source_view, text_pieces

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="module")
def ready() -> Assistant:
    return Assistant.load()


@pytest.fixture
def service(ready: Assistant, tmp_path: Path) -> Service:
    return Service(ready, SEEDS, tmp_path / "feedback.sqlite")


def test_limit_lets_a_burst_through_then_one_at_a_time() -> None:
    now = [0.0]
    limiter = Limiter(burst=3, pause=2.0, clock=lambda: now[0])
    assert [limiter.wait("a") for _ in range(3)] == [0.0, 0.0, 0.0]
    assert limiter.wait("a") == pytest.approx(2.0) and limiter.wait("b") == 0.0
    now[0] = 2.0
    assert limiter.wait("a") == 0.0 and limiter.wait("a") > 0


def test_limit_forgets_the_oldest_visitors() -> None:
    limiter = Limiter(burst=1, pause=60, visitors=2)
    for name in ("a", "b", "c"):
        limiter.wait(name)
    assert limiter.wait("a") == 0.0 and limiter.wait("c") > 0


@pytest.mark.parametrize(
    "peer, forwarded, found",
    [
        ("93.184.216.34", "8.8.8.8", "93.184.216.34"),
        ("10.0.0.1", "1.2.3.4, 8.8.4.4", "8.8.4.4"),
        ("127.0.0.1", "8.8.4.4, 10.1.2.3", "8.8.4.4"),
        ("127.0.0.1", None, "127.0.0.1"),
        (None, "nonsense", "unknown"),
    ],
)
def test_visitor_is_the_last_address_a_proxy_vouches_for(
    peer: str | None, forwarded: str | None, found: str
) -> None:
    assert visitor(peer, forwarded) == found


def test_limit_never_stands_before_the_safety_check(service: Service) -> None:
    service.limiter = Limiter(burst=1, pause=3600)
    assert service.ask({"question": "催收上门怎么办"}, "v")["kind"] == "answered"
    refused = service.ask({"question": "催收上门怎么办"}, "v")
    assert refused["error"] == "too_fast" and refused["seconds"] > 0
    assert service.ask({"question": "我不想活了"}, "v")["kind"] == "urgent"


@pytest.mark.parametrize(
    "request_", [{}, {"question": 7}, {"question": "催收", "history": "x", "language": ["en"]}]
)
def test_nothing_that_a_page_sends_crashes(service: Service, request_: dict[str, Any]) -> None:
    assert "kind" in service.ask(request_, "v")
    assert "error" in service.source(request_) and service.raw(request_) == {}
    assert "error" in service.feedback(request_, "v")


def test_browser_language_decides_what_the_script_does_not(service: Service) -> None:
    def language(question: str, hint: str) -> str:
        return str(service.ask({"question": question, "hint": hint}, "v")["language"])

    assert language("合法吗", "zh-Hant") == "zh-Hant"
    assert language("???", "en") == "en"
    assert language("催收上门怎么办", "en") == "zh-Hans"
    assert language("催收上門怎麼辦", "zh-Hans") == "zh-Hant"


def test_again_gives_every_question_in_the_new_language(service: Service) -> None:
    questions = ["催收上门怎么办", "那对家里人呢"]
    views = service.again({"questions": questions, "language": "en"}, "v")["views"]
    assert [view["question"] for view in views] == questions
    assert {view["language"] for view in views} == {"en"}


def test_broken_index_is_explained(tmp_path: Path) -> None:
    def load() -> Assistant:
        raise LibraryError("There is no index. Run `assistant build`.")

    broken = Service.load(load, SEEDS, tmp_path / "f.sqlite")
    assert broken.problem and broken.start() == {"problem": True}
    assert broken.ask({"question": "x"}, "v") == {"error": "stale"}


def test_first_things_stand_first(service: Service) -> None:
    for language in LANGUAGES:
        offered = service.start()["languages"][language]
        topics = {one["topic"]: one["questions"] for one in offered["topics"]}
        assert tuple(topics) == TOPICS
        of = {question: topic for topic, group in topics.items() for question in group}
        assert [of[q] for q in offered["front"][:6]] == [*TOPICS[:5], "cope"]
        assert {of[q] for q in offered["front"][-2:]} == {"others"}
    assert by_need(["a", "b"], {"unheard of": ["a"], "cope": ["b"]}) == ["b", "a"]


def test_english_readers_get_every_heading_in_english(ready: Assistant) -> None:
    for passage in ready.passages:
        section = section_view(passage, None, "en")
        assert section["translated_heading"]
        assert bool(section["translated_chapter"]) == bool(section["chapter"])


def test_quotes_and_sources_show_the_same_characters(ready: Assistant) -> None:
    for passage in ready.passages:
        span = (0, len(passage.text) // 2)
        for language in LANGUAGES:
            view = source_view(ready.passages, passage, span, language)
            section = next(one for one in view["sections"] if one["id"] == passage.id)
            assert "".join(piece["t"] for piece in section["pieces"]) == passage.text
            quoted = "".join(piece["t"] for piece in section["pieces"] if piece.get("q"))
            assert quoted == passage.text[: span[1]]
            seen = "".join(piece.get("s", piece["t"]) for piece in section["pieces"])
            assert seen == shown(passage.text, language)
            restored = [piece["t"] for piece in section["pieces"] if "c" in piece]
            assert len(restored) >= len(passage.conjectures)


def test_a_restored_word_is_explained_in_the_readers_script(ready: Assistant) -> None:
    restored = [p for p in ready.passages if p.conjectures]
    for passage in restored:
        pieces = section_view(passage, None, "zh-Hant")["pieces"]
        reasons = [piece["c"] for piece in pieces if "c" in piece]
        assert set(reasons) == {shown(c.reason, "zh-Hant") for c in passage.conjectures}


def test_pieces_are_converted_to_traditional_beside_the_original() -> None:
    pieces = text_pieces("催收电话", [(2, 4)], (), "zh-Hant")
    assert pieces == [{"t": "催收"}, {"t": "电话", "s": "電話", "q": True}]
    pieces = text_pieces("发送短信。互联网平台。", [(5, 11)], (), "zh-Hant")
    assert [piece["s"] for piece in pieces] == ["傳送簡訊。", "網路平台。"]


def test_a_traditional_quote_is_what_its_source_highlights(ready: Assistant) -> None:
    for passage in ready.passages:
        for start, end in sentences(passage.text):
            section = section_view(passage, (start, end), "zh-Hant")
            marked = [piece for piece in section["pieces"] if piece.get("q")]
            seen = "".join(piece.get("s", piece["t"]) for piece in marked)
            assert seen == shown(passage.text[start:end], "zh-Hant")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the raw pages are not here")
def test_raw_lines_hold_no_page_furniture(ready: Assistant) -> None:
    spam = re.compile(r"1[3-9]\d{9}|@|http|上一篇|下一篇|人妻|責任編輯|特[別别][聲声]明|歡迎")
    for passage in ready.passages:
        raw = raw_section(passage, SEEDS)
        assert raw is not None and raw.text, passage.id
        assert not spam.search(raw.text), passage.id
        assert len(raw.text) < 3 * len(passage.text) + 200, passage.id


def test_explanation_names_shared_words(ready: Assistant) -> None:
    answer = ready.ask("催收人員一直打電話騷擾")
    found = explain(answer, ready.evidence(answer.resolved))
    assert len(found.matches) == len(answer.points)
    assert found.known and 0 < found.known_similarity <= 1.001
    passage = answer.points[0].quote.passage
    words = common_words(answer.question, passage)
    assert words and all(len(word) > 1 for word in words)


@pytest.mark.parametrize(
    "language, said",
    [("en", "as: 上门催收合法吗 … 那晚上呢"), ("zh-Hans", "为：上门催收合法吗 … 那晚上呢")],
)
def test_a_follow_up_says_how_it_was_understood(service: Service, language: str, said: str) -> None:
    request = {"question": "那晚上呢", "history": ["上门催收合法吗"], "language": language}
    assert service.ask(request, "v")["resolved"].endswith(said)


@pytest.mark.parametrize("change, sure", [(0.0, True), (-12.0, False)])
def test_the_page_knows_which_answers_are_sure(
    ready: Assistant, monkeypatch: pytest.MonkeyPatch, change: float, sure: bool
) -> None:
    responder = ready._responder
    judge = replace(responder.judge, offset=responder.judge.offset + change)
    monkeypatch.setattr(ready, "_responder", replace(responder, judge=judge))
    view = answer_view(ready.ask("催收上门怎么办"))
    assert (view["kind"], view["sure"]) == ("answered", sure)


def test_views_are_plain_json(ready: Assistant) -> None:
    import json

    for question in ("can they tell my boss", "今天天气", "我不想活了", ""):
        json.dumps(answer_view(ready.ask(question)))


def keys(data: Any, path: str = "") -> set[str]:
    if isinstance(data, dict):
        return {one for name, value in data.items() for one in keys(value, f"{path}.{name}")}
    return {path}


def test_labels_are_complete_in_every_language() -> None:
    expected = keys(labels("en"))
    for language in LANGUAGES:
        assert keys(labels(language)) == expected
    used = set(re.findall(r'(?:say|words)\("([a-z_.]+)"', script()))
    missing = {one for one in used if not one.endswith(".") and f".{one}" not in expected}
    assert not missing


def test_script_builds_no_markup_and_asks_nobody_else() -> None:
    text = script() + style()
    for banned in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert banned not in text
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text) and "@import" not in text


@pytest.mark.parametrize(
    "accepted, language",
    [
        ("zh-CN,zh;q=0.9", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK,en", "zh-Hant"),
        ("en-GB", "en"), ("de-DE,en;q=0.5", "en"), ("fr", "en"), ("", "zh-Hans"),
    ],
)  # fmt: skip
def test_page_language_is_the_browsers(accepted: str, language: str) -> None:
    assert preferred_language(accepted) == language


def test_page_head_is_rewritten() -> None:
    page = PageMiddleware(lambda *_: None, public_url="https://a.example")  # type: ignore[arg-type]
    before = '<html\n lang="en"><head><meta property="og:image" content="x"/></head>'
    after = page.rewrite(before, "zh-CN")
    assert 'lang="zh-Hans"' in after and 'content="x"' not in after
    assert 'content="https://a.example/social.png"' in after
