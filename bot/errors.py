"""Every error that the chat raises on purpose.

::

    DatelineError              the root of all (index/errors.py): str() of it may be shown to a user
    └── BotError               the root of the chat's own
        ├── BadQuestion        there is nothing to ask, or too much of it
        ├── BadDay             what should name a day names none
        ├── BadBatch           a file of questions that cannot be read, or a line of it
        ├── BadDataset         articles and questions to measure with that cannot be used
        ├── BadSettings        a setting is malformed, unknown or missing
        ├── Busy               too much is waiting to be done
        ├── Declined           a person asked for something that cannot be done, or not by them
        └── NoConnection       Discord cannot be reached, or does not let the bot in

Every message says what went wrong, on what, and what to do.
"""

from index.errors import DatelineError


class BotError(DatelineError):
    """The root of the errors of the chat."""


class BadQuestion(BotError):
    """The question is blank or too long to be one."""


class BadDay(BotError):
    """What should name a day names none."""


class BadBatch(BotError):
    """A file of questions, or a line of it, cannot be read."""


class BadDataset(BotError):
    """A set of articles and questions, or a measurement made with one, cannot be used."""


class BadSettings(BotError):
    """A setting is malformed or unknown."""


class Busy(BotError):
    """Too much is waiting to be done."""


class Declined(BotError):
    """A person asked for something that cannot be done, or not by them, or not any more."""


class NoConnection(BotError):
    """Discord cannot be reached, or does not let the bot in."""
