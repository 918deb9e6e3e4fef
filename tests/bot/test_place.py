from bot.place import Place, is_abandoned, readable
from index.library import Library
from index.news.article import RawArticle

SERVER, DIRECT = Place(7), Place(None)


def _boat() -> list[RawArticle]:
    return [RawArticle("The boat of Alder came home at noon.")]


def test_a_server_reads_its_own_corpus_and_the_shared_ones(library: Library) -> None:
    assert readable(SERVER, library, ["main"]) == ["main"]
    list(library.add(_boat(), corpus="server-7"))
    assert readable(SERVER, library, ["main", "never-there"]) == ["server-7", "main"]
    assert readable(Place(8), library, ["main"]) == ["main"]


def test_a_server_that_turned_them_off_reads_its_own_alone(library: Library) -> None:
    list(library.add(_boat(), corpus="server-7"))
    library.preferences.read_shared("server-7", wanted=False)
    assert readable(SERVER, library, ["main"]) == ["server-7"]
    assert readable(Place(8), library, ["main"]) == ["main"]
    library.preferences.read_shared("server-7", wanted=True)
    assert readable(SERVER, library, ["main"]) == ["server-7", "main"]


def test_direct_messages_read_the_shared_ones_alone(library: Library) -> None:
    list(library.add(_boat(), corpus="server-7"))
    assert readable(DIRECT, library, ["main"]) == ["main"]
    assert DIRECT.corpus is None


def test_only_the_corpus_of_a_server_can_be_abandoned() -> None:
    assert is_abandoned("server-7", [8])
    assert not is_abandoned("server-7", [7, 8])
    assert not is_abandoned("main", [])
    assert not is_abandoned("server-room", [])
