"""From passages to findings: which sentences answer, how surely, and with which words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering import acts, causes, gate, relative, weights
from bot.answering.acts import Act
from bot.answering.claims import Claim, claim
from bot.answering.definitions import define, may_define
from bot.answering.finding import Candidate, Finding, locate, sentences
from bot.answering.fitting import is_age, may_count, may_stand, may_time, one_person, quantity
from bot.answering.gatherings import gathered
from bot.answering.names import TITLES, spot, stands_in
from bot.answering.opposites import counted_otherwise, counts_others, opposes
from bot.answering.parties import stands_for_another
from bot.answering.people import SAID, is_mere_source, is_source
from bot.answering.planted import is_planted, planted
from bot.answering.question import COUNTED, Kind, Question
from bot.answering.roots import content_roots
from bot.answering.weights import Weights
from bot.answering.yes_or_no import may_tell
from index.news.article import HeadlineOrigin, Passage
from index.news.words import words
from index.retrieval.reader import Reading, ReadsPassages, Span, before
from index.retrieval.tokens import Characters

PASSAGES = 20
"""How many of the passages that pass the gate are read."""
SPANS = 3
"""Answers told of a passage: the best may stand beside another country than the one asked about."""
ROUNDS = 3
"""How often a passage is asked again, its answers hidden, where a question asks for several."""
READING_SHARE = 0.1
"""What one of the reader's log-odds counts in a ranking, against a search's score of 0 to 1. Of 0.02 to 0.3,
judged by MRR@10: best on NewsQA, near the best on CLAPnq (a part), and 0.006 below none on MultiHop-RAG, whose
long questions no paragraph answers alone; there 0.2 costs 0.05."""
SURE = 5.0
"""Log-odds beyond which the reader is no surer for a ranking."""
DEFINED = 0.9
"""How surely the words right beside a name say who it is: 38 of 43 people looked at in 60 news stories. The
reader's word counts for the rest."""

TOLD = 0.9
"""How surely a sentence answers that tells outright whose act it was, or where people met: as ``DEFINED`` is."""
SURE_WITHOUT = 0.5
"""How sure a paragraph must be that says yes or no without naming the act asked about. Of 0.42 to 0.7, on the
questions for yes or no that choices are made on."""

Read = Callable[[Question, Sequence[Passage]], list[Finding]]
"""Reads passages for a question; the best finding first."""

_EACH = re.compile(rf"\b(?:each|every)(?: of the{COUNTED})?\b", re.IGNORECASE)
"""What the reader, which knows questions for one answer, takes better for "the": it adds 0.4 to its log-odds."""

_UNNAMED_SOURCE = re.compile(
    r"\b(?:officials?|sources?|spokes(?:man|woman|person|people)|statements?|reports?|witness(?:es)?|residents?|aides?"
    r"|agency|agencies|ministry|police|analysts?|diplomats?) (?:said|says|say|told|added)\b",
    re.IGNORECASE,
)
"""Somebody without a name who says something: "the official said"."""
_SPEECH = re.compile(
    rf"[“\"]|\b(?:{SAID}|say|saying|according to|promis|vow|pledg|demand|repl[iy]|respon|describ|dismiss|prais"
    r"|criti|blam|condemn|accus|apolog|thank|comment|remark|testif|ruled out|reject|reiterat|repeat|suggest)",
    re.IGNORECASE,
)
"""Signs that a paragraph holds somebody's words: a quotation or a verb of saying."""

_QUOTED = re.compile(r"[“\"](?:[^”\"\s]+\s+){3,}[^”\"]+[”\"]")
"""A quotation of some words; after one that opens a sentence stands who said it, and when."""

