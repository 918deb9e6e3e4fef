"""The sample corpus: invented wire copy, with versions of a story, a correction, a kill and a conflict."""

from pathlib import Path

QUESTIONS = (
    "Who led each delegation?",
    "How many prisoners will each side exchange?",
    "Who scored the winning goal in the cup final?",
)
"""What the demo asks of it."""


def folder() -> Path:
    """Return the folder that holds the stories; give it to ``index.news.sources.files.read``."""
    return Path(__file__).parent
