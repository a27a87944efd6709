"""The bundled model as a folder for a hub: ``python -m training.export --out DIR``.

The folder holds what sentence-transformers needs and nothing of this package: the
model's files, its code in one file, a card with the results, and the licence.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from huggingface_hub import EvalResult, ModelCard, ModelCardData

from assistant.build import read_passages
from assistant.evaluation.retrieval import ALL, RetrievalScores, score_rankings
from assistant.evaluation.sets import answerable
from assistant.evaluation.tables import table
from assistant.search.bundled import VOCABULARY, WEIGHTS, BundledEncoder
from assistant.search.encoder import bundled_folder
from assistant.search.library import passage_text
from training.onefile import one_file
from training.train import ROOT

NAME: Final = "collection-visit-ngram"
CODE: Final = "modeling_ngram"
MODULE, CLASS = "assistant.search.ngram_module", "NgramEmbedding"
FILES: Final = (WEIGHTS, VOCABULARY, "config.json", "config_sentence_transformers.json")
LICENCES: Final = ("LICENSE", "ATTRIBUTION.md")
NEEDS: Final = ("sentence-transformers>=6.1,<7", "opencc>=1.1.9,<2")
ABOUT: Final = (
    "The n-gram embedding as a module of sentence-transformers (made by training.export)."
)

USAGE: Final = f"""
```python
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("{NAME}", trust_remote_code=True)
```

`{CODE}.py` holds the tokenizer and the module; beside sentence-transformers it needs
`opencc` (`pip install -r requirements.txt`).
"""


def export(model: Path, out: Path) -> None:
    """Write the folder; what else lies in it is left alone."""
    out.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(model / name, out / name)
    for name in LICENCES:
        shutil.copyfile(ROOT / name, out / name)
    modules = json.loads((model / "modules.json").read_text(encoding="utf-8"))
    modules[0]["type"] = f"{CODE}.{CLASS}"
    _write(out / "modules.json", json.dumps(modules, indent=2))
    _write(out / f"{CODE}.py", one_file(MODULE, CLASS, ABOUT))
    _write(out / "requirements.txt", "\n".join(NEEDS))
    _write(out / "README.md", str(card(model / "README.md", results(BundledEncoder.load(model)))))


def results(encoder: BundledEncoder) -> dict[str, RetrievalScores]:
    """What the embedding does by itself: passages by their similarity to the question alone."""
    passages, _ = read_passages(ROOT / "seeds")
    cases = answerable(ROOT / "questions")
    rows = encoder.encode_passages([passage_text(passage) for passage in passages])
    scores = encoder.encode_queries([case.question for case in cases]) @ rows.T
    order = np.argsort(-scores, axis=1, kind="stable")
    rankings = [[passages[i].id for i in row] for row in order]
    slices = score_rankings(cases, rankings)
    return {name: slices[name] for name in slices if "/" not in name}


def card(source: Path, found: Mapping[str, RetrievalScores]) -> ModelCard:
    """The model's card with the results as metadata and as a table, fit to stand alone."""
    written = ModelCard.load(source)
    data = ModelCardData(
        **written.data.to_dict(),
        model_name=NAME,
        eval_results=[one for name in _ordered(found) for one in _metadata(name, found)],
    )
    intro, *parts = re.split(r"(?m)^(?=## )", written.text)
    kept = [part for part in parts if not part.startswith("## Results")]
    text = [intro.split("```", 1)[0].strip(), USAGE.strip(), _table(found), *kept]
    body = _without_links("\n\n".join(part.rstrip() for part in text))
    return ModelCard(f"---\n{data.to_yaml()}\n---\n\n{body}\n")


def _ordered(found: Mapping[str, RetrievalScores]) -> list[str]:
    return [ALL, *sorted(name for name in found if name != ALL)]


def _metadata(name: str, found: Mapping[str, RetrievalScores]) -> list[EvalResult]:
    scores = found[name]
    named = (("accuracy@1", scores.hit1), ("accuracy@3", scores.hit3), ("ndcg@10", scores.ndcg10))
    return [
        EvalResult(
            task_type="information-retrieval",
            task_name="Information Retrieval",
            dataset_type="collection-visit-questions",
            dataset_name=f"Collection visit questions, {name}",
            dataset_config=name,
            dataset_split="test",
            metric_type=metric,
            metric_name=metric,
            metric_value=round(figure.mean, 4),
        )
        for metric, figure in named
    ]


def _table(found: Mapping[str, RetrievalScores]) -> str:
    rows = (
        (name, found[name].hit1.count, found[name].hit1, found[name].hit3)
        for name in _ordered(found)
    )
    lines = [
        "## Results",
        "",
        "Passages by their similarity to the question alone, on evaluation questions that nothing",
        "was trained on (95 % bootstrap intervals). In the project an index of known questions and",
        "keywords add to this.",
        "",
        *table(("", "questions", "accuracy@1", "accuracy@3"), rows),
    ]
    return "\n".join(lines)


def _without_links(text: str) -> str:
    """Links to files of the repository become their words; on a hub they lead nowhere."""
    return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]+\)", r"\1", text)


def _write(path: Path, text: str) -> None:
    path.write_bytes((text.rstrip("\n") + "\n").encode("utf-8"))


def main(argv: Sequence[str] | None = None) -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--model", type=Path, default=bundled_folder())
    arguments = parser.parse_args(argv)
    export(arguments.model, arguments.out)
    print(f"{arguments.out}: {sum(p.stat().st_size for p in arguments.out.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
