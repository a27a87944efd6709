"""The chat line: question (and history) -> answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import EncoderError, LibraryError, UsageError
from assistant.records import Accord, Answer, AnswerKind, Evidence, Hit, Passage, Turn
from assistant.reply.answer import Responder
from assistant.reply.asked import MAX_QUESTION, understand
from assistant.reply.confidence import Judge
from assistant.reply.language import LANGUAGES
from assistant.reply.quote import Agreement, Agreements
from assistant.reply.suggest import Suggestion, Suggestions
from assistant.search.blend import blend
from assistant.search.encoder import BUNDLED, Encoder, bundled_folder, load_encoder
from assistant.search.library import Library
from assistant.search.retrieve import Retriever
from assistant.search.store import REBUILD, Manifest, load_library, load_manifest
from assistant.search.topic import TopicClassifier
from assistant.seeds import seed_digests
from assistant.settings import Settings

CANDIDATES = 12
"""Passages from which an answer's quotes are chosen."""


WIDE = 40
"""Passages of each of two searches that are blended."""


class Assistant:
    """Answers questions by quoting.  Immutable after loading, so safe in threads."""

    def __init__(
        self,
        library: Library,
        manifest: Manifest,
        encoder: Encoder,
        topic: TopicClassifier | None = None,
    ) -> None:
        self._library = library
        self._manifest = manifest
        self._retriever = Retriever(library, encoder, topic=topic)
        suggestions = tuple(Suggestion.from_dict(row) for row in manifest.suggestions)
        self._responder = Responder(
            passages=library.passages,
            judge=Judge.from_dict(manifest.judge),
            agreements=_agreements(manifest, library.passages),
            suggestions=Suggestions(suggestions),
            products=manifest.products,
        )

    @classmethod
    def load(cls, index: str | Path | None = None) -> Assistant:
        """Read the index and its embedding model; works offline and without torch.

        Raises ``LibraryError`` if the index is missing, damaged or stale, and
        ``EncoderError`` if its model is not here; both say what to do.
        """
        settings = Settings.from_environment()
        folder = Path(index) if index is not None else settings.index
        manifest = load_manifest(folder)
        _check_seeds(manifest, folder, settings.seeds)
        info = manifest.encoder
        encoder = load_encoder(
            info.name,
            query_prompt=info.query_prompt,
            passage_prompt=info.passage_prompt,
            backend=info.backend,
        )
        if encoder.digest != info.digest:
            raise LibraryError(
                f"The index in {folder} was built with another version of the embedding model "
                f"{info.name!r}. {REBUILD}"
            )
        topic = TopicClassifier.load(bundled_folder()) if info.name == BUNDLED else None
        return cls(load_library(folder), manifest, encoder, topic)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in the order of their documents."""
        return self._library.passages

    @property
    def manifest(self) -> Manifest:
        """What the index says of itself: model, sources, counts, thresholds."""
        return self._manifest

    @property
    def suggestions(self) -> Suggestions:
        """Edited questions to start from."""
        return self._responder.suggestions

    def search(self, question: str, k: int = 5) -> tuple[Hit, ...]:
        """``k`` passages: the best one, then others that fit well and answer something else."""
        if k < 1:
            raise UsageError(f"k must be at least 1, not {k}")
        asked = understand(question, ())
        return self.evidence(asked.search_text, k).hits

    def evidence(self, question: str, k: int = CANDIDATES) -> Evidence:
        """Hits, and all that is known of how well they fit."""
        return self._retriever.search(question, k)

    def _evidence(self, text: str, *, wide: bool) -> Evidence:
        """What is to be answered from, or with ``wide`` to be blended and arranged first."""
        if not wide:
            return self.evidence(text)
        return self._retriever.search(text, WIDE, vary=False)

    def ask(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None
    ) -> Answer:
        """Answer a question; ``language`` overrides what the question is written in.

        Never raises for anything a person may type.  The same call gives the
        same answer: no state is kept between calls.
        """
        if language is not None and language not in LANGUAGES:
            raise UsageError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
        asked = understand(question, history, language, self._manifest.products)
        text = asked.search_text
        context = asked.resolved.context
        evidence = self._evidence(text, wide=bool(context)) if text.strip() else None
        if evidence and context:
            share = self._responder.leaning(asked, evidence)
            if not share:
                asked = asked.alone()
            else:
                evidence = blend(evidence, self._evidence(context, wide=True), share, WIDE)
            evidence = replace(evidence, hits=self._retriever.arranged(evidence.hits, CANDIDATES))
        return self._responder.respond(asked, evidence)

    def first_aid(self, question: str, language: str | None = None) -> Answer | None:
        """The answer to someone in danger, without any search; None for everybody else.

        For faces that limit how often they search: this check has no limit.
        """
        answer = self._responder.respond(understand(question, (), language), None)
        return answer if answer.kind is AnswerKind.URGENT else None


def _check_seeds(manifest: Manifest, folder: Path, seeds: Path) -> None:
    """Refuse an index whose sources, where they are at hand, have changed."""
    beside = folder.resolve().parent / "seeds"
    found = seeds if folder.resolve().parent == seeds.resolve().parent else beside
    if not found.is_dir():
        return
    digests = seed_digests(found)
    if digests != dict(manifest.seeds):
        changed = sorted(
            name
            for name in digests.keys() | manifest.seeds.keys()
            if digests.get(name) != manifest.seeds.get(name)
        )
        raise LibraryError(
            f"The index in {folder} is older than the texts in {found} "
            f"({', '.join(changed)} changed). {REBUILD}"
        )


def _agreements(manifest: Manifest, passages: Sequence[Passage]) -> Agreements:
    by_id = {passage.id: passage for passage in passages}
    return Agreements(
        [
            Agreement(
                Accord(row["label"], row["label_en"], row["advice"]),
                tuple((by_id[p], start, end) for p, start, end in row["members"] if p in by_id),
            )
            for row in manifest.agreements
        ]
    )


__all__ = ["MAX_QUESTION", "Assistant", "EncoderError", "LibraryError"]
