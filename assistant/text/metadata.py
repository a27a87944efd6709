"""What identifies an article: title, date, author.

The lines that say so stand at the top of a page, among others that say
nothing; ``repair.furniture`` asks here which line is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.records import Document, RepairedText
from assistant.text.headings import heading, most_chars
from assistant.text.lines import Line, code_lines, lines
from assistant.text.repair.readings import without_readings
from assistant.text.script import is_han, to_simplified

DATE: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[-/.]|年)\s*(1[0-2]|0?[1-9])\s*(?:[-/.]|月)\s*"
    r"(3[01]|[12]\d|0?[1-9])(?!\d)日?(?:\s*(?:T|\s)\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_AUTHOR: Final = re.compile(
    r"(?:^|[\s|｜/])(?:作者|撰文|撰稿|文|[Aa]uthor)\s*[:：/]\s*([^\s|｜/:：]{2,12})"
)
_COMPOUND: Final = (
    *("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文"),
    *("长孙", "司徒", "司空", "夏侯", "端木", "百里", "南宫"),
)
_SURNAMES: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭"
    "郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟"
    "平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江"
    "童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚"
    "程嵇邢裴陆荣翁荀羊惠甄封芮储靳汲邴糜松井段富巫乌焦巴弓牧车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武"
    "符刘景詹束龙叶幸司黎薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔胥能苍双闻党翟谭贡劳姬申扶堵冉宰郦雍桑"
    "桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习艾鱼容向古易慎戈廖庾终居衡步都耿满匡国文寇广"
    "东欧沃利蔚越隆师巩聂晁勾敖融冷辛阚那简饶空曾沙养鞠丰关查荆红游竺权盖益桓公肖闫覃涂代佟佘冼邝"
)


def plain(line: str) -> str:
    """A line as the rules read it: simplified, without bracketed readings."""
    return to_simplified(without_readings(line)).strip()


def body_start(text: str, spans: Sequence[Line]) -> int | None:
    """The index of the first line of the article proper: a heading or a whole sentence."""
    for index, (start, end) in enumerate(spans):
        line = text[start:end]
        if line and (heading(line) or is_prose(line)):
            return index
    return None


def is_prose(line: str) -> bool:
    """Whether a line is running text."""
    if line.isascii():
        return len(line.split()) >= 4 and (line[-1] in ".:" or len(line) > most_chars(line))
    return "。" in line or (len(line) > most_chars(line) and line[-1:] in '！？!?.…：:”"')


def could_be_title(line: str) -> bool:
    """Whether a line has the look of a title: short, with words in it, no full stop."""
    return 1 < len(line) <= 90 and not is_prose(line) and any(c.isalpha() for c in line)


def pick_title(candidates: Iterable[str]) -> str:
    """The title among the lines of a page's head: the longest, the first of equals."""
    return max(candidates, key=len, default="")


def date_in(line: str) -> str | None:
    """The first date of a line as ``2024-12-06``."""
    found = DATE.search(line)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None


def author_in(line: str) -> str | None:
    """The author that a line names: after a label, or as a lone name before a date."""
    named = _AUTHOR.search(line)
    if named:
        return named[1]
    date = DATE.search(line)
    if date is None:
        return None
    before = line[: date.start()].strip(" \t|｜·")
    return before if _is_name(before) else None


def _is_name(word: str) -> bool:
    """Whether a word has the build of a Chinese personal name."""
    if not 2 <= len(word) <= 4 or not all(map(is_han, word)):
        return False
    if word[:2] in _COMPOUND:
        return len(word) >= 3
    return len(word) <= 3 and word[0] in _SURNAMES


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a page: its title and the lines that belong to no section."""

    title: str
    skipped: frozenset[int]


def head_lines(text: str) -> Head:
    """Find the title: Markdown's only ``# …``, or a short line above the article."""
    spans = lines(text)
    told = [text[start:end] for start, end in spans]
    code = code_lines(text, spans)
    matter = _front_matter(told)
    tops = [k for k, line in enumerate(told) if line.startswith("# ") and k not in code]
    start = body_start(text, spans) or 0
    if len(tops) == 1 and tops[0] <= max(start, matter):
        return Head(told[tops[0]].strip("# "), frozenset(range(tops[0] + 1)))
    titled = next((line[6:].strip(" \"'") for line in told[:matter] if line[:6] == "title:"), "")
    named = {k for k in range(start) if _names_date_or_author(told[k])} | set(range(matter))
    title = next((k for k in range(start) if k not in named and could_be_title(told[k])), None)
    if titled or title is None:
        return Head(titled, frozenset(named))
    return Head(told[title], frozenset({title, *named}))


def _front_matter(told: Sequence[str]) -> int:
    """How many lines at the top are a block of ``key: value`` between two ``---``."""
    if told[0] != "---" or "---" not in told[1:40]:
        return 0
    end = told.index("---", 1)
    return end + 1 if all(":" in line or line[:1] in "-#" for line in told[1:end]) else 0


def _names_date_or_author(line: str) -> bool:
    return len(line) <= 60 and (date_in(line) is not None or author_in(line) is not None)


def document(repaired: RepairedText) -> Document:
    """What identifies the article: id and source from the file, the rest from the page."""
    name = repaired.seed.name
    stem = name.rsplit(".", 1)[0] or name
    digits = re.match(r"[0-9]+", stem)
    date, author = _date_and_author(repaired)
    return Document(
        id=digits[0] if digits else stem,
        title=head_lines(repaired.text).title or stem,
        source=name,
        date=date,
        author=author,
    )


def _date_and_author(repaired: RepairedText) -> tuple[str | None, str | None]:
    """Date and author, from the lines that the repair took out and from the page's head."""
    taken = [edit.before for edit in repaired.edits if edit.rule == "furniture"]
    spans = lines(repaired.text)
    start = max(body_start(repaired.text, spans) or 0, _front_matter(repaired.text.split("\n")))
    head = [repaired.text[first:last] for first, last in spans[:start]]
    known = [plain(line) for block in (*taken, *head) for line in block.split("\n")]
    short = [line for line in known if len(line) <= 60]
    date = next((d for line in short if (d := date_in(line))), None)
    author = next((a for line in short if (a := author_in(line))), None)
    return date, author
