"""A question and passages to readings: how well each paragraph answers, and with which of its words."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.errors import ModelUnusable
from index.news import dates
from index.news.article import HeadlineOrigin, Passage
from index.retrieval import spans as places
from index.retrieval import tokens
from index.retrieval.spans import Scores
from index.retrieval.tokens import Characters, Encoded

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

BUNDLED = "bundled"
"""The model that is trained by ``index.training`` and comes with this package: ``index/models/README.md``."""

WEIGHTS = Path(__file__).parent.parent / "models" / "reader.onnx"

SPANS = 3
"""Answers of one paragraph that are told, unless the caller asks for more or fewer."""

AT_ONCE = 2
"""Texts read side by side, each alone and on one thread. Two threads that share each operation wait for each other
at every one: the same texts took 1.5 times as long on two cores."""

SLOWER_FUSED = ["SkipLayerNormFusion"]
"""What onnxruntime 1.32 should leave as it is: its fused layer norm does not use vector instructions, and takes a
fifth of the time of a reading."""

WINDOW_CHARACTERS = 1_600
"""Characters read in one piece, about 400 tokens: with question and context they fit the model's 512."""

WINDOW_OVERLAP = 200
"""Characters that two windows of a long paragraph share at least, so that no answer is cut in two."""

BEFORE_CHARACTERS = 400
"""Of the paragraph before, the end that is turned into tokens at all; fewer of those are kept."""

WEIGHING = {"verdict": 0.5, "margin": 0.5, "bias": 0.0}
"""What ``Reading.answers`` takes of the model's verdict and of the margin of its spans over "no answer", and a
constant: their names in an ONNX file's metadata, where training put what it fitted, and what holds without."""

NOTHING_TO_READ = -20.0
"""The log-odds where all of a paragraph is hidden, or it has no token."""

Masks = Mapping[int, Sequence[Characters]]
"""By a passage's number in what is read, from 0: the characters of its paragraph that are hidden."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a paragraph that may answer.

    Attributes:
        start: The first character in the paragraph's text.
        end: The character after the last.
        text: The words, verbatim.
        score: The log-odds of these words against "there is no answer here", as the model sees them.
    """

    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model says of one question and one passage.

    Attributes:
        passage: The passage.
        answers: The log-odds that its paragraph answers at all. It ranks passages, and is calibrated elsewhere.
        spans: The words that answer best, none over another, the best first; empty only where all are hidden.
    """

    passage: Passage
    answers: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the model says of one text, before it is weighed.

    Attributes:
        starts: How well an answer starts at each token, in logits; the first token stands for "no answer".
        ends: How well one ends there.
        verdict: The log-odds of an answer by the model's own head for it.
        margin: The log-odds of an answer by the spans (see ``over_none``).
    """

    starts: Scores
    ends: Scores
    verdict: float
    margin: float


class ReadsPassages(Protocol):
    """What can read: the bundled model or a checkpoint (``index.retrieval.checkpoint``)."""

    name: str

    def warm_up(self) -> None:
        """Load the model now, so that the first question does not wait for it."""

    def read(
        self, question: str, passages: Sequence[Passage], spans: int = SPANS, masked: Masks | None = None
    ) -> list[Reading]:
        """Read each passage for the question; see ``Reader.read``."""


class Reader:
    """Reads by an ONNX model. It loads at first use and may be shared by threads.

    Args:
        model: ``bundled``, or the path of another ONNX file that ``index.training`` wrote.
    """

    def __init__(self, model: str = BUNDLED) -> None:
        self.name = model
        self._lock = Lock()

    @cached_property
    def _session(self) -> "InferenceSession":
        import onnxruntime  # takes a second: only when it is needed

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        path = WEIGHTS if self.name == BUNDLED else Path(self.name)
        if not path.is_file():
            raise ModelUnusable(
                f"There are no reader weights at {path}. Set READER_MODEL to {BUNDLED}, to a file written by "
                "python -m index.training, or to a question-answering checkpoint."
            )
        try:
            return onnxruntime.InferenceSession(
                path, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER_FUSED
            )
        except Exception as error:  # onnxruntime's own errors share no base class but this
            raise ModelUnusable(
                f"The reader weights at {path} cannot be loaded: {first_line(error)}. Fetch the file again, or "
                "train it with python -m index.training."
            ) from error

    @cached_property
    def _weighing(self) -> tuple[float, float, float]:
        kept = self._session.get_modelmeta().custom_metadata_map
        verdict, margin, bias = (float(kept.get(name, default)) for name, default in WEIGHING.items())
        return verdict, margin, bias

    def warm_up(self) -> None:
        """Load the model now, so that the first question does not wait for it.

        Raises:
            ModelUnusable: The weights are missing or damaged.
        """
        self.score([tokens.encode("Is it warm?", "It is warm.")])

    def read(
        self, question: str, passages: Sequence[Passage], spans: int = SPANS, masked: Masks | None = None
    ) -> list[Reading]:
        """Read each passage for the question, in the passages' order.

        Args:
            question: What is asked.
            passages: What is read; of each, the paragraph with headline, date, subhead, and the one before.
            spans: The most answers to tell of each paragraph.
            masked: Characters to hide, by the passage's place in ``passages``: to ask for another answer.

        Raises:
            ModelUnusable: The weights are missing or damaged.
        """
        windows = [
            (number, start, end)
            for number, each in enumerate(passages)
            for start, end in windows_of(each.paragraph.text)
        ]
        encoded = []
        for number, start, end in windows:
            passage, hidden = passages[number], (masked or {}).get(number, ())
            shown = [(since - start, to - start) for since, to in hidden]
            text = passage.paragraph.text[start:end]
            encoded.append(tokens.encode(question, text, title(passage), before(passage), shown))
        verdict, margin, bias = self._weighing
        found: list[list[Reading]] = [[] for _ in passages]
        for (number, start, end), each, said in zip(windows, encoded, self.score(encoded), strict=True):
            answers = verdict * said.verdict + margin * said.margin + bias
            text = passages[number].paragraph.text[start:end]
            found[number].append(
                Reading(passages[number], answers, told(text, each, said.starts, said.ends, spans, start))
            )
        return [merged(readings, spans) for readings in found]

    def score(self, encoded: Sequence[Encoded]) -> list[Scored]:
        """Return what the model says of each text, in their order.

        Raises:
            ModelUnusable: The weights are missing or damaged.
        """
        with self._lock:
            session = self._session
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda each: scored(session, each), encoded))


