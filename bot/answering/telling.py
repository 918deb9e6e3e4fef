"""What is put to the corpus's own words when they are told: the day that "Friday" means. Pure."""

from dataclasses import replace

from bot.answering import moments
from bot.answering.answer import Citation, Part
from bot.answering.extract import Extract
from index.news import dates


def dated(found: Extract) -> Extract:
    """Return an extract whose sentences tell which day their relative dates mean.

    The answering words count; only if they name no time, the others of the sentence do. Quotes stay verbatim.

    Args:
        found: What was extracted for a question that asks when.
    """
    by_number = {one.n: one for one in found.citations}
    return replace(found, parts=tuple(_dated(part, by_number) for part in found.parts))


def _dated(part: Part, citations: dict[int, Citation]) -> Part:
    sentences = tuple(
        replace(one, text=with_days(one.text, citations[one.citations[0]])) for one in part.sentences
    )
    return replace(part, sentences=sentences)


def with_days(text: str, citation: Citation) -> str:
    """Return a sentence with the days that its relative dates mean: "Friday (16 May 2025)".

    Args:
        text: The sentence.
        citation: Where it stands, with the answering words.
    """
    published = citation.passage.article.published
    if published is None:
        return text
    named = moments.find(text, dates.day(published))
    start = text.find(citation.answer_text)
    end = start + len(citation.answer_text)
    inside = [one for one in named if one.start < end and start < one.end] or named
    for one in reversed(inside):
        if not one.whole:
            text = f"{text[: one.end]} ({one.shown()}){text[one.end :]}"
    return text
