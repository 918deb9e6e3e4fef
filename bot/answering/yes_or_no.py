"""Whether a paragraph may say yes or no to a question. Pure."""

import re

from bot.answering.finding import Finding
from bot.answering.names import TITLES, stands_in
from bot.answering.question import Question
from index.news.words import STOPWORDS, words

_SUPPOSES = re.compile(r"[\"“‘'(]*(?:if|unless|whether|should)\b", re.IGNORECASE)


def supposes(sentence: str) -> bool:
    """Tell whether a sentence only says what would be: "If they agree to a ceasefire …".

    Args:
        sentence: A sentence.
    """
    return bool(_SUPPOSES.match(sentence))


def may_tell(question: Question, found: Finding) -> bool:
    """Tell whether a sentence may say yes or no: it says what is, and, of a lead, tells of whom is asked about.

    Args:
        question: The question, understood.
        found: The sentence.
    """
    whom = _subject(question) if found.passage.paragraph.number == 1 else ""
    return not supposes(found.sentence) and (not whom or stands_in(whom, found.passage.paragraph.text))


def _subject(question: Question) -> str:
    """Return the name that a yes-or-no question asks about: the one it begins with, but for an office."""
    for name in question.names:
        before = words(question.text[: question.text.find(name)])
        if all(one in STOPWORDS or one in TITLES for one in before):
            return name
    return ""
