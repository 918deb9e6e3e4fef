"""An answer out of the passages' own words: findings in, parts and citations out. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering import acts, countries, gate
from bot.answering.answer import Citation, Part, Sentence, Verdict
from bot.answering.claims import Claim, claim
from bot.answering.conflicts import conflicting, reports
from bot.answering.coverage import coverage, neighbours
from bot.answering.finding import Candidate, Finding
from bot.answering.gatherings import place
from bot.answering.identities import identity
from bot.answering.people import role
from bot.answering.pointing import unresolved
from bot.answering.question import Kind, Question
from bot.answering.replies import Reply, names_noun, replies_of, superseded
from bot.answering.sources import behind
from bot.answering.verify import COVERED, borne_out
from index.news.article import Passage
from index.news.words import words

PARTS = 4
"""Parts of an answer at most: more than a person reads in a chat."""
PAIRED = 0.5
"""Share of the threshold that is enough for a person whom a sentence pairs with what the question asks about: the
pairing is evidence that the reader's probability does not hold. Chosen on the dev part of made-up pairs."""
NEAREST = 3
"""Articles offered when nothing answers."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What was made of the findings.

    Attributes:
        verdict: How well they answer.
        parts: What they say.
        citations: What that stands on.
    """

    verdict: Verdict
    parts: tuple[Part, ...] = ()
    citations: tuple[Citation, ...] = ()


def extract(question: Question, findings: Sequence[Finding], threshold: float) -> Extract:
    """Return the answer that ``findings`` give.

    Args:
        question: The question, understood.
        findings: What was read, the surest first.
        threshold: The probability from which a finding answers.
    """
    replies = sorted(
        replies_of(question, findings, threshold * (PAIRED if question.at_least > 1 else 1)),
        key=lambda reply: -reply.score,
    )
    replies = [
        reply
        for number, reply in enumerate(replies)
        if reply.score >= threshold * (PAIRED if reply.labels and not _is_told(reply, replies[:number]) else 1)
    ]
    current = [reply for reply in replies if not superseded(question, reply, replies)]
    conflict = conflicting(question, replies, current)
    replies = current
    if not replies:
        return Extract(Verdict.NOT_FOUND)
    if question.at_least > 1:
        replies = _of_one_story(question, replies)
    replies = conflict or replies[: PARTS if question.several else 1]
    answers = len(replies)
    told = replies if conflict else _told_once(replies)
    labelled = [(_voted(reply.labels) if answers > 1 else _unquoted(question, reply), reply) for reply in told]
    citations: list[Citation] = []
    parts = tuple(_part(question, label, reply, citations) for label, reply in labelled)
    if conflict:
        parts = tuple(replace(part, report=one) for part, one in zip(parts, reports(conflict), strict=True))
    verdict = Verdict.GROUNDED if answers >= question.at_least else Verdict.PARTIAL
    return Extract(Verdict.CONFLICTING if conflict else verdict, parts, tuple(citations))


def _of_one_story(question: Question, replies: Sequence[Reply]) -> list[Reply]:
    """Return the answers of the stories that are about what the question names, or that answer most surely.

    "Each" is of one event. If the question names nothing that tells which, and its story gives too few, all do.
    Paragraphs that use the question's own noun go before those with another word for such a body: a team that is
    nowhere called a delegation may be something else.
    """
    literal = [one for one in replies if any(names_noun(question, each) for each in one.findings)]
    replies = literal or replies
    best = max(replies, key=lambda one: neighbours(question, gate.context(one.findings[0].passage)))
    stories = {one.passage.article.story for one in best.findings}
    same = [one for one in replies if any(each.passage.article.story in stories for each in one.findings)]
    told = bool(question.names or question.countries or question.seats or question.numbers)
    return same if told or len(same) >= question.at_least else list(replies)


