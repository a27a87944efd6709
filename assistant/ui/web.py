"""The web chat: one Gradio application, its page and its endpoints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from assistant.chat import Assistant
from assistant.settings import Settings, WebSettings
from assistant.ui.api import add_endpoints, visitor_of
from assistant.ui.assets import LANGUAGES, labels, picture, script, style
from assistant.ui.page import PageMiddleware
from assistant.ui.service import Service
from assistant.ui.space import declare_gpu
from assistant.ui.theme import theme

TEMPLATE = '<div class="cva" data-ready="no"></div>'


def launch(
    index: str | Path | None = None,
    host: str | None = None,
    port: int | None = None,
    root_path: str | None = None,
    mcp: bool = False,
    open_browser: bool = False,
    block: bool = True,
) -> tuple[Any, str]:
    """Serve the chat; arguments win over the environment.  Returns the app and its address."""
    settings, web = Settings.from_environment(), WebSettings.from_environment()
    service = Service.load(lambda: Assistant.load(index), settings.seeds, settings.feedback)
    if service.problem:
        print(f"assistant: {service.problem}", file=sys.stderr)
    blocks = build(service)
    app, url, _ = blocks.launch(
        server_name=host or web.host,
        server_port=port or web.port,
        root_path=root_path or web.root_path,
        mcp_server=mcp,
        inbrowser=open_browser,
        prevent_thread_lock=True,
        theme=theme(),
        css=style(),
        favicon_path=picture("favicon.png"),
        app_kwargs=_app_options(web),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        share=False,
        ssr_mode=False,
        ssl_verify=False,  # only Gradio's call to itself, over HTTP: no certificates to read
        pwa=False,
        quiet=True,
    )
    print(f"{labels('en')['name']}: {url}  (Ctrl-C ends it)", flush=True)
    if block:
        blocks.block_thread()
    return app, url


def build(service: Service) -> gr.Blocks:
    """The page and the endpoints, not yet served."""
    declare_gpu()
    with gr.Blocks(
        title=labels("zh-Hans")["name"], analytics_enabled=False, fill_width=True
    ) as blocks:
        gr.HTML(
            html_template=TEMPLATE,
            js_on_load=script(),
            apply_default_css=False,
            elem_id="collection-visit-assistant",
            server_functions=_calls(service),
            start=service.start(),
            labels={language: labels(language) for language in LANGUAGES},
        )
        add_endpoints(service, blocks)
    made: gr.Blocks = blocks
    return made


def _calls(service: Service) -> list[Any]:
    """The page's calls.  Each takes one JSON object and gives one."""

    def ask(request: dict[str, Any], http: gr.Request) -> dict[str, Any]:
        return service.ask(request, visitor_of(http))

    def why(request: dict[str, Any], http: gr.Request) -> dict[str, Any]:
        return service.why(request, visitor_of(http))

    def again(request: dict[str, Any], http: gr.Request) -> dict[str, Any]:
        return service.again(request, visitor_of(http))

    def source(request: dict[str, Any]) -> dict[str, Any]:
        return service.source(request)

    def raw(request: dict[str, Any]) -> dict[str, Any]:
        return service.raw(request)

    def feedback(request: dict[str, Any], http: gr.Request) -> dict[str, Any]:
        return service.feedback(request, visitor_of(http))

    return [ask, again, why, source, raw, feedback]


def _app_options(web: WebSettings) -> dict[str, Any]:
    """The page's own head and headers, its social preview, and the element for other pages."""

    async def social(request: Request) -> FileResponse:
        return FileResponse(picture("social.png"), media_type="image/png")

    async def embed(request: Request) -> FileResponse:
        return FileResponse(picture("embed.js"), media_type="text/javascript")

    return {
        "middleware": [Middleware(PageMiddleware, public_url=web.public_url, space=web.space)],
        "routes": [Route("/social.png", social), Route("/embed.js", embed)],
    }
