"""Every error that Dateline raises on purpose.

::

    DatelineError                  the root: str() of it may be shown to a user
    ├── BadArticle                 an article that cannot be taken in
    │   ├── Undecodable            its bytes are no text, or in no encoding we can tell
    │   ├── TooLarge               it is larger than the limit
    │   └── NoText                 it holds not one sentence
    ├── BadSource                  a file, folder or address that holds no article, or cannot be read
    │   ├── UnsafeAddress          an address that is not fetched, whatever answers there
    │   ├── FetchFailed            an address that was asked and gave nothing that can be used
    │   └── BadFeed                what was fetched as a feed is none, or nothing of it can be saved
    ├── BadCorpusName              a name no corpus can have
    ├── NotFound                   no such article, corpus, feed or generation
    ├── Known                      what is added is there already
    ├── TooMany                    there are as many of them as there may be
    ├── HomeInUse                  another process owns the data folder
    ├── HomeUnusable               the data folder cannot be read or written
    ├── BadBackup                  a backup that cannot be written, or that no archive can be made of
    ├── ModelMismatch              an index or its archive was made by another model
    ├── ModelUnusable              model weights are missing or are not what they should be
    ├── IndexBroken                a generation failed its check
    └── BuildFailed                a reindex did not finish; the old index is untouched
        └── BuildCancelled         because somebody wanted it to end

Every message says what went wrong, on what, and what to do.
"""


class DatelineError(Exception):
    """The root of the tree. Its message is written for the person who reads the screen."""


class BadArticle(DatelineError):
    """An article that cannot be taken in."""


class Undecodable(BadArticle):
    """The bytes are not text, or are in no encoding that can be told."""


class TooLarge(BadArticle):
    """The article is larger than the limit."""


class NoText(BadArticle):
    """The article holds not one sentence."""


class BadSource(DatelineError):
    """A file, folder or address that holds no article or cannot be read."""


class UnsafeAddress(BadSource):
    """An address that is not fetched: it is malformed, or leads to what is not public."""


class FetchFailed(BadSource):
    """An address that was asked and gave nothing that can be used.

    Args:
        message: What to tell a person.
        status: The HTTP status that was answered, if one was.
        retry_after: Seconds after which the server wants to be asked again, if it said so.
    """

    def __init__(self, message: str, *, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class BadFeed(BadSource):
    """What was fetched as a feed is none, or is so broken that nothing of it can be saved."""


class BadCorpusName(DatelineError):
    """A corpus cannot have that name."""


class NotFound(DatelineError):
    """There is no such article, corpus, feed or generation."""


class Known(DatelineError):
    """What is to be added is there already."""


class TooMany(DatelineError):
    """There are as many of them as there may be."""


class HomeInUse(DatelineError):
    """Another process owns the data folder."""


class HomeUnusable(DatelineError):
    """The data folder cannot be read or written, or its disk is full."""


class BadBackup(DatelineError):
    """A backup cannot be written, or is not what an archive can be made of."""


class ModelMismatch(DatelineError):
    """An index was made by another model than the one configured."""


class ModelUnusable(DatelineError):
    """Model weights are missing, or are not the ones they should be."""


class IndexBroken(DatelineError):
    """A generation failed its check; the archive can rebuild it."""


class BuildFailed(DatelineError):
    """A reindex did not finish. The index that was live still is."""


class BuildCancelled(BuildFailed):
    """A reindex was told to end. The index that was live still is; the next reindex goes on with the new one."""
