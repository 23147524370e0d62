"""Another interpreter, one on the phone, and one the worker worries about, in the room."""

from intake_app.domain.answer import EventKind
from intake_app.domain.case import Presence
from tests.services.conftest import opening
from tests.ui.screens.conversation.interpreters import interpreter

# -- somebody else interprets (S13) ------------------------------------------------


def test_s13_another_interpreter_without_leaving_the_question(with_interpreter):
    talk = with_interpreter
    talk.go_to("R03")
    talk.room.choose("1")
    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")
    node = talk.flow.current().step().node

    talk.aid.swap("Interpreter A")

    talk.room.wait_for("This came through Interpreter A.")
    assert talk.flow.current().step().node == node
    assert len(talk.room.chosen()) == 1
    talk.room.press("Ask again")
    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")
    assert list(talk.live().heard.to_ask_again()) == [node]
    answered = [e for e in talk.events() if e.kind is EventKind.ANSWERED]
    assert {e.via for e in answered} == {"interpreter-a"}
    assert all(e.shown_languages == ("en", "ti") for e in answered)

    talk.room.choose("2")
    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")

    assert talk.live().heard.via(node) == "interpreter-b"
    assert talk.live().heard.to_ask_again() == []
    assert not talk.room.reads("This came through Interpreter A.")


def test_s13_the_same_answer_again_is_through_the_new_one(with_interpreter):
    talk = with_interpreter
    talk.go_to("R03")
    talk.room.choose("1")
    talk.aid.swap("Interpreter A")
    talk.room.wait_for("This came through Interpreter A.")

    talk.room.press("It is the same answer")

    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")
    assert talk.live().heard.via(talk.flow.current().step().node) == "interpreter-b"
    assert talk.stored()["R03"] == "yes"


def test_everything_that_came_through_who_left_can_be_listed_at_once(with_interpreter):
    talk = with_interpreter
    for name in ("R03", "R07"):
        talk.go_to(name)
        talk.room.choose("1")
    talk.aid.swap("Interpreter A")
    talk.room.wait_for("This came through Interpreter A.")
    talk.aid.company("Interpreter B")
    talk.room.press("To ask again")

    talk.room.press("2 answers came through Interpreter A: ask them again")

    assert len(talk.flow.room().live.heard.to_ask_again()) == 2
    talk.room.press("Go there")
    talk.room.wait_for("Not again after all")
    assert talk.flow.current().step().node == talk.live().node_named("R03")


# -- by phone ----------------------------------------------------------------------


def test_with_an_interpreter_on_the_phone_questions_are_read_aloud(talk, worker):
    by_phone = interpreter(presence=Presence.BY_PHONE)
    live = worker.conversations.begin(opening(participants=(by_phone,)))
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    talk.go_to("R07")

    assert talk.room.reads(f"Question {talk.live().number(talk.live().node_named('R07'))}")
    assert talk.room.reads("one: Yes")
    assert talk.room.reads("two: No")
    assert talk.room.reads("Or: Rather not say")
    talk.room.key("F6")
    assert not talk.room.reads("one: Yes")
    talk.room.key("F6")
    talk.room.choose("1")
    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")
    assert talk.stored()["R07"] == "yes"


def test_reading_aloud_keeps_what_is_typed(with_interpreter):
    talk = with_interpreter
    talk.go_to("R18")
    talk.room.type("said so far")

    talk.room.key("F6")

    assert talk.room.text_in_hand() == "said so far"
    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")
    assert talk.stored()["R18"] == "said so far"


def test_swapping_to_somebody_on_the_phone_shows_questions_for_reading_aloud(with_interpreter):
    talk = with_interpreter
    talk.go_to("R07")

    talk.aid.swap("Interpreter A", by_phone=True)

    talk.room.wait_for("one: Yes")


# -- an unsafe interpreter (S01) ---------------------------------------------------


def test_s01_a_concern_in_the_room_is_for_the_lead_only(with_interpreter, shelter):
    talk = with_interpreter
    talk.go_to("R03")
    talk.aid.company("Interpreter A")
    talk.room.press("For you alone")
    talk.room.press("Go on without them")
    talk.room.wait_for("Tick what worries you")
    talk.room.press("They belong to where the person works")

    talk.room.press("Go on without them")

    talk.room.wait_for("We are alone")
    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")
    assert talk.profile.conversations.concerns(talk.live().case.id) == ("works-there",)
    assert not talk.room.reads("works")
    assert talk.live().interview.participants == ()


def test_s01_somebody_on_the_phone_takes_over_from_the_cousin(with_interpreter):
    talk = with_interpreter
    talk.go_to("R03")
    talk.room.choose("1")
    talk.aid.company("Interpreter A")
    talk.room.press("For you alone")
    talk.room.press("They answer in the person's place")

    talk.room.press("Somebody on the phone instead")

    talk.room.wait_for("Is it all right that this person interprets?")
    talk.aid.accept()
    talk.room.wait_for("This came through Interpreter A.")
    (here,) = talk.live().interview.participants
    assert (here.alias, here.presence) == ("Interpreter B", Presence.BY_PHONE)
