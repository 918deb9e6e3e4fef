"""What the model is shown, and what it should say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


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

    def hidden(self, masked: Sequence[tuple[int, int]]) -> "Example":
        """Return it with some characters of the paragraph hidden, and without the answers that lie on them.

        Args:
            masked: The characters.
        """
        left = tuple((a, b) for a, b in self.answers if not any(a < end and b > start for start, end in masked))
        return replace(self, answers=left, masked=tuple(masked))
