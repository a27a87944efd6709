"""The text room: raw page to passages.

It reads source files, undoes the damage that scraping and converting did to
them, and cuts them into passages that can be found and quoted.  It knows
nothing of search.
"""

from assistant.text.pinyin import SYLLABLES, readings, syllable
from assistant.text.read import read_folder, read_seed
from assistant.text.repair.chain import repair
from assistant.text.report import report
from assistant.text.script import to_simplified, to_traditional
from assistant.text.sentences import sentences
from assistant.text.split import passages
from assistant.text.trace import replay

__all__ = [
    "SYLLABLES",
    "passages",
    "read_folder",
    "read_seed",
    "readings",
    "repair",
    "replay",
    "report",
    "sentences",
    "syllable",
    "to_simplified",
    "to_traditional",
]
