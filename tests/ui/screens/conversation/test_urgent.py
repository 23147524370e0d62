"""Danger, and a child who tells something: the cards open over anything and keep times."""

from datetime import timedelta

import pytest

from intake_app.domain.answer import AnswerState, EventKind
from intake_app.services.urgent import UrgentWords, keep_urgent_words
from intake_app.ui.conversation.frame import Frame
from tests.pages.urgent import DangerPage, DisclosurePage

PLAIN = "use your emergency number first."
QUESTION = "Who has your papers and your phone now?"
LISTEN = "Listen. Let them say it in their own words"


@pytest.fixture
def danger(room):
    """Give the card of danger, opened over a question."""
    room.go_to("R05")
    page = DangerPage(room.window)
    page.open()
    page.wait_for(PLAIN)
    return page


@pytest.fixture
def disclosure(room):
    """Give the card for a child's words, opened over a question."""
    room.go_to("R05")
    page = DisclosurePage(room.window)
    page.open()
    page.wait_for(LISTEN)
    return page


def kept(room, kind):
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")
    return [event for event in room.events() if event.kind is kind]


def test_the_card_stays_until_something_was_done_or_it_is_said_why_not(room, danger):
    danger.back()

    assert danger.reads("Say first what was done, or why nothing is needed.")
    assert danger.reads(PLAIN)
    assert not room.room.reads(QUESTION)


def test_what_was_done_is_kept_with_its_time_and_leads_back_to_the_question(room, danger, clock):
    danger.did("Called our office")
    clock.forward(minutes=3)
    danger.did("Stayed with the person")
    danger.back()

    room.room.wait_for(QUESTION)
    done = kept(room, EventKind.DANGER)
    assert [event.value for event in done] == ["office-called", "stayed"]
    assert (done[1].at - done[0].at).total_seconds() == 180


def test_the_time_of_what_was_done_stands_on_the_card(danger, clock, language):
    danger.did("Called our office")

    time = language.catalog.formats.time(clock.now())
    assert any(time in text and "Called our office" in text for text in danger.texts())


def test_what_was_ticked_by_mistake_is_taken_back(room, danger):
    danger.did("Called our office")
    danger.did("Called our office")
    danger.not_needed("Opened by mistake")
    danger.back()

    values = [event.value for event in kept(room, EventKind.DANGER)]
    assert values == ["office-called", "not:office-called", "by-mistake"]


def test_the_office_has_its_own_numbers_and_protocol(room):
    words = UrgentWords(numbers="Night line: 555 0100", protocol="Go to the front desk.")
    keep_urgent_words(room.profile, words)
    page = DangerPage(room.window)

    page.open()

    page.wait_for("Night line: 555 0100")
    assert page.reads("Go to the front desk.")
    assert not page.reads(PLAIN)


def test_the_card_opens_over_the_calm_page_and_over_the_first_questions(room, talk):
    page = DangerPage(room.window)
    room.room.key("F8")
    page.open()
    page.wait_for(PLAIN)
    page.not_needed("Others are doing it")
    page.back()

    room.pause.wait_until(lambda: not page.reads(PLAIN), "the calm page")
    room.flow.begin()
    room.opening.wait_for("Can we talk safely here, now?")
    page.open()

    page.wait_for(PLAIN)


def test_it_opens_once_however_often_the_key_is_pressed(room, danger):
    danger.open()
    danger.not_needed("Nobody is in danger now")
    danger.back()

    room.room.wait_for(QUESTION)


def test_both_cards_are_one_step_from_the_head_of_the_room(room):
    button = room.flow.room().help_now
    first, second = button.menu_of_cards().actions()

    assert "F10" in first.text()
    assert "F11" in second.text()
    second.trigger()
    room.room.wait_for(LISTEN)


def test_nothing_on_the_cards_betrays_the_subject_to_a_glance(room, danger):
    words = " ".join(danger.texts()).lower()
    assert not [
        w for w in ("traffick", "victim", "case", "abuse", "exploit", "police") if w in words
    ]


def test_what_a_child_says_is_kept_word_for_word_with_its_moment(room, disclosure, clock):
    began = clock.now()
    disclosure.type("He said wait")
    disclosure.press("Back")

    room.room.wait_for(QUESTION)
    (told,) = kept(room, EventKind.DISCLOSURE)
    assert (told.value, told.language, told.at) == ("He said wait", "ti", began)


def test_words_half_typed_are_kept_before_a_lock(room, disclosure):
    disclosure.type("He said")

    room.room.wait_until(room.flow.is_safe_to_lock, "saved")

    assert [event.value for event in room.live_room().journal.child_said()] == ["He said"]


@pytest.mark.parametrize("key", ["Back", "F8"])
def test_a_childs_word_that_an_input_method_has_not_finished_is_kept(room, disclosure, key):
    disclosure.type("He said ")
    disclosure.compose("\u1234")

    (disclosure.key if key == "F8" else disclosure.press)(key)

    assert kept(room, EventKind.DISCLOSURE)[-1].value == "He said \u1234"


def test_after_a_childs_words_the_way_on_is_what_is_needed_now(room, disclosure):
    disclosure.type("He said")
    disclosure.press("Go on with what is needed now")

    room.room.wait_for("Is there something you need before we talk?")
    assert kept(room, EventKind.DISCLOSURE)
    assert room.stored()["R05"] is AnswerState.ANOTHER_TIME


def test_after_a_childs_words_an_office_is_one_step_away(room, disclosure):
    disclosure.press("Share with an office")

    room.room.wait_until(lambda: type(room.flow.current()).__name__ == "ReferralScreen", "it")


def test_before_anything_may_be_written_the_card_keeps_nothing(talk):
    talk.begin()
    page = DisclosurePage(talk.window)
    page.open()

    page.wait_for("Nothing can be written down yet.")
    assert not page.offers("Go on with what is needed now")
    page.press("Back")
    talk.opening.wait_for("Can we talk safely here, now?")


def test_cover_is_in_its_corner_on_both_cards(room, danger):
    card = room.flow.current()
    assert isinstance(card, Frame)
    assert card.footer.cover_button.isVisible()
    DisclosurePage(room.window).open()
    assert room.flow.current().footer.cover_button.isVisible()


def to_tell(room):
    """Return whether the lead is to be told of the person, once all is kept."""
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")
    return [line.is_told for line in room.profile.telling_lead.lines(timedelta(hours=1))]


@pytest.mark.parametrize(
    ("why", "expected"),
    [("The person does not want it", [False]), ("Opened by mistake", [])],
)
def test_the_lead_is_to_be_told_unless_nothing_was_the_matter(room, danger, why, expected):
    danger.not_needed(why)
    danger.back()

    assert to_tell(room) == expected


def test_what_was_ticked_by_mistake_leaves_nothing_to_tell(room, danger):
    danger.did("Called our office")
    room.room.wait_until(lambda: to_tell(room) == [False], "due")
    danger.did("Called our office")
    danger.not_needed("Opened by mistake")
    danger.back()

    room.room.wait_until(lambda: to_tell(room) == [], "taken back")


def test_a_mistake_after_a_childs_words_leaves_them_to_be_told(room, disclosure):
    disclosure.type("He came in")
    disclosure.press("Back")
    room.room.wait_until(lambda: to_tell(room) == [False], "due")
    card = DangerPage(room.window)
    card.open()
    card.wait_for(PLAIN)
    card.not_needed("Opened by mistake")
    card.back()

    assert to_tell(room) == [False]


def test_a_card_that_only_was_looked_at_leaves_nothing_to_tell(room, disclosure):
    disclosure.press("Back")

    assert to_tell(room) == []
