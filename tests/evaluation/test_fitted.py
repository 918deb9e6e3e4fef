"""What the weights for words are fitted on: the evidence for each passage, and whether its words answer."""

from bot.answering.question import Kind
from bot.evaluation import run
from bot.evaluation.dataset import Evidence, Example
from index.library import Library
from index.news.article import RawArticle
from index.retrieval.reader import Reader
from tests.evaluation import fitted

FERRY = RawArticle(
    title="Ferry runs aground",
    text="The ferry Morna ran aground off Leith on Friday.\n\nCaptain Ada Frost steered it back within an hour."
    "\n\nHarbor master Tom Reed resigned on Saturday over the delay.",
    external_id="ferry",
)
ASKED = [
    Example(
        "who", "Who steered the Morna?", answerable=True, answers=("Frost",), evidence=(Evidence("ferry", "Ada"),)
    ),
    Example(
        "why",
        "Why did Tom Reed resign?",
        answerable=True,
        answers=("delay",),
        evidence=(Evidence("ferry", "Reed"),),
    ),
    Example("absent", "Who painted the Morna?", answerable=False),
    Example("several", "Who led each crew?", answerable=False),
    Example(
        "yes",
        "Did Tom Reed resign?",
        answerable=True,
        answers=("resigned",),
        evidence=(Evidence("ferry", "Reed"),),
    ),
]


def test_each_passage_that_is_read_is_judged_by_its_words(library: Library, reader: Reader) -> None:
    run.put_in(library, "sea", [FERRY])
    (_, who), (_, why), (_, absent), (kind, resigned) = fitted.judged(library, reader, "sea", ASKED)
    assert who.answerable
    assert who.right.sum() == 1
    assert who.features.shape == (3, 6)
    assert why.right.sum() == 1, "an act that is told outright is sure by rule, and still judged"
    assert not absent.answerable
    assert not absent.right.any()
    assert kind is Kind.YES_NO
    assert resigned.right.sum() == 1
