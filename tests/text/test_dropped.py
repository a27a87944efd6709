"""Words that a filter took out: restored where the sentence forces them, else not."""

from __future__ import annotations

import pytest

from assistant.records import SeedText
from assistant.text.pages import repair
from assistant.text.repair.dropped import dropped_words


def restored(text: str) -> str:
    """The text with ⟦ ⟧ around what this rule restores."""
    for change in sorted(dropped_words(text), key=lambda c: -c.start):
        assert change.conjecture
        assert len(change.reason) > 8
        text = f"{text[: change.start]}⟦{change.after}⟧{text[change.end :]}"
    return text


@pytest.mark.parametrize(
    "text",
    [
        "催收问⟦题⟧也日益严重。",
        "反映了对待逾期还款问⟦题⟧的重视。",
        "网贷带来了诸多问⟦题⟧，尤其是催收问⟦题⟧。",
        "一些深层次问⟦题⟧。",
        "这些问⟦题⟧都能迎刃而解",
        "房贷断供问⟦题⟧愈发突出",
        "在遇到严重的债务问⟦题⟧时，可以求助。",
        "由于涉及隐私和安全问⟦题⟧，引发争议",
        "有效应对带来的问⟦题⟧。",
        "会员的账户问⟦题⟧，要尽快处理",
        "“个人征信问⟦题⟧”引发关注",
    ],
)
def test_topic_is_restored(text: str) -> None:
    assert restored(text.replace("⟦题⟧", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "问题也日益严重，问卷、学问、访问、疑问、质问、问候、顾问。",
        "这门学问，很深。我有疑问。他提出质问。多次访问，问卷也是。",
        "有人问，他不问。记者问：为什么？借款人问，催收员也问。",
        "我问的是他。您再问也没用。请问，怎么还？想问的是利息。",
        "灵魂之问，三问都答不出。不耻下问。反复追问也没有用，询问时要冷静。",
        "想找律师问问，匿名问，认真问的，来电话问，老婆问，朋友问。",
        "客户问，同事问也没用，警察问时他不说",
    ],
)
def test_topic_is_not_invented(text: str) -> None:
    assert restored(text) == text


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("通过 进行催收", "通过⟦电话⟧进行催收"),
        ("通过 与借款人联系，提醒其还款", "通过⟦电话⟧与借款人联系，提醒其还款"),
        ("当 和短信催收无效时", "当⟦电话⟧和短信催收无效时"),
        ("相较于 和短信，上门更直接，催收", "相较于⟦电话⟧和短信，上门更直接，催收"),
        ("频繁的催收 和短信", "频繁的催收⟦电话⟧和短信"),
        ("主要依赖于 催收、短信提醒等", "主要依赖于⟦电话⟧催收、短信提醒等"),
        ("包括短信催收、 催收、上门催收等", "包括短信催收、⟦电话⟧催收、上门催收等"),
        ("从传统的 催收到上门催收", "从传统的⟦电话⟧催收到上门催收"),
        ("骚扰 、恶意恐吓", "骚扰⟦电话⟧、恶意恐吓"),
        ("催收员多次拨打 ，影响生活", "催收员多次拨打⟦电话⟧，影响生活"),
        ("逾期后接到催收 时要冷静", "逾期后接到催收⟦电话⟧时要冷静"),
        ("催收:通过 进行催收", "⟦电话⟧催收:通过⟦电话⟧进行催收"),
        ("催收：通过电话联系借款人", "⟦电话⟧催收：通过电话联系借款人"),
    ],
)
def test_telephone_is_restored(raw: str, told: str) -> None:
    assert restored(raw) == told


@pytest.mark.parametrize(
    "text",
    [
        "上门催收：通过上门进行催收",
        "通过进行催收",
        "从传统的催收到上门催收",
        "通过 进行学习，提高成绩",  # nothing here is about debt
        "传统的 催收手段有很多",  # which of them, nobody can tell
        "借款 2 万元，还款 12 期",
        "骚扰和恐吓都不合法",
    ],
)
def test_telephone_is_not_invented(text: str) -> None:
    assert restored(text) == text


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("可以通过法律途径进行 。", "可以通过法律途径进行⟦维权⟧。"),
        ("通过诉讼来进行 ，保护自己", "通过诉讼来进行⟦维权⟧，保护自己"),
        ("可以进行 。", "可以进行 。"),
        ("通过各种途径进行 。", "通过各种途径进行 。"),
        ("4.3 与社会的角色", "4.3 ⟦政府⟧与社会的角色"),
        ("5.3 和社会的责任", "5.3 ⟦政府⟧和社会的责任"),
        ("4.3 企业与社会的角色", "4.3 企业与社会的角色"),
        (
            "4.3 与社会的角色\n和社会在规范方面也应发挥作用：",
            "4.3 ⟦政府⟧与社会的角色\n⟦政府⟧和社会在规范方面也应发挥作用：",
        ),
        (
            "5.3 和社会的角色\n应加强对行业的监管，完善法律法规。社会各界也应关注。",
            "5.3 ⟦政府⟧和社会的角色\n⟦政府⟧应加强对行业的监管，完善法律法规。社会各界也应关注。",
        ),
        # outside such a section nothing forces it
        (
            "5.2 机构的策略\n应加强人员的监管。",
            "5.2 机构的策略\n应加强人员的监管。",
        ),
        ("和社会在一起", "和社会在一起"),
        ("在满足借款需求的也推动了发展", "在满足借款需求的⟦同时⟧也推动了发展"),
        ("在保护隐私的也要催收", "在保护隐私的⟦同时⟧也要催收"),
        ("在满足需求的同时也推动了发展", "在满足需求的同时也推动了发展"),
        ("在学校的也要去，在北京的也有", "在学校的也要去，在北京的也有"),
        ("本站将“上门”这一现象进行深入探讨", "本站将⟦对⟧“上门”这一现象进行深入探讨"),
        ("本文将《民法典》进行全面解读", "本文将⟦对⟧《民法典》进行全面解读"),
        ("本站将对“上门”这一现象进行深入探讨", "本站将对“上门”这一现象进行深入探讨"),
        ("他将“上门”二字写下", "他将“上门”二字写下"),
    ],
)
def test_other_words(raw: str, told: str) -> None:
    assert restored(raw) == told


def test_a_healthy_page_is_not_even_looked_at() -> None:
    page = "催收问也日益严重。"  # one odd phrase makes no damaged page
    assert repair(SeedText("a.txt", page, "utf-8")).text == page


def test_two_gaps_show_that_a_filter_was_at_work() -> None:
    page = "催收问也日益严重。经济问，更是关系问。"
    result = repair(SeedText("a.txt", page, "utf-8"))
    assert result.text == "催收问题也日益严重。经济问题，更是关系问题。"
    assert [edit.after for edit in result.edits] == ["题"] * 3
    assert [k for k, place in enumerate(result.origin) if place == -1] == [3, 13, 20]


def test_a_gap_that_no_rule_explains_is_kept_and_reported() -> None:
    result = repair(SeedText("a.txt", "我的問(wèn)題可以進行 ,或者找人。", "utf-8"))
    assert result.text == "我的问题可以进行 ，或者找人。"
    assert [(f.rule, f.text) for f in result.findings] == [("dropped", "行 ,")]
