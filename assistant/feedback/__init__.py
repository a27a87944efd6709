"""What readers send with the feedback buttons: redacted, kept, read back.

Knows nothing of questions and answers but what the reader chose to send.
"""

from assistant.feedback.redact import redact
from assistant.feedback.store import (
    LONGEST_COMMENT,
    LONGEST_QUESTION,
    VERDICTS,
    Feedback,
    export,
    keep,
)

__all__ = [
    "LONGEST_COMMENT",
    "LONGEST_QUESTION",
    "VERDICTS",
    "Feedback",
    "export",
    "keep",
    "redact",
]
