"""The sample corpus: short wire stories of an invented agency."""
