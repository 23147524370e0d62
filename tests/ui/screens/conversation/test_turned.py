"""The screen turned to the person: their language alone, their own answers, never without cover."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication

from intake_app.domain.answer import AnswerState, Basis, EventKind
from intake_app.domain.consent import BY_WORKER, ON_TURNED_SCREEN, Choice, ConsentItem
from intake_app.ui.cover import Cover
from intake_app.ui.style import Look
from intake_app.ui.widgets.choice_row import ChoiceRow
from tests.pages.opening import interpret
from tests.pages.person import TurnedPage

PAPERS = "Who has your papers and your phone now?"
STOP, BREAK, SKIP, NEXT = "ጠጠው ንበል", "ዕረፍቲ", "ንሕለፎ", "ቀጻሊ"


@pytest.fixture
def turned(room):
    """Give the person's side of a question with choices."""
    room.go_to("R05")
    room.room.key("F7")
    page = TurnedPage(room.window)
    page.wait_until(page.is_turned, "turned")
    return page


@pytest.fixture
def person(talk):
    """Give the person's side, before it is turned to them."""
    return TurnedPage(talk.window)


def inactive():
    """Let another program have the keys: what Qt tells then."""
    state = Qt.ApplicationState.ApplicationInactive
    QGuiApplication.instance().applicationStateChanged.emit(state)
    QApplication.processEvents()


# -- a question ---------------------------------------------------------------------


def test_the_person_reads_the_question_in_their_language_and_nothing_else(turned, room):
    foreign = (PAPERS, room.live().case.code if hasattr(room.flow.current(), "live") else "·")

    assert turned.said().strip()
    assert all(not turned.reads(words) for words in foreign)
    ascii_words = [t for t in turned.texts() if t.isascii() and len(t) > 2]
    assert ascii_words == []


def test_a_choice_made_there_is_stored_as_said_by_the_person(turned, room):
    room.flow.room().acting.take_basis(room.flow.room().step().node, Basis.SEEN)
    turned.key("4")
    turned.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R05"]
    event = [e for e in room.events() if e.kind is EventKind.ANSWERED][-1]
    assert event.basis is Basis.SAID
    assert len(turned.chosen()) == 1


def test_a_non_answer_can_be_chosen_there(turned, room):
    turned.key("7")
    turned.wait_until(room.flow.is_safe_to_lock, "saved")

    assert room.stored()["R05"] is AnswerState.DECLINED


def test_skip_stores_nothing_and_shows_the_next_question_on_both_sides(turned, room):
    before, events = turned.said(), len(room.events())
    turned.press(SKIP)

    assert turned.said() != before
    assert len(room.events()) == events
    turned.key("F7")
    assert not turned.is_turned()
    assert room.flow.room().step().nodes[0].rpartition("/")[2] != "R05"


def test_after_an_answer_the_way_on_is_called_next(turned):
    turned.key("1")

    assert turned.offers(NEXT)
    assert not turned.offers(SKIP)


def test_the_key_turns_it_back_with_the_focus_where_it_was(room):
    room.go_to("R05")
    before = room.window.focusWidget()
    room.room.key("F7")
    TurnedPage(room.window).key("F7")

    assert room.window.focusWidget() is before
    assert room.room.reads(PAPERS)


def test_no_question_of_the_worker_is_ever_shown(room):
    room.room.topic("My notes")
    room.room.key("F7")
    turned = TurnedPage(room.window)

    assert turned.choices() == []
    assert turned.said() == "ሕጂ ሕቶ የለን። ክትገብርዎ ዘለኩም ነገር የለን።"


def test_a_question_that_could_harm_is_shown_only_when_turned_to_it(room):
    harmful = room.flow.room().live.node_named("R12")
    room.go_to("R05")
    room.room.key("F7")
    turned = TurnedPage(room.window)
    room.flow.room().go_to(harmful)
    followed = turned.said(), turned.choices(), turned.offers(SKIP)
    turned.key("F7")
    room.room.key("F7")

    assert followed == ("ሕጂ ሕቶ የለን። ክትገብርዎ ዘለኩም ነገር የለን።", [], False)
    assert len(turned.choices()) > 3


