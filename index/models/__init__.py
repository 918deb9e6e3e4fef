"""Weights that were trained here, and the card that says how: ``README.md``."""