def nearest(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the best passage of each of the first few articles.

    Args:
        passages: What was found, the best first.
    """
    best: dict[str, Passage] = {}
    for passage in passages:
        best.setdefault(passage.article.story or passage.article.id, passage)
    return tuple(best.values())[:NEAREST]


def _is_told(reply: Reply, surer: Sequence[Reply]) -> bool:
    """Tell whether what an answer is about has a surer one already: one delegation is led by one person."""
    about = _meant(_voted(reply.labels))
    return bool(about) and any(_meant(_voted(one.labels)) == about for one in surer)


def _voted(labels: Sequence[str]) -> str:
    """Return the label that most findings put to an answer, as the surest has it; "" where they conflict."""
    if not labels:
        return ""
    votes = Counter(_meant(label) for label in labels)
    (first, most), *others = votes.most_common(2)
    if others and others[0][1] == most:
        return ""
    return next(label for label in labels if _meant(label) == first)


def _meant(label: str) -> frozenset[str]:
    """Return what a label is about: the country it names, or its first words."""
    return countries.named(label) or frozenset(words(label)[:-1])


def _unquoted(question: Question, reply: Reply) -> str:
    """Return the short answer that a sentence bears out without having its words, or "".

    It is "Yes" or "No" where all sentences say so of the act asked about, or the place of a dateline.
    """
    if question.kind is Kind.PLACE and reply.candidate is None:
        return f"{place(reply.findings[0].passage.article)} (dateline)"
    act = acts.asked(question) if question.kind is Kind.YES_NO else None
    if act is None:
        return ""
    claims = {claim(act, one) for one in reply.findings}
    return {frozenset({Claim.DONE}): "Yes", frozenset({Claim.NOT_DONE}): "No"}.get(frozenset(claims), "")


def _told_once(replies: Sequence[Reply]) -> list[Reply]:
    """Leave out an answer without a label whose sentence is told already."""
    kept: list[Reply] = []
    for reply in replies:
        sentence = reply.findings[0].sentence
        if reply.labels or all(one.findings[0].sentence != sentence for one in kept):
            kept.append(reply)
    return kept


def _part(question: Question, label: str, reply: Reply, citations: list[Citation]) -> Part:
    """Return a reply as a part, its citations added to ``citations`` unless they are there already.

    Paragraphs that give the same answer are cited beside the first one if they confirm what is said. Somebody whom
    a sentence leaves unnamed is named by another one.
    """
    first, *others = reply.findings
    said = quoted(first)
    confirming = [one for one in others if label or _confirms(question, said, one)]
    told = [Sentence(said, tuple(_cited(one, reply.score, citations) for one in (first, *confirming)))]
    answer = reply.candidate.text if reply.candidate else ""
    if question.kind is Kind.PERSON and reply.candidate:
        answer = _with_role(first.sentence, reply.candidate)
        if (named := identity(first)) and named.candidate:
            told.append(Sentence(quoted(named), (_cited(named, reply.score, citations),)))
            answer = named.candidate.text
    return Part(label, tuple(told), answer, sources=behind(reply.behind))


def _cited(finding: Finding, score: float, citations: list[Citation]) -> int:
    """Return the number of a finding's citation, which is added to ``citations`` unless it is there already."""
    answering = finding.candidate.text if finding.candidate else ""
    return cite(Citation(0, finding.passage, quoted(finding), answering, score), citations)


def cite(citation: Citation, citations: list[Citation]) -> int:
    """Return the number of a citation among others, which it is added to unless its words are cited there already.

    Args:
        citation: The citation; its own number does not count.
        citations: The others, numbered from 1.
    """
    known = next((one.n for one in citations if _words_cited(one) == _words_cited(citation)), None)
    if known is None:
        known = len(citations) + 1
        citations.append(replace(citation, n=known))
    return known


def _words_cited(citation: Citation) -> tuple[str, int, str]:
    return citation.passage.article.id, citation.passage.paragraph.number, citation.quote


def _confirms(question: Question, said: str, finding: Finding) -> bool:
    """Tell whether the paragraph of a finding says what is said, or gives its answer to all of the question."""
    text = finding.passage.paragraph.text
    return borne_out(said, [text]) or coverage(question, text) >= COVERED


def _with_role(sentence: str, candidate: Candidate) -> str:
    """Return the answering words with the office before them: "presidential aide Vladimir Medinsky"."""
    if sentence[candidate.start : candidate.end] != candidate.text:
        return candidate.text
    office = role(sentence, candidate)
    return f"{office} {candidate.text}" if office and f"{office} {candidate.text}" in sentence else candidate.text


def quoted(finding: Finding) -> str:
    """Return the sentence of a finding, with the one before it where it opens with an unresolved word.

    Args:
        finding: The finding.
    """
    if not finding.before or not unresolved(finding.sentence):
        return finding.sentence
    text = finding.passage.paragraph.text
    end = text.find(finding.sentence, text.find(finding.before) + len(finding.before)) + len(finding.sentence)
    return text[text.find(finding.before) : end]
