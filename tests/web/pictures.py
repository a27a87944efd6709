"""Makes the favicon and the picture of the social preview, in a real browser.

python -m tests.web.pictures            writes into assistant/ui/assets
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.web.browser import chromium

ASSETS = Path(__file__).resolve().parents[2] / "assistant" / "ui" / "assets"
DOOR = "M7 21V4.6c0-.5.3-.9.8-1L15.4 2c.3 0 .6.2.6.5V21M4 21h16M13 11.4v1.4"

MARK = f"""
<svg viewBox="0 0 24 24" fill="none" stroke="#fff" stroke-width="{{width}}"
 stroke-linecap="round" stroke-linejoin="round"><path d="{DOOR}"/></svg>"""

FAVICON = f"""
<style>
body {{ margin: 0; background: transparent; }}
div {{ width: 128px; height: 128px; border-radius: 34px; background: #12594f;
  display: grid; place-items: center; }}
svg {{ width: 84px; }}
</style>
<div>{MARK.format(width=1.9)}</div>
"""

SOCIAL = f"""
<style>
body {{ margin: 0; width: 1200px; height: 630px; overflow: hidden; position: relative;
  background: #f7f4ee; color: #1d2624; font-family: 'Noto Sans CJK SC', sans-serif; }}
body > * {{ position: absolute; left: 88px; }}
.mark {{ top: 84px; width: 84px; height: 84px; border-radius: 24px; background: #12594f;
  display: grid; place-items: center; }}
.mark svg {{ width: 54px; }}
h1 {{ left: 84px; top: 208px; margin: 0; font: 700 92px/1.2 'Noto Serif CJK SC', serif; }}
h2 {{ top: 336px; margin: 0; font: 600 34px/1.4 Arial, sans-serif; color: #12594f; }}
p {{ top: 420px; margin: 0; padding-left: 30px; border-left: 6px solid #12594f;
  font-size: 34px; line-height: 1.7; }}
b {{ padding: 2px 6px; background: #ffe68f; font-weight: 400; }}
small {{ font-size: 27px; color: #57605c; }}
</style>
<div class="mark">{MARK.format(width=1.7)}</div>
<h1>催收上门怎么办</h1><h2>Collectors at the door</h2>
<p>原文引用，注明出处。<b>一个字也不改写</b>，什么也不保存。<br>
<small>Advice articles, quoted word for word. Nothing you type is kept.</small></p>
"""


def main(folder: Path) -> None:
    """Draw both pictures."""
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 128, "height": 128})
        page.set_content(FAVICON)
        page.screenshot(path=folder / "favicon.png", omit_background=True)
        page.set_viewport_size({"width": 1200, "height": 630})
        page.set_content(SOCIAL)
        page.screenshot(path=folder / "social.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS)
