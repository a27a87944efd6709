"""What kind of section a passage is, and what kind of message a question is."""

from __future__ import annotations

import re
from typing import Final

from assistant.records import Passage

DESCRIPTION: Final = "description"

# Checked in this order, first against the section's heading, then the chapter's.
_KINDS: Final = (
    ("company", "催收公司应对|机构应对|政府|社会的角色|改进|风控|优化催收|教育|知识普及|平衡|责任"),
    ("effect", "影响|心理|压力|破裂|反响|名誉"),
    ("law", "法律|权益|权利|边界|道德|合规"),
    ("coping", "应对|策略|措施|沟通|帮助|计划|财务管理|理性|良好的信用|防范"),
    ("cause", "原因|缘由|必要|违约|效果|逾期情况|政策的变化|普遍性|困境"),
    ("outlook", "未来|展望|趋势|变革|信用体系"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)

_ASKS = re.compile(
    "[?？]|怎么|怎麼|如何|什么|什麼|吗|嗎|呢|么$|为什么|能不能|可不可以|会不会|會不會|是不是|有没有|有沒有"
    "|哪|谁|誰|多少|几|幾|咋|啥|点算|點算|點樣"
    "|\\b(what|how|why|when|where|who|which|can|could|may|do|does|did|is|are|will|would|should)\\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile("我|咱|俺|家里|家裡|\\b(i|my|me|we|our|im)\\b", re.IGNORECASE)


def section_kind(passage: Passage) -> str:
    """company, effect, law, coping, cause, outlook or description."""
    for heading in (passage.heading.section, passage.heading.chapter):
        for kind, pattern in _PATTERNS:
            if pattern.search(heading):
                return kind
    return DESCRIPTION


def is_told(question: str) -> bool:
    """Whether someone tells what happened to them rather than asks."""
    long_enough = len(question) >= (12 if re.search("[\u3400-\u9fff]", question) else 30)
    return long_enough and not _ASKS.search(question) and bool(_FIRST_PERSON.search(question))
