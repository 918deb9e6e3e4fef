"""Kills: an outlet withdraws a story by an order to editors, a headline, or a note in the story. Pure."""

import re

from index.news.article import Article
from index.news.notice import SLUGGED, STORY, Kind, Notice, names
from index.news.sentences import split

_KILL_HEADLINE = re.compile(
    r"\W*(?:(?:MANDATORY |STORY )?(?:KILL|Kill (?=[Nn]otice))(?: ?(?i:notice|advisory))?(?:\W+|$)"
    r"|(?i:story (?:withdrawn|killed|retracted))(?:\W+|$)"
    r"|(?:WITHDRAWN|RETRACTED|RETRACTION|Withdrawn|Retracted|Retraction)(?:\s*[:–—-]+\s*|$))(?P<rest>.*)"
)
_LOUD = re.compile(
    r"\W*(?:(?:MANDATORY |STORY )?(?:KILL\b|Kill [Nn]otice)|(?i:story (?:withdrawn|killed|retracted)))"
)
"""What can head nothing but a kill: "Withdrawn: 40,000 cars after brake fault" is news."""
_ADVISORY = re.compile(r"\W*advisory\b.*\b(?:kill|withdrawn?|retracted)\b.*", re.IGNORECASE)
_OWN = r"(?:story|article|post|item|dispatch|column)"
"""What an outlet calls its own; a report may be a ministry's."""
_KILL_TEXT = re.compile(
    r"\A\W*(?:attention,? )?(?:eds?|editors?)\b['’.:,]*(?: note:?)?.{0,40}?"
    r"\b(?:kill|withdraw|disregard|do not (?:use|publish|run))\b"
    rf"|(?:\A\W*|[.:!?]\W+)this {_OWN}(?: \S+){{0,8}}? (?:has been|was|is|is hereby|must be)"
    r" (?:withdrawn|retracted|killed|removed|taken down|unpublished)\b"
    r"(?! (?:from|by) (?!our|this|publication|the (?:web)?site))"
    r"|\b(?:this is a |a )?mandatory kill\b|\bkill (?:the|this) story\b"
    rf"|\bplease (?:kill|withdraw) (?:the|this|our) (?:\w+ ){{0,3}}{STORY}\b",
    re.IGNORECASE,
)
_OWN_KILL = (
    r"(?:(?:has |is )?(?:withdrawn|withdrawing|retracted|retracting|killed)|withdraws|retracts|withdrew)"
    rf" (?:its|the|a|this) (?:\w+ ){{0,3}}{STORY}\b"
)
_ORDER = re.compile(
    r"\W*(?:attention,? )?(?:eds?|editors?)\b(?!['’])|\W*(?:this is a )?mandatory kill", re.IGNORECASE
)
_REASON = re.compile(
    r"\b(?:because|hoax|false|fabricated|could not|cannot|due to|error|untrue|never)\b", re.IGNORECASE
)


def kill(article: Article) -> Notice | None:
    """Return the kill that an article is, or that stands in it, ``None`` if it withdraws nothing.

    Args:
        article: The article.
    """
    named = _KILL_HEADLINE.fullmatch(article.headline)
    slug = SLUGGED.match(article.headline)
    slugged = slug is not None and _kill_label(slug["label"])
    own = re.compile(rf"\b{re.escape(article.outlet)}\b,? {_OWN_KILL}") if article.outlet else None
    texts = [one.text for one in article.paragraphs]
    orders = [
        number
        for number, text in enumerate(texts, 1)
        if not text.startswith(("“", '"')) and (_KILL_TEXT.search(text) or (own and own.search(text)))
    ]
    if not (orders or slugged or _LOUD.match(article.headline)):
        return None
    labelled = bool(named or slugged or _ADVISORY.fullmatch(article.headline))
    alone = labelled or bool(orders and orders[0] == 1 and _ORDER.match(texts[0]))
    text = " ".join(texts) if alone else texts[orders[0] - 1]
    rest = named["rest"] if named else slug["slug"] if slug and slugged else ""
    named_by = tuple(filter(None, (rest.strip(), *names(text))))
    return Notice(Kind.KILL, text, orders[0] if orders else 1, (), alone, named_by)


def _kill_label(label: str) -> bool:
    return label.casefold().startswith(("kill", "withdraw"))


def reason(withdrawn: Notice) -> str:
    """Return why a story was killed: the sentence that gives a reason, or else the first that is no order.

    Args:
        withdrawn: The kill.
    """
    sentences = split(withdrawn.text)
    for sentence in sentences:
        if _REASON.search(sentence):
            return sentence
    plain = [one for one in sentences if not _ORDER.match(one) and not _KILL_TEXT.search(one)]
    return (plain or sentences or [withdrawn.text])[0]
