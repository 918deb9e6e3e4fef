"""What an outlet says of a story it has already sent, and the words by which it names that story. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from index.news.article import Change

STORY = r"(?:story|article|report|post|item|dispatch|piece|timeline|column|analysis|obituary|headline|version)"
"""What outlets call what they correct, as a pattern."""
SLUG = re.compile(r"\b[A-Z]{2,3}-(?:[A-Z]{2,3}--)?\w[\w-]+\w")
SLUGGED = re.compile(
    rf"(?P<slug>{SLUG.pattern}), ?(?P<label>Corrections?|Corr|Clarification|KILL|Kill|Withdraw(?:n|al))\b"
)
"""A slug, by which an agency calls a story, and a slug with what the line is: "BC-US--Budget, Correction"."""
ADDRESS = re.compile(r"https?://[^\s)\]”\"]+")
_NAMED = re.compile(
    rf"\b(?:{STORY}|headlined|slugged|titled|entitled|copy)\b,? "
    r"(?:headlined |slugged |titled |entitled |called |of \w+ )?[“\"‘']([^”\"]{8,150}?)[,.]?[”\"’']"
)


class Kind(StrEnum):
    """What a notice does to its story."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    KILL = "kill"


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction, clarification or kill, as an article holds it.

    Attributes:
        kind: What it is.
        text: Its words, verbatim.
        paragraph: The number of the paragraph it stands in, or 0 if only the headline says so.
        changes: What it corrects, as far as it says so.
        alone: Whether the article is nothing but the notice, so that it is about another article.
        names: Headlines, slugs and addresses it names its story by.
        topic: The words with which it tells what its story was about, or "".
    """

    kind: Kind
    text: str
    paragraph: int
    changes: tuple[Change, ...] = ()
    alone: bool = False
    names: tuple[str, ...] = ()
    topic: str = ""


def names(text: str) -> tuple[str, ...]:
    """Return the headlines, slugs and addresses that a notice names.

    Args:
        text: The notice.
    """
    found = [one[1] for one in _NAMED.finditer(text)]
    found += [one.group() for one in SLUG.finditer(text)]
    found += [one.group().rstrip(".,;") for one in ADDRESS.finditer(text)]
    return tuple(dict.fromkeys(found))
