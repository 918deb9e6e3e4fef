"""The distinct answers that findings give, each with what bears it out. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.bodies import kin
from bot.answering.finding import Candidate, Finding, sentences
from bot.answering.labels import asks_for_body, asks_for_head, leads, led, pairs, settled
from bot.answering.names import same_person
from bot.answering.pairing import CLOSE
from bot.answering.parties import is_of_the_only_one
from bot.answering.people import people
from bot.answering.question import Kind, Question
from bot.answering.roots import content_roots
from bot.answering.verify import numbers
from index.news.article import Passage
from index.news.noticed import is_later
from index.news.words import STOPWORDS, fold, words

CITATIONS = 3
"""Citations of a part at most."""
SAME = 0.6
"""Share of roots two sentences have in common (Jaccard) from which they state one fact."""
ANOTHER_STORY = 0.5
"""How much another story with the same answer counts: half, since newsrooms copy one another."""
_BETWEEN = (", ", " and ", ", and ")
"""What stands between the names of a list."""
_FIGURES = (Kind.NUMBER, Kind.DURATION)
"""Kinds of answers that later versions of a story correct."""
_SHORT = (*_FIGURES, Kind.TIME, Kind.PERSON, Kind.PLACE)
"""Kinds whose answers differ if their words do; of the others, one fact may be put in many words."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer.

    Attributes:
        candidate: Its words, where they can be told.
        findings: What gives it, the surest first.
        labels: What the findings say it is about, each in its own words.
        behind: The passages that give it, also those that are not cited, as far as they are sure enough.
    """

    candidate: Candidate | None
    findings: tuple[Finding, ...]
    labels: tuple[str, ...] = ()
    behind: tuple[Passage, ...] = ()

    @property
    def score(self) -> float:
        """The probability that it is right."""
        return agreed(self.findings)


def replies_of(question: Question, findings: Sequence[Finding], threshold: float) -> list[Reply]:
    """Return the distinct answers, each with the findings that give it.

    Args:
        question: The question, understood.
        findings: What was read, the surest first.
        threshold: The probability from which a finding answers.
    """
    replies: list[Reply] = []
    if (question.at_least > 1 and question.kind is Kind.PERSON) or asks_for_body(question):
        findings = [*findings, *_beside(question, [one for one in findings if one.score >= threshold])]
    marked: dict[tuple[str, int, str], list[Candidate]] = {}
    for finding in findings:
        if finding.candidate and finding.score >= threshold:
            marked.setdefault(_place(finding), []).extend(_named(question, finding, finding.candidate))
    for finding in findings:
        for label, candidate in _answers(question, finding, marked.get(_place(finding), [])):
            found = replace(finding, candidate=candidate)
            labels = (label,) if label else ()
            behind = (found.passage,) if found.score >= threshold else ()
            agree = (i for i, reply in enumerate(replies) if _agree(question, reply.findings[0], found))
            known = next(agree, None)
            if known is None:
                replies.append(Reply(candidate, (found,), labels, behind))
            else:
                reply = replies[known]
                replies[known] = replace(
                    reply,
                    findings=_apart((*reply.findings, found)),
                    labels=reply.labels + labels,
                    behind=reply.behind + behind,
                )
    return replies


def _place(finding: Finding) -> tuple[str, int, str]:
    return finding.passage.article.id, finding.passage.paragraph.number, finding.sentence


def _beside(question: Question, sure: Sequence[Finding]) -> list[Finding]:
    """Return the other sentences of the paragraphs that answer, where they tell of another one in few words.

    Args:
        question: A question that asks for each of a noun, or for the body that somebody leads.
        sure: The findings that answer.
    """
    if asks_for_body(question):
        return [
            replace(each, score=one.score, candidate=body)
            for one in sure
            for each in sentences(one.passage)
            for body in (led(each.sentence, question) or ())[:1]
        ]
    told = {_place(one) for one in sure}
    return [
        replace(each, score=one.score, candidate=pair.candidate)
        for one in sure
        if names_noun(question, one)
        for each in sentences(one.passage)
        if _place(each) not in told
        for pair in pairs(each.sentence, question, farthest=CLOSE)
    ]


def _answers(
    question: Question, finding: Finding, marked: Sequence[Candidate]
) -> list[tuple[str, Candidate | None]]:
    """Return the answers in a finding, with their labels where the question asks about several of something.

    Args:
        question: The question.
        finding: The finding.
        marked: The answers that were found in its sentence.
    """
    if asks_for_head(question):
        heads = leads(finding.sentence, question)
        if finding.candidate and heads is None and is_of_the_only_one(question, finding):
            heads = tuple(_named(question, finding, finding.candidate))
        return [("", one) for one in (heads or ())[:1]]
    if (bodies := led(finding.sentence, question)) is not None:
        return [("", one) for one in bodies[:1]]
    if asks_for_body(question) and any(led(one.sentence, question) for one in sentences(finding.passage)):
        return []
    if finding.candidate is None:
        return [("", None)]
    if question.kind is not Kind.PERSON:
        return [("", finding.candidate)]
    named = _named(question, finding, finding.candidate)
    if not question.several:
        one = settled(finding.sentence, question, named)
        return [("", one)] if one else []
    if not question.noun:
        return [("", one) for one in named]
    found = pairs(finding.sentence, question, marked)
    if not found and question.at_least == 1:
        return [("", one) for one in named]
    return [(one.label, one.candidate) for one in found]


def _named(question: Question, finding: Finding, candidate: Candidate) -> list[Candidate]:
    """Return the answering words of a finding; of people, the names in them: of a list all, else the first."""
    if question.kind is not Kind.PERSON:
        return [candidate]
    start, end = candidate.start, candidate.end
    parts = " " in candidate.text or question.at_least > 1
    named = [one for one in people(finding.sentence, question) if start < one.end and one.start < end]
    named = [one for one in named if not (one.start == start and one.end > end and parts)]
    found: list[Candidate] = []
    for one in named:
        if found and finding.sentence[found[-1].end : one.start] not in _BETWEEN:
            break
        found.append(Candidate(one.text, one.start, one.end))
    return found or [candidate]


def names_noun(question: Question, finding: Finding) -> bool:
    """Tell whether a finding's paragraph has the question's noun or one of its family: delegation, delegate.

    Args:
        question: A question that asks about several of a noun.
        finding: The finding.
    """
    noun = question.noun
    return any(kin(word, noun) and word[:3] == noun[:3] for word in words(finding.passage.paragraph.text))


def _agree(question: Question, one: Finding, other: Finding) -> bool:
    """Tell whether two findings give one answer."""
    if one.candidate and other.candidate:
        if question.kind is Kind.PERSON and same_person(one.candidate.text, other.candidate.text):
            return True
        mine, theirs = _core(one.candidate.text), _core(other.candidate.text)
        if mine and theirs and (mine <= theirs or theirs <= mine):
            return True
        figures, others = numbers(fold(one.candidate.text)), numbers(fold(other.candidate.text))
        if question.kind is Kind.NUMBER and figures and figures == others:
            return True
        if question.several or question.kind in _SHORT:
            return False
    roots, held = set(content_roots(one.sentence)), set(content_roots(other.sentence))
    return len(roots & held) >= SAME * len(roots | held)


def _core(text: str) -> set[str]:
    return {word for word in words(text) if word not in STOPWORDS}


def superseded(question: Question, reply: Reply, replies: Sequence[Reply]) -> bool:
    """Tell whether a later version of the same story gives another figure.

    Args:
        question: The question.
        reply: An answer.
        replies: All answers that are sure enough.
    """
    mine = reply.findings[0].passage.article
    return question.kind in _FIGURES and any(
        theirs.story == mine.story != "" and is_later(theirs, mine)
        for other in replies
        for theirs in (other.findings[0].passage.article,)
    )


def agreed(findings: Iterable[Finding]) -> float:
    """Return the probability of an answer that some findings give.

    Independent stories make it surer; another version of a story does not.

    Args:
        findings: Findings with one answer.
    """
    best: dict[str, float] = {}
    for one in findings:
        story = one.passage.article.story or one.passage.article.id
        best[story] = max(best.get(story, 0.0), one.score)
    doubt = 1.0
    for place, score in enumerate(sorted(best.values(), reverse=True)):
        doubt *= 1 - (score if place == 0 else ANOTHER_STORY * score)
    return 1 - doubt


def _apart(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the first finding of each paragraph, as many as may be cited."""
    kept: dict[tuple[str, int], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.passage.article.id, finding.passage.paragraph.number), finding)
    return tuple(kept.values())[:CITATIONS]
