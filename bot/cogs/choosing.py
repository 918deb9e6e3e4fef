"""Choosing one of many: what Discord offers while somebody types, and what is said if it is not clear which."""

from bot.errors import Declined
from bot.ui.text import cut

CHOICES = 25
"""Choices Discord offers at most, and"""
CHOICE_LIMIT = 100
"""characters of each: https://docs.discord.com/developers/interactions/application-commands#autocomplete."""


def undecided(several: str, named: str) -> Declined:
    """Return the refusal of words that are not the id or of the headline of one thing alone.

    Args:
        several: What there are several of ("articles"); "" if there is none.
        named: What somebody chose or typed.
    """
    many = f"Several {several} here have" if several else "No article here has"
    return Declined(f"{many} “{cut(named, CHOICE_LIMIT)}” as the id or in the headline. Choose one from the list.")
