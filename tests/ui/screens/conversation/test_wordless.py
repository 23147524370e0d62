"""What is seen instead of a turned screen where the person's language has no words yet."""

import pytest

from tests.pages.person import TurnedPage

PAPERS = "Who has your papers and your phone now?"


@pytest.fixture
def wordless(room):
    """Give what is seen instead of a turned screen, in a language without any words."""
    room.flow.room().languages.chosen.emit("my")
    room.go_to("R05")
    room.room.key("F7")
    return TurnedPage(room.window)


def test_nothing_is_turned_that_the_person_could_not_read(wordless):
    assert not wordless.is_turned()
    assert wordless.reads("There are no words in")
    assert not wordless.reads(PAPERS)


def test_without_words_the_question_can_be_shown_for_reading_aloud(wordless, room):
    wordless.press("Show it for reading aloud")

    assert room.room.reads("Question 4.1")


def test_without_words_the_screen_is_turned_in_another_language_they_read(wordless, room):
    wordless.press("ትግርኛ")

    assert wordless.is_turned()
    assert room.flow.room().live.interview.languages[-1] == "ti"


def test_without_words_one_goes_back_to_the_question(wordless, room):
    wordless.key("Esc")

    assert room.room.reads(PAPERS)
