"""Whether an answer is borne out by what it cites, in the sense of ALCE (https://arxiv.org/abs/2305.14627).

ALCE asks a language model whether cited passages entail a sentence. No such model ships here, so the test of
support is deterministic: every number, date, quotation and name of the sentence stands in what it cites, and so do
most of its other words. It catches what was made up or cited to the wrong place, not what was wrongly joined; for
an answer that is quoted word by word, recall tells that the quoting works and no more.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Part, Sentence
from bot.answering.verify import borne_out
from bot.evaluation.gold import Gold, Place, places

_WORKED_OUT = re.compile(r" \((?:[\d– ]|[A-Z][a-z]{2,8} )*\d{4}\)")
"""A date in brackets after the words it was worked out from: "Friday (16 May 2025)". The paragraph lacks it."""


def measure(answer: Answer, gold: Gold) -> dict[str, float]:
    """Return what the citations of an answer get by each measure that applies; nothing for a refusal.

    Args:
        answer: The answer.
        gold: What the question should be answered from.
    """
    sentences = [sentence for part in answer.parts for sentence in _claims(part)]
    if not sentences:
        return {}
    paragraphs = {one.n: one.passage.paragraph.text for one in answer.citations}
    needed = [one for sentence in sentences for one in _needed(sentence, paragraphs)]
    borne_out = [_bears_out(sentence.text, _texts(sentence, paragraphs)) for sentence in sentences]
    found = {"citation recall": sum(borne_out) / len(borne_out)}
    if needed:
        found["citation precision"] = sum(needed) / len(needed)
    cited = [places(one.passage) for one in answer.citations]
    if gold.articles:
        found["cites the article"] = float(any(article in gold.articles for one in cited for article, _ in one))
    if gold.evidence or gold.answering:
        found["cites the paragraph"] = float(any(_is_gold(place, gold) for one in cited for place in one))
    return found


def _claims(part: Part) -> list[Sentence]:
    """Return what a part says to a person: of one with a label, that and the answering words."""
    if not part.label or not part.answer:
        return list(part.sentences)
    return [replace(one, text=f"{part.label}: {part.answer}") for one in part.sentences]


def _needed(sentence: Sentence, paragraphs: Mapping[int, str]) -> list[bool]:
    """Tell of each citation of a sentence whether it bears something out that the others do not."""
    if not _bears_out(sentence.text, _texts(sentence, paragraphs)):
        return [False for _ in sentence.citations]
    return [
        _bears_out(sentence.text, [paragraphs[number]])
        or not _bears_out(sentence.text, [paragraphs[other] for other in sentence.citations if other != number])
        for number in sentence.citations
    ]


def _texts(sentence: Sentence, paragraphs: Mapping[int, str]) -> list[str]:
    return [paragraphs[number] for number in sentence.citations]


def _bears_out(sentence: str, cited: Sequence[str]) -> bool:
    return borne_out(_WORKED_OUT.sub("", sentence), cited)


def _is_gold(place: Place, gold: Gold) -> bool:
    return place in gold.evidence or place in gold.answering
