"""The text room's public functions, for the build line and the command line.

They stand here and not in the package itself, because asking a question needs
the folding and the n-grams of this room and none of its repair.
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
