"""The archive's database: its migrations, and what its faults are called."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from index.errors import HomeUnusable
from index.store import schema
from index.store.database import FILE_NAME, Database


def test_the_migrations_end_in_the_schema(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    database.close()


def test_an_archive_of_a_newer_dateline_is_refused(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(HomeUnusable, match="newer Dateline"):
        Database(tmp_path)


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path)

    class Interrupted(Exception):
        pass

    def interrupted() -> None:
        with database.writing() as connection:
            connection.execute(sa.insert(schema.change).values(corpus="main", article_id="x"))
            raise Interrupted

    with pytest.raises(Interrupted):
        interrupted()
    with database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(schema.change)) == 0
    database.close()


def test_two_processes_may_write_in_turn(tmp_path: Path) -> None:
    first, second = Database(tmp_path), Database(tmp_path)
    for number, database in enumerate((first, second, first)):
        with database.writing() as connection:
            connection.execute(sa.insert(schema.change).values(corpus="main", article_id=str(number)))
    with second.reading() as connection:
        assert connection.scalar(sa.select(sa.func.max(schema.change.c.sequence))) == 3
    first.close()
    second.close()


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    database = Database(tmp_path)

    def fill() -> None:
        with database.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 40")
            rows = [{"corpus": "m" * 64, "article_id": str(number)} for number in range(10_000)]
            connection.execute(sa.insert(schema.change), rows)

    with pytest.raises(HomeUnusable, match="full disk"):
        fill()
    database.close()


def test_the_archive_is_one_file(tmp_path: Path) -> None:
    Database(tmp_path).close()
    assert (tmp_path / FILE_NAME).exists()
