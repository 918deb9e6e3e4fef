"""Who somebody is, from the office before the name or the apposition after it. Pure."""

import re

from bot.answering.finding import Candidate
from bot.answering.names import TITLES, alike, spot
from bot.answering.people import SAID, role
from bot.answering.question import Question
from index.news.words import fold, words

_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_APPOSITION = re.compile(
    r"(?:,? (?:who )?(?:is|was|are|were) (?:also )?(?=an? |the )|, (?=an? |the |[a-z]|[\w.]+[’']s ))"
    r"([^,.;—()]{6,})"
)
_INTRODUCED = re.compile(
    r"(?:^|[;:—”] ?|\band )((?:an?|the|his|her|their|its|[\w.]+[’']s) (?:[\w'’-]+ ){0,5}[\w'’-]+), $",
    re.IGNORECASE,
)
"""Words before a name that stands in apposition to them: "His widow, Karen Lund, said …"."""
_CALLED = re.compile(r"\b(?:called|named|known as|dubbed|nicknamed|titled|entitled)(?: the)?$")
_TOLD_OF = re.compile(r" ?(?:\(|- |, (?:which|a|an|the|one of)\b)")
"""Words beside the name of a thing that say what it is."""
_POINTS = re.compile(r"(?:it|its|he|she|they|this|these|the)\b")
"""How a sentence opens that goes on about what the one before it names."""
_DETERMINED = re.compile(r"(?:an?|the|[\w.]+[’']s|his|her|their|its) ", re.IGNORECASE)
_DOERS = ("er", "or", "ist", "ian", "man", "woman", "star", "chief", "mate", "ant", "ee")
"""Endings of words for what people do."""
_BODIES = frozenset(
    "firm company bank group charity startup airline chain nonprofit union party agency foundation institute club "
    "band team magazine website platform festival newspaper brand label studio movement association federation "
    "retailer".split()
)
"""What a name may be of that is no person's: "private equity firm Stonegate Rowe"."""
_OPENING = 3
"""Words at the start of an apposition among which the office stands."""
_NO_APPOSITION = re.compile(rf"(?:and|but|or|who|which|as|while|when|with|in|on|at|by|to|{SAID})\b")


def define(sentence: str, subject: str) -> Candidate | None:
    """Return the words of ``sentence`` that say who or what ``subject`` is, if they stand right beside it.

    Args:
        sentence: A sentence of a passage.
        subject: What is asked about, folded: "keith kellogg", "the lantern cup".
    """
    wanted = words(subject)
    tokens = list(_TOKEN.finditer(sentence))
    for i in range(len(tokens) - len(wanted) + 1):
        run = tokens[i : i + len(wanted)]
        if not wanted or not all(_is(token.group(), word) for token, word in zip(run, wanted, strict=True)):
            continue
        name = next((one for one in spot(sentence) if one.start <= run[-1].start() < one.end), None)
        end = max(run[-1].end(), name.end if name else 0)
        after = _APPOSITION.match(sentence, end)
        if after and not _NO_APPOSITION.match(after[1]) and _says_who(after[1]):
            text = after[1].rstrip()
            return Candidate(text, after.start(1), after.start(1) + len(text))
        office = role(sentence, name) if name else ""
        office = re.sub(r"^(?:\w+ing |— |-+ )", "", office)
        if name and office and _is_office_or_body(office.split()[-1]):
            start = sentence.rindex(office, 0, name.start)
            return Candidate(office, start, start + len(office))
        introduced = _INTRODUCED.search(sentence, 0, name.start) if name else None
        if name and introduced and re.match(r"[,.;—]|$", sentence[name.end :]):
            return Candidate(introduced[1], introduced.start(1), introduced.end(1))
    return None


def may_define(question: Question, sentence: str) -> bool:
    """Tell whether a sentence may say what a named thing is: it opens with it, or says it right beside it.

    Who won a prize, or what happened in a palace, does not say what prize or palace it is.

    Args:
        question: A question for a definition.
        sentence: The sentence.
    """
    named = any(fold(name) == question.subject for name in question.names)
    if not named or not fold(question.text).startswith("what"):
        return True
    plain = fold(sentence)
    at = plain.find(question.subject)
    if at < 0:
        return bool(_POINTS.match(plain))
    if define(sentence, question.subject):
        return True
    before, after = plain[:at].strip(" \"'-"), plain[at + len(question.subject) :]
    return before in ("", "the", "a", "an") or bool(_CALLED.search(before) or _TOLD_OF.match(after))


def _says_who(text: str) -> bool:
    """Tell whether an apposition is one: it has an article or an owner, or opens with an office."""
    return bool(_DETERMINED.match(text)) or any(_is_office_or_body(word) for word in text.split()[:_OPENING])


def _is_office_or_body(word: str) -> bool:
    plain = fold(word).strip(".,")
    return plain in TITLES or plain in _BODIES or plain.endswith(_DOERS)


def _is(token: str, word: str) -> bool:
    return alike((words(token) or [""])[-1], word)
