"""The question that key words stand for: "prisoner swap number" asks how many. Pure."""

import re

from bot.answering.question import QUANTITIES
from index.news.words import fold

_WHAT_IS = re.compile(r"^what(?:'s|’s| is| was) the (?=.+ number\W*$)", re.IGNORECASE)
"""How key words for a count are put as a question: "what's the prisoner swap number"."""
_NAMES_ONE = re.compile(
    r"\b(?:phone|telephone|flight|case|docket|serial|model|room|route|shirt|jersey|licen[cs]e|plate|account|lottery"
    r"|winning|atomic|bus|train|hotline|helpline|emergency|contact|reference|registration) number$"
)
"""Numbers that are the names of something: they count nothing."""
_ASKS = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b|^(?:is|are|was|were|did|does|do)\b")
"""What only a question holds, or begins with."""
_DISASTER = (
    "(?:fire|crash|strike|strikes|floods?|flooding|attacks?|earthquake|quake|storm|hurricane|typhoon|tornado|explosion"
    "|blast|bombing|shooting|accident|collision|landslide|avalanche|stampede|outbreak|protests?|riots?|war|raid"
    "|collapse|derailment|wildfires?|disaster)"
)
"""What leaves dead and injured, and has a cause."""
_FORMS = tuple(
    (re.compile(pattern, re.IGNORECASE), question)
    for pattern, question in (
        (r"(\w+[^\Ws]) (swap|exchange|release) number", "How many {0}s in the {1}?"),
        (r"(?:total )?number of (.+)|(.+?) (?:number|count)", "How many {0}?"),
        (r"(.+ (?:amount|costs?|price|fee|fine|salary|budget|money))", "How much is the {0}?"),
        (r"(.+ (?:date|deadline))", "When is the {0}?"),
        (
            rf"(.+ {_DISASTER}) (casualties|fatalities|deaths|injuries|arrests|victims|layoffs)",
            "How many {1} in the {0}?",
        ),
        (
            rf"(.+ {_DISASTER}) (dead|injured|wounded|killed|arrested|rescued)",
            "How many people were {1} in the {0}?",
        ),
        (rf"(.+) death toll|(.+ {_DISASTER}) toll", "How many people died in the {0}?"),
        (r"(.+?) winners?", "Who won the {0}?"),
        (rf"(.+ {_DISASTER}) cause", "What caused the {0}?"),
        (r"(.+?) (?:venue|location)", "Where is the {0}?"),
        (rf"(.+ (?:score|result|results|limit|{QUANTITIES.replace(' ', '|')}))", "What was the {0}?"),
    )
)
"""What the last of the key words measures, and how it is asked for."""
_CONTRACTED = re.compile(r"^(who|what|where|when|why|how)s\b", re.IGNORECASE)
"""A question word that a person typed without its apostrophe: "whats the deadline"."""


def in_full(text: str) -> str:
    """Return the question that some key words stand for, if the last of them says what it asks; else the text.

    A reader that learnt from questions is surer of "How many detained sailors?" than of "detained sailors number".
    "whats" becomes "what's".

    Args:
        text: A question, or key words.
    """
    text = _CONTRACTED.sub(r"\1's", text)
    plain = _WHAT_IS.sub("", text).strip(" ?.!")
    if not _ASKS.search(fold(plain)) and not _NAMES_ONE.search(fold(plain)):
        for pattern, question in _FORMS:
            if found := pattern.fullmatch(plain):
                return question.format(*filter(None, found.groups()))
    return text