def test_hints_and_notes_stay_on_the_workers_side(room):
    room.go_to("R05")
    room.room.key("F2")
    room.room.press("Add a note")
    room.room.type("private")
    room.room.key("F7")
    turned = TurnedPage(room.window)

    assert not turned.reads("private")
    assert not any("Note" in text for text in turned.texts())


# -- stop, break, cover --------------------------------------------------------------


def test_break_is_pause(turned, room):
    turned.press(BREAK)

    assert not turned.is_turned()
    room.pause.wait_for("Rest a while")
    room.pause.wait_until(room.flow.is_safe_to_lock, "saved")
    assert room.events()[-1].kind is EventKind.PAUSED


def test_stop_finishes_gently(turned, room):
    turned.press(STOP)

    room.finish.wait_for("Thank you. We stop here for today.")
    assert not turned.is_turned()


def test_it_covers_itself_when_another_program_has_the_keys(turned):
    inactive()

    assert turned.reads("Opening hours")
    assert turned.choices() == []
    assert not turned.offers(STOP)


def test_a_covered_one_comes_back_only_when_somebody_asks(turned):
    said = turned.said()
    inactive()
    active = Qt.ApplicationState.ApplicationActive
    QGuiApplication.instance().applicationStateChanged.emit(active)
    still = turned.reads("Monday to Thursday")
    turned.press("Back")

    assert still
    assert turned.said() == said
    assert turned.offers(STOP)


def test_no_key_answers_a_question_that_is_covered(turned, room):
    cover = Cover(room.flow.scene.language)
    cover.put_up()
    inactive()
    cover.lift()
    turned.key("1")

    assert turned.reads("Monday to Thursday")
    assert not room.stored()["R05"]


def test_the_workers_own_side_is_not_covered_by_that(room):
    room.go_to("R05")
    inactive()

    assert room.room.reads(PAPERS)


def test_cover_is_asked_from_there_too(turned, room, qtbot):
    with qtbot.waitSignal(room.flow.cover_asked):
        turned.press("ሰዓታት ስራሕ")


# -- somebody who wants to be with us --------------------------------------------------


@pytest.fixture
def asked(talk, person):
    """Give the question whether an interpreter is all right, turned to the person."""
    talk.begin()
    talk.opening.safe_here(company="1")
    talk.opening.wait_for("Is it all right that this person interprets?")
    interpret(talk.opening, "ti")
    talk.opening.press("I read it to them")
    talk.opening.press("Turn the screen")
    person.wait_until(person.is_turned, "turned")
    return talk


def test_the_persons_own_yes_is_kept_as_given_on_the_turned_screen(asked, person):
    person.key("1")
    person.key("Return")
    asked.opening.wait_for("The person said so by themselves, on the turned screen.")
    asked.opening.press("Next")
    asked.opening.agree()
    asked.room.wait_for("You can stop here.")
    asked.room.wait_until(asked.flow.is_safe_to_lock, "saved")

    (line,) = asked.profile.conversations.lines()
    (participant,) = line.interview.participants
    assert participant.accepted
    assert participant.on_turned_screen


def test_a_yes_that_the_worker_notes_is_not_said_to_be_given_there(asked, person):
    person.key("1")
    person.key("Return")
    asked.opening.press("Not all right")
    asked.opening.press("All right")
    asked.opening.press("Next")
    asked.opening.agree()
    asked.room.wait_for("You can stop here.")

    (participant,) = asked.live().interview.participants
    assert participant.accepted
    assert not participant.on_turned_screen


@pytest.mark.parametrize("key", ["2", "3"])
def test_not_all_right_needs_no_reason_and_stops_it(asked, person, key):
    person.key(key)
    person.key("Return")
    asked.opening.press("Next")

    assert not person.is_turned()
    assert asked.opening.offers("Go on without them")
    assert asked.opening.reads("We can")


def test_break_before_the_first_question_keeps_what_was_answered(asked, person):
    person.press_part(_break_of(asked))
    asked.pause.key("Space")
    person.wait_until(person.is_turned, "turned again")
    person.key("F7")

    asked.opening.wait_for("Is it all right that this person interprets?")


def _break_of(talk):
    language = talk.flow.scene.language
    from intake_app.services.person_words import BREAK as WORD  # noqa: PLC0415 - once

    screen = talk.flow.current()
    return language.catalog_of(screen.source().sheet().language).text(WORD)


