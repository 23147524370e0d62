"""Something to take along: is it safe first, then what; nothing is asked once and not again."""

from __future__ import annotations

import pytest

from intake_app.domain.case import AgeBranch
from intake_app.domain.consent import Choice, ConsentItem
from intake_app.domain.ids import show_code
from intake_app.domain.own_copy import CopyKind
from tests.pages.after import AfterPages
from tests.report.reading import pages
from tests.services.conftest import opening
from tests.services.test_own_copies import unlocked

THANKS = "Thank you. We stop here for today."
SAFE = "Is it safe for you to carry something?"
NO, YES = "No: nothing is made", "Yes, it is safe"
TOGETHER = "Perhaps: look at it together"


@pytest.fixture
def after(talk):
    """Give the pages after the questions."""
    return AfterPages(talk.window)


@pytest.fixture
def finishing(room, after):
    """Give the last page of a talk that has just begun."""
    room.room.press("Finish gently")
    after.wait_for(THANKS)
    return room


def given(room):
    (line,) = room.profile.conversations.lines()
    return [copy.kind for copy in room.profile.own_copies.given(line.case.id)]


def to_take_along(after):
    after.press_part(TOGETHER)
    after.wait_for("might find it")
    after.press_part(YES)


def test_that_nothing_is_safe_to_carry_is_said_when_finishing_and_written_down(finishing, after):
    after.press_part(NO)
    finishing.finish.finish()
    finishing.finish.wait_for("We are done for today")

    assert given(finishing) == [CopyKind.NOTHING]


def test_it_is_not_asked_again_once_it_is_chosen(finishing, after):
    live = finishing.flow.room().live
    finishing.profile.own_copies.nothing(live.case.id)
    after.press("Back")
    finishing.room.press("Finish gently")
    after.wait_for(THANKS)

    assert not after.reads(SAFE)
    assert after.offers("Something to take along")


def test_finishing_without_an_answer_makes_and_writes_nothing(finishing, after):
    finishing.finish.finish()
    finishing.finish.wait_for("We are done for today")

    assert given(finishing) == []


def test_nothing_is_offered_before_it_is_said_to_be_safe(finishing, after):
    after.press_part(TOGETHER)
    after.wait_for("might find it")
    before = after.reads("A locked file")

    after.press_part(YES)

    assert not before
    assert after.reads("A card like any other")
    assert after.reads("A copy to read")
    assert after.reads("A locked file")


def test_a_card_bears_the_number_and_is_written_where_it_is_wanted(
    finishing, after, surroundings, tmp_path
):
    surroundings.files.path = tmp_path / "notes.pdf"
    code = finishing.flow.room().live.case.code
    to_take_along(after)
    after.fill("Whom to ask for, or an everyday name of the place", "Anna")
    after.fill("A telephone number", "030 123")
    after.press_part("The number")
    after.press("Make the card…")
    after.wait_for("The paper is ready. Print it, then delete the file.")

    text = " ".join(pages((tmp_path / "notes.pdf").read_bytes()))
    assert show_code(code) in text
    assert "Anna" in text
    assert given(finishing) == [CopyKind.CARD]


def test_a_word_that_tells_is_noticed_while_it_is_typed(finishing, after):
    to_take_along(after)

    after.fill("Whom to ask for, or an everyday name of the place", "Shelter North")

    after.wait_for("A word here may tell whoever finds the card what it is about.")


def test_no_phrase_is_offered_where_none_was_agreed(finishing, after):
    to_take_along(after)

    assert after.offers("By what we know the person: one of the two at most: The number")
    assert not after.offers("By what we know the person: one of the two at most: The phrase")


def test_the_six_words_are_shown_once_and_open_the_file(finishing, after, surroundings, tmp_path):
    surroundings.files.path = tmp_path / "notes.age"
    to_take_along(after)
    after.press("Make the locked file…")
    after.wait_for("Write these six words down by hand")
    words = next(t for t in after.texts() if len(t.split()) == 6 and t.isascii() and t.islower())
    after.wait_until(lambda: after.is_wholly_in_sight(words), "the words in sight")
    after.press("Done: never show the words again")
    after.wait_until(lambda: not after.reads(words), "the words gone")

    inside = unlocked((tmp_path / "notes.age").read_bytes(), words)
    assert inside.startswith(b"%PDF")
    assert words not in (tmp_path / "notes.txt").read_text()
    assert given(finishing) == [CopyKind.LOCKED]


def test_what_was_said_about_keeping_is_not_asked_twice(talk, after):
    live = talk.profile.conversations.begin(
        opening(items={ConsentItem.TALK: Choice.YES, ConsentItem.WRITE: Choice.YES})
    )
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    talk.room.press("Finish gently")
    after.wait_for(THANKS)
    after.press_part("Keep it")
    after.press_part(TOGETHER)
    after.wait_for("might find it")
    after.press("Back")
    after.wait_for(THANKS)

    talk.finish.finish()
    talk.finish.wait_for("We are done for today")


def test_with_a_child_the_adult_is_asked_for_first(talk, after, surroundings, tmp_path):
    live = talk.profile.conversations.begin(opening(age=AgeBranch.UNDER_18))
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    talk.room.press("Finish gently")
    after.wait_for(THANKS)
    after.press_part(TOGETHER)
    after.wait_for("Is the adult who is responsible for the child here")
    before = after.reads(SAFE)
    after.press_part("Yes, and we choose together")
    after.wait_for(SAFE)
    after.press_part(YES)
    surroundings.files.path = tmp_path / "notes.pdf"
    after.press("Make the copy to read…")
    after.wait_for("The paper is ready.")

    assert not before
    (copy,) = talk.profile.own_copies.given(live.case.id)
    assert copy.with_adult
