"""What changed from one version to another."""

from index.news.article import Article, RawArticle
from index.news.changes import Comparison, Kind, compare
from index.news.newswire import parse

LEAD = "Harbour crews pulled nine sailors from the freezing water before dawn, the coast guard said."
PORT = "The freighter had left the port of Aldby on Sunday with a load of timber."
STORM = "A storm warning had been in force along the whole northern coast since midnight."
MAYOR = "Mayor Orla Finch said that the town would pay for new boots."


def tell(*paragraphs: str, title: str = "Nine saved") -> Article:
    return parse(RawArticle("\n\n".join(paragraphs), title=title), corpus="main")


def kinds(found: Comparison) -> list[tuple[str, int | None, int | None]]:
    return [
        (
            each.kind.value,
            each.before.number if each.before else None,
            each.after.number if each.after else None,
        )
        for each in found.paragraphs
    ]


def test_what_was_added_dropped_and_changed_comes_in_reading_order() -> None:
    found = compare(tell(LEAD, PORT, STORM), tell(LEAD.replace("nine", "ten"), MAYOR, STORM))
    assert kinds(found) == [("changed", 1, 1), ("dropped", 2, None), ("added", None, 2), ("unchanged", 3, 3)]
    assert found.count(Kind.ADDED) == 1


def test_the_words_that_changed_are_marked_and_both_texts_can_be_read_from_them() -> None:
    after = LEAD.replace("nine", "ten").replace("dawn", "sunrise on Monday")
    (change,) = compare(tell(LEAD), tell(after)).paragraphs
    assert "".join(piece.text for piece in change.pieces if piece.kind is not Kind.ADDED) == LEAD
    assert "".join(piece.text for piece in change.pieces if piece.kind is not Kind.DROPPED) == after
    marked = {
        (piece.text.strip(), piece.kind.value, piece.telling) for piece in change.pieces if piece.text.strip()
    }
    assert {("nine", "dropped", True), ("ten", "added", True), ("dawn", "dropped", False)} <= marked


def test_names_and_numbers_are_telling_and_the_word_that_begins_a_sentence_is_not() -> None:
    (change,) = compare(
        tell("The mill burned down on Monday. Many people of the town saw the fire of 12 hours."),
        tell("The barn burned down on Monday. Several people of the town saw the fire of 1,200 hours."),
    ).paragraphs
    telling = {piece.text: piece.telling for piece in change.pieces if piece.kind is Kind.ADDED}
    assert telling == {"barn": False, "Several": False, "1,200": True}
    (change,) = compare(
        tell("The fire was put out by Ann Finch."), tell("The fire was put out by Ann Marsh.")
    ).paragraphs
    assert [piece.text for piece in change.pieces if piece.telling] == ["Finch", "Marsh"]


def test_of_a_run_of_new_words_only_the_names_and_numbers_are_telling() -> None:
    (change,) = compare(
        tell("The mill of Tansy burned down on Monday."),
        tell("The mill of Tansy, which Orla Finch built in 1902, burned down on Monday."),
    ).paragraphs
    assert [piece.text.strip() for piece in change.pieces if piece.telling] == ["Orla Finch", "1902"]


def test_a_phrase_that_replaces_another_is_one_piece_not_a_word_at_a_time() -> None:
    (change,) = compare(
        tell("The mayor spoke before they went home on that evening."),
        tell("The mayor spoke while crowds came back on that evening."),
    ).paragraphs
    assert [(piece.text.strip(), piece.kind.value) for piece in change.pieces][1:3] == [
        ("before they went home", "dropped"),
        ("while crowds came back", "added"),
    ]


def test_a_paragraph_that_moved_is_unchanged_and_has_both_numbers() -> None:
    found = compare(tell(LEAD, PORT, STORM), tell(STORM, LEAD, PORT))
    assert kinds(found) == [("unchanged", 3, 1), ("unchanged", 1, 2), ("unchanged", 2, 3)]


def test_quotes_and_case_are_no_change() -> None:
    found = compare(tell("He said “no” to all of it, twice."), tell('He said "no" to all of it, twice.'))
    assert kinds(found) == [("unchanged", 1, 1)]


def test_a_reworded_paragraph_is_paired_with_the_one_it_is_most_like() -> None:
    reworded = "The freighter had sailed from the port of Aldby on Sunday, and carried a load of timber."
    found = compare(tell(LEAD, STORM, PORT), tell(reworded, LEAD))
    assert kinds(found) == [("changed", 3, 1), ("unchanged", 1, 2), ("dropped", 2, None)]


def test_articles_with_nothing_in_common_are_all_dropped_and_all_added() -> None:
    found = compare(tell(LEAD, PORT), tell(MAYOR))
    assert kinds(found) == [("dropped", 1, None), ("dropped", 2, None), ("added", None, 1)]


def test_the_headlines_are_compared_too() -> None:
    found = compare(tell(LEAD), tell(LEAD, title="Ten saved"))
    assert [(piece.text, piece.kind.value) for piece in found.headline][:2] == [
        ("Nine", "dropped"),
        ("Ten", "added"),
    ]


def test_a_headline_that_was_made_from_the_lead_is_not_compared() -> None:
    found = compare(parse(RawArticle(LEAD), corpus="main"), tell(LEAD))
    assert [piece.kind for piece in found.headline] == [Kind.UNCHANGED]


def test_the_same_article_has_not_changed() -> None:
    found = compare(tell(LEAD, PORT), tell(LEAD, PORT))
    assert {change.kind for change in found.paragraphs} == {Kind.UNCHANGED}
    assert all(piece.kind is Kind.UNCHANGED for piece in found.headline)
