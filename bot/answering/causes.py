"""What a sentence gives as the cause of what it tells: "resigned over the bills", "because of illness". Pure."""

import re

from bot.answering.finding import Candidate

_CAUSE = re.compile(
    r"\b(?:because(?: of)?|over|due to|owing to|citing|on account of|thanks to|in protest (?:at|against|over|of)"
    r"|saying|so as to|in order to|after)\b(?! (?:\d+|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)\b) ([^;]+)"
)
"""Words that news puts between what happened and why; "after 20 years" is none of them."""


def given(sentence: str) -> Candidate | None:
    """Return the words of a sentence that tell why, if it says so.

    Args:
        sentence: A sentence.
    """
    found = _CAUSE.search(sentence)
    if not found:
        return None
    text = found[1].rstrip(' .”"')
    return Candidate(text, found.start(1), found.start(1) + len(text)) if text else None
