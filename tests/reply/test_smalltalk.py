"""Greetings, thanks and questions about the assistant itself, told by their words."""

from __future__ import annotations

import pytest

from assistant.reply.smalltalk import smalltalk_kind


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("你好", "greeting"),
        ("hello there", "greeting"),
        ("你好呀，你是真人吗", "who"),
        ("妳好，妳是真人嗎", "who"),
        ("您好，请问您是机器人吗", "who"),
        ("hi, are you a bot?", "who"),
        ("早上好 谢谢", "thanks"),
        ("您好 有人吗", "other"),
        ("你好，催收上门怎么办", None),
        ("hello, may they come to my office", None),
    ],
)
def test_a_greeting_may_stand_before_the_rest(message: str, kind: str | None) -> None:
    assert smalltalk_kind(message) == kind


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("thx that actually helped a bit", "thanks"),
        ("ok thats a relief, thanks", "thanks"),
        ("谢谢你，我心里踏实多了", "thanks"),
        ("谢谢，但是他们又来了", None),
        ("thanks, what about my wife", None),
        ("你给的都是套话，能不能来点实在的", "complaint"),
        ("答非所问", "complaint"),
        ("that's not what i asked", "complaint"),
        ("催收没用", None),
        ("被骂了 帮帮我 谢谢", None),
        ("借呗上征信，谢谢", None),
        ("i lost my job, thanks", None),
        ("呜" * 39, None),
        ("唉 心里堵得慌 就想找个人说说话", "feeling"),
        ("我好自责", "feeling"),
        ("i feel so ashamed", "feeling"),
        ("i feel so ashamed, can they tell my boss", None),
        ("我好难受，催收天天来", None),
    ],
)
def test_thanks_and_complaints_may_say_more(message: str, kind: str | None) -> None:
    assert smalltalk_kind(message) == kind
