"""The news index: articles in, passages out. It knows nothing of Discord, nor of answers."""
