"""Reading with somebody else's checkpoint: a tiny one, untrained, made here as transformers saves them."""

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertForQuestionAnswering, BertModel, BertTokenizer

from index.errors import ModelUnusable
from index.retrieval import checkpoint
from index.retrieval.checkpoint import CheckpointReader
from index.retrieval.reader import BUNDLED, Reader
from tests.index.retrieval.test_reader import ALL, REGATTA, passages

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] who won ? . the mayor crew led by ##er ##s".split()


def config() -> BertConfig:
    return BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )


def saved(folder: Path, model: BertForQuestionAnswering | BertModel) -> str:
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    model.save_pretrained(folder)
    return str(folder)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    torch.manual_seed(1)
    return saved(tmp_path, BertForQuestionAnswering(config()))


def test_it_reads_like_the_bundled_model_does(folder: str) -> None:
    readings = CheckpointReader(folder).read("Who won?", ALL, spans=3)
    assert [each.passage for each in readings] == ALL
    for reading in readings:
        text = reading.passage.paragraph.text
        assert len(reading.spans) == 3
        assert all(text[span.start : span.end] == span.text.strip() != "" for span in reading.spans)


def test_no_answer_comes_from_the_headline_or_the_paragraph_before(folder: str) -> None:
    asked = passages("The mayor won", ["The crew won.", "the the the"])
    spans = CheckpointReader(folder).read("Who won?", asked[1:], spans=9)[0].spans
    assert {word for span in spans for word in span.text.split()} == {"the"}


def test_what_is_masked_is_no_answer(folder: str) -> None:
    reader = CheckpointReader(folder)
    first = reader.read("Who won?", ALL[:1])[0].spans[0]
    again = reader.read("Who won?", ALL[:1], masked={0: [(first.start, first.end)]})[0].spans
    assert all(span.end <= first.start or span.start >= first.end for span in again)


def test_a_text_longer_than_the_model_is_cut(folder: str) -> None:
    assert CheckpointReader(folder).read("Who won?", passages("Long", [REGATTA[0] * 60]))[0].spans


def test_a_model_that_was_not_trained_to_find_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="was not trained to find answers"):
        CheckpointReader(saved(tmp_path, BertModel(config()))).warm_up()


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match=r"cannot be loaded.*READER_MODEL"):
        CheckpointReader(str(tmp_path)).warm_up()


def test_the_setting_names_which_reader() -> None:
    assert isinstance(checkpoint.load(), Reader)
    assert isinstance(checkpoint.load("mine.onnx"), Reader)
    assert isinstance(checkpoint.load("someone/roberta-squad2"), CheckpointReader)
    assert checkpoint.load().name == BUNDLED
