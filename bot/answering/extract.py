"""An answer out of the passages' own words: findings in, parts and citations out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Citation, Part, Sentence, Verdict
from bot.answering.candidates import TYPED, Candidate
from bot.answering.labels import Pair, kin, leads, pairs
from bot.answering.names import Name, same_person
from bot.answering.people import role
from bot.answering.question import Kind, Question
from bot.answering.reading import Finding
from bot.answering.roots import content_roots
from index.news.article import Passage
from index.news.words import fold, words

PARTS = 4
"""Parts of an answer at most: more than a person reads in a chat."""
CITATIONS = 3
"""Citations of a part at most."""
SAME = 0.6
"""Share of roots two sentences have in common (Jaccard) from which they state one fact."""
NEAREST = 3
"""Articles offered when nothing answers."""

_PRONOUNS = frozenset("he she it they this that these those his her its their him them".split())
_ROLES = frozenset(
    "official officials man woman spokesman spokeswoman spokesperson minister president company group agency "
    "team soldier statement report ministry leader suspect victim victims pair two".split()
)


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


@dataclass(frozen=True, slots=True)
class _Reply:
    """One answer with the findings that give it, the surest first."""

    label: str
    candidate: Candidate | None
    findings: tuple[Finding, ...]


def extract(question: Question, findings: Sequence[Finding], threshold: float) -> Extract:
    """Return the answer that ``findings`` give.

    Args:
        question: The question, understood.
        findings: What was read, the surest first.
        threshold: The probability from which a finding answers.
    """
    sure = [finding for finding in findings if finding.score >= threshold]
    replies = _several(question, sure) if question.several and question.kind in TYPED else _one(question, sure)
    if not replies:
        return Extract(Verdict.NOT_FOUND)
    if len(replies) == 1:
        replies = [replace(replies[0], label="")]
    citations: list[Citation] = []
    parts = tuple(_part(reply, citations) for reply in replies)
    answers = len({reply.candidate.text if reply.candidate else i for i, reply in enumerate(replies)})
    verdict = Verdict.GROUNDED if answers >= question.at_least else Verdict.PARTIAL
    return Extract(verdict, parts, tuple(citations))


def nearest(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the best passage of each of the first few articles.

    Args:
        passages: What was found, the best first.
    """
    best: dict[str, Passage] = {}
    for passage in passages:
        best.setdefault(passage.article.story or passage.article.id, passage)
    return tuple(best.values())[:NEAREST]


def _one(question: Question, sure: Sequence[Finding]) -> list[_Reply]:
    """Return the surest finding as the only answer, with what bears it out."""
    sure = [answering for finding in sure if (answering := _paired(question, finding))]
    if not sure:
        return []
    best = sure[0]
    others = [one for one in sure[1:] if one.passage is not best.passage and _agree(question, best, one)]
    return [_Reply("", best.candidate, _apart((best, *others)))]


def _paired(question: Question, finding: Finding) -> Finding | None:
    """Return the finding with the person whom its sentence pairs with what was asked; ``None`` if with others."""
    leading = leads(finding.sentence, question)
    if leading is None:
        return finding
    return replace(finding, candidate=leading[0]) if leading else None


def _several(question: Question, sure: Sequence[Finding]) -> list[_Reply]:
    """Return the distinct answers, the surest first, each with the findings that give it."""
    replies: list[_Reply] = []
    for finding in sure:
        for pair in _pairs(question, finding):
            known = next((i for i, reply in enumerate(replies) if _same(question, reply, pair)), None)
            if known is not None:
                more = _apart((*replies[known].findings, finding))
                replies[known] = replace(replies[known], findings=more, label=replies[known].label or pair.label)
            elif len(replies) < PARTS:
                replies.append(_Reply(pair.label, pair.candidate, (finding,)))
    return replies


def _pairs(question: Question, finding: Finding) -> list[Pair]:
    """Return the answers in a finding with their labels; none where it is not about the noun asked about."""
    if question.kind is Kind.PERSON and question.noun:
        found = pairs(finding.sentence, question)
        about = any(_kindred(word, question.noun) for word in words(finding.sentence))
        if found and about:
            return found
        if question.at_least > 1:
            return []
    return [Pair("", finding.candidate)] if finding.candidate else []


def _kindred(word: str, noun: str) -> bool:
    """Tell whether a word is the noun itself or of its family, not just another word for such a body."""
    return kin(word, noun) and word[:3] == noun[:3]


def _same(question: Question, reply: _Reply, pair: Pair) -> bool:
    if reply.candidate is None:
        return False
    if question.kind is Kind.PERSON:
        return same_person(reply.candidate.text, pair.candidate.text)
    return fold(reply.candidate.text) == fold(pair.candidate.text)


def _agree(question: Question, one: Finding, other: Finding) -> bool:
    """Tell whether two findings state one fact."""
    if one.candidate and other.candidate and question.kind not in (Kind.DEFINITION, Kind.REASON):
        if question.kind is Kind.PERSON:
            return same_person(one.candidate.text, other.candidate.text)
        return fold(one.candidate.text) == fold(other.candidate.text)
    mine, theirs = set(content_roots(one.sentence)), set(content_roots(other.sentence))
    return len(mine & theirs) >= SAME * len(mine | theirs)


def _apart(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the first finding of each paragraph, as many as may be cited."""
    kept: dict[tuple[str, int], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.passage.article.id, finding.passage.paragraph.number), finding)
    return tuple(kept.values())[:CITATIONS]


def _part(reply: _Reply, citations: list[Citation]) -> Part:
    """Return a reply as a part, its citations added to ``citations`` unless they are there already."""
    numbers = []
    for finding in reply.findings:
        quote = quoted(finding)
        known = next((one for one in citations if one.passage is finding.passage and one.quote == quote), None)
        if known is None:
            answer_text = _answer_text(reply, finding, quote)
            known = Citation(len(citations) + 1, finding.passage, quote, answer_text, finding.score)
            citations.append(known)
        numbers.append(known.n)
    first = reply.findings[0]
    return Part(
        reply.label, (Sentence(quoted(first), tuple(numbers)),), _with_role(first.sentence, reply.candidate)
    )


def _answer_text(reply: _Reply, finding: Finding, quote: str) -> str:
    """Return the answering words as the quote has them."""
    for candidate in (reply.candidate, finding.candidate):
        if candidate and candidate.text in quote:
            return candidate.text
    return ""


def _with_role(sentence: str, candidate: Candidate | None) -> str:
    """Return the answering words with the office before them: "presidential aide Vladimir Medinsky"."""
    if candidate is None or sentence[candidate.start : candidate.end] != candidate.text:
        return candidate.text if candidate else ""
    office = role(sentence, Name(candidate.text, candidate.start, candidate.end, person=True, titled=False))
    return f"{office} {candidate.text}" if f"{office} {candidate.text}" in sentence else candidate.text


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


def unresolved(sentence: str) -> bool:
    """Tell whether a sentence opens with a word that points back: "He said …", "The official …"."""
    opening = words(sentence)[:2]
    return bool(opening) and (
        opening[0] in _PRONOUNS or (len(opening) > 1 and opening[0] == "the" and opening[1] in _ROLES)
    )
