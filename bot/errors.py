"""Every error that the chat raises on purpose.

::

    DatelineError              the root of all (index/errors.py): str() of it may be shown to a user
    └── BotError               the root of the chat's own
        └── BadQuestion        there is nothing to ask, or too much of it

Every message says what went wrong, on what, and what to do.
"""

from index.errors import DatelineError


class BotError(DatelineError):
    """The root of the errors of the chat."""


class BadQuestion(BotError):
    """The question is blank or too long to be one."""
