"""A question that is made of several, into them, and their answers into one. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering import gate
from bot.answering.answer import Citation, Part, Verdict
from bot.answering.coordinated import Piece, apart
from bot.answering.extract import Extract, cite
from bot.answering.question import Kind, Question, understand
from index.news.article import Passage

_ASKS = r"who|whom|whose|what|when|where|why|how|which"
_ASKS_WITH = rf"(?:(?:in|at|on|by|to|for|from|of|with|against) )?(?:{_ASKS})"
_OPENS = re.compile(rf"(?:{_ASKS_WITH}|did|does|do|is|are|was|were|has|have|had)\b", re.I)
_BREAK = re.compile(
    rf"\?\s+(?:and\s+|also,?\s+)?(?=\S)|,?\s+and\s+(?:also\s+)?(?={_ASKS_WITH}\b)|;\s+(?={_ASKS_WITH}\b)", re.I
)
_BARE = re.compile(r"(?:why|when|where|how|by how much|against whom)\W*", re.I)
_LEADING = re.compile(rf"(?:{_ASKS})\s+", re.I)
_THING = re.compile(r"\b(?:it|they|them|that|this)\b", re.I)
_THINGS = re.compile(r"\b(?:its|their)\b", re.I)
_PERSON = re.compile(r"\b(?:he|she|him|they|them)\b", re.I)
_PERSONS = re.compile(r"\b(?:his|her|their)\b", re.I)
PARTS = 3
"""Questions in one at most; more are read as one."""


def split(question: str) -> tuple[Piece, ...]:
    """Return the questions that ``question`` is made of, or it alone.

    "Who won the prize and how much is it worth?" is two; "Who won the cup and the league?" is one. "Who led the
    Russian and Ukrainian delegations?" is two again.

    Args:
        question: What a person asked.
    """
    pieces = [piece.strip(" ,;") for piece in _BREAK.split(question) if piece.strip(" ,;?!.")]
    if not 1 < len(pieces) <= PARTS or not all(_OPENS.match(piece) for piece in pieces):
        return apart(question)
    first = pieces[0]
    whole = (
        f"{piece.rstrip('?! ')} {_LEADING.sub('', first, count=1)}" if i and _BARE.fullmatch(piece) else piece
        for i, piece in enumerate(pieces)
    )
    return tuple(each for piece in whole for each in apart(piece))


def leans(question: Question) -> bool:
    """Tell whether a question names nothing of its own, so that it is about what the other one is about."""
    return not (question.names or question.countries or question.seats or question.numbers)


def complete(text: str, other: Question, answer: str) -> str:
    """Return a question with its pronoun replaced by what the other question names, or by its answer.

    Args:
        text: The question that leans on the other.
        other: The other question.
        answer: The answer to it, or "".
    """
    if answer and other.kind is Kind.PERSON and re.search(r"\b(?:he|she|him|his|her)\b", text, re.I):
        return _PERSONS.sub(f"{answer}’s", _PERSON.sub(answer, text, count=1), count=1)
    if other.names:
        return _THINGS.sub(f"{other.names[-1]}’s", _THING.sub(other.names[-1], text, count=1), count=1)
    return text


def together(
    pieces: Sequence[Piece], passages: Sequence[Passage], answer: Callable[[Question, Sequence[Passage]], Extract]
) -> tuple[Extract, tuple[str, ...]]:
    """Return the answers to several questions as one, and the questions that have none.

    A question that names nothing of its own is asked after the others, of the stories that answered them, or that
    are about what they name.

    Args:
        pieces: The questions. The one answer to a question about one of several is labelled with that.
        passages: What was found for all of them, the best first.
        answer: Answers one question out of some passages.
    """
    texts = [piece.text for piece in pieces]
    questions = [understand(text) for text in texts]
    found: dict[int, Extract] = {}
    for i in sorted(range(len(texts)), key=lambda i: leans(questions[i])):
        question, near = questions[i], passages
        if leans(question) and found:
            known = min(found, key=lambda j: (not found[j].parts, abs(j - i)))
            other = [one.passage for one in found[known].citations]
            answered = found[known].citations[0].answer_text if other else ""
            told = understand(complete(texts[i], questions[known], answered))
            question = replace(told, names=(), countries=frozenset(), seats=frozenset(), numbers=frozenset())
            about = other or [one for one in passages if not gate.missing(questions[known], one)]
            stories = {one.article.story for one in about}
            near = [one for one in passages if one.article.story in stories] or passages
        found[i] = answer(question, near)
    made = [_labelled(found[i], piece.about) for i, piece in enumerate(pieces)]
    missing = tuple(text for text, one in zip(texts, made, strict=True) if not one.parts)
    verdicts = {one.verdict for one in made}
    if verdicts == {Verdict.NOT_FOUND}:
        return Extract(Verdict.NOT_FOUND), missing
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.PARTIAL
    if Verdict.CONFLICTING in verdicts and not missing:
        verdict = Verdict.CONFLICTING
    parts, citations = _joined(made)
    return Extract(verdict, parts, citations), missing


def _labelled(found: Extract, about: str) -> Extract:
    """Return an answer whose only part is labelled, where it has no label and an answer of its own."""
    if not about or len(found.parts) != 1 or found.parts[0].label or not found.parts[0].answer:
        return found
    return replace(found, parts=(replace(found.parts[0], label=about),))


def _joined(made: Sequence[Extract]) -> tuple[tuple[Part, ...], tuple[Citation, ...]]:
    """Return the parts of all answers with their citations numbered anew, in order, each once."""
    parts: list[Part] = []
    citations: list[Citation] = []
    for one in made:
        numbers = {each.n: cite(each, citations) for each in one.citations}
        parts += [part.renumbered(numbers) for part in one.parts]
    return tuple(parts), tuple(citations)
