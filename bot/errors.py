"""Every error that the chat raises on purpose.

::

    DatelineError              the root of all (index/errors.py): str() of it may be shown to a user
    └── BotError               the root of the chat's own
        ├── BadQuestion        there is nothing to ask, or too much of it
        ├── BadBatch           a file of questions that cannot be read, or a line of it
        └── BadSettings        a setting is malformed or unknown

Every message says what went wrong, on what, and what to do.
"""

from index.errors import DatelineError


class BotError(DatelineError):
    """The root of the errors of the chat."""


class BadQuestion(BotError):
    """The question is blank or too long to be one."""


class BadBatch(BotError):
    """A file of questions, or a line of it, cannot be read."""


class BadSettings(BotError):
    """A setting is malformed or unknown."""
