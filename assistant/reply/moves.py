"""Words by which a message leans on the one before, in folded text of any language."""

from __future__ import annotations

import re
from typing import Final

# "More": the message holds nothing but these; one of the first must be among them.
_KEYS: Final = (
    "还有没有|还有|还能|还可以|其他|其它|别的|具体|详细|仔细|展开|继续|更多|接着|再(?:多|来|给|说|讲)|多(?:说|讲)"
    "|没了|没有了|就(?:这些|这样|这|酱|咁)|仲有|除左|除咗|更(?:具体|详细)|然后呢|系咪咁多"
    "|\\b(?:more|else|further|elaborate|expand|details?|besides|other|others|go on|continue"
    "|is that (?:all|it)|thats (?:all|it)|keep going|and then|specifics?|additional)\\b"
    "|もっと|もう少し|詳しく|详しく|くわしく|他に|ほかに|続き|续き|それだけ|더|자세히|구체적|다른|또|계속|그게 다"
    "|\\b(?:them|nua|con gi|chi tiet|cu the|hai ?you|ji ?xu|ju ?ti|xiang ?xi|duo shuo|bie ?de|qi ?ta)\\b"
)
_FILLERS: Final = (
    "那么|那|就|只有|这些|这样|这|还|有没有|有|没有|能不能|能|可以|可不可以|可否|再|多|说说|说|讲讲|讲|点|一点|些|一些"
    "|一下|地|得|的|办法|做法|建议|招|方法|法子|方式|途径|什么|甚么|啥|嘛|吗|么|呢|呗|吧|不|了|没|没了|我|你|给|帮|做|作|该"
    "|怎么|怎样|请问|请|谢谢|好|嗯|哦|是|吖|呀|啊|咩|嗰|嘅|啲|讲多|话|知道|信息|资料|内容|补充|想|听|要|需要|注意|之外|以外|这个|那个"
    "|\\b(?:tell|me|us|give|anything|any|some|something|what|which|is|that|this|there|are|can|could|do|should|i|we|you|say"
    "|try|pls|plz|please|and|so|ok|okay|then|it|about|advice|tips?|ways?|options?|ideas?|things?|explain|on|a|bit"
    "|little|in|with|the|to|know|much|of|yeah|yes|hmm|but|for|get|got|help|from|need)\\b"
    "|教えて|ください|下さい|お愿い|お願い|します|は|が|も|ありますか|ある|です|ですか|か|に|を|の|何か|何|话|話して|して"
    "|있어요|있나요|있을까요|없어요|없나요|알려|주세요|말해|말씀해|좀|요|거|것|방법|방법은|뭐|가|는|해|할|수|무엇|이에요|예요|인가요"
    "|\\b(?:co|khong|ko|k|gi|noi|ro|hon|cho|minh|em|toi|biet|nao|khac|cach|a|nhe|di|ne|ma|ba|dian|yi|shuo|ban ?fa|shen ?me)\\b"
)
_KEY = re.compile(_KEYS)
_ONLY = re.compile(f"(?:{_KEYS}|{_FILLERS}|[^\\w]|_)+")
_EXCEPT = re.compile(
    "(?:那)?(?:除了|除)[^，,。]{1,8}(?:之外|以外|外)?(?:呢|还有什么|还能.{0,6}|，?还有.{0,6})?[?？]?"
)
_SLIPS: Final = (
    (re.compile("\\bany ?th(?:ign|ng|in)\\b"), "anything"),
    (re.compile("\\bte?l me\\b"), "tell me"),
    (re.compile("\\bmo(?:er|ore)\\b"), "more"),
)

