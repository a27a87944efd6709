"""Copies of questions as hurried people type them."""

from __future__ import annotations

import random
import re

from assistant.text.ngrams import ngrams
from training.augment import augmented, slipped, typed
from training.data import Example

QUESTION = "我在借呗欠了3万，催收说明天要上门，我该怎么办？"


def test_pinyin_copies_hold_no_character_and_share_syllables_with_the_question() -> None:
    for seed in range(40):
        copy = typed(QUESTION, random.Random(seed))
        assert not re.search("[\u4e00-\u9fff，。？]", copy) and "3" in copy
    plain = typed(QUESTION, random.Random(1))
    assert {"p:cui sou", "p:san men"} <= set(ngrams(QUESTION))
    assert len(set(ngrams(plain)) & set(ngrams(QUESTION))) >= 10


def test_habits_differ_but_a_seed_is_a_seed() -> None:
    copies = {typed(QUESTION, random.Random(seed)) for seed in range(40)}
    assert len(copies) > 15
    assert typed(QUESTION, random.Random(7)) == typed(QUESTION, random.Random(7))


def test_slips_change_one_letter_of_some_words() -> None:
    text = "they said someone will come to my house tomorrow"
    copy = slipped(text, random.Random(2), rate=1.0)
    pairs = list(zip(text.split(), copy.split()))
    assert len(pairs) == 9 and all(abs(len(a) - len(b)) <= 1 for a, b in pairs)
    assert [a == b for a, b in pairs].count(True) <= 4
    assert slipped(text, random.Random(2), rate=0.0) == text


def test_copies_keep_grades_and_kind() -> None:
    examples = [Example(QUESTION, "zh-Hans", {"000#5.1": 2}) for _ in range(50)]
    examples += [Example("안녕하세요", "ko", {}, "smalltalk")] * 20
    copies = augmented(examples)
    assert 15 <= len(copies) <= 35
    assert {(c.language, c.kind) for c in copies} == {("pinyin", "section")}
    assert all(c.grades == {"000#5.1": 2} for c in copies)
