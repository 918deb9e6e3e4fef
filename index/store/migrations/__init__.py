"""The archive's schema migrations, run by Alembic when an archive is opened."""
