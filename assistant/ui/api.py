"""The typed endpoints for programs, ``/ask`` and ``/search``; also the tools over MCP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

import gradio as gr
from gradio.events import api

from assistant.chat import MAX_QUESTION
from assistant.errors import AssistantError, UsageError
from assistant.ui.limit import visitor
from assistant.ui.service import Service, checked_language

Language = Literal["auto", "zh-Hans", "zh-Hant", "en"]
TOO_FAST = "too many questions at once: please wait some seconds"


def visitor_of(http: gr.Request | None) -> str:
    """Who calls, for the limit; calls from this very process have no address."""
    if http is None or http.client is None:
        return "unknown"
    return visitor(http.client.host, http.headers.get("x-forwarded-for"))


@dataclass(frozen=True, slots=True)
class About:
    """What callers are told of an endpoint; the same words for Gradio's page and for MCP."""

    text: str
    parameters: dict[str, str]
    returns: str
    schema: dict[str, Any]
    """What comes back, as JSON Schema."""

    def docstring(self) -> str:
        """In the form that Gradio reads: one line a parameter."""
        lines = [f"{name}: {text}" for name, text in self.parameters.items()]
        return "\n".join([self.text, "Parameters:", *lines, "Returns:", self.returns])


ASK: Final = About(
    "Answers a question about debt collection visits or overdue loans by quoting Chinese "
    "advice articles word for word. Nothing is stored.",
    {
        "question": "The question, in Chinese (either script, or pinyin) or English; other "
        "languages are understood less well.",
        "history": "Earlier questions of the same conversation, oldest first, so that a "
        "follow-up is understood.",
        "language": "The language of the answer's frame: zh-Hans, zh-Hant, en, or auto for "
        "that of the question.",
    },
    "The answer: kind (answered, related, declined, smalltalk or urgent), language, lead, "
    "points (each a quote with its passage id and span, and quotes of other articles that "
    "agree), warnings, care (whom one can call), note, next_questions, confidence, and text, which "
    "is all of it in Markdown.",
    {"type": "object", "additionalProperties": {}},
)
SEARCH: Final = About(
    "Lists the passages of the articles that fit a question, the best one first. "
    "Nothing is stored.",
    {
        "question": "What to look for, in any language that the model knows.",
        "k": "How many passages, 1 to 20.",
    },
    "Passages with id, document, heading, text and score (comparable within one search only).",
    {"type": "array", "items": {"type": "object", "additionalProperties": {}}},
)


def add_endpoints(service: Service, blocks: Any) -> None:
    """Register the endpoints on the Blocks that is being built."""
    for function, about in ((_ask(service), ASK), (_search(service), SEARCH)):
        function.__doc__ = about.docstring()
        api(function, api_name=function.__name__, queue=False, concurrency_limit=None)
        _describe(next(e for e in blocks.fns.values() if e.api_name == function.__name__), about)


def _describe(endpoint: Any, about: About) -> None:
    """Gradio reads an endpoint's own description only; this adds those of its values."""
    for component, (name, text) in zip(endpoint.inputs, about.parameters.items()):
        component.label = name
        component.api_info()["additional_description"] = text
    (result,) = endpoint.outputs
    result.label = "returned"
    result.api_info().update(about.schema, description=about.returns)


def _ask(service: Service) -> Callable[..., dict[str, Any]]:
    def ask(
        question: str,
        history: list[str] | None = None,
        language: Language = "auto",
        http: gr.Request | None = None,
    ) -> dict[str, Any]:
        with _shown_errors():
            chosen = checked_language(language)
            if service.limiter.wait(visitor_of(http)):
                urgent = service.first_aid(question, chosen)
                if urgent is None:
                    raise UsageError(TOO_FAST)
                return urgent.to_dict()
            earlier = [str(one)[:MAX_QUESTION] for one in history or []]
            return service.converse(question, earlier, chosen).to_dict()

    return ask


def _search(service: Service) -> Callable[..., list[dict[str, Any]]]:
    def search(question: str, k: int = 5, http: gr.Request | None = None) -> list[dict[str, Any]]:
        with _shown_errors():
            if service.limiter.wait(visitor_of(http)):
                raise UsageError(TOO_FAST)
            return service.search(question, min(max(int(k), 1), 20))

    return search


class _shown_errors:
    """Turns the package's errors into ones that Gradio shows to the caller."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, AssistantError):
            raise gr.Error(str(error), print_exception=False) from error
