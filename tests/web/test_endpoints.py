"""The endpoints for programs, and what surrounds the page: headers, proxies, paths."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client

from assistant.ui.api import ASK, SEARCH
from tests.web.browser import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False)


def fetch(url: str, data: Any = None, **headers: str) -> tuple[bytes, dict[str, str]]:
    body = None if data is None else json.dumps(data).encode("utf-8")
    request = urllib.request.Request(url, body, {"Content-Type": "application/json", **headers})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request, timeout=20) as reply:
        return reply.read(), {name.lower(): value for name, value in reply.headers.items()}


def test_ask_through_gradio_client(client: Client) -> None:
    answer = client.predict(question="借呗催收明天要来我家怎么办", api_name="/ask")
    assert answer["kind"] == "answered" and answer["quotes"]
    later = client.predict(
        question="那对家里人呢", history=["上门催收会有什么影响"], language="en", api_name="/ask"
    )
    assert later["language"] == "en" and "上门催收会有什么影响" in later["resolved"]


def test_search_through_gradio_client(client: Client) -> None:
    hits = client.predict(question="上门催收合法吗", k=3, api_name="/search")
    assert len(hits) == 3 and hits[0]["score"] >= hits[1]["score"]
    assert hits[0]["passage"]["document"]["title"]


def test_endpoints_are_typed_and_described(address: str) -> None:
    info = json.loads(fetch(address + "/gradio_api/info")[0])["named_endpoints"]
    assert set(info) == {"/ask", "/search"}
    assert all(len(one["description"]) > 40 for one in info.values())
    language = info["/ask"]["parameters"][2]
    assert language["type"]["enum"] == ["auto", "zh-Hans", "zh-Hant", "en"]
    assert [p["parameter_name"] for p in info["/search"]["parameters"]] == ["question", "k"]
    for name, about in {"/ask": ASK, "/search": SEARCH}.items():
        told = {p["label"]: p["python_type"]["description"] for p in info[name]["parameters"]}
        assert told == about.parameters
        (returned,) = info[name]["returns"]
        assert returned["python_type"]["description"] == about.returns
    (answer,), (passages,) = info["/ask"]["returns"], info["/search"]["returns"]
    assert answer["python_type"]["type"] == "dict(str, Any)"
    assert passages["python_type"]["type"] == "list[dict(str, Any)]"


def test_client_prints_every_description(client: Client) -> None:
    told = client.view_api(print_info=False, return_format="str")
    for text in [*ASK.parameters.values(), *SEARCH.parameters.values(), ASK.returns]:
        assert text in told


def test_plain_http(address: str) -> None:
    asked, _ = fetch(address + "/gradio_api/run/ask", {"data": ["今天天气", None, "auto"]})
    assert json.loads(asked)["data"][0]["kind"] == "declined"
    started, _ = fetch(address + "/gradio_api/call/search", {"data": ["催收", 2]})
    event = json.loads(started)["event_id"]
    stream, _ = fetch(f"{address}/gradio_api/call/search/{event}")
    assert b"event: complete" in stream


def test_page_speaks_for_itself(address: str) -> None:
    page, headers = fetch(address, **{"Accept-Language": "zh-TW,zh;q=0.9"})
    text = page.decode("utf-8")
    assert 'lang="zh-Hant"' in text and "<title>催收上門怎麼辦</title>" in text
    assert text.count('property="og:image"') == 1 and "githubusercontent" not in text
    assert "connect-src 'self';" in headers["content-security-policy"]
    assert headers["content-length"] == str(len(page))
    picture, headers = fetch(address + "/social.png")
    assert picture.startswith(b"\x89PNG") and headers["content-type"] == "image/png"


def test_runs_history_monitoring_and_analytics_are_off(address: str) -> None:
    config = json.loads(fetch(address + "/config")[0])
    assert config["analytics_enabled"] is False
    assert config.get("run_history") in (False, None)
    with pytest.raises(urllib.error.HTTPError):
        fetch(address + "/monitoring/summary")


def test_behind_a_proxy_variable_and_under_a_path() -> None:
    """A proxy that refuses everything must not stand between the chat and itself."""
    nowhere = "http://127.0.0.1:9"
    environment = {
        "HTTP_PROXY": nowhere, "http_proxy": nowhere, "HTTPS_PROXY": nowhere,
        "ALL_PROXY": nowhere, "NO_PROXY": "", "no_proxy": "",
    }  # fmt: skip
    with serving("--root-path", "/borrow", environment=environment) as url:
        page, _ = fetch(url)
        assert b'"root":"http' in page and b"/borrow" in page
        answer, _ = fetch(url + "/gradio_api/run/ask", {"data": ["谢谢", None, "auto"]})
        assert json.loads(answer)["data"][0]["kind"] == "smalltalk"


def test_stale_index_is_said_on_the_page(tmp_path: Any) -> None:
    with serving("--index", str(tmp_path / "none")) as url:
        page, _ = fetch(url)
        assert b'"problem":true' in page and str(tmp_path).encode() not in page


@pytest.mark.skipif(importlib.util.find_spec("mcp") is None, reason="needs gradio[mcp]")
def test_tools_over_mcp() -> None:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def use(url: str) -> tuple[dict[str, Any], Any]:
        async with (
            streamable_http_client(url + "/gradio_api/mcp/") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = {tool.name: tool for tool in (await session.list_tools()).tools}
            name = next(one for one in tools if one.endswith("ask"))
            return tools, await session.call_tool(name, {"question": "催收上门怎么办"})

    # In a thread of its own: the browser of other tests has a loop running in this one.
    with serving("--mcp") as url, ThreadPoolExecutor(1) as pool:
        tools, result = pool.submit(asyncio.run, use(url)).result(timeout=60)
    assert len(tools) == 2
    ask = next(tool for name, tool in tools.items() if name.endswith("ask"))
    assert ask.description.startswith(ASK.text) and ASK.returns in ask.description
    for name, about in {"ask": ASK, "search": SEARCH}.items():
        tool = next(tool for one, tool in tools.items() if one.endswith(name))
        schema = tool.inputSchema["properties"]
        assert {one: it["description"] for one, it in schema.items()} == about.parameters
    assert not result.isError and "answered" in result.content[0].text


GUARD = """
import sys

LOCAL = ("127.", "::1", "localhost", "0.0.0.0")


def guard(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if not host.startswith(LOCAL):
        open(TOLD, "a").write(host + " ")
        raise OSError("the network is cut off")


sys.addaudithook(guard)
"""


def test_server_starts_and_answers_with_the_network_cut_off(tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    guard = GUARD.replace("TOLD", repr(str(told)))
    (tmp_path / "sitecustomize.py").write_text(guard, encoding="utf-8")
    with serving(environment={"PYTHONPATH": str(tmp_path)}) as url:
        fetch(url)
        for question in ("借呗催收明天要来我家怎么办", "can they tell my boss", "我不想活了"):
            fetch(url + "/gradio_api/run/ask", {"data": [question, None, "auto"]})
        fetch(url + "/gradio_api/run/search", {"data": ["催收", 3]})
    assert not told.exists(), told.read_text(encoding="utf-8")
