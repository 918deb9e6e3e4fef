"""Whether an answer is right, and how close its words come to the expected ones."""

import re

from bot.answering import answer as answers
from bot.answering.answer import Answer, Part, Verdict
from bot.evaluation import texts
from bot.evaluation.dataset import Example
from index.news.sentences import split

SENTENCES = 2
"""A short answer is looked for in so many sentences at the most: a longer text says everything."""

_MARK = re.compile(r"\s*\[\d+\]")


def measure(example: Example, answer: Answer, forced: Answer, *, string_in_gold: bool) -> dict[str, float]:
    """Return what an answer gets by each measure that applies.

    Args:
        example: The question.
        answer: The answer given.
        forced: The one it would have been without a threshold.
        string_in_gold: Whether an expected answer stands in the articles that answer.
    """
    if not example.answerable:
        return {"right": float(refused(answer)), "false answer": float(not refused(answer))}
    found = {"false refusal": float(refused(answer))}
    if _can_be_judged(example):
        found["right"] = found["right answer"] = float(is_right(example, answer))
    if string_in_gold:
        found["string in two sentences"] = float(in_two_sentences(answer, example))
        found["the same, forced"] = float(in_two_sentences(forced, example))
    if texts.is_short(example.answers):
        found["exact match"] = texts.exact(short(answer), example.answers)
        found["token F1"] = texts.f1(short(answer), example.answers)
    return found


def refused(answer: Answer) -> bool:
    """Tell whether an answer says that the corpus does not say."""
    return answer.verdict is Verdict.NOT_FOUND


def is_right(example: Example, answer: Answer) -> bool:
    """Tell whether an answer says all that was expected, and nothing that never may be said.

    Args:
        example: A question, answerable or not.
        answer: The answer.
    """
    if not example.answerable:
        return refused(answer)
    said = said_by(answer)
    if refused(answer) or texts.contains(said, example.never):
        return False
    if example.pairs and (paired(example, answer) < len(example.pairs) or mispaired(example, answer)):
        return False
    if example.every:
        return all(texts.contains(said, group) for group in example.every)
    return bool(example.pairs) or texts.contains(said, example.answers)


def paired(example: Example, answer: Answer) -> int:
    """Return how many of the expected labels stand with their names.

    A single expected name needs no label where it is the whole of the answer.
    """
    alone = len(example.pairs) == 1 and len(answer.parts) == 1
    return sum(
        any(
            texts.contains(_name(answer, part), [name])
            and (texts.contains(part.label, [label]) or (alone and not part.label))
            for part in answer.parts
        )
        for label, name in example.pairs
    )


def mispaired(example: Example, answer: Answer) -> int:
    """Return how many parts give an expected label another name, or name somebody who was not asked for."""
    wrong = 0
    for part in answer.parts:
        name = _name(answer, part)
        under = [each for label, each in example.pairs if texts.contains(part.label, [label])]
        if part.label:
            wrong += not texts.contains(name, under)
        else:
            wrong += not texts.contains(name, [each for _, each in example.pairs])
    return wrong


def in_two_sentences(answer: Answer, example: Example) -> bool:
    """Tell whether an expected answer stands in the first two sentences of an answer."""
    sentences = [one for line in said_by(answer).splitlines() for one in split(line)]
    return not refused(answer) and texts.contains(" ".join(sentences[:SENTENCES]), example.answers)


def short(answer: Answer) -> str:
    """Return the answering words, or all that is said where they cannot be told; "" for a refusal."""
    if refused(answer):
        return ""
    return next((one.answer_text for one in answer.citations if one.answer_text), said_by(answer))


def said_by(answer: Answer) -> str:
    """Return what a person reads of an answer, without the marks of its citations."""
    return _MARK.sub("", answers.text(answer))


def _can_be_judged(example: Example) -> bool:
    """Tell whether an answer is right by its words; where a set says that they do not stand there, it is not."""
    if example.every or example.pairs:
        return True
    return texts.is_short(example.answers) and example.string_in_gold is not False


def _name(answer: Answer, part: Part) -> str:
    """Return the answering words of a part, or its sentences where they cannot be told."""
    cited = {number for sentence in part.sentences for number in sentence.citations}
    marked = [one.answer_text for one in answer.citations if one.n in cited]
    return part.answer or next(filter(None, marked), "") or " ".join(one.text for one in part.sentences)
