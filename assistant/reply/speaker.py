"""Whether a sign of self-harm is about the writer or about someone close to them."""

from __future__ import annotations

import re
from typing import Final

from assistant.reply.safety_views import views

_KIN: Final = (
    "(?:爸|妈|爹|娘|父亲|母亲|老公|老婆|丈夫|妻子|先生|太太|媳妇|弟弟?|妹妹?|哥|姐|儿子?|女儿|孩子|闺女|"
    "闺蜜|室友|同学|同事|朋友|对象|男友|女友|男朋友|女朋友|爷爷|奶奶|外婆|外公|姥姥|姥爷|叔|舅|姑|姨|婶|"
    "表[哥姐弟妹]|堂[哥姐弟妹]|老豆|阿妈|阿爸|阿哥|细佬|家姐|发小|哥们|兄弟|邻居|亲戚|未婚[夫妻]|大伯|嫂子|"
    "boyfriend|girlfriend|friend|roommate|husband|wife|dad|mum|mom|brother|sister)"
)
_OTHER: Final = re.compile(
    f"(?:(?<![被给跟把让和替向对俾畀系咪同])(?:我|俺|咱)|^|,|。)(?:家|的|一个|那|个|俩|男|女|大学|高中|以前)?{_KIN}(?:[^,。]{{0,10}}"
    "(?:说|讲|发|话|把|想|要|昨|前|最近|突然|一直|老|天天|现在|欠|被|在|让|给|写|留|攒|偷|躲|拿|划|"
    "割|吃|不|跳|站|烧|自|轻|锁|sui|传|倒|打|因|最|今)|,(?:他|她))"
    "|(?:^|[,。])(?:他|她|佢)(?:刚|刚刚|刚才|今天|昨天|昨晚|一直|老|总|都|就|也|又|跟我)*(?:说|讲|话|发|写)"
    "[^,。]{0,6}(?:活着|不想活|活够|没意思|想死|解脱|死了|消失|不在)"
    "|(?:怕|担心|惊)(?:他|她|佢)|怎么劝|劝(?:劝)?(?:他|她|佢)|(?:他|她|佢)(?:说|话|讲)?(?:想|要|会|是不是要)"
    "(?:不开|死|自杀|做傻事|轻生|跳)|不敢(?:再)?离开(?:他|她)"
    "|(?:弟|妹|兄|姉|父|母|夫|妻|友人|友達|彼氏|彼女|息子|娘|同僚|旦那|家内|親友)が"
    "|(?:친구|남편|아내|동생|오빠|언니|누나|형|아들|딸|아버지|어머니|아빠|엄마|동료|남자친구|여자친구)(?:가|이|는|은|께서)"
)
_OTHER_WORDS: Final = re.compile(
    r" (?:my|our) (?:\w+ )?(?:brother|sister|dad|mum|mom|father|mother|husband|wife|son|daughter|"
    r"friend|roommate|flatmate|housemate|partner|boyfriend|girlfriend|bf|gf|coworker|colleague|"
    r"uncle|aunt|cousin|nan|gran|grandma|grandad|neighbou?r|mate|fiancee?|kid|boss|"
    r"ex) (?:\w+ ){0,8}"
    r"(?:said|says|told|is|has|keeps|tried|wants|texted|sent|locked|took|gave|wrote|left|"
    r"talks|might|"
    r"stopped|been|went|posted|owes|cut|overdosed|wont|doesnt)"
    r"| (?:a|another|my) (?:coworker|colleague|friend|neighbou?r|mate|"
    r"classmate) (?:of mine )?(?:\w+ )?"
    r"(?:told|said|says|is|has|texted|keeps)"
    r"| (?:hes|shes|he is|she is|hell|shell) (?:\w+ ){0,4}(?:saying|talking|going|might|"
    r"do|hurt|not)"
    r"| (?:chong|vo|bo|me|con|em trai|em gai|chi gai|anh trai|ban) (?:toi|em|minh|tui|gai|trai)"
    r" (?:\w+ ){0,8}(?:noi|doi|muon|dinh|bao|nhan|viet)"
)
_OTHER_PINYIN: Final = re.compile(
    " wo (?:de )?(?:lao gon|lao po|di di|di|ge ge|ge|jie jie|jie|mei mei|mei|ba|ma|ba ba|ma ma|"
    "er zi|nv er|pen you|si you|ton xue|ton si|gui mi|nan pen you|nv pen you|biao ge|biao di) "
    "(?:[a-z]+ ){0,6}(?:suo|xian|yao|fa|ba|zai) "
)
_OWN: Final = re.compile(
    "我(?:自己)?(?:现在|也|就|都|真的?|还|已经|有时候?|只|好|才|可能|突然)*"
    "(?:不想活|想死|想(?:自杀|跳|解脱|消失|走)|活够|活不|撑不|准备(?:走|死)|跟他|想不开|先走|越来越明白|写好)"
    "|我.{0,6}(?:跳下去|自杀|死了)(?:就|算|债)|让(?:他们|催收)|(?:如果|要是)我|(?<!“)(?<!说)我走了你们"
)
_OWN_WORDS: Final = re.compile(
    r" (?:i|im|ive|ill|id) (?:\w+ ){0,4}(?:want to die|kill myself|end it|die|kms|"
    r"suicidal|cant go on|"
    r"dont want to (?:live|be|wake)|hurt myself|better off|gone|overdosed|took|jump|burden)"
)


_OWN_PINYIN: Final = re.compile(" wo (?:yao |jiu |xian |zhen de )*(?:zou|bu xian huo|xian si|si) ")


def concerns_someone_else(text: str) -> bool:
    """True if the message worries about another person and says nothing of the kind of oneself."""
    seen = views(text)
    if _OWN.search(seen.text) or _OWN_WORDS.search(seen.words) or _OWN_PINYIN.search(seen.pinyin):
        return False
    return bool(
        _OTHER.search(seen.text)
        or _OTHER_WORDS.search(seen.words)
        or _OTHER_PINYIN.search(seen.pinyin)
    )
