import pytest

from bot.answering.finding import locate
from bot.answering.names import spot
from bot.answering.people import is_mere_source, role
from bot.answering.question import understand
from index.news.article import Article, HeadlineOrigin, Paragraph, Passage


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("The team was led by presidential aide Ingrid Solheim.", "presidential aide"),
        ("It was led by U.S. Secretary of State Ingrid Solheim.", "U.S. Secretary of State"),
        ("The other one was led by her colleague Ingrid Solheim.", ""),
        ("The vote was won, said Ingrid Solheim.", ""),
    ],
)
def test_an_office_stands_before_a_name_unless_it_is_another_persons_word_for_them(
    sentence: str, office: str
) -> None:
    assert role(sentence, next(one for one in spot(sentence) if one.text == "Ingrid Solheim")) == office


@pytest.mark.parametrize(
    ("asked", "source"),
    [
        ("Who closed the mill?", True),
        ("Who met the mayor?", True),
        ("Who is the owner of the mill?", True),
        ("Who is the mayor of Tansy?", False),
        ("Who said the mill will close?", False),
    ],
)
def test_whoever_says_it_answers_only_who_said_it_and_who_holds_their_office(asked: str, source: bool) -> None:
    told = Paragraph(1, "The mill in Tansy will close, Mayor Jan Novak said.", None)
    article = Article("mill", "main", "Tansy to close its mill", HeadlineOrigin.GIVEN, (told,), "")
    start = told.text.index("Jan Novak")
    found = locate(Passage(article, told, 1.0), start, start + len("Jan Novak"), 0.5)
    assert is_mere_source(understand(asked), found) == source
