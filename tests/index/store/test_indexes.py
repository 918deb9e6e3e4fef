"""The two indexes of a generation, each by itself, and the check that catches a loss."""

import random
from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexBroken
from index.news import newswire
from index.retrieval.embedding import Embedder
from index.store.archive import Archive
from index.store.database import Database
from index.store.dense import DenseIndex
from index.store.embeddings import Embeddings
from index.store.generation import Generation
from index.store.lexical import LexicalIndex
from tests.stories import harbour_story


def test_dense_gives_the_nearest_first_with_its_cosine(tmp_path: Path) -> None:
    dense = DenseIndex(tmp_path)
    dense.upsert({"a": np.eye(384, dtype=np.float32)[:40]})
    (first, cosine), *_ = dense.query(np.eye(384, dtype=np.float32)[35], 3)
    assert first == "a:36"
    assert cosine == pytest.approx(1.0)
    dense.delete(["a", "never-there"])
    assert list(dense.ids()) == []
    dense.close()


def test_dense_keeps_what_it_was_given_across_a_restart(tmp_path: Path) -> None:
    dense = DenseIndex(tmp_path)
    dense.upsert({"a": np.eye(384, dtype=np.float32)[:3]})
    dense.close()
    reopened = DenseIndex(tmp_path)
    assert sorted(reopened.ids()) == ["a:1", "a:2", "a:3"]
    reopened.close()


def test_lexical_finds_inflected_words_and_prefers_the_paragraph_to_its_headline(tmp_path: Path) -> None:
    lexical = LexicalIndex(tmp_path)
    lexical.put("a", [("The weather was calm.", "Delegations meet")])
    lexical.put("b", [("Two delegations met.", "Calm weather")])
    lexical.commit()
    assert [each for each, _ in lexical.query("delegation", 5)] == ["b:1", "a:1"]
    assert lexical.query("the of and", 5) == []
    lexical.put("b", [("Nothing of the kind.", "")])
    lexical.delete("a")
    lexical.commit()
    assert lexical.query("delegation", 5) == []
    assert lexical.ids() == {"b:1"}
    lexical.close()


@pytest.fixture
def generation(tmp_path: Path, embedder: Embedder) -> Generation:
    database = Database(tmp_path / "home")
    archive, embeddings = Archive(database), Embeddings(database, embedder)
    parsed = [newswire.parse(harbour_story(number), corpus="main") for number in range(8)]
    archive.add([(each, "original") for each in parsed])
    opened = Generation(tmp_path / "generation", "main", archive, embeddings, embedder.name)
    opened.catch_up()
    return opened


def test_a_check_is_content_with_a_whole_generation(generation: Generation) -> None:
    generation.check(random.Random(1), whole=True)
    generation.close()


def test_a_check_notices_a_lost_paragraph_and_one_too_many(generation: Generation) -> None:
    generation.dense.upsert({"ghost": np.eye(384, dtype=np.float32)[:1]})
    with pytest.raises(IndexBroken, match="1 too many"):
        generation.check(random.Random(1), whole=True)
    generation.dense.delete(["ghost"])
    generation.lexical.delete(next(iter(generation.lexical.ids())).split(":")[0])
    generation.lexical.commit()
    with pytest.raises(IndexBroken, match="lexical index of main lacks 2"):
        generation.check(random.Random(1), whole=True)
    generation.close()


def test_a_check_by_sample_notices_lost_vectors(generation: Generation) -> None:
    generation.dense.delete([each.split(":")[0] for each in generation.dense.ids()])
    with pytest.raises(IndexBroken, match="lost paragraph"):
        generation.check(random.Random(1))
    generation.close()


def test_an_embedding_is_used_again_only_for_the_same_text(tmp_path: Path, embedder: Embedder) -> None:
    database = Database(tmp_path)
    archive = Archive(database)
    article = newswire.parse(harbour_story(1), corpus="main")
    archive.add([(article, "original")])
    first = Embeddings(database, embedder).of([article])[article.id]

    class Unwilling:
        name = embedder.name

        def encode(self, texts: object) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            raise AssertionError(f"asked to embed {texts} again")

    again = Embeddings(database, Unwilling()).of([article])[article.id]
    assert np.allclose(first, again, atol=1e-3)
