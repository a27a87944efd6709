"""The frozen records at the joints: what one room hands to the next.

Later records hold earlier ones (a hit holds its passage, a quote holds its
passage), and none is filled in afterwards.  All offsets count Unicode code
points.  This room imports only the standard library.
"""

from assistant.records.answers import (
    Accord,
    Answer,
    AnswerKind,
    Point,
    Quote,
    Turn,
)
from assistant.records.findings import (
    QUESTION_CLASSES,
    Evidence,
    Hit,
    HitParts,
    KnownQuestion,
    UnansweredQuestion,
)
from assistant.records.sources import (
    CLOSING,
    LEAD_IN,
    Conjecture,
    Document,
    Edit,
    Finding,
    Heading,
    Passage,
    Place,
    RepairedText,
    SeedText,
    Segment,
    Translation,
)

__all__ = [
    "CLOSING",
    "LEAD_IN",
    "QUESTION_CLASSES",
    "Accord",
    "Answer",
    "AnswerKind",
    "Conjecture",
    "Document",
    "Edit",
    "Evidence",
    "Finding",
    "Heading",
    "Hit",
    "HitParts",
    "KnownQuestion",
    "Passage",
    "Place",
    "Point",
    "Quote",
    "RepairedText",
    "SeedText",
    "Segment",
    "Translation",
    "Turn",
    "UnansweredQuestion",
]
