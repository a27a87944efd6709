"""Answers questions about debt collection visits by quoting advice articles word for word.

>>> from assistant import Assistant
>>> assistant = Assistant.load()
>>> answer = assistant.ask("催收上门怎么办")
>>> answer.kind.value
'answered'
"""

from assistant.chat import Assistant
from assistant.errors import AssistantError, EncoderError, LibraryError, SeedError, UsageError
from assistant.records import Answer, AnswerKind, Hit, Passage, Quote, Turn
from assistant.version import VERSION

__version__ = VERSION

__all__ = [
    "Answer",
    "AnswerKind",
    "Assistant",
    "AssistantError",
    "EncoderError",
    "Hit",
    "LibraryError",
    "Passage",
    "Quote",
    "SeedError",
    "Turn",
    "UsageError",
    "__version__",
]
