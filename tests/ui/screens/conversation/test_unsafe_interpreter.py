"""S01: the cousin who offers to interpret. It does not begin through him."""

from intake_app.domain.case import Presence
from tests.pages.interpreting import InterpretingPage
from tests.pages.opening import interpret


def before_the_yes(talk):
    talk.begin()
    talk.opening.safe_here(company="1")
    talk.opening.wait_for("Is it all right that this person interprets?")
    talk.aid = InterpretingPage(talk.window)
    return talk


def worried(talk):
    before_the_yes(talk)
    talk.opening.press("For you alone")
    talk.opening.wait_for("Turn the screen to yourself.")
    talk.opening.press("They know the person, or the people the person fears")


def test_s01_it_does_not_begin_through_somebody_the_worker_worries_about(talk):
    worried(talk)

    talk.opening.press("Somebody on the phone instead")
    talk.opening.wait_for("Is it all right that this person interprets?")
    talk.aid.accept()
    talk.opening.agree()
    talk.room.wait_for("You can stop here.")

    (here,) = talk.live().interview.participants
    assert (here.alias, here.presence) == ("Interpreter B", Presence.BY_PHONE)
    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")
    assert talk.profile.conversations.concerns(talk.live().case.id) == ("knows",)
    assert not talk.room.reads("fears")


def test_s01_without_them_it_goes_on_alone_and_going_back_lets_nobody_in(talk):
    worried(talk)
    talk.opening.press("Go on without them")
    talk.opening.wait_for("Talk with me now")

    talk.opening.press("Back")
    talk.opening.wait_for("This one does not interpret.")
    interpret(talk.opening, "ti")
    talk.opening.press("I read it to them")
    talk.opening.press("All right")
    talk.opening.press("Next")

    assert talk.opening.reads("Is it all right that this person interprets?")
    talk.opening.press("Someone else")
    talk.aid.accept()
    talk.opening.wait_for("Talk with me now")


def test_s01_nothing_is_kept_of_a_concern_when_nothing_is_begun(talk):
    worried(talk)
    talk.opening.press("Go on without them")
    talk.opening.wait_for("Talk with me now")

    assert talk.profile.conversations.lines() == []


def test_a_concern_without_a_tick_is_asked_for_and_back_forgets_it(talk):
    before_the_yes(talk)
    talk.opening.press("For you alone")
    talk.opening.press("Go on without them")
    talk.opening.wait_for("Tick what worries you")

    talk.opening.press("Back")

    talk.opening.wait_for("Is it all right that this person interprets?")
    assert talk.flow.scene.draft.concerns == []


def test_the_card_to_begin_with_is_offered_before_and_not_forced(talk):
    before_the_yes(talk)

    talk.opening.press("A card to begin with")

    assert talk.opening.reads("Say everything that is said, by all of us, and add nothing.")
    talk.aid.accept()
    talk.opening.wait_for("Talk with me now")
