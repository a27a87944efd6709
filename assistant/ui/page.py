"""What Gradio's page template says of itself, put right; and the page's own headers.

The template names Gradio's pictures in the social preview, declares every page
English and sends no security policy.  This wraps the application from outside,
so it needs nothing of Gradio's inside but the template's ``<meta>`` lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from assistant.ui.assets import labels
from assistant.ui.theme import PAPER, PAPER_DARK

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]

_TEMPLATE_META: Final = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_LANGUAGE: Final = re.compile(r'(<html\s+lang=")[^"]*"')
_HANT: Final = re.compile("^zh-(hant|tw|hk|mo)", re.IGNORECASE)
_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; connect-src 'self'{more}; object-src 'none'; form-action 'none'"
)
"""The browser itself refuses every request that would leave this server.  Gradio's
templates are compiled in the page, hence ``unsafe-eval``; the page's own elements
never come from markup."""


class PageMiddleware:
    """Adds headers to every answer, and rewrites the head of the page."""

    def __init__(self, app: App, public_url: str | None = None, space: bool = False) -> None:
        self._app = app
        self._public_url = public_url
        # On a Space, Gradio's script looks up the Space itself.
        self._policy = _POLICY.format(more=" https://huggingface.co" if space else "")

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Send
    ) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Rewriter(self, scope, send))

    def headers(self) -> list[tuple[bytes, bytes]]:
        """What every answer carries."""
        return [
            (b"content-security-policy", self._policy.encode("ascii")),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
        ]

    def rewrite(self, page: str, accepted: str) -> str:
        """The template with this product's language, title and preview."""
        language = preferred_language(accepted)
        page = _LANGUAGE.sub(rf'\g<1>{language}"', _TEMPLATE_META.sub("", page), count=1)
        return page.replace("</head>", self._head(language) + "</head>", 1)

    def _head(self, language: str) -> str:
        words = labels(language)
        title, about = html.escape(words["name"]), html.escape(words["description"])
        picture = f"{self._public_url}/social.png" if self._public_url else "social.png"
        return (
            f"<title>{title}</title>"
            f'<meta name="description" content="{about}">'
            f'<meta property="og:type" content="website">'
            f'<meta property="og:title" content="{title}">'
            f'<meta property="og:description" content="{about}">'
            f'<meta property="og:image" content="{picture}">'
            f'<meta name="twitter:card" content="summary_large_image">'
            f'<meta name="twitter:image" content="{picture}">'
            f'<meta name="theme-color" content="{PAPER}" media="(prefers-color-scheme: light)">'
            f'<meta name="theme-color" content="{PAPER_DARK}" media="(prefers-color-scheme: dark)">'
        )


class _Rewriter:
    """``send`` for one answer: holds back an HTML page until it is whole."""

    def __init__(self, page: PageMiddleware, scope: Message, send: Send) -> None:
        self._page, self._send = page, send
        accepted = dict(scope["headers"]).get(b"accept-language", b"")
        self._accepted = accepted.decode("latin-1")
        self._root = scope["path"].rstrip("/") == scope.get("root_path", "").rstrip("/")
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [*message["headers"], *self._page.headers()]
            message = {**message, "headers": headers}
            if self._root and b"text/html" in dict(headers).get(b"content-type", b""):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._flush(self._start)
            return
        await self._send(message)

    async def _flush(self, start: Message) -> None:
        body = self._page.rewrite(self._body.decode("utf-8"), self._accepted).encode("utf-8")
        headers = [(k, v) for k, v in start["headers"] if k != b"content-length"]
        headers += [
            (b"content-length", str(len(body)).encode("ascii")),
            (b"vary", b"accept-language"),
        ]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def preferred_language(accepted: str) -> str:
    """The first language of an ``Accept-Language`` header that the page speaks."""
    for part in accepted.split(","):
        name = part.split(";")[0].strip().lower()
        if _HANT.match(name):
            return "zh-Hant"
        if name.startswith("zh"):
            return "zh-Hans"
        if name.startswith("en"):
            return "en"
    return "en" if accepted.strip() else "zh-Hans"
