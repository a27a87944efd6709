"""Words that a filter took out, put back as conjectures.

Nothing in the file proves them: each is an editor's guess that the sentence
forces, and is recorded as one.  The rules are written for kinds of sentences;
where a sentence would also make sense without the word, nothing is put back.
Reasons are in Chinese, because readers of the articles are shown them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from assistant.text.headings import heading
from assistant.text.repair.draft import Change

_STOP: Final = "[，,。；;：:、！!？?”」』）)]"
_GAP: Final = "(?P<gap>[ \u3000]+)"

# --- 问 for 问题 ---------------------------------------------------------------

# 学问, 疑问, 访问 …: 问 is the second half of a word of its own.
_BOUND: Final = "学疑访顾慰询质提追反责拷审盘查讯发设过诘叩探答试考逼问"
# Whoever can ask: 有人问，记者问。
_ASKERS: Final = (
    "我你您他她它们谁人者员生师家长友妈爸父母哥姐弟妹叔婆爷奶夫妻子女孩娘官警众客户士主方某"
)
# How and how often one asks: 不问，再问，多问; 三问; and 之问, which is a word by itself.
_MANNER: Final = (
    "不没未别想要来去再又先便就还只才细敢可如且若被所常总曾刚自会能得请必好勤快连频互面上下首天之以真么名话电替帮也都"
    "一二三四五六七八九十百两几借"
)
_QUANTITY: Final = "(?:[很许诸太众]多|不少|[一这那某有哪]些|[各种]种|系列|[这那一]个|的)"
# Nouns whose last character could also be the end of an asker's name.
_THINGS: Final = "(?:账户|帐户|房子|车子|电子|国家|民生|卫生|成长|人生|通话|对话)"
_AFTER_TOPIC: Final = (
    "(?:也|都|日益|日渐|愈发|愈加|愈演|越来越|逐渐|逐步|不断|不容|依然|仍|频发|频出|频现|突出|凸显|严重"
    "|得到|得以|是|时|的(?=[\u4e00-\u9fff])(?![人话时是事那这问题]|候)|等|及|和|与|或|以及|[，,。；;、！!？?”」）)]|$)"
)
_TOPIC: Final = re.compile(
    f"(?:{_QUANTITY}|{_THINGS}|[^{_BOUND}{_ASKERS}{_MANNER}多少些个种的\\W\\d_A-Za-z])(?<!同事)(?<![警监]察)问(?={_AFTER_TOPIC})",
    re.MULTILINE,
)


def _topics(text: str) -> Iterator[Change]:
    for found in _TOPIC.finditer(text):
        reason = f"“{found[0]}”在此是名词，动词“问”讲不通，应为“问题”"
        yield _put(found.end(), "题", reason)


# --- 电话 ----------------------------------------------------------------------

_COLLECTING: Final = re.compile("催收|催款|催债|欠款|还款|逾期|借款|骚扰")
_MEANS: Final = re.compile(
    f"(?:通过|经由|采用|使用|利用|借助){_GAP}(?=进行|与|和|跟|向|联系|催|沟通|告知|提醒|或)"
)
_AND: Final = "(?:和|与|及|或|以及|、)"
_BESIDE: Final = (
    re.compile(f"{_GAP}(?={_AND}(?:短信|信函|邮件|微信|上门))"),
    re.compile(f"(?<=短信){_AND}{_GAP}(?=催收|{_STOP}|等|的)"),
)
_KIND: Final = re.compile(f"(?<=[的于、，,括有过]){_GAP}(?=催收)")
_OTHER_KINDS: Final = re.compile("短信|上门|信函|邮件")
_OBJECT: Final = (
    re.compile(f"(?:骚扰|恐吓|推销|陌生|诈骗){_GAP}(?={_STOP}|和|与|等|及|或)"),
    re.compile(
        f"(?:拨打|接听|接到|挂断|接起|回拨)(?:催收|骚扰|陌生)?{_GAP}(?={_STOP}|和|与|后|时|的)"
    ),
)
_LABEL: Final = re.compile(
    "^[ \t\u3000]*(?=催收[:：](?:主要)?(?:通过|以|用|拨打)"
    "(?:电话|[ \u3000]+(?:进行|与|和|联系|催)))",
    re.MULTILINE,
)


def _telephones(text: str) -> Iterator[Change]:
    if not _COLLECTING.search(text):
        return
    for found in _MEANS.finditer(text):
        yield _fill(found, "电话", "“通过”之后缺少联系的手段，此页所述催收手段中缺的是“电话”")
    for found in _all(_BESIDE, text):
        yield _fill(found, "电话", "与“短信”“上门”等并列的催收手段被删，缺的是“电话”")
    for found in _KIND.finditer(text):
        if _OTHER_KINDS.search(_sentence(text, found.start())):
            yield _fill(found, "电话", "句中列举或对比催收的种类，“催收”之前缺的是“电话”")
    for found in _all(_OBJECT, text):
        yield _fill(found, "电话", f"“{found[0].strip()}”之后缺少宾语，缺的是“电话”")
    for found in _LABEL.finditer(text):
        reason = "此项所释的手段是打电话，与其他催收手段并列，“催收”之前缺的是“电话”"
        yield _put(found.end(), "电话", reason)


# --- 维权, 政府, 同时, 对 ---------------------------------------------------------

_DEFEND: Final = re.compile(
    f"(?:途径|手段|渠道|程序|武器|诉讼)(?:来)?进行{_GAP}(?={_STOP}|$)", re.MULTILINE
)
_LEGAL: Final = re.compile("法律|法院|诉讼|司法|合法")


def _defences(text: str) -> Iterator[Change]:
    for found in _DEFEND.finditer(text):
        if _LEGAL.search(_sentence(text, found.start())):
            yield _fill(found, "维权", "“通过法律途径进行”之后缺少宾语，缺的是“维权”")


_ROLE: Final = re.compile("[与和](?:社会|公众|企业|市场)(?:各界)?的(?:角色|责任|作用|职责)")
_PARTNER: Final = re.compile("[ \t\u3000]*(?P<place>)[与和]社会(?:各界)?(?:在|应|也|共同|需|要)")
_DUTY: Final = re.compile(
    "(?:^[ \t\u3000]*|(?<=。))(?=应当?(?:加强|加大|完善|建立|健全|制定|出台|强化))"
)
_STATE_WORK: Final = re.compile("监管|法律法规|立法|执法")


def _governments(text: str) -> Iterator[Change]:
    """A section on the part of ___ and society: in its heading, and in its sentences."""
    inside = False
    place = 0
    for line in text.split("\n"):
        mark = heading(line)
        if mark is not None:
            at = place + len(line) - len(mark.label) if line.endswith(mark.label) else place
            found = _ROLE.match(mark.label)
            inside = found is not None or mark.label.startswith("政府")
            if found:
                yield _put(at, "政府", "连词之前缺少与“社会”并列的一方，缺的是“政府”")
        elif inside:
            yield from _duties(line, place)
        place += len(line) + 1


def _duties(line: str, place: int) -> Iterator[Change]:
    partner = _PARTNER.match(line)
    if partner:
        reason = "本节论“政府和社会”，连词之前缺的是“政府”"
        yield _put(place + partner.start("place"), "政府", reason)
    for duty in _DUTY.finditer(line):
        if _STATE_WORK.search(_sentence(line, duty.end())):
            reason = "本节论“政府和社会”，此句言监管与立法而无主语，缺的是“政府”"
            yield _put(place + duty.end(), "政府", reason)


_MEANWHILE: Final = re.compile(
    "在(?:满足|享受|提高|提升|追求|保护|保障|带来|获得|促进|推动|加强|方便|提供|增加|降低|解决|扩大|实现|快速|迅速)"
    "[^，,。；;：:！!？?\n]{1,24}?的(?P<gap>[ \u3000]*)(?=[，,]?也(?!是))"
)
_TREAT: Final = re.compile(
    "(?<=将)(?P<gap>[ \u3000]*)(?=[“「『《][^”」』》\n]{1,40}[”」』》]"
    "(?:这一|这个|这种|一|的)?(?:现象|问题|话题|事件|主题|情况)?(?:进行|加以|展开)"
    "(?:深入|详细|全面|系统)?(?:的)?(?:探讨|分析|讨论|研究|解读|阐述|剖析))"
)


def _meanwhiles(text: str) -> Iterator[Change]:
    for found in _MEANWHILE.finditer(text):
        yield _fill(found, "同时", "“在……的”之后直接“也”，缺少中心语，缺的是“同时”")


def _treatments(text: str) -> Iterator[Change]:
    for found in _TREAT.finditer(text):
        yield _fill(found, "对", "“进行探讨”的对象之前缺少介词“对”")


# --- all of them ---------------------------------------------------------------

_RULES: Final[tuple[Callable[[str], Iterator[Change]], ...]] = (
    _topics,
    _telephones,
    _defences,
    _governments,
    _meanwhiles,
    _treatments,
)


def dropped_words(text: str) -> list[Change]:
    """All words that the text forces back, each once."""
    changes = sorted((c for rule in _RULES for c in rule(text)), key=lambda c: (c.start, c.end))
    kept: list[Change] = []
    for change in changes:
        if not kept or (change.start, change.end) != (kept[-1].start, kept[-1].end):
            kept.append(change)
    return kept


def _fill(found: re.Match[str], word: str, reason: str) -> Change:
    """Put a word into the gap that it left, or where nothing was left."""
    start, end = found.span("gap")
    return Change(start, end, word, reason, conjecture=True)


def _put(place: int, word: str, reason: str) -> Change:
    return Change(place, place, word, reason, conjecture=True)


def _all(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(text)


def _sentence(text: str, place: int) -> str:
    """The sentence around a place."""
    start = max(text.rfind(mark, 0, place) for mark in "。！？\n") + 1
    ends = [end for mark in "。！？\n" if (end := text.find(mark, place)) >= 0]
    return text[start : min(ends, default=len(text))]
