"""Whether a paragraph may say yes or no to a question. Pure."""

import re

from bot.answering.finding import Finding
from bot.answering.names import TITLES, stands_in
from bot.answering.opposites import either_way
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
    """Tell whether a paragraph has any of what is asked beside name and office, and, a lead, whom is asked about.

    Args:
        question: The question, understood.
        found: A sentence of the paragraph.
    """
    text = found.passage.paragraph.text
    if supposes(found.sentence):
        return False
    if found.passage.paragraph.number == 1 and (whom := _subject(question)) and not stands_in(whom, text):
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
