"""The keyword tokeniser: jieba words and character pairs.  The only home of jieba."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable
from typing import Final

import jieba

from assistant.text.fold import fold

MAX_CHARS: Final = 2000
_HAN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile("[\u3400-\u9fff]+|[^\\W_\u3400-\u9fff]+")
_NEVER = re.compile("^[的了吗呢吧啊呀么是我你他她它们在有就都也和与及或而]$")

_REST: Final = "\ue000"

jieba.setLogLevel(logging.WARNING)


class WordTokenizer:
    """Cuts folded text into jieba words (search mode) and overlapping character pairs.

    ``lexicon`` is a jieba dictionary, ``word frequency tag`` a line.  A trimmed
    one (words of the corpus and of the bank) loads in milliseconds where jieba's
    own takes over a second; jieba's cache file in the temporary folder is not used.
    """

    def __init__(self, lexicon: str) -> None:
        self._jieba = jieba.Tokenizer()
        stream = io.BytesIO(lexicon.encode("utf-8"))
        stream.name = "lexicon"
        self._jieba.FREQ, self._jieba.total = self._jieba.gen_pfdict(stream)
        self._jieba.initialized = True

    def __call__(self, text: str) -> list[str]:
        """Tokens of a text, with repeats."""
        tokens: list[str] = []
        for run in _WORD.findall(fold(text[:MAX_CHARS])):
            if not _HAN.match(run):
                tokens.append(run)
                continue
            words = self._jieba.cut_for_search(run, HMM=False)
            tokens.extend(w for w in words if not _NEVER.match(w))
            tokens.extend("_" + run[i : i + 2] for i in range(len(run) - 1))
        return tokens


def trimmed_lexicon(texts: Iterable[str]) -> str:
    """jieba's dictionary, reduced to the words that occur in ``texts``.

    Reads jieba's full dictionary (over a second): for building, not for asking.
    """
    found: set[str] = set()
    longest = 8
    for text in texts:
        for run in _HAN.findall(fold(text)):
            for start in range(len(run)):
                found.update(run[start : start + size] for size in range(1, longest + 1))
    lines, left_out = [], 0
    with jieba.get_dict_file() as stream:
        for raw in stream:
            line = raw.decode("utf-8").strip()
            word, frequency = line.split(" ")[:2]
            if word in found:
                lines.append(line)
            else:
                left_out += int(frequency)
    # jieba weighs a word against the sum of all frequencies.  One entry that no
    # text can hold stands for the rest, so that words are cut as before.
    lines.append(f"{_REST} {left_out} x")
    return "\n".join(lines) + "\n"