_Probabilities = Callable[[Kind], Weights]


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage and its number, the words of it that answer, and the probability that they do."""

    number: int
    passage: Passage
    span: Span
    score: float


class PassageReader:
    """Reads by a trained reader, whose word counts together with the search's. May be shared by threads.

    Args:
        reader: The reader.
        calibrated: What its word and the search's count, by the kind of question.
    """

    def __init__(self, reader: ReadsPassages, calibrated: _Probabilities = weights.of) -> None:
        self._reader = reader
        self._weights = calibrated

    def __call__(self, question: Question, passages: Sequence[Passage]) -> list[Finding]:
        """Return the words of ``passages`` that may answer ``question``, the surest first.

        A passage gives one finding, or, where the question asks for several, one for each answer in it.

        Args:
            question: The question, understood.
            passages: What was found for it, the best first.

        Raises:
            ModelUnusable: The weights of the reader are missing or damaged.
        """
        open_ = [one for one in passages if not gate.missing(question, one)][:PASSAGES]
        hidden = {number: planted(one.paragraph.text) for number, one in enumerate(open_)}
        found = self._read(question, dict(enumerate(open_)), hidden)
        every = list(found)
        threshold = self._weights(question.kind).threshold
        for _ in range(ROUNDS if question.several else 0):
            sure = [one for one in found if one.score >= threshold]
            for one in sure:
                hidden[one.number].append((one.span.start, one.span.end))
            found = self._read(question, {one.number: one.passage for one in sure}, hidden)
            every += found
        act = acts.asked(question)
        read = (_of_act(question, act, one) if act else _finding(question, one) for one in every)
        findings = [one for one in read if one]
        findings += [
            replace(lead, score=TOLD + (1 - TOLD) * one.score)
            for one in open_
            if (lead := gathered(question, one)) and not is_planted(lead.sentence)
        ]
        if question.kind is Kind.YES_NO:
            findings = [one for one in findings if act or may_tell(question, one)]
        else:
            findings = [
                one
                for one in findings
                if not opposes(question, one.sentence)
                and not counts_others(question, f"{one.passage.article.headline}\n{one.before} {one.sentence}")
            ]
        if measured := quantity(question):
            told = (one for one in findings if measured & set(content_roots(one.sentence)))
            findings = [one for one in told if one.score >= threshold] or findings
        return sorted(findings, key=lambda one: one.score, reverse=True)

    def rank(self, question: Question, passages: Sequence[Passage]) -> list[Passage]:
        """Return passages in the order of search and reader together, the best first, with that score.

        Each is read, whatever it names: this orders what there is, and answers nothing.

        Args:
            question: The question, understood.
            passages: What was found for it.

        Raises:
            ModelUnusable: The weights of the reader are missing or damaged.
        """
        if not passages:
            return []
        readings = self._reader.read(question.text, passages, SPANS)
        scored = [
            replace(one, score=one.score + READING_SHARE * min(SURE, max(-SURE, reading.answers)))
            for one, reading in zip(passages, readings, strict=True)
        ]
        return sorted(scored, key=lambda one: one.score, reverse=True)

    def _read(
        self, question: Question, passages: Mapping[int, Passage], hidden: Mapping[int, Sequence[Characters]]
    ) -> list[_Found]:
        """Return the best answer of each passage that has one the question allows.

        Args:
            question: The question.
            passages: The passages by number.
            hidden: By the same number, the characters of their paragraphs that are hidden.
        """
        if not passages:
            return []
        masked = {place: hidden.get(number, ()) for place, number in enumerate(passages)}
        told = [_with_topic(question, one) for one in passages.values()]
        readings = self._reader.read(_for_reader(question), told, SPANS, masked)
        scores = self._weights(question.kind).probability(weights.matrix(question, readings))
        return [
            _Found(number, passages[number], span, float(score))
            for number, one, score in zip(passages, readings, scores, strict=True)
            for span in _allowed(question, one)[: SPANS if question.at_least > 1 else 1]
        ]


def _for_reader(question: Question) -> str:
    """Return a question as the reader knows questions: for one answer, and with its question mark.

    Without the mark it tells answerable from not less well: an AUROC of .816 instead of .832 on the project's own.
    """
    text = _EACH.sub("the", question.text) if question.at_least > 1 else question.text
    return text if question.kind is Kind.KEYWORDS else f"{text.rstrip(' ?.!')}?"


def _with_topic(question: Question, passage: Passage) -> Passage:
    """Return a passage with the names that its story takes for granted put before its headline, for the reader.

    The gate found them in the opening of the article, which the reader does not see: a lead tells of "a ferry".
    """
    seen = f"{gate.context(passage)}\n{before(passage)}"
    unseen = [name for name in question.names if not stands_in(name, seen)]
    if not unseen:
        return passage
    article, topic = passage.article, ", ".join(unseen)
    made = article.headline_origin is HeadlineOrigin.LEAD
    headline = topic if made else f"{topic}: {article.headline}"
    return replace(passage, article=replace(article, headline=headline, headline_origin=HeadlineOrigin.GIVEN))


def _allowed(question: Question, reading: Reading) -> list[Span]:
    """Return the words of a passage that stand with the nationalities asked about; no mere source's.

    The best go first, of those the ones that look like the kind of answer. What itself asks does not answer, and
    after the best only what is likelier than no answer at all.
    """
    allowed: list[Span] = []
    for span in weights.in_order(question, reading.spans):
        found = locate(reading.passage, span.start, span.end, 0.0)
        if found.sentence.rstrip("\"'”’) ").endswith("?"):
            continue
        if not may_stand(question.kind, reading.passage.paragraph.text[: span.start], span.text):
            continue
        if not may_count(question, span.text) or not may_time(question, span.text) or is_age(question, found):
            continue
        if found.candidate and counted_otherwise(question, found.sentence, found.candidate):
            continue
        if question.kind is Kind.DEFINITION and not may_define(question, found.sentence):
            continue
        bound = gate.bound(question, reading.passage, f"{found.before} {found.sentence}")
        if not bound or (question.kind is Kind.STATEMENT and not _may_say(question, found)):
            continue
        if question.kind in (Kind.PERSON, Kind.PLACE) and is_mere_source(question, found):
            continue
        if question.kind is Kind.PERSON and stands_for_another(question, found):
            continue
        if span.score > 0 or not allowed:
            allowed.append(span)
    return allowed


def _may_say(question: Question, found: Finding) -> bool:
    """Tell whether a paragraph holds words of somebody, and nobody else than the one asked about says them."""
    if not _SPEECH.search(found.passage.paragraph.text):
        return False
    speaker = [one for one in question.names if set(words(question.subject)) - TITLES == set(words(one)) - TITLES]
    sources = [one.text for one in spot(found.sentence) if is_source(found.sentence, one)]
    if not speaker or not (sources or _UNNAMED_SOURCE.search(found.sentence)):
        return True
    return any(stands_in(one, speaker[0]) for one in sources)


def _of_act(question: Question, act: Act, found: _Found) -> Finding | None:
    """Return the sentence that tells of the act asked about, with what it gives as the cause if that is asked.

    None if the paragraph says that it was another who did it. One that does not name the act may tell all the
    same, if it is sure: whoever "denies the theft" does not confess; and why something was done need not say again
    that it was.
    """
    told = [(each, claim(act, each)) for each in sentences(found.passage)]
    claims = {said for _, said in told}
    silent = not claims & {Claim.DONE, Claim.NOT_DONE, Claim.UNSURE}
    if silent and (Claim.ANOTHERS in claims or (question.kind is Kind.YES_NO and found.score < SURE_WITHOUT)):
        return None
    for each, said in told:
        if is_planted(each.sentence):
            continue
        cause = causes.given(each.sentence) if question.kind is Kind.REASON else None
        if (said is Claim.DONE and cause) or (
            question.kind is Kind.YES_NO and said in (Claim.DONE, Claim.NOT_DONE)
        ):
            return replace(each, score=TOLD + (1 - TOLD) * found.score, candidate=cause)
    return _finding(question, found)


def _finding(question: Question, found: _Found) -> Finding:
    """Return the sentence that answers: the one the words stand in, or, of some kinds, the one that says most."""
    if question.kind is Kind.DEFINITION:
        for each in sentences(found.passage):
            if candidate := define(each.sentence, question.subject):
                return replace(each, score=DEFINED + (1 - DEFINED) * found.score, candidate=candidate)
    told = locate(found.passage, found.span.start, found.span.end, found.score)
    if question.kind is Kind.YES_NO:
        return replace(told, candidate=None)
    opening = _QUOTED.match(told.sentence) if question.kind is Kind.STATEMENT else None
    if opening and told.candidate and told.candidate.end > opening.end():
        return replace(told, candidate=Candidate(opening[0], *opening.span()))
    if whom := relative.told_of(question, told):
        return replace(told, candidate=whom)
    return one_person(question, told)
