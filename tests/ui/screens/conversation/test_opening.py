"""Before the first question: who may be asked what, and what is kept of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from intake_app.domain.case import AgeBranch, Mode, Presence, Role
from intake_app.domain.consent import Choice, ConsentItem
from intake_app.domain.directory import Need, Service, service_id
from intake_app.i18n.direction import without_isolates
from intake_app.services.forms import ADULT_FORM, NEEDS_FORM
from intake_app.services.urgent import UrgentWords, keep_urgent_words
from intake_app.ui.conversation.opening.agreement import WhatWeAgree
from intake_app.ui.conversation.opening.draft import restored_interpreter, stored_interpreter
from tests.pages.opening import interpret
from tests.pages.person import TurnedPage
from tests.pages.services import take_in_services
from tests.ui.screens.conversation.conftest import Conversation


@pytest.fixture
def begun(talk) -> Conversation:
    talk.begin()
    return talk


def test_an_adult_who_agrees_is_in_the_room_after_a_few_keys(begun):
    begun.opening.safe_here()
    begun.opening.agree()
    begun.room.wait_for("You can stop here.")

    (line,) = begun.profile.conversations.lines()
    assert line.interview.form_id == ADULT_FORM
    assert line.case.age is AgeBranch.ADULT
    assert line.case.mode is Mode.WITHOUT_NAME
    case_id = line.case.id
    assert begun.profile.conversations.word_on(case_id, ConsentItem.KEEP) is Choice.YES
    assert begun.profile.conversations.word_on(case_id, ConsentItem.PHOTO) is Choice.NO


@pytest.mark.parametrize("age", ["2", "3"])
def test_someone_who_may_be_under_18_sees_the_card_and_is_asked_needs_only(begun, age):
    begun.opening.safe_here(age=age)
    begun.opening.wait_for("Do not ask what happened. A person trained for it will, once.")
    begun.opening.press("Ask only what is needed now")
    begun.opening.agree()
    begun.room.wait_for("You can stop here.")

    (line,) = begun.profile.conversations.lines()
    assert line.interview.form_id == NEEDS_FORM
    assert line.case.mode is Mode.NEEDS_ONLY
    assert not begun.room.offers("Work")
    assert not begun.room.offers("Danger")


@pytest.mark.parametrize("talk_key", ["2", "3"])
def test_no_conversation_begins_where_it_may_not_be_safe(begun, talk_key):
    begun.opening.safe_here(talk=talk_key)
    begun.opening.wait_for("Not here, not now")

    assert begun.profile.conversations.lines() == []
    assert begun.opening.offers("Leave")


def test_a_safe_place_found_later_leads_back_to_the_same_questions(begun):
    begun.opening.safe_here(talk="2")
    begun.opening.wait_for("Not here, not now")

    begun.opening.press("We found a safe place")

    begun.opening.wait_for("Can we talk safely here, now?")


def test_what_is_missing_is_said_and_nothing_goes_on(begun):
    begun.opening.press("Next")
    begun.opening.wait_for("First: can we talk here?")
    begun.opening.key("1")
    begun.opening.press("Next")

    begun.opening.wait_for("First: adult or maybe not?")


def test_no_case_is_made_when_nothing_may_be_written(begun, qtbot):
    begun.opening.safe_here()
    begun.opening.agree(write="2", keep="2")
    begun.opening.wait_for("Nothing is written down")

    assert begun.profile.conversations.lines() == []
    with qtbot.waitSignal(begun.flow.left):
        begun.opening.press("Leave")


def test_someone_who_does_not_want_to_talk_is_thanked_and_nothing_is_kept(begun):
    begun.opening.safe_here()
    begun.opening.agree(talk="3", write="2", keep="2")

    begun.opening.wait_for("That is all right")
    assert begun.profile.conversations.lines() == []


def test_nothing_is_agreed_beforehand(begun):
    begun.opening.safe_here()
    begun.opening.wait_for("Talk with me now")
    begun.opening.press("Next")

    begun.opening.wait_for("First: the person's own word on each of these.")
    assert begun.profile.conversations.lines() == []


def test_without_an_interpreter_one_language_is_named_once(begun):
    begun.opening.safe_here()
    begun.opening.wait_for("Talk with me now")
    page = begun.flow.findChild(WhatWeAgree)

    assert page.languages.pair.isHidden()
    assert page.languages.named() == "English"
    paragraphs = [text.said() for text in page._card._texts]
    assert len(paragraphs) == len(set(paragraphs))
    assert "says it in" not in page.text_of_record()


def test_what_the_person_says_was_agreed_is_kept_half_composed_too(begun):
    begun.opening.safe_here()
    begun.opening.wait_for("Talk with me now")
    begun.opening.fill("In your own words: what did we agree?", "We talk ")
    begun.opening.compose("\u1234")

    begun.opening.press("By voice")
    for word in ("Talk with me now: Yes", "Write it down: Yes", "Keep it after today: Yes"):
        begun.opening.press(word)
    begun.opening.press("Next")
    begun.room.wait_for("You can stop here.")

    case_id = begun.live().case.id
    (record,) = begun.profile._place.do(lambda unit: unit.consents.of_case(case_id))
    assert record.in_own_words == "We talk \u1234"


def test_nobody_is_asked_on_the_turned_screen_before_it_is_known_what_they_read(begun):
    person = TurnedPage(begun.window)
    begun.opening.safe_here(company="1")
    begun.opening.wait_for("Is it all right that this person interprets?")

    begun.opening.press("Turn the screen")

    assert begun.opening.reads("First: which language do they interpret?")
    assert not person.is_turned()


def test_an_interpreter_takes_part_by_the_persons_own_yes(begun):
    begun.opening.safe_here(company="1")
    begun.opening.wait_for("Is it all right that this person interprets?")
    begun.opening.press("I read it to them")
    begun.opening.press("Next")
    begun.opening.wait_for("First: which language do they interpret?")
    interpret(begun.opening, "ti")
    begun.opening.press("Next")
    begun.opening.wait_for("First: the person's own yes or no.")

    begun.opening.fill("What we call them; no full name", "Interpreter Q")
    begun.opening.press("All right")
    begun.opening.press("Next")
    begun.opening.agree()
    begun.room.wait_for("You can stop here.")

    (participant,) = begun.live().interview.participants
    assert participant.alias == "Interpreter Q"
    assert participant.language == "ti"
    assert begun.live().interview.languages == ("en", "ti")
    assert participant.role is Role.INTERPRETER
    assert participant.accepted
    assert participant.agreement_read


def test_no_language_is_chosen_for_an_interpreter_whom_nobody_asked(begun):
    begun.opening.safe_here(company="1")

    begun.opening.wait_for("Is it all right that this person interprets?")

    assert begun.opening.offers("Their language: Choose")
    assert not begun.opening.reads("العربية")


def test_not_all_right_needs_no_reason_and_goes_on_without(begun):
    begun.opening.safe_here(company="1")
    begun.opening.wait_for("Is it all right that this person interprets?")
    begun.opening.press("Not all right")
    begun.opening.wait_for("No reason is needed.")
    begun.opening.press("Go on without them")
    begun.opening.agree()
    begun.room.wait_for("You can stop here.")

    assert begun.live().interview.participants == ()


def test_someone_else_gets_another_letter(begun):
    begun.opening.safe_here(company="1")
    begun.opening.wait_for("Is it all right that this person interprets?")
    begun.opening.press("Not all right")
    begun.opening.press("Someone else")

    assert begun.opening.field_text("What we call them; no full name") == "Interpreter B"


def test_the_last_interpreter_is_offered_and_twelve_keys_are_enough(talk, program):
    last = restored_interpreter(
        '{"alias":"Interpreter K","dialect":"","language":"ti","presence":"by-phone",'
        '"role":"interpreter"}'
    )
    talk.profile.set_setting("last-interpreter", stored_interpreter(last))
    talk.begin()
    talk.opening.wait_until(lambda: talk.flow.current()._last is not None, "the last interpreter")

    keys = ["1", "1", "1", "Return", "1", "1", "Return", "1", "1", "1"]
    for key in keys:
        talk.opening.key(key)
    page = talk.flow.current().current()
    page.manner.take_focus()
    for key in ("1", "Return"):
        talk.opening.key(key)
    talk.room.wait_for("You can stop here.")

    assert len(keys) + 2 <= 12
    (participant,) = talk.live().interview.participants
    assert participant.alias == "Interpreter K"
    assert participant.presence is Presence.BY_PHONE
    assert talk.live().interview.languages == ("en", "ti")


@pytest.mark.parametrize("stored", ["", "{}", "[1]", "nonsense", '{"alias":"A","role":"king"}'])
def test_a_setting_that_names_nobody_offers_nobody(stored):
    assert restored_interpreter(stored) is None


def test_back_leads_one_screen_back_and_keeps_what_was_said(begun):
    begun.opening.safe_here(company="1")
    begun.opening.wait_for("Is it all right that this person interprets?")
    begun.opening.press("Back")
    begun.opening.wait_for("Who is with us?")
    begun.opening.press("Next")

    begun.opening.wait_for("Is it all right that this person interprets?")


def test_the_name_proposed_for_an_interpreter_holds_nothing_that_cannot_be_seen(begun, language):
    language.use("ar")
    begun.opening.safe_here(company="1")

    begun.opening.wait_until(
        lambda: begun.flow.findChild(QLineEdit) is not None, "the name to call the interpreter by"
    )

    proposed = begun.flow.findChild(QLineEdit).text()
    assert proposed.endswith(" A")
    assert proposed == without_isolates(proposed)


def test_tab_visits_the_lines_of_the_agreement_before_the_persons_own_words(begun):
    begun.opening.safe_here()
    begun.opening.wait_for("Talk with me now")
    page = begun.flow.findChild(WhatWeAgree)
    first = page.rows[ConsentItem.TALK].segments().buttons()[0]
    first.setFocus()

    visited = [first]
    while (at := visited[-1]) is not page.footer.forward_button and len(visited) < 40:
        QTest.keyClick(at, Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())

    lines = [b for item in (ConsentItem.TALK, ConsentItem.WRITE, ConsentItem.KEEP)
             for b in page.rows[item].segments().buttons()]  # fmt: skip
    assert visited[: len(lines)] == lines
    assert visited.index(page.own_words) > len(lines)
    assert visited[-1] is page.footer.forward_button


def test_the_agreement_says_which_text_counts_and_that_it_is_not_checked(begun):
    begun.opening.safe_here(company="1")
    begun.opening.wait_for("Is it all right that this person interprets?")
    begun.opening.new_interpreter("Interpreter A")
    begun.opening.wait_for("Talk with me now")

    begun.opening.wait_for("its wording is still to be checked. Interpreter A says it in")


def test_what_is_still_to_be_answered_comes_into_sight_with_the_focus(begun):
    begun.window.resize(900, 480)
    begun.opening.safe_here()
    begun.opening.wait_for("Talk with me now")
    for word in "111":
        begun.opening.key(word)

    begun.opening.key("Return")
    begun.opening.wait_for("First: how do they agree?")

    begun.opening.wait_until(
        lambda: begun.opening.is_wholly_in_sight("How do they agree?"), "the question"
    )


def test_the_persons_language_is_chosen_by_a_key(begun):
    begun.opening.safe_here()
    begun.opening.wait_for("Talk with me now")
    begun.opening.key("Ctrl+3")
    begun.opening.agree()
    begun.room.wait_for("You can stop here.")

    assert begun.live().interview.languages == ("en", "ti")


def of_a_child(begun, tmp_path, *services):
    if services:
        take_in_services(begun.profile, tmp_path, *services)
    begun.opening.safe_here(age="2")
    begun.opening.wait_for("Whom to call about a child or a guardian")
    return begun.opening.texts()


def test_the_card_of_a_child_has_the_numbers_of_the_directory(begun, tmp_path):
    child, doctor = (
        service(name, need, phone)
        for name, need, phone in (
            ("Child office", Need.CHILD, "+49 30 555 0101"),
            ("Clinic", Need.DOCTOR, "+49 30 555 0102"),
        )
    )

    told = "\n".join(of_a_child(begun, tmp_path, child, doctor))

    assert "Child office" in told
    assert "+49 30 555 0101" in told
    assert "555 0102" not in told
    assert "Ask who is responsible for them here" in told


def test_the_card_of_a_child_has_the_offices_own_words(begun, tmp_path):
    keep_urgent_words(begun.profile, UrgentWords(child_protocol="Guardianship court: 555 0103"))

    told = "\n".join(of_a_child(begun, tmp_path))

    assert "Guardianship court: 555 0103" in told
    assert "No service for a child is in the directory." in told


def service(name, need, phone):
    return Service(
        id=service_id(name, "DE", ""), name=name, offers=(need,), phones=(phone,), country="DE"
    )
