"""The page's colours and fonts, as a Gradio theme, so that Gradio's own parts match.

Fonts are those that phones and computers sold in China have; none is fetched.
"""

from __future__ import annotations

from typing import Final

import gradio as gr

FONTS: Final = (
    "-apple-system",
    "BlinkMacSystemFont",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "MiSans",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "system-ui",
    "sans-serif",
)
PAPER: Final = "#f7f4ee"
PAPER_DARK: Final = "#141918"
_INK, _INK_DARK = "#1d2624", "#e8ebe6"
_ACCENT, _ACCENT_DARK = "#12594f", "#86cdbd"
_TEAL: Final = gr.themes.Color(
    "#eef6f3", "#d8eae4", "#b3d6cc", "#86cdbd", "#57ab9a", "#2f8877",
    "#1c6e60", "#12594f", "#0f473f", "#0c3831", "#072420", "teal-of-its-own",
)  # fmt: skip


def theme() -> gr.themes.Base:
    """Paper and ink, one green; light and dark."""
    made = gr.themes.Base(
        primary_hue=_TEAL,
        secondary_hue=_TEAL,
        neutral_hue="stone",
        radius_size="lg",
        font=list(FONTS),
        font_mono=["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"],
    )
    made.set(
        body_background_fill=PAPER,
        body_background_fill_dark=PAPER_DARK,
        body_text_color=_INK,
        body_text_color_dark=_INK_DARK,
        background_fill_primary=PAPER,
        background_fill_primary_dark=PAPER_DARK,
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        link_text_color=_ACCENT,
        link_text_color_dark=_ACCENT_DARK,
    )
    return made
