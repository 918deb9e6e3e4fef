"""Opening a desk from the command line: its words on the screen, its errors."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bot.cli import screen
from bot.cli.app import configure, err
from bot.desk import Desk
from index.errors import NotFound
from index.library import Library
from index.retrieval import checkpoint
from index.retrieval.embedding import Embedder


@contextmanager
def open_desk(purpose: str, corpora: Sequence[str]) -> Iterator[Desk]:
    """Own the data folder, load the models, and bring the indexes of ``corpora`` up to date.

    Args:
        purpose: What this process is, for the message another one gets.
        corpora: The corpora that will be asked.

    Raises:
        HomeInUse: Another process owns the data folder.
        NotFound: One of the corpora never held an article.
    """
    settings = configure()
    embedder, reader = Embedder(settings.embedding_model), checkpoint.load(settings.reader_model)
    library = Library(settings.dateline_home, embedder, open_corpora=settings.open_corpora)
    try:
        library.own(purpose)
        for corpus in corpora:
            if corpus not in library.archive.corpora():
                raise NotFound(
                    f"There is no article in the corpus {corpus}. Add some with "
                    f"`dateline add --corpus {corpus} PATH`, or look at samples with `dateline demo`."
                )
        with err.status("Warming up …"):
            embedder.warm_up()
            reader.warm_up()
        with screen.progress(err, "Indexing") as progress:
            for corpus in corpora:
                library.indexes.catch_up(corpus, progress)
        yield Desk.at(library, reader)
    finally:
        library.close()