# -- what we agree ---------------------------------------------------------------------


@pytest.fixture
def agreeing(talk, person):
    """Give the agreement, turned to the person."""
    talk.begin()
    talk.opening.safe_here()
    talk.opening.wait_for("Talk with me now")
    talk.opening.key("Ctrl+3")
    talk.opening.press("Turn the screen")
    person.wait_until(person.is_turned, "turned")
    return talk


def test_the_agreement_is_read_page_by_page_and_answered_there(agreeing, person):
    seen = [person.said()]
    for _ in range(5):
        person.key("Return")
        seen.append(person.said())
    for _ in range(3):
        person.key("1")
        person.key("Return")

    assert len(set(seen)) == 6
    assert not person.is_turned()
    screen = agreeing.flow.current().current()
    asked = (ConsentItem.TALK, ConsentItem.WRITE, ConsentItem.KEEP)
    assert [screen.rows[item].answer() for item in asked] == [Choice.YES] * 3
    assert agreeing.profile.conversations.lines() == []


def test_that_the_person_read_it_all_themselves_is_written_down(agreeing, person):
    for _ in range(5):
        person.key("Return")
    for _ in range(3):
        person.key("1")
        person.key("Return")
    agreeing.opening.wait_for("The person read it themselves in")
    agreeing.opening.press("By voice")
    agreeing.opening.press("Next")
    agreeing.room.wait_for("You can stop here.")
    agreeing.room.wait_until(agreeing.flow.is_safe_to_lock, "saved")

    (line,) = agreeing.profile.conversations.lines()
    record = agreeing.profile._place.read_interview(line.interview.id).consents[0]
    assert record.text.explained_by == ON_TURNED_SCREEN
    assert record.text.rendered_into == "ti"


def test_who_turned_it_back_before_the_end_has_not_read_it_themselves(agreeing, person):
    for _ in range(4):
        person.key("Return")
    person.key("F7")

    draft = agreeing.flow.scene.draft
    assert draft.text().explained_by == BY_WORKER


def test_in_another_language_it_has_not_been_read(agreeing, person):
    for _ in range(5):
        person.key("Return")
    person.key("F7")
    agreeing.opening.key("Ctrl+2")

    assert agreeing.flow.scene.draft.text().explained_by == BY_WORKER


def test_after_a_no_nothing_more_is_asked(agreeing, person):
    for _ in range(5):
        person.key("Return")
    person.key("2")
    person.key("Return")

    assert not person.is_turned()
    assert agreeing.flow.current().current().rows[ConsentItem.TALK].answer() is Choice.NO


def test_the_page_before_can_be_read_again(agreeing, person):
    first = person.said()
    person.key("Return")
    person.press("ንድሕሪት")

    assert person.said() == first


# -- for everyone ------------------------------------------------------------------------


def test_every_control_has_a_name_and_a_role(turned):
    controls = [w for w in turned.page().findChildren(ChoiceRow) if w.isVisible()]
    found = [QAccessible.queryAccessibleInterface(control) for control in controls]

    assert found
    assert all(f.text(QAccessible.Text.Name).strip() for f in found)
    assert {f.role() for f in found} == {QAccessible.Role.RadioButton}
    assert QAccessible.queryAccessibleInterface(turned.page()).text(QAccessible.Text.Name)


def test_the_page_follows_the_direction_of_the_persons_language(room):
    room.flow.room().languages.chosen.emit("ar")
    room.go_to("R05")
    room.room.key("F7")
    page = TurnedPage(room.window).page()

    assert page.layoutDirection() == Qt.LayoutDirection.RightToLeft
    cover = page._foot.cover
    corner = cover.mapTo(room.window, cover.rect().bottomRight())
    assert room.window.width() - corner.x() < 40
    assert room.window.height() - corner.y() < 40


def test_stop_break_and_skip_stay_in_sight_at_twice_the_size(turned, room, look):
    look(Look(scale=2.0))
    QApplication.processEvents()

    for name in (STOP, BREAK, SKIP):
        (button,) = turned._buttons(name)
        place = button.mapTo(room.window, button.rect().bottomRight())
        assert room.window.rect().contains(place)
        assert button.height() >= 76
