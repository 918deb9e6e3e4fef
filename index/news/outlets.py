"""Whether two names are one outlet's: wire copy signs with initials what its site spells out."""

from functools import lru_cache

from index.news.words import words


def same(one: str, other: str) -> bool:
    """Tell whether two names are one outlet's, the initials of a name counted for it: MW, Meridian Wire.

    Args:
        one: An outlet, as written.
        other: Another.
    """
    mine, theirs = _plain(one), _plain(other)
    return mine == theirs or (_initials(mine),) == theirs or mine == (_initials(theirs),)


@lru_cache(maxsize=4_096)
def _plain(name: str) -> tuple[str, ...]:
    found = tuple(words(name))
    return found[1:] if found[:1] == ("the",) and len(found) > 1 else found


def _initials(name: tuple[str, ...]) -> str:
    return "".join(word[0] for word in name) if len(name) > 1 else ""
