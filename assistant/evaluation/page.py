"""Markdown and pictures -> one HTML file that needs nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from markdown_it import MarkdownIt

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff;
  max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; width: max-content; }
th, td { border: 1px solid #ccc; padding: .25rem .5rem; text-align: left; vertical-align: top;
  max-width: 16rem; }
th { background: #f2f2f2; }
figure { margin: 1rem 0; max-width: 34rem; }
figure svg { width: 100%; height: auto; }
"""
_PICTURE = re.compile('<p><img src="figures/([^"/]+)\\.svg" alt="([^"]*)" ?/?></p>')
_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_NAMED = re.compile(r'(\bid="|xlink:href="#|url\(#)')


def page(markdown: str, pictures: Mapping[str, str]) -> str:
    """The whole page; pictures by the name of their file."""
    body = MarkdownIt("commonmark").enable("table").render(markdown)
    body = body.replace("<table>", '<div class="table"><table>').replace(
        "</table>", "</table></div>"
    )
    body = _PICTURE.sub(lambda found: _figure(found[1], found[2], pictures), body)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Evaluation report</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _figure(name: str, label: str, pictures: Mapping[str, str]) -> str:
    """The picture itself; its inner names are made its own, since a page may hold many."""
    svg = _PROLOGUE.sub("", pictures[name])
    svg = _NAMED.sub(lambda found: f"{found[1]}{name}-", svg)
    svg = svg.replace("<svg", f'<svg role="img" aria-label="{escape(label)}"', 1)
    return f"<figure>{svg}</figure>"
