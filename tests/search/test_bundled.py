"""The bundled model: our light reader and sentence-transformers are the same model."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import EncoderError
from assistant.evaluation.sets import answerable, unanswerable
from assistant.search.bundled import BundledEncoder, quantise
from assistant.search.encoder import bundled_folder, load_encoder
from training.augment import typed

QUESTIONS = Path(__file__).resolve().parents[2] / "questions"
HANS = "zh-Hans"

TEXTS = [
    "催收上门怎么办",
    "催收上門怎麼辦",
    "cuishou shangmen zenme ban",
    "cuishoushangmenzenmeban",
    "can they tell my boss about my debt",
    "借呗 due 了 怎么 negotiate",
    "取り立てが家に来たらどうすればいいですか",
    "집에 찾아오면 어떻게 해야 하나요",
    "họ có được đến nhà tôi không",
    "พวกเขามาที่บ้านได้ไหม",
    "¿pueden venir a mi casa?",
    "могут ли они прийти домой",
    "",
    "😭",
    "长" * 5000,
]


@pytest.fixture(scope="module")
def encoder() -> BundledEncoder:
    return BundledEncoder.load(bundled_folder())


def test_same_vectors_as_sentence_transformers(encoder: BundledEncoder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(bundled_folder()), trust_remote_code=True, device="cpu")
    theirs = model.encode(TEXTS, show_progress_bar=False)
    assert np.abs(theirs - encoder.encode_queries(TEXTS)).max() < 1e-5


def test_rows_are_unit_and_deterministic(encoder: BundledEncoder) -> None:
    rows = encoder.encode_queries(TEXTS)
    norms = np.linalg.norm(rows, axis=1)
    assert all(abs(n - 1) < 1e-5 or n == 0 for n in norms)
    assert np.array_equal(rows, encoder.encode_passages(TEXTS))


def test_script_pinyin_and_typos_are_near(encoder: BundledEncoder) -> None:
    plain, traditional, pinyin, joined, other = encoder.encode_queries(
        [*TEXTS[:4], "今天天气很好适合去公园"]
    )
    assert plain @ traditional > 0.99
    assert plain @ pinyin > plain @ other
    assert plain @ joined > plain @ other + 0.3


def test_questions_are_nearer_to_their_pinyin_than_to_other_matters(
    encoder: BundledEncoder,
) -> None:
    """Ninety-nine questions typed in pinyin of many habits, against 162 off the subject."""
    rng = random.Random(5)
    questions = [case.question for case in answerable(QUESTIONS) if case.language == HANS][::6]
    off = [c.question for c in unanswerable(QUESTIONS) if (c.kind, c.language) == ("off", HANS)]
    plain, pinyin, others = (
        encoder.encode_queries(texts)
        for texts in (questions, [typed(text, rng) for text in questions], off)
    )
    own, away = (plain * pinyin).sum(axis=1), plain @ others.T
    # By rank, not by distance: a model of fewer dimensions brings all texts nearer to each
    # other, and what is found depends on the order alone.
    # With this model 32 of the 16,038 pairs are the other way round, all but three of them of
    # three questions typed with initials or slips only (``hs`` for 核实).
    assert (own[:, None] > away).mean() > 0.9975
    assert (own > away.max(axis=1)).mean() > 0.9


def test_model_is_small_and_safe() -> None:
    files = [path for path in bundled_folder().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 9.5 * 1024 * 1024
    assert not {path.suffix for path in files} & {".bin", ".pt", ".pkl", ".pickle"}
    modules = json.loads((bundled_folder() / "modules.json").read_text(encoding="utf-8"))
    assert modules[0]["type"] == "assistant.search.ngram_module.NgramEmbedding"


def test_quantisation_error_is_bounded_by_half_a_step() -> None:
    weights = np.random.default_rng(0).normal(size=(50, 16)).astype(np.float32)
    rows, scales = quantise(weights)
    restored = rows.astype(np.float32) * scales.astype(np.float32)[:, None]
    step = scales.astype(np.float32)[:, None]
    assert (np.abs(restored - weights) <= step * 0.65).all()


def test_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="Install the package again"):
        BundledEncoder.load(tmp_path)


def test_unknown_model_fails_at_once_and_says_what_to_do() -> None:
    with pytest.raises(EncoderError, match="--model nobody/nothing-here"):
        load_encoder("nobody/nothing-here")
