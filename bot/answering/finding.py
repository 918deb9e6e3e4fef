"""Words of a passage that may answer, with the sentence they stand in. Pure."""

from dataclasses import dataclass, replace

from index.news.article import Passage
from index.news.sentences import split


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that could answer, where they stand in their sentence.

    Attributes:
        text: The words, verbatim.
        start: Their offset in the sentence.
        end: The offset after them.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that may answer.

    Attributes:
        passage: Where it stands.
        sentence: The sentence, verbatim in the passage's paragraph.
        before: The sentence before it in the paragraph, or "".
        score: The probability that it answers.
        candidate: The words of ``sentence`` that answer, where they can be told.
    """

    passage: Passage
    sentence: str
    before: str
    score: float
    candidate: Candidate | None = None


def sentences(passage: Passage) -> list[Finding]:
    """Return each sentence of a passage as a finding without words and without a probability.

    Args:
        passage: The passage.
    """
    found = split(passage.paragraph.text)
    return [Finding(passage, one, before, 0.0) for before, one in zip(["", *found], found, strict=False)]


def locate(passage: Passage, start: int, end: int, score: float) -> Finding:
    """Return the finding for some words of a passage's paragraph.

    Words that run over the end of their sentence are cut there: an answer is quoted in one sentence.

    Args:
        passage: The passage.
        start: The first character of the words in the paragraph.
        end: The character after the last.
        score: The probability that they answer.
    """
    text, at = passage.paragraph.text, 0
    for each in sentences(passage):
        at = text.index(each.sentence, at)
        if start < at + len(each.sentence):
            first, last = max(start, at) - at, min(end - at, len(each.sentence))
            return replace(each, score=score, candidate=Candidate(each.sentence[first:last], first, last))
        at += len(each.sentence)
    raise ValueError(f"There is no character {start} in a paragraph of {len(text)}.")
