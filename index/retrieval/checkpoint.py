"""A reader from any extractive question-answering checkpoint of Hugging Face, by folder or hub id."""

import os
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import ModelUnusable
from index.news.article import Passage
from index.retrieval import reader
from index.retrieval.reader import BUNDLED, SPANS, Masks, Reading, ReadsPassages
from index.retrieval.tokens import Characters, Encoded

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

LONGEST = 512
"""Tokens of question and text; most encoders have no more positions."""

BATCH_TOKENS = 512
"""Tokens of a forward pass, padding included."""

BEFORE_CHARACTERS = 160
"""Of the paragraph before, the end that is read along."""


def load(model: str = BUNDLED) -> ReadsPassages:
    """Return the reader that a setting names; it loads its model at first use.

    Args:
        model: ``bundled``, the path of an ONNX file, or a folder or hub id of a checkpoint.
    """
    if model == BUNDLED or model.endswith(".onnx"):
        return reader.Reader(model)
    return CheckpointReader(model)


class CheckpointReader:
    """Reads by a transformers model with a span head. It loads at first use and may be shared by threads.

    Such a model has no verdict of its own: whether a paragraph answers is the margin of its spans over its first
    token, which means something if it was trained on questions without an answer too, as in SQuAD 2.

    Args:
        model: A folder or a hub id.
    """

    def __init__(self, model: str) -> None:
        self.name = model
        self._lock = Lock()

    @cached_property
    def _parts(self) -> "tuple[PreTrainedTokenizerBase, PreTrainedModel]":
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            tokenizer = AutoTokenizer.from_pretrained(self.name, use_fast=True)
            model, report = AutoModelForQuestionAnswering.from_pretrained(self.name, output_loading_info=True)
        except (OSError, ValueError, ImportError) as error:
            raise ModelUnusable(
                f"The reader {self.name!r} cannot be loaded: {reader.first_line(error)}. Set READER_MODEL to "
                f"{BUNDLED}, or to a folder or hub id of a question-answering model that this machine can reach."
            ) from error
        if not tokenizer.is_fast:
            raise ModelUnusable(
                f"The reader {self.name!r} has no fast tokenizer, so its answers cannot be placed in the text. "
                f"Set READER_MODEL to another checkpoint, or to {BUNDLED}."
            )
        missing = [name for name in report["missing_keys"] if name.startswith("qa_outputs")]
        if missing:
            raise ModelUnusable(
                f"The reader {self.name!r} was not trained to find answers: it has no {missing[0]}. "
                f"Set READER_MODEL to a question-answering checkpoint, or to {BUNDLED}."
            )
        return tokenizer, model.eval()

    def warm_up(self) -> None:
        """Load the model now, so that the first question does not wait for it.

        Raises:
            ModelUnusable: It cannot be found or read, or it is no model of this kind.
        """
        with self._lock:
            _ = self._parts

    def read(
        self, question: str, passages: Sequence[Passage], spans: int = SPANS, masked: Masks | None = None
    ) -> list[Reading]:
        """Read each passage for the question, in the passages' order; see ``Reader.read``.

        Raises:
            ModelUnusable: The model cannot be found or read, or it is no model of this kind.
        """
        import torch

        self.warm_up()
        tokenizer, model = self._parts
        inputs = [
            self._inputs(question, each, (masked or {}).get(number, ())) for number, each in enumerate(passages)
        ]
        found: dict[int, Reading] = {}
        for numbers in by_length([len(encoded.ids) for _, encoded in inputs]):
            padded = tokenizer.pad([inputs[number][0] for number in numbers], return_tensors="pt")
            with torch.inference_mode():
                outputs = model(**padded)
            for row, number in enumerate(numbers):
                passage, encoded = passages[number], inputs[number][1]
                starts = np.asarray(outputs.start_logits[row].float())
                ends = np.asarray(outputs.end_logits[row].float())
                told = reader.told(passage.paragraph.text, encoded, starts, ends, spans)
                found[number] = Reading(passage, reader.over_none(encoded, starts, ends), told)
        return [found[number] for number in range(len(passages))]

    def _inputs(
        self, question: str, passage: Passage, masked: Sequence[Characters]
    ) -> tuple[dict[str, Any], Encoded]:
        """Return the model's inputs, and which of their tokens are the paragraph's."""
        tokenizer = self._parts[0]
        above = [reader.title(passage), reader.before(passage)[-BEFORE_CHARACTERS:], ""]
        context = "\n".join(part for part in above if part or part is above[-1])
        read = tokenizer(
            question,
            context + passage.paragraph.text,
            truncation="only_second",
            max_length=min(LONGEST, tokenizer.model_max_length),
            return_offsets_mapping=True,
        )
        offsets, sequences, words = read.pop("offset_mapping"), read.sequence_ids(0), read.word_ids(0)
        body = [
            number
            for number, (start, end) in enumerate(offsets)
            if sequences[number] == 1 and end > start and end > len(context)
        ]
        ids = list(read["input_ids"])
        places, hidden = [], []
        for number in body:
            start, end = (max(0, each - len(context)) for each in offsets[number])
            text = passage.paragraph.text[start:end]
            start += len(text) - len(text.lstrip())
            places.append((start, end))
            hidden.append(any(start < to and end > since for since, to in masked))
            if hidden[-1] and tokenizer.mask_token_id is not None:
                ids[number] = tokenizer.mask_token_id
        read["input_ids"] = ids
        first = body[0] if body else len(ids)
        return dict(read), Encoded(ids, first, places, [words[number] or 0 for number in body], hidden)


def by_length(lengths: Sequence[int]) -> list[list[int]]:
    """Return the numbers of the texts in batches of like length, each within ``BATCH_TOKENS`` if it can be."""
    batches: list[list[int]] = []
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batches and (len(batches[-1]) + 1) * lengths[number] <= BATCH_TOKENS:
            batches[-1].append(number)
        else:
            batches.append([number])
    return batches
