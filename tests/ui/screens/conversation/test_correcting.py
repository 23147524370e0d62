"""Something is wrong in what was written: it is put right, and the earlier account stays."""

from __future__ import annotations

import pytest

from intake_app.domain.case import AgeBranch
from tests.pages.after import AfterPages
from tests.services.conftest import opening

THANKS = "Thank you. We stop here for today."


@pytest.fixture
def after(talk):
    """Give the pages after the questions."""
    return AfterPages(talk.window)


def test_a_wrong_answer_is_put_right_from_the_summary_and_the_earlier_account_stays(room, after):
    live = room.live_room()
    for name, value in {"R03": "yes", "R19": "Marker-wrong"}.items():
        live.answer(live.node_named(name), value, language="en").saved.result()
    room.room.press("Finish gently")
    after.wait_for(THANKS)
    after.press("Summary")
    after.wait_for("Told something else at the beginning")
    after.press("Something is wrong")
    after.press("What may we call you? Any name is fine.: Change")
    room.room.wait_for("You can stop here.")
    room.room.type(" then")
    room.room.press("Finish gently")
    after.wait_for(THANKS)

    assert room.stored()["R19"] == "Marker-wrong then"
    assert "Marker-wrong" in [event.value for event in room.events()]


def test_a_finished_talk_is_corrected_from_the_persons_page(talk, after):
    live = talk.profile.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Marker-wrong", language="en").saved.result()
    talk.profile.conversations.finish(live)
    talk.flow.after(live.case.id, "correct")
    after.press("What may we call you? Any name is fine.: Change")
    talk.room.wait_for("You can stop here.")

    assert talk.room.text_in_hand() == "Marker-wrong"
    talk.room.type("!")
    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")
    values = [event.value for event in talk.events() if event.node and "R19" in event.node]
    assert values == ["Marker-wrong", "Marker-wrong!"]


def test_where_nothing_is_written_that_is_said(talk, after):
    live = talk.profile.conversations.begin(opening())
    talk.flow.after(live.case.id, "correct")

    after.wait_for("Nothing was written down.")


def test_a_child_may_have_what_is_written_corrected_too(talk, after):
    live = talk.profile.conversations.begin(opening(age=AgeBranch.UNDER_18))
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    talk.room.press("Finish gently")
    after.wait_for(THANKS)

    assert after.offers("Something is wrong")
