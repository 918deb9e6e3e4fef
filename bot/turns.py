"""How many questions one person may have under way, so that nobody fills the queue for everybody else."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import Busy

EACH = 3
"""Questions of one person at a time: one that is answered, and two typed meanwhile. The queue has room for eleven
such people (``bot.workers``); more than that are no longer one person's doing."""


class Turns:
    """Who has how many questions under way. It is known only as long as they are, and kept nowhere.

    Args:
        each: How many one person may have.
    """

    def __init__(self, each: int = EACH) -> None:
        self._each = each
        self._taken: Counter[int] = Counter()

    @contextmanager
    def of(self, person: int) -> Iterator[None]:
        """A turn of one person, for as long as the context lasts.

        Args:
            person: The person's id.

        Raises:
            Busy: The person has no turn left.
        """
        if self._taken[person] >= self._each:
            raise Busy(f"You have {self._each} questions waiting already. Ask again when one of them is answered.")
        self._taken[person] += 1
        try:
            yield
        finally:
            self._taken[person] -= 1
            if not self._taken[person]:
                del self._taken[person]
