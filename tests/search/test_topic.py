"""The topic classifier: its cues, its packed weights, and what it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from assistant.errors import EncoderError
from assistant.records import QUESTION_CLASSES
from assistant.search.encoder import bundled_folder
from assistant.search.topic import TOPIC, TopicClassifier, features
from assistant.text.cues import cues
from assistant.text.hashed import BUCKETS, MOST, HashedWeights, buckets, share


@pytest.fixture(scope="module")
def shipped() -> TopicClassifier:
    return TopicClassifier.load(bundled_folder())


def test_cues_say_how_a_question_begins_and_ends() -> None:
    found = cues("How many days do I have?")
    assert {"first:how many", "last:have", "last:i have", "asks:True", "number:False"} <= set(found)
    assert "w:days" in features("How many days do I have?")
    found = cues("逾期3天，会上门吗")
    assert {"first:逾 期", "last:门 吗", "last:吗", "asks:False", "number:True"} <= set(found)


def test_cues_are_the_same_in_both_scripts_and_widths() -> None:
    assert cues("欠款會上門嗎？") == cues("欠款会上门吗?")


@pytest.mark.parametrize("text", ["", "   ", "🤷", "?", "a" * 5000])
def test_any_text_has_cues_and_a_reading(text: str, shipped: TopicClassifier) -> None:
    assert len(cues(text)) > 0
    assert np.exp(shipped.read(text)).sum() == pytest.approx(1.0)


@pytest.mark.parametrize("outputs", [2, 4])
def test_packed_weights_score_like_plain_ones(outputs: int) -> None:
    generator = np.random.default_rng(0)
    whole = generator.integers(-MOST, MOST + 1, size=(BUCKETS, outputs))
    weights, bias = whole * 0.25, np.linspace(-0.2, 0.3, outputs)
    packed = HashedWeights.from_tensors(HashedWeights.rounded(weights, bias).tensors())
    for text in ("催收上门怎么办", "how many days", "zenme ban", "何日ですか"):
        found = features(text)
        plain = bias + weights[buckets(found)].sum(axis=0) * share(found)
        assert packed.scores(found) == pytest.approx(plain, abs=1e-5)
    assert packed.scores([]) == pytest.approx(bias)


def test_the_largest_weights_are_cut_and_the_others_rounded() -> None:
    weights = np.zeros((BUCKETS, 2))
    weights[:1000] = 0.7
    weights[0] = 100.0
    weights[1] = 0.34
    found = HashedWeights.rounded(weights, np.zeros(2)).tensors()
    assert found["scale"][0] == pytest.approx(0.1)
    assert [int(byte) for byte in found["packed"][:3, 0]] == [
        15 | 15 << 4,
        11 | 11 << 4,
        15 | 15 << 4,
    ]


def test_damage_is_told(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="Install the package again"):
        TopicClassifier.load(tmp_path)
    tensors = {
        "packed": np.zeros((4, 2), np.uint8),
        "scale": np.ones(1, np.float32),
        "bias": np.zeros(4, np.float32),
    }
    save_file(tensors, tmp_path / TOPIC)
    with pytest.raises(EncoderError, match="weights of shape"):
        TopicClassifier.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("催收的人站在我家门口不走怎么办", "answerable"),
        ("what are my rights when collectors insult me", "answerable"),
        ("借呗客服电话是多少", "near"),
        ("how many days until they sue me", "near"),
        ("红烧肉怎么做才不腻", "off"),
        ("what is the capital of Peru", "off"),
        ("早上好", "smalltalk"),
    ],
)
def test_plain_questions_of_each_kind(text: str, kind: str, shipped: TopicClassifier) -> None:
    assert QUESTION_CLASSES[int(np.argmax(shipped.read(text)))] == kind
