"""Pause, finish, resume: the question goes at once, and nothing is lost on the way."""

from intake_app.domain.answer import EventKind
from intake_app.ui.conversation.pause import CalmPage
from tests.services.conftest import opening

QUESTION = "Who has your papers and your phone now?"


def test_pause_hides_the_question_at_once_and_it_does_not_come_back_by_itself(room):
    room.go_to("R05")
    room.room.key("F8")
    assert not room.pause.reads(QUESTION)

    room.pause.way("Another topic")

    assert not room.room.reads(QUESTION)
    room.room.wait_for("No question now")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")
    kinds = [event.kind for event in room.events()]
    assert kinds[-2:] == [EventKind.PAUSED, EventKind.RESUMED]


def test_pause_keeps_what_was_typed(room):
    room.go_to("R18")
    room.room.type("half")
    room.room.key("F8")
    room.pause.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R18"] == "half"


def test_rest_shows_nothing_to_choose_until_a_key_is_pressed(room):
    room.room.key("F8")
    room.pause.way("Rest a while")
    assert not any("Finish gently" in text for text in room.pause.texts())
    assert any("Any key goes on" in text for text in room.pause.texts())

    room.pause.key("Space")

    assert any("Finish gently" in text for text in room.pause.texts())
    assert not any("Any key goes on" in text for text in room.pause.texts())


def test_help_is_one_step_from_the_pause_and_leads_back(room):
    room.room.key("F8")
    room.pause.way("Get help now")
    room.pause.wait_for("use your emergency number first.")

    room.pause.press("Or why nothing is needed: Nobody is in danger now")
    room.pause.press("Back to where we were")

    assert not room.pause.reads("use your emergency number first.")


def test_the_key_for_a_pause_works_also_where_no_button_stands_for_it(talk):
    talk.begin()
    assert not talk.room.offers("Pause")

    talk.room.key("F8")

    assert isinstance(talk.flow.current(), CalmPage)


def test_a_hidden_question_comes_back_as_it_was(room):
    room.go_to("R18")
    room.room.type("half")
    room.flow.hide_question()
    assert not room.room.reads("half")

    room.pause.key("Space")

    assert room.room.text_in_hand() == "half"


def test_finishing_reads_back_in_the_persons_language_and_keeps(room, qtbot):
    room.go_to("R05")
    room.room.choose("4")
    room.room.press("Finish gently")
    room.finish.wait_for("Thank you. We stop here for today.")
    room.finish.read_back()
    view = room.flow.current()._live.question_in(
        room.flow.current()._live.node_named("R05"), ("ti",)
    )
    assert room.finish.reads(view.labels[0].text)

    with qtbot.waitSignal(room.flow.finished):
        room.finish.finish()

    room.finish.wait_for("We are done for today")
    assert room.stored()["R05"] == "neither"


def test_back_from_finishing_is_the_same_question(room):
    room.go_to("R05")
    room.room.press("Finish gently")
    room.finish.wait_for("Thank you. We stop here for today.")

    room.finish.press("Back")

    room.room.wait_for(QUESTION)


def begin_not_to_keep(talk):
    live = talk.profile.conversations.begin(opening(items=_items_without_keeping()))
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")


def _items_without_keeping():
    items = dict(opening().items)
    return {item: word for item, word in items.items() if item.value != "keep"}


def test_what_is_not_to_be_kept_is_erased_only_after_it_was_said_plainly(talk):
    begin_not_to_keep(talk)
    talk.room.press("Finish gently")
    talk.finish.wait_for("everything written here is erased from this computer.")
    talk.finish.finish()
    talk.finish.wait_for("Nothing was chosen. Then everything is erased")
    assert len(talk.profile.conversations.lines()) == 1

    talk.finish.finish()

    talk.finish.wait_for("Nothing is kept")
    assert talk.profile.conversations.lines() == []


def test_the_person_may_say_at_the_end_that_it_is_kept(talk):
    begin_not_to_keep(talk)
    talk.room.press("Finish gently")
    talk.finish.press("Keep it")
    talk.finish.finish()

    talk.finish.wait_for("We are done for today")
    assert len(talk.profile.conversations.lines()) == 1


def test_a_conversation_goes_on_where_it_stopped(room, surroundings):
    room.go_to("R18")
    room.room.type("kept")
    room.room.key("F8")
    room.pause.wait_until(room.flow.is_safe_to_lock, "saved")
    (line,) = room.profile.conversations.lines()

    room.flow.resume(line.interview.id)
    room.room.wait_for("You can stop here.")
    room.go_to("R18")

    assert room.room.text_in_hand() == "kept"


def test_it_goes_on_at_the_question_where_it_stopped(room):
    room.go_to("R05")
    room.room.type("4")
    room.pause.wait_until(room.flow.is_safe_to_lock, "saved")
    (line,) = room.profile.conversations.lines()

    room.flow.resume(line.interview.id)

    room.room.wait_for("Who has your papers and your phone now?")


def test_after_a_pause_the_question_does_not_come_back_by_itself(room):
    room.go_to("R05")
    room.room.type("4")
    room.room.key("F8")
    room.pause.wait_until(room.flow.is_safe_to_lock, "saved")
    before = room.flow.current()
    (line,) = room.profile.conversations.lines()

    room.flow.resume(line.interview.id)
    room.pause.wait_until(lambda: room.flow.current() is not before, "the room again")
    room.room.wait_for("You can stop here.")

    assert not any("papers" in text for text in room.room.texts())


def test_sharing_is_offered_before_leaving_and_leads_back(room):
    room.room.press("Finish gently")
    room.finish.press("Share with an office")
    room.finish.wait_until(lambda: type(room.flow.current()).__name__ == "ReferralScreen", "it")

    room.flow.current().left.emit()

    room.finish.wait_for("Thank you. We stop here for today.")
