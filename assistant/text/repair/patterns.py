"""What page furniture looks like: whole lines, in simplified characters without readings.

Data for ``furniture``, in the order in which they are tried.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.text.metadata import DATE

Patterns = tuple[tuple[str, str], ...]
"""Pairs of what a line is and the expression that all of it must match."""

LINK_LIST: Final = "list of other articles"

_PHONE: Final = r"(?:\+?86[- ]?)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}"
_MAIL: Final = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_CHAT: Final = r"(?:QQ|qq|微信|V信)\s*[:：]?\s*[\w-]{5,20}"
_REACH: Final = rf"(?:{_PHONE}|{_MAIL}|{_CHAT})"
_DATE: Final = rf"(?:{DATE.pattern})"
_BUTTON: Final = (
    "(?:分享|分享到|分享至|收藏|点赞|评论|打印|转发|返回|返回首页|返回顶部|首页|关注|举报"
    "|登录|注册|搜索|复制链接|微博|微信|空间)"
)
_LISTED: Final = (
    "(?:文章|阅读|推荐|资讯|新闻|内容|看看|导读|话题|标签|热点|百科|知识|问答|帖子|链接|搜索)"
)
_CHOSEN: Final = "(?:最新|热门|相关|推荐|其他|其它|更多|精彩|延伸|随机|猜你|为您|最近|本周|今日)"
_COUNTED: Final = "(?:阅读|浏览|点击|评论|点赞|收藏|热度|人气)"

TELLING: Final[Patterns] = (
    (
        "takedown contact",
        r".{0,40}(?:侵权|删帖|删稿|撤稿)[^。]{0,16}(?:联系|邮箱|QQ|微信)[^。]{0,6}[:：].{0,80}",
    ),
    (
        "editor",
        r"[(（【\[]?(?:责任编辑|责编|文字编辑|值班编辑|编审|编校)\s*[:：]\s*\S{1,12}[)）】\]]?",
    ),
    (
        "disclaimer",
        r"(?:特别|郑重|免责|版权|重要|转载)?(?:声明|提示|申明)\s*[:：]"
        r".*(?:本站|本网|本文|本平台|转载|版权|作者观点|仅供参考).*",
    ),
    (
        "disclaimer",
        r"(?:本文|文章|以上内容).{0,12}(?:仅代表|不代表).{0,16}(?:观点|立场).{0,40}",
    ),
    ("link to another article", r"(?:上|下|前|后)一(?:篇|章|页|条|则)\s*(?:[:：].*)?"),
    (
        LINK_LIST,
        rf"{_CHOSEN}的?(?:热门|相关)?{_LISTED}\s*[:：]?"
        r"|猜你喜欢|大家都在看|你可能还?(?:喜欢|感兴趣).{0,6}",
    ),
    (
        "application footer",
        r"(?:点击|请|立即|马上|在|去|打开|下载|前往|扫码|使用|到){1,3}.{0,8}"
        r"(?:app|APP|App|客户端).{0,4}(?:查看|体验|阅读|打开|享|看).{0,10}",
    ),
    (
        "path of the page",
        r"(?:您?(?:当前|现在)?的?位置\s*[:：])?\s*(?:首页|主页)\s*[>»＞›→].*",
    ),
)
"""Lines that no article has: one of them shows that a page was scraped."""

QUIET: Final[Patterns] = (
    (
        "greeting of the site",
        r"(?:您好|你好)?[!！,， ]*欢迎(?:您|你)?(?:访问|光临|来到|关注|登录).{1,30}",
    ),
    ("contact", rf"(?:[^\s:：。]{{1,8}}\s*[:：]\s*)?{_REACH}(?:[\s/,，、|]*{_REACH})*"),
    ("date line", rf"(?:发布|更新|发表|编辑)?(?:时间|日期|于)\s*[:：]?\s*{_DATE}.{{0,40}}"),
    (
        "date line",
        rf"[^。，,]{{0,24}}{_DATE}(?:\s*(?:[|｜·]|来源|作者|阅读|浏览|编辑).{{0,40}})?",
    ),
    ("source or author", r"(?:来源|作者|撰文|文章来源|原标题)\s*[:：]\s*\S.{0,30}"),
    ("counter", r"\S{0,8}\s*(?:\d+\s*(?:℃|°C|次|人|阅读|浏览|评论|赞|热度)?\s*){1,3}"),
    ("counter", rf"(?:{_COUNTED}[量数]?(?:次数)?\s*[:：(（]?\s*\d+\s*[)）次]?\s*)+"),
    ("share bar", rf"{_BUTTON}(?:[\s|/·]*{_BUTTON})*"),
    (
        "channel or site name",
        r"[^\s。，,：:？?!！]{2,8}(?:频道|专栏|栏目|论坛|社区|官网|网站|网|资讯网|在线)",
    ),
    ("tags", r"(?:标签|关键词|关键字|Tags?|TAG)\s*[:：].*"),
)
"""Lines that could be content, but not at the edge of a page that was scraped."""

ADULT: Final = re.compile("无码|久久|少妇|人妻|裸体|国产精品|色视频|乱码|禁美女|乱伦|成人")
"""Words of a trade whose spam is put on hacked pages; three of them make a spam line."""