_CORRECTION = re.compile(
    "打错|说错|讲错|写错|搞错|弄错|记错|口误|手误|少打|多打|更正|纠正"
    "|^(?:哦|啊|呃|额|诶|哎|不好意思)?[，, ]*(?:不是|唔系|并非|不对|错了)(?:的|啦|了)?[，,。 ]"
    "|不是[^，,。？?]{1,14}[，, ]*(?:而)?(?:是|系)[^不]|(?:是|系)[^，,。？?]{1,14}[，, ]*(?:不是|唔系|并非|而不是)"
    "|(?:我|俺|偶)?(?:说|问|指|讲)(?:的)?(?:是|系)"
    "|\\b(?:typo|oops|correction|scratch that|my bad|i meant|i mean\\b|meant to say|misspoke|mistyped)"
    "|\\bno,? (?:wait|not|i|its|it is|mine|the)\\b|^(?:sorry,? )?no[,. ]|^\\*\\w|\\bnot (?:my|the|at|a) \\w+[,. ]+(?:my|the|at|a|its|it is)\\b"
    "|じゃなくて|ではなく|間違え|间违え|말고|아니[,. ]|아니라|잘못|nham|y (?:em|minh|toi) la|khong phai|bu ?shi .{1,20}(?:shi|wen)|shuo ?cuo|da ?cuo"
)
_LONGEST_CORRECTION: Final = 22

_RETURN = re.compile(
    "回到|回返|再说回|说回|返返|刚才|刚刚|头先|先前|前面(?:说|讲|那|提)|前头|刚(?:说|讲|提)|之前(?:说|讲|提|那)|还是(?:那|说)|接着(?:说|前|刚|讲)"
    "|\\b(?:back to|going back|earlier|you said|as i said|again,|about that .{1,20} again|return(?:ing)? to|last one)\\b| thing again\\b"
    "|さっき|先ほど|元の|話を戻|话を戻|아까|다시|방금|luc nay|quay lai|tro lai|hui ?dao|gang ?cai|qian ?mian"
)

_ELLIPTIC = re.compile(
    "^(?:那|那么|那如果|那要是|如果|要是|万一|换成|假如|可是|但是|不过|而且|所以|咁|噉|如果系)"
    "|(?:呢|咧|捏|哩|嘞)[?？!！。 ]*$|^(?:为什么|为啥|为何|怎么会|凭什么|凭啥|点解|真的|真系)"
    "|^(?:what|how) (?:about|if)\\b|^(?:and|but|also|or|so|then)\\b|^why\\b|^(?:what|how) (?:then|so)\\b|^even if\\b|^same\\b"
    "|\\b(?:that|this|those|these|it|them|they|he|she|him|his|her|their)\\b"
    "|他们|她们|它们|咱们|他|她|它|佢哋|佢|这(?:个|样|种|些|事|边|么|算)|那(?:个|样|种|些|事|边|么)|这算|到时|然后"
    "|では[?？]*$|は[?？]+$|それ|そう|じゃあ|その|この|彼|그럼|그러면|그런|그거|그게|이거|이런|은요|는요|그 사람"
    "|\\b(?:con|the|vay|neu|nhung|ho|no|do|thi sao|sao)\\b|^na\\b|\\bne$|\\b(?:ta|tamen|zhe|weishenme)\\b"
)
_DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile("[a-z0-9à-ỹ\u0400-\u04ff']+")


def wants_more(folded: str) -> bool:
    """Whether a message only asks to go on: 还有呢, 具体点, tell me more."""
    for slip, right in _SLIPS:
        folded = slip.sub(right, folded)
    if _EXCEPT.fullmatch(folded):
        return True
    return bool(_KEY.search(folded) and _ONLY.fullmatch(folded))


def is_correction(folded: str) -> bool:
    """Whether a short message takes something back: 不是借呗，是淘宝那个, no, I meant at work."""
    return words_in(folded) <= _LONGEST_CORRECTION and bool(_CORRECTION.search(folded))


def is_return(folded: str) -> bool:
    """Whether a message goes back to something said before: 回到刚才说的, back to the visit."""
    return bool(_RETURN.search(folded))


def is_elliptic(folded: str) -> bool:
    """Whether words of a message point back: 那对家里人呢, is that legal."""
    return bool(_ELLIPTIC.search(folded))


def words_in(folded: str) -> int:
    """Length in words; two characters of a script without spaces count as one."""
    return -(-len(_DENSE.findall(folded)) // 2) + len(_WORD.findall(folded))
