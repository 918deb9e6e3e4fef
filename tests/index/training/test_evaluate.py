from index.training import evaluate


def test_the_threshold_is_chosen_on_questions_of_which_some_have_an_answer_where_it_is_said_to_stand() -> None:
    held = evaluate.unseen()
    answerable = [one for one in held if one.answers]
    assert 0 < len(answerable) < len(held)
    assert all(one.paragraph[start:end].strip() for one in answerable for start, end in one.answers)
