"""How much words say, and which are written small."""

from bot.answering.count import dictionary, table


def test_common_words_say_less() -> None:
    paragraphs = {f"city number{i} of the world{' river' if i % 2 else ''}" for i in range(100)}
    rarities = table(paragraphs, set())["rarity"]
    assert isinstance(rarities, dict)
    assert rarities["citi"] < rarities["river"] <= 1


def test_a_word_that_is_a_name_inside_sentences_is_told_from_one_that_only_opens_them() -> None:
    paragraphs = {f"Trains run from number{i} to Oslo. Trains are late in Oslo." for i in range(50)}
    assert table(paragraphs, set())["capitalised"] == ["oslo"]


def test_a_word_of_the_dictionary_is_written_small_unless_the_paragraphs_write_it_as_a_name() -> None:
    paragraphs = {f"Cup number{i} went from Oslo to China, where a cup is dear, says Mom." for i in range(9)}
    paragraphs |= {f"Plate number{i} went to China." for i in range(9)}
    small = str(table(paragraphs, {"china", "mom", "cup"})["small"]).split()
    assert {"cup", "mom"} <= set(small)
    assert not {"china", "oslo"} & set(small)


def test_the_dictionary_holds_words_that_an_encyclopedia_does_not() -> None:
    assert {"mom", "dad", "zest"} <= dictionary()
    assert "oslo" not in dictionary()
