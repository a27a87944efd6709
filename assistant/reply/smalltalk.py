"""Greetings, thanks and the like, told by their words."""

from __future__ import annotations

import re
from typing import Final

from assistant.text.fold import fold

_LONGEST: Final = 40

# Folded text: simplified, lower case, no accents.  The whole message must match.
_KINDS: Final = (
    (
        "thanks",
        "(好的?|嗯|ok|okay)?[,， ]*(太|非常|十分|真的?)?(谢谢|感谢|多谢|谢了|谢啦|3q|唔该|辛苦)"
        "(你|您|了|啦|啊|晒|大家|助手)*|xiexie( ?(ni|nin))?|xie xie( ni| nin)?|duo ?xie"
        "|(ok |okay |many |great )?(thanks?|thank you|thx|ty|cheers)"
        "( (so|very) much| a lot| again| for your help)?"
        "|ありがとう(ございます|ございました)?|감사합니다|고마워요?|고맙습니다"
        "|cam on( ban)?|gracias|merci"
        "|terima kasih|ขอบคุณ(ครับ|ค่ะ)?|спасибо",
    ),
    (
        "bye",
        "再见|拜拜|拜|88|886|晚安|先这样|(good)?bye( bye)?|see you( later)?|good night"
        "|zaijian|bai ?bai"
        "|さようなら|안녕히 계세요|tam biet|adios|au revoir",
    ),
    (
        "who",
        "(请问)?(你|您|妳)(到底)?(是|叫)(谁|什么|啥|什么名字|哪位|什么东西)(呀|啊|呢)?|(请问)?(你|您|妳)是(真人|机器人|人工|ai|人)((吗|么)?(还是.{1,6})?)"
        "|(你|您|妳)(能|会|可以)(干|做|帮我(干|做)?)(什么|啥|点什么|些什么)|介绍一下(你|您)?自己|边个|你系边个"
        "|(who|what) are you"
        "|(hey |hi |so )?are you (a )?(real|human|robot|bot|ai|person|machine)( person| human)?"
        "|what can you do( for me)?|what do you do"
        "|whats your name|what is your name|ni shi shei|nishishui"
        "|あなたは誰(ですか)?|누구세요|ban la ai",
    ),
    (
        "feeling",
        "(唉|哎|哎呀|呜|我|今晚|现在|真的|好|很|太|特别|有点|心里|心里面|就|只是?)*"
        "(难受|难过|堵得慌|憋得慌|闷得慌|想哭|崩溃|自责|没脸见人|一个人扛|委屈)(了|啊|死了|呀|得很)*"
        "( ?(唉|我|就|只|是|好|真的|很)*(想哭|想找?个?人(说说话|聊聊天?|听我说|陪陪我|倾诉)))?"
        "|(唉|我|就|只|是)*想找?个?人(说说话|聊聊天?|听我说|陪陪我|倾诉)"
        "|(ugh |god |honestly )?i( just)? (need|want) (someone|somebody) to talk to"
        "|(ugh |god |honestly )?i feel (so |really |just )*"
        "(awful|terrible|alone|down|ashamed|guilty|miserable|like (such )?a failure)"
        "( tonight| right now)?",
    ),
    (
        "complaint",
        "(你|您)?(给|说|讲|回|答|回答)?的?(这些)?(都|全|尽)?是?些?(套话|废话|空话|屁话)(吧|啊|呀)?"
        "([, ]?能不能(来点|说点|讲点)?(实在|有用|具体)的?)?"
        "|(你|您)?(真|太|好|一点(都|也)?|完全|根本)?(没用|没有用|不管用|帮不上忙)(啊|呀)?|答非所问|牛头不对马嘴"
        "|((you are|you ?re|your|that is|that ?s|that was|this is) )?(so |totally |just )*"
        "(useless|no help|not helpful|not helping|no use|rubbish|bullshit)( to me)?( bot)?"
        "|((that is|that ?s) )?not what i (asked|meant)|you don ?t understand( me)?",
    ),
    (
        "greeting",
        "(你|您|妳|大家|各位)好(呀|啊|哇|吗)?|(哈|嗨|嘿)[喽啰罗咯]?|早(上好|安)?"
        "|(上午|中午|下午|晚上)好"
        "|(hello|hi|hey|hiya|yo|good (morning|afternoon|evening))( there| all)?"
        "|ni ?hao( ma)?|nin ?hao"
        "|こんにちは|こんばんは|おはよう(ございます)?|안녕(하세요)?|xin chao|hola|bonjour|halo"
        "|สวัสดี(ครับ|ค่ะ)?|привет",
    ),
    (
        "other",
        "(你|您)?(在|还在)(吗|么|不在)?|有人(吗|在吗|么)|测试(一下)?|试试|test(ing)?|ok(ay)?|好(的|吧|滴|嘞)?|嗯+|哦+|行|收到|明白(了)?"
        "|知道了|(are you there|anyone there|you there)|i see|got it|nice|cool|great|zai ma|zaima"
        "|你真(棒|好|厉害|聪明)|good bot|哈哈+|呵呵+|lol|haha+",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_GREETING: Final = next(pattern for kind, pattern in _PATTERNS if kind == "greeting")
_TRIM = re.compile(
    "[\\s!！。.,，~～?？、:：;；'\"“”‘’()（）…\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]+"
)


_THANKS = re.compile("谢谢|感谢|多谢|谢了|谢啦|唔该|\\b(?:thanks?|thank you|thx|cheers)\\b")
_THANKS_FIRST = re.compile(
    "(?:好的?|嗯|哦|ok|okay)?[ ,，]*(?:(?:太|真|非常)?(?:谢谢|感谢|多谢|谢了)|thanks?|thx|cheers)"
)
_GLAD = re.compile(
    "踏实|放心|安心|明白|清楚|懂了|知道了|好多了|有用|有帮助|帮了?大忙"
    "|\\b(?:help(?:s|ed|ful)|relief|relieved|better|good|great|clear)\\b"
)
_NOT_ONLY_THANKS = re.compile(
    "但|不过|可是|那|他们|她们|催收|上门|还款|逾期|\\b(?:but|what|how|they|them|debt|loan|pay)\\b"
)
_LONGEST_THANKS: Final = 24
_LONGEST_GLAD: Final = 36
_ASKS = re.compile(
    "[?？]|吗|么|呢|怎|什么|啥|哪|谁|几|多少|为何|如何|能不能|可不可以|是不是|有没有"
    "|\\b(?:what|how|why|when|where|who|which|can|could|should|is|are|do|does|will)\\b"
    "|ですか|ますか|どう|何|까요|나요|어떻게|뭐|sao|gi|khong"
)


def asks(question: str) -> bool:
    """Whether a message has a word or sign of asking in it."""
    return bool(_ASKS.search(fold(question)))


def smalltalk_kind(question: str) -> str | None:
    """greeting, thanks, bye, who, feeling, complaint or other; None for a real question."""
    if len(question) > _LONGEST:
        return None
    bare = _TRIM.sub(" ", fold(question)).strip()
    first, _, rest = bare.partition(" ")
    for text in (bare, rest) if rest and _GREETING.fullmatch(first) else (bare,):
        for kind, pattern in _PATTERNS:
            if text and (pattern.fullmatch(text) or pattern.fullmatch(text.replace(" ", ""))):
                return kind
    return "thanks" if _thanks_alone(bare) and not asks(question) else None


def _thanks_alone(bare: str) -> bool:
    """Thanks first and little more, or gladness with it: a plea may end with thanks too."""
    thanks = _THANKS.search(bare)
    if not thanks or _NOT_ONLY_THANKS.search(bare):
        return False
    if _GLAD.search(bare):
        return len(bare) <= _LONGEST_GLAD
    return bool(_THANKS_FIRST.match(bare)) and len(bare) <= _LONGEST_THANKS
