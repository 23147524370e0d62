"""How to reach the person, and a phrase for the phone: asked for gently, never required."""

from __future__ import annotations

from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.services.agreement import text_of_record

REACH, PHRASE = "How to reach them safely", "A phrase for the phone"
OPEN = "Agree how to reach them, and a phrase for the phone"


def finishing(room):
    room.room.press("Finish gently")
    room.finish.wait_for("Thank you. We stop here for today.")


def test_nothing_is_asked_unless_it_is_opened(room):
    finishing(room)

    assert room.finish.offers(OPEN)
    assert not room.finish.reads(REACH)


def test_what_is_agreed_is_kept_for_the_next_time(room):
    case_id = room.live().case.id
    finishing(room)
    room.finish.press(OPEN)
    room.finish.fill(REACH, "Evenings, by text")
    room.finish.fill(PHRASE, "blue boat")

    room.finish.press("Keep this")
    room.finish.wait_for("Kept for the next time.")

    now = room.profile.taking_back.now(case_id)
    assert (now.reach, now.has_phrase) == ("Evenings, by text", True)


def test_what_is_typed_is_kept_also_when_one_just_leaves(room, qtbot):
    case_id = room.live().case.id
    finishing(room)
    room.finish.press(OPEN)
    room.finish.fill(REACH, "Evenings, by text")

    with qtbot.waitSignal(room.flow.finished):
        room.finish.finish()

    room.finish.wait_until(
        lambda: room.profile.taking_back.now(case_id).reach == "Evenings, by text", "kept"
    )


def test_what_is_typed_is_kept_when_the_screen_is_covered(room):
    case_id = room.live().case.id
    finishing(room)
    room.finish.press(OPEN)
    room.finish.fill(REACH, "Evenings, by text")

    room.finish.key("F9")

    room.finish.wait_until(
        lambda: room.profile.taking_back.now(case_id).reach == "Evenings, by text", "kept"
    )


def test_what_has_to_be_kept_is_not_said_to_be_erased(room):
    case_id = room.live().case.id
    text = text_of_record(("en", "ti"))
    room.profile.conversations.agree(case_id, {ConsentItem.KEEP: Choice.NO}, Manner.VOICE, text)
    room.profile.holds.place(case_id, "District court, file 4711")
    finishing(room)
    said = room.finish.texts()
    room.finish.press("Finish and leave")
    room.finish.wait_for("It is kept under the number")

    assert any("Nothing is erased when you finish" in text for text in said)
    assert not any("is erased from this computer" in text for text in said)
    assert room.profile.taking_back.now(case_id).hold is not None
