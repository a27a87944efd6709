"""Plain text into Markdown that shows exactly that text, and runs nothing."""

from __future__ import annotations

import re

# Characters that Markdown or HTML would read as markup.  A backslash before
# ASCII punctuation shows the character itself (CommonMark 0.31, section 2.4);
# angle brackets and ampersands become entities, so that no tag can arise.
_MARKUP = re.compile(r"([\\`*_{}\[\]#|~$])")
_LINE_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])(?=\s|$)", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def escape(text: str) -> str:
    """Text as Markdown that displays it unchanged (control and bidi marks removed)."""
    clean = _CONTROL.sub("", text)
    clean = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    clean = _MARKUP.sub(r"\\\1", clean)
    return _LINE_START.sub(_escape_marker, clean)


def _escape_marker(match: re.Match[str]) -> str:
    space, marker = match.groups()
    if marker[0].isdigit():
        return f"{space}{marker[:-1]}\\{marker[-1]}"
    return f"{space}\\{marker}"


def block_quote(text: str) -> str:
    """Text as a Markdown block quote, line by line.

    Where no character needs escaping the lines after the first carry no mark
    ("lazy continuation", CommonMark 5.1), so the quoted text stands in the
    Markdown character for character, newlines included.
    """
    escaped = escape(text)
    if escaped == text:
        return "> " + text
    return "\n".join("> " + line for line in escaped.split("\n"))
