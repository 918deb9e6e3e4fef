"""What the model is shown, and what it should say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """What the model is shown, and what it should say.

    Attributes:
        question: The question.
        paragraph: The paragraph.
        title: Headline, date and subhead, as one line.
        before: The text before the paragraph.
        answers: Characters of the paragraph, any of which is right; empty if it does not answer.
        masked: Characters of the paragraph that are hidden.
    """

    question: str
    paragraph: str
    title: str = ""
    before: str = ""
    answers: tuple[tuple[int, int], ...] = ()
    masked: tuple[tuple[int, int], ...] = ()
