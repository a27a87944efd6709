"""One error tree; everything that the package raises on purpose is in it.

AssistantError
├── SeedError        a source file cannot be used: names the file and says what to do
├── LibraryError     the index is missing, damaged or stale: names the command to run
├── EncoderError     the embedding model is missing or does not fit: says what to do
└── UsageError       impossible arguments
"""

from __future__ import annotations


class AssistantError(Exception):
    """Root of the tree; its message is fit to be shown to a person."""


class SeedError(AssistantError):
    """A source file is empty, binary, unreadable or holds no text."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class LibraryError(AssistantError):
    """The index is missing, damaged, or was built from other seeds or another model."""


class EncoderError(AssistantError):
    """The embedding model cannot be loaded or does not fit the index."""


class UsageError(AssistantError):
    """A call with arguments that cannot be meant."""
