"""Whether a paragraph may say yes or no to a question. Pure."""

import re

from bot.answering.finding import Finding
from bot.answering.gate import told_short
from bot.answering.names import TITLES, stands_in
from bot.answering.opposites import either_way
from bot.answering.pointing import means_somebody, unresolved
from bot.answering.question import Question
from bot.answering.roots import content_roots, root
from index.news.words import STOPWORDS, words

_SUPPOSES = re.compile(r"[\"“‘'(]*(?:if|unless|whether|should)\b", re.IGNORECASE)
_OFFICES = frozenset(map(root, TITLES))


def supposes(sentence: str) -> bool:
    """Tell whether a sentence only says what would be: "If they agree to a ceasefire …".

    Args:
        sentence: A sentence.
    """
    return bool(_SUPPOSES.match(sentence))


def tells(question: Question, found: Finding) -> bool:
    """Tell whether a paragraph tells of whom is asked about, and any of what is asked beside name and office.

    Args:
        question: The question, understood.
        found: A sentence of the paragraph.
    """
    text = found.passage.paragraph.text
    if supposes(found.sentence):
        return False
    points_back = unresolved(text) or means_somebody(text)
    if (whom := _subject(question)) and not (
        points_back or stands_in(whom, text) or told_short(whom, found.passage)
    ):
        return False
    named = set(content_roots(" ".join(question.names))) | question.countries | question.seats | _OFFICES
    asked = frozenset(question.roots) - named
    return not asked or bool(either_way(asked) & set(content_roots(text)))


def _subject(question: Question) -> str:
    """Return the name that a yes-or-no question asks about: the one it begins with, but for an office."""
    for name in question.names:
        before = words(question.text[: question.text.find(name)])
        if all(one in STOPWORDS or one in TITLES for one in before):
            return name
    return ""
