"""Parts of an answer -> Markdown in the reader's language, quotes and citations in place."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Passage, Point, Quote
from assistant.reply.language import ENGLISH, HANT
from assistant.reply.markdown import block_quote, escape
from assistant.reply.phrases import Phrases
from assistant.text.script import to_traditional


def article_dates(passages: Sequence[Passage], words: Phrases) -> str:
    """The years from which the quoted articles come, e.g. ``2024–2025``."""
    dates = [p.document.date for p in passages]
    years = sorted({date[:4] for date in dates if date})
    if not years:
        return words.undated
    span = "–".join([years[0], years[-1]] if len(years) > 1 else years)
    return span if all(dates) else words.partly_undated.format(years=span)


def citation(quote: Quote, language: str) -> str:
    """Article, chapter and section of a quote, as plain text in the reader's language."""
    passage, translation = quote.passage, quote.passage.translation
    title, chapter = passage.document.title, passage.heading.chapter
    section = passage.heading.section
    if language == ENGLISH and translation is not None:
        title, chapter, section = translation.title, translation.chapter, translation.section
        return " · ".join(part for part in (f"“{title}”", chapter, section) if part)
    text = " · ".join(part for part in (f"《{title}》", chapter, section) if part)
    return to_traditional(text) if language == HANT else text


def agreement_line(point: Point, words: Phrases) -> str:
    """ "Negotiate: four articles advise this", or empty where one article stands alone."""
    if point.accord is None:
        return ""
    pattern = words.agreeing["advice" if point.accord.advice else "statement"]
    label = point.accord.label if words.language != ENGLISH else point.accord.label_en
    if words.language == HANT:
        label = to_traditional(label)
    return pattern.format(label=label, count=words.number(len(point.agreeing) + 1))


def point_markdown(point: Point, words: Phrases) -> str:
    """One quote with its citation, translation and the articles that agree."""
    quote, language = point.quote, words.language
    blocks = []
    if language == HANT:
        blocks.append(block_quote(to_traditional(quote.text)))
        blocks.append(f"{words.original}：\n{block_quote(quote.text)}")
    else:
        blocks.append(block_quote(quote.text))
    if language == ENGLISH and quote.translation:
        blocks.append(f"{words.translation}: {escape(quote.translation)}")
    blocks.append(f"— {escape(citation(quote, language))}")
    agreed = agreement_line(point, words)
    if agreed:
        others = "; " if language == ENGLISH else "；"
        cited = others.join(escape(citation(other, language)) for other in point.agreeing)
        stop = ". " if language == ENGLISH else "。"
        blocks.append(f"{agreed}{stop}{words.also} {cited}")
    return "\n\n".join(blocks)


def restored_line(points: Sequence[Point], words: Phrases) -> str:
    """The words of these quotes that are conjectures, as one plain sentence; mostly empty."""
    restored = dict.fromkeys(
        point.quote.text[c.start : c.end] for point in points for c in point.quote.conjectures
    )
    if not restored:
        return ""
    shown = ("、" if words.language != ENGLISH else ", ").join(restored)
    shown = to_traditional(shown) if words.language == HANT else shown
    return words.conjecture.format(chars=shown)
