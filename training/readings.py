"""Makes assistant/text/data/{pinyin,ends_in_a3}.tsv from CC-CEDICT (CC BY-SA 4.0).

    python -m training.readings cedict.tsv assistant/text/data

A character's readings are counted over the words it stands in, which puts the
commonest first; for some function characters, whose everyday reading is rare
inside words, FIRST says which comes first.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from assistant.text.script import is_common, is_han, to_traditional

MARKS = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ"}
NASAL = {"m2": "ḿ", "n2": "ń", "n3": "ň", "n4": "ǹ", "ng2": "ńg", "ng3": "ňg", "ng4": "ǹg"}
FIRST = dict(
    p.split(":")
    for p in (
        "呗:bei 唄:bei 了:le 都:dōu 还:hái 還:hái 得:de 给:gěi 給:gěi 着:zhe 著:zhe 地:dì "
        "说:shuō 說:shuō 谁:shéi 誰:shéi 那:nà 哪:nǎ 这:zhè 這:zhè 没:méi 沒:méi 吗:ma "
        "嗎:ma 吧:ba 呢:ne 啊:a 上:shàng 的:de 和:hé 会:huì 會:huì 要:yào 为:wèi 為:wèi "
        "只:zhǐ 长:cháng 長:cháng 么:me 麼:me 什:shén 过:guò 過:guò 行:xíng 重:zhòng "
        "调:diào 調:diào 被:bèi 把:bǎ 大:dà 不:bù 好:hǎo 差:chà 系:xì 系:xì 当:dāng "
        "當:dāng 看:kàn 见:jiàn 見:jiàn 呀:ya 哦:ó 嗯:én 啦:la 嘛:ma 哇:wā 吓:xià 嚇:xià "
        "处:chǔ 處:chǔ 还:hái 觉:jué 覺:jué 便:biàn 应:yīng 應:yīng 数:shù 數:shù 相:xiāng "
        "少:shǎo 中:zhōng 种:zhǒng 種:zhǒng 干:gàn 幹:gàn 更:gèng 间:jiān 間:jiān 空:kōng "
        "落:luò 强:qiáng 強:qiáng 切:qiè 曲:qǔ 弹:dàn 彈:dàn 倒:dào 朝:cháo 传:chuán "
        "傳:chuán 乐:lè 樂:lè 查:chá 单:dān 單:dān 盛:shèng 薄:báo 血:xuè 谁:shuí 誰:shuí "
        "露:lù 角:jiǎo 假:jiǎ 难:nán 難:nán 分:fēn 发:fā 發:fā 几:jǐ 幾:jǐ 与:yǔ 與:yǔ "
        "号:hào 號:hào 量:liàng 率:lǜ 藏:cáng 参:cān 參:cān 似:sì 折:zhé 奇:qí 省:shěng "
        "宁:níng 寧:níng 车:chē 車:chē 石:shí 六:liù 厂:chǎng 尽:jìn 盡:jìn 兴:xīng "
        "興:xīng 度:dù 否:fǒu 仇:chóu 任:rèn 单:dān 区:qū 區:qū 解:jiě 盖:gài 蓋:gài "
        "曾:céng 降:jiàng "
    ).split()
)


def marked(syllable: str) -> str | None:
    """``lu:e4`` as ``lüè``; None for what is no syllable (r5, xx5)."""
    found = re.fullmatch(r"([a-zü]+)([1-5])", syllable.lower().replace("u:", "ü"))
    if not found or found[1] in ("r", "xx"):
        return None
    body, tone = found[1], int(found[2])
    if tone == 5:
        return body
    if not re.search("[aeiouü]", body):
        return NASAL.get(found[0])
    place = next((body.index(v) for v in ("a", "e") if v in body), -1)
    if place < 0:
        place = body.index("o") if "ou" in body else max(body.rfind(v) for v in "iouü")
    return body[:place] + MARKS[body[place]][tone - 1] + body[place + 1 :]


def entries(source: Path) -> list[tuple[str, str, str, str]]:
    rows = source.read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(row.split("\t")[:4]) for row in rows]  # type: ignore[misc]


def readings(source: Path) -> dict[str, list[str]]:
    """Characters by their readings, the commonest reading first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for trad, simp, pinyin, _ in entries(source):
        syllables = pinyin.split()
        for word in {trad, simp}:
            if len(word) != len(syllables):
                continue
            for char, syllable in zip(word, syllables):
                reading = marked(syllable)
                if not is_han(char) or reading is None:
                    continue
                # A surname or a place alone must not lead.
                proper = pinyin[0].isupper()
                weight = (0 if proper else 2) if len(word) == 1 else (1 if proper else 3)
                counts[char][reading] += weight
    groups: dict[str, list[str]] = defaultdict(list)
    for char in sorted(counts):
        told = counts[char]
        order = sorted(told, key=lambda r: (r != FIRST.get(char), -told[r], r))
        groups[" ".join(order)].append(char)
    return groups


def ends_in_a3(source: Path) -> list[str]:
    """Everyday traditional characters whose GBK code ends in A3, with their neighbours."""
    chars = []
    for lead in range(0x81, 0xFF):
        try:
            char = bytes([lead, 0xA3]).decode("gbk")
        except UnicodeDecodeError:
            continue
        if is_han(char) and is_common(char) and to_traditional(char) == char:
            chars.append(char)
    before: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, set[str]] = defaultdict(set)
    for trad, _, pinyin, english in entries(source):
        unusual = (
            "surname" in english
            or "(old)" in english
            or "archaic" in english
            or english.startswith("variant")
        )
        if not 2 <= len(trad) <= 3 or pinyin[0].isupper() or unusual:
            continue
        for k, char in enumerate(trad):
            if char in chars:
                before[char].update(trad[k - 1 : k] if k else "")
                behind[char].update(trad[k + 1 : k + 2])
    return [f"{c}\t{''.join(sorted(before[c]))}\t{''.join(sorted(behind[c]))}" for c in chars]


def main(source: Path, folder: Path) -> None:
    groups = readings(source)
    lines = [f"{written}\t{''.join(groups[written])}" for written in sorted(groups)]
    for name, rows in (("pinyin.tsv", lines), ("ends_in_a3.tsv", ends_in_a3(source))):
        (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
