"""Sentences that point back to what was said before. Pure."""

from index.news.words import words

_PRONOUNS = frozenset("he she it they this that these those his her its their him them".split())
_ROLES = frozenset(
    "official officials man woman spokesman spokeswoman spokesperson minister president company group agency "
    "team soldier statement report ministry leader suspect victim victims pair two".split()
)


def unresolved(sentence: str) -> bool:
    """Tell whether a sentence opens with a word that points back: "He said …", "The official …"."""
    opening = words(sentence)[:2]
    return bool(opening) and (
        opening[0] in _PRONOUNS or (len(opening) > 1 and opening[0] == "the" and opening[1] in _ROLES)
    )