def scored(session: "InferenceSession", encoded: Encoded) -> Scored:
    """Return what a model says of one text."""
    outputs = session.run(None, tokens.batch([encoded]))
    starts, ends, verdict = (np.asarray(each[0], dtype=np.float32) for each in outputs)
    return Scored(starts, ends, float(verdict), over_none(encoded, starts, ends))


def first_line(error: Exception) -> str:
    """Return what an error of a library says first; the rest is for those who wrote it."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(". ")


def over_none(encoded: Encoded, starts: Scores, ends: Scores) -> float:
    """Return the log-odds that an answer starts and ends in the paragraph: the mean of the two.

    Args:
        encoded: The tokens.
        starts: A score for each token of the whole input, the first of them for "no answer".
        ends: The same for the ends.
    """
    body = slice(encoded.first, encoded.first + len(encoded.offsets))
    seen = ~np.asarray(encoded.hidden, dtype=bool)
    if not seen.any():
        return NOTHING_TO_READ
    sums = [np.logaddexp.reduce(each[body][seen]) - each[0] for each in (starts, ends)]
    return float(sum(sums)) / 2


def windows_of(text: str) -> list[Characters]:
    """Return a text as windows that the model can hold: one, but for a text longer than nearly all paragraphs."""
    windows, start = [], 0
    while len(text) - start > WINDOW_CHARACTERS:
        end = text.rfind(" ", start + WINDOW_OVERLAP, start + WINDOW_CHARACTERS)
        end = end if end > 0 else start + WINDOW_CHARACTERS
        windows.append((start, end))
        start = max(text.rfind(" ", start, end - WINDOW_OVERLAP) + 1, end - 2 * WINDOW_OVERLAP)
    return [*windows, (start, len(text))]


def merged(readings: Sequence[Reading], count: int) -> Reading:
    """Return the readings of a paragraph's windows as one: it answers as well as its best window does.

    Args:
        readings: One for each window, at least one.
        count: The most spans to tell.
    """
    if len(readings) == 1:
        return readings[0]
    kept: list[Span] = []
    for span in sorted((each for one in readings for each in one.spans), key=lambda each: -each.score):
        if len(kept) < count and all(span.end <= each.start or span.start >= each.end for each in kept):
            kept.append(span)
    return Reading(readings[0].passage, max(each.answers for each in readings), tuple(kept))


def told(
    text: str, encoded: Encoded, starts: Scores, ends: Scores, count: int, offset: int = 0
) -> tuple[Span, ...]:
    """Return the best spans of a text.

    Args:
        text: The text: a paragraph or a window of it.
        encoded: Its tokens.
        starts: A score for each token of the whole input, the first of them for "no answer".
        ends: The same for the ends.
        count: The most spans to return.
        offset: Where the text begins in its paragraph.
    """
    body = slice(encoded.first, encoded.first + len(encoded.offsets))
    none = float(starts[0] + ends[0])
    found = places.best(starts[body], ends[body], encoded.words, encoded.hidden, 2 * count)
    spans = []
    for each in found:
        start, end = encoded.offsets[each.first][0], encoded.offsets[each.last][1]
        if any(map(str.isalnum, text[start:end])):
            spans.append(Span(offset + start, offset + end, text[start:end], each.score - none))
    return tuple(spans[:count])


def title(passage: Passage) -> str:
    """Return headline, date and subhead of a passage as one line; a headline made of the lead says nothing new."""
    article = passage.article
    parts = [
        "" if article.headline_origin is HeadlineOrigin.LEAD else article.headline,
        dates.show(dates.day(article.published)) if article.published else "",
        passage.paragraph.subhead or "",
    ]
    return " | ".join(part for part in parts if part)


def before(passage: Passage) -> str:
    """Return the end of the paragraph before a passage's, in its article."""
    number = passage.paragraph.number
    return passage.article.paragraphs[number - 2].text[-BEFORE_CHARACTERS:] if number > 1 else ""
