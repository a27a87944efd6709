"""How Chinese characters are read.

The table ``data/pinyin.tsv`` holds the readings of some 14,000 characters of
both scripts, taken from CC-CEDICT (CC BY-SA 4.0): a line has the toned
readings, the commonest first, a tab, and all characters that are read so.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

LETTERS: Final = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ"
"""What a reading is written with, as the inside of a regular expression's ``[…]``."""

_SYLLABLES: Final = """
    a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can
    cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai
    chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den
    deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang
    fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang
    gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo
    ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken
    keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian
    liang liao lie lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men
    meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang
    niao nie nin ning niu nong nou nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi
    pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun
    ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sei sen
    seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui
    shun shuo si song sou su suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie
    ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao
    xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue
    yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong
    zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
"""
SYLLABLES: Final = frozenset(_SYLLABLES.split())
"""All toneless syllables of standard Chinese, with ``v`` for ü."""


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Character to its readings, as one string, the commonest first."""
    table: dict[str, str] = {}
    text = files("assistant.text").joinpath("data/pinyin.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        written, _, chars = line.partition("\t")
        table.update(dict.fromkeys(chars, written))
    return table


def readings(char: str) -> frozenset[str]:
    """All toned readings of a character, like ``cuī``; empty where none is known."""
    return frozenset(_table().get(char, "").split())


def usual_reading(char: str) -> str:
    """The commonest toned reading of a character; empty where none is known."""
    return _table().get(char, "").partition(" ")[0]


def syllable(char: str) -> str:
    """The commonest reading of a character without its tone, like ``cui``; else empty."""
    return toneless(usual_reading(char))


@lru_cache(maxsize=4096)
def toneless(reading: str) -> str:
    """A reading without its tone, ü as v: ``lǜ`` becomes ``lv``."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
