"""How the reader's weights were made: ``python -m index.training DATA_FOLDER``."""
