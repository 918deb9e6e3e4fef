"""What the archive knows of its articles beyond their text: near-duplicates, versions, standing lines."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from index.news.article import Article, RawArticle
from index.news.newswire import parse
from index.news.repetition import STORIES
from index.store import alike, schema
from index.store.archive import Archive
from index.store.arrival import Outcome
from index.store.database import FILE_NAME, Database
from index.store.rows import article_row, paragraph_rows

WORDS = (
    "oats rain bells cider moss lamps rope tar salt wool ferns nails sails crates gulls ink mayor miller baker "
    "captain smith clerk found lost sold bought broke mended saw heard after before under beside without"
).split()
CROSSWORD = "Need a break? Try our crossword."


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty archive's database."""
    opened = Database(tmp_path)
    yield opened
    opened.close()


def prose(seed: int, paragraphs: int = 4) -> list[str]:
    rng = random.Random(seed)
    return [f"The {' '.join(rng.choices(WORDS, k=24))}." for _ in range(paragraphs)]


def edited(paragraphs: list[str]) -> list[str]:
    """The same with a word changed in each paragraph, so that none is identical."""
    return [text.replace("The ", "A ", 1) + f" Then {number} left." for number, text in enumerate(paragraphs)]


def tell(paragraphs: list[str], **known: str) -> tuple[Article, str]:
    text = "\n\n".join(paragraphs)
    return parse(RawArticle(text, title=paragraphs[0][:30], **known), corpus="main"), text  # type: ignore[arg-type]


def bands(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(schema.band)) or 0


def test_an_edit_that_touches_every_paragraph_is_a_version(database: Database) -> None:
    archive = Archive(database)
    archive.add([tell(prose(seed)) for seed in range(20)])
    (added,) = archive.add([tell(edited(prose(7)))])
    assert added.outcome is Outcome.VERSION
    assert [each.version for each in archive.versions(added.article)] == [1, 2]


def test_another_outlets_copy_belongs_to_the_story(database: Database) -> None:
    archive = Archive(database)
    archive.add([tell(prose(1), outlet="Aldby Post", date="2025-05-16")])
    (copy,) = archive.add([tell(edited(prose(1)), outlet="Tansy Mail", date="2025-05-17")])
    assert copy.outcome is Outcome.VERSION


def test_the_same_form_filled_in_days_later_is_another_story(database: Database) -> None:
    archive = Archive(database)
    archive.add([tell(prose(1), date="2025-05-16")])
    (later,) = archive.add([tell(edited(prose(1)), date="2025-05-20")])
    assert later.outcome is Outcome.ADDED


def test_a_removed_article_leaves_no_bands_and_one_put_back_is_found_again(database: Database) -> None:
    archive = Archive(database)
    (first,) = archive.add([tell(prose(1))])
    archive.remove("main", first.article.id)
    assert bands(database) == 0
    archive.restore("main", first.article.id)
    (second,) = archive.add([tell(edited(prose(1)))])
    assert second.article.story == first.article.id


def test_a_band_leads_to_the_last_articles_only(database: Database) -> None:
    with database.writing() as connection:
        ids = []
        for number in range(alike.BUCKET + 5):
            article = parse(RawArticle(f"Report {number} says that all is well."), corpus="main")
            connection.execute(sa.insert(schema.article).values(raw="", **article_row(article)))
            alike.keep(connection, article, [1, 2])
            ids.append(article.id)
        kept = connection.scalars(sa.select(schema.band.c.article_id).where(schema.band.c.hash == 1))
        assert set(kept) == set(ids[-alike.BUCKET :])
        new = parse(RawArticle("Another report says that all is well."), corpus="main")
        assert alike.find(connection, new, [1, 2, 3]) == ids[-1 : -alike.MOST_ALIKE - 1 : -1]


def test_an_archive_from_before_is_given_its_bands(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / FILE_NAME}")
    config = Config()
    config.set_main_option("script_location", "index.store:migrations")
    config.set_main_option("path_separator", "os")
    old, text = tell(prose(1))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        known = sa.Table("article", sa.MetaData(), autoload_with=connection)
        row = {name: value for name, value in article_row(old).items() if name in known.c}
        connection.execute(sa.insert(schema.article).values(raw=text, **row))
        connection.execute(sa.insert(schema.paragraph), paragraph_rows(old))
    engine.dispose()
    database = Database(tmp_path)
    (added,) = Archive(database).add([tell(edited(prose(1)))])
    assert added.article.story == old.id
    database.close()


class TestStandingLines:
    def test_they_are_told_once_enough_stories_hold_them(self, database: Database) -> None:
        archive = Archive(database)
        added = archive.add([tell([*prose(n), CROSSWORD], outlet="Aldby Post") for n in range(STORIES)])
        article = added[0].article
        line = article.paragraphs[-1]
        assert len(archive.standing([(article, line), (article, article.paragraphs[0])])) == 1
        assert archive.get("main", article.id).paragraphs[-1].text == CROSSWORD

    def test_another_outlets_line_is_not_judged_by_them(self, database: Database) -> None:
        archive = Archive(database)
        archive.add([tell([*prose(n), CROSSWORD], outlet="Aldby Post") for n in range(STORIES)])
        (other,) = archive.add([tell([*prose(99), CROSSWORD], outlet="Tansy Mail")])
        assert archive.standing([(other.article, other.article.paragraphs[-1])]) == set()

    def test_lines_of_before_they_were_counted_are_told_when_they_are_counted_anew(
        self, database: Database
    ) -> None:
        archive = Archive(database)
        added = archive.add([tell([*prose(n), CROSSWORD], outlet="Aldby Post") for n in range(STORIES)])
        (other,) = archive.add([tell([*prose(99), CROSSWORD], outlet="Tansy Mail")])
        with database.writing() as connection:
            connection.execute(sa.delete(schema.repeated))
        article = added[0].article
        lines = [(article, article.paragraphs[-1]), (other.article, other.article.paragraphs[-1])]
        assert archive.standing(lines) == set()
        archive.recount("main")
        assert len(archive.standing(lines)) == 1
        archive.recount("main")
        archive.recount("other")
        assert len(archive.standing(lines)) == 1

    def test_they_are_forgotten_when_too_few_stories_are_left(self, database: Database) -> None:
        archive = Archive(database)
        added = archive.add([tell([*prose(n), CROSSWORD], outlet="Aldby Post") for n in range(STORIES)])
        archive.remove("main", added[0].article.id)
        kept = added[1].article
        assert archive.standing([(kept, kept.paragraphs[-1])]) == set()
