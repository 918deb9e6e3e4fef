"""The command line ``dateline``."""

import logging
import sys
from collections.abc import Sequence

from bot.cli import (  # noqa: F401 - importing them registers their verbs
    articles,
    asking,
    copies,
    corpora,
    evaluation,
    feeds,
    run,
    stories,
    timeline,
    upkeep,
)
from bot.cli.app import FAILED, app, err
from index.errors import DatelineError

INTERRUPTED = 130
"""What shells expect of a program that Ctrl-C ended: 128 plus the signal's number."""

log = logging.getLogger(__name__)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line: any error is one readable line, and the traceback goes to the log.

    Args:
        words: The words after ``dateline``; those of this process if left out.

    Raises:
        SystemExit: Always, with the exit code.
    """
    try:
        app(words)
    except DatelineError as error:
        err.print(str(error), style="red", markup=False, soft_wrap=True)
        log.debug("caused by", exc_info=error)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        err.print("Stopped.")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.exit(FAILED)
    except Exception as error:
        err.print(
            f"Dateline failed in a way it should not ({type(error).__name__}). Nothing in the archive was lost. "
            "LOG_LEVEL=DEBUG shows the details.",
            style="red",
            markup=False,
        )
        log.debug("unexpected", exc_info=error)
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
