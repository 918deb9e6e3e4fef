import pytest

from bot.errors import Busy
from bot.turns import Turns


def test_one_person_has_so_many_turns_and_others_have_theirs() -> None:
    turns = Turns(each=2)
    with turns.of(1), turns.of(1):
        with pytest.raises(Busy, match="2 questions waiting"), turns.of(1):
            pass
        with turns.of(2):
            pass


def test_a_turn_is_given_back_also_after_an_error() -> None:
    turns = Turns(each=1)
    with pytest.raises(ZeroDivisionError), turns.of(1):
        raise ZeroDivisionError
    with turns.of(1):
        pass
