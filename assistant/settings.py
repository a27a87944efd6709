"""Where things are.  The only reader of the environment.

- ``ASSISTANT_INDEX``: folder of the index, instead of the one that is shipped.
- ``ASSISTANT_SEEDS``: folder of the source texts.
- ``ASSISTANT_FEEDBACK``: file that keeps what readers send with the feedback buttons.
- ``GRADIO_SERVER_NAME``, ``GRADIO_SERVER_PORT``, ``GRADIO_ROOT_PATH``, ``SPACE_ID``,
  ``SPACE_HOST``: set by a Hugging Face Space or by whoever runs the web chat.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent
LOCAL_HOSTS = ("127.0.0.1", "localhost", "0.0.0.0", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders, resolved once at the door; inner rooms take plain paths."""

    index: Path
    seeds: Path
    questions: Path
    feedback: Path

    @classmethod
    def from_environment(cls) -> Settings:
        """Environment first, then the wheel's own index, then a checkout's."""
        shipped = PACKAGE / "index"
        index = os.environ.get("ASSISTANT_INDEX")
        seeds = os.environ.get("ASSISTANT_SEEDS")
        return cls(
            index=Path(index) if index else shipped if shipped.is_dir() else CHECKOUT / "index",
            seeds=Path(seeds) if seeds else CHECKOUT / "seeds",
            questions=CHECKOUT / "questions",
            feedback=_feedback(),
        )


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where the web chat listens and how it is reached from outside."""

    host: str
    port: int | None
    root_path: str | None
    space: bool
    """Whether this runs on a Hugging Face Space."""
    public_url: str | None
    """The address outside, where the environment tells it (a Space does)."""

    @classmethod
    def from_environment(cls) -> WebSettings:
        """A Space listens to everybody, one's own machine only to itself."""
        space = bool(os.environ.get("SPACE_ID"))
        port = os.environ.get("GRADIO_SERVER_PORT", "")
        outside = os.environ.get("SPACE_HOST")
        return cls(
            host=os.environ.get("GRADIO_SERVER_NAME") or ("0.0.0.0" if space else "127.0.0.1"),
            port=int(port) if port.isdigit() else None,
            root_path=os.environ.get("GRADIO_ROOT_PATH") or None,
            space=space,
            public_url=f"https://{outside}" if outside else None,
        )


def quiet_environment() -> None:
    """Keep the web framework from calling home, and local calls from going through a proxy.

    Gradio calls its own server once at the start; with ``HTTP_PROXY`` set and
    ``NO_PROXY`` not, that call would go to the proxy and fail.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    for name in ("NO_PROXY", "no_proxy"):
        listed = [part for part in os.environ.get(name, "").split(",") if part.strip()]
        if "*" not in listed:
            missing = [host for host in LOCAL_HOSTS if host not in listed]
            os.environ[name] = ",".join([*listed, *missing])


def _feedback() -> Path:
    """Beside a checkout, else in the home folder; nothing is made until it is needed."""
    named = os.environ.get("ASSISTANT_FEEDBACK")
    if named:
        return Path(named)
    if os.environ.get("SPACE_ID") and Path("/data").is_dir():
        return Path("/data/feedback.sqlite")
    if (CHECKOUT / "pyproject.toml").is_file():
        return CHECKOUT / "feedback.sqlite"
    return Path.home() / ".collection-visit-assistant" / "feedback.sqlite"
