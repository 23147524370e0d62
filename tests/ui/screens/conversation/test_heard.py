"""Recorded voices beside the words: short sentences, the turned screen, the person's own yes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from intake_app.services.recording_list import wanted
from intake_app.ui.sound import NO_DEVICE, Sound
from intake_app.ui.surroundings import Surroundings
from intake_app.ui.widgets.listen_button import ListenButton
from tests.pages.opening import interpret
from tests.pages.person import PhrasesPage, TurnedPage
from tests.voices import Loudspeaker, pack, row, wav

WATER, STOP = "ማይ እደሊ።", "ጠጠው ክንብል እደሊ።"
SAID = {"phrase:water": WATER, "phrase:stop": STOP}


@pytest.fixture
def loud(qapp):
    """Give a loudspeaker of which the test knows what it was given."""
    return Loudspeaker()


@pytest.fixture
def surroundings(surroundings, loud):
    """Give the surroundings with that loudspeaker."""
    return Surroundings(
        program=surroundings.program,
        language=surroundings.language,
        tasks=surroundings.tasks,
        files=surroundings.files,
        problems=surroundings.problems,
        sound=Sound(lambda: loud),
    )


def sound_of(number):
    """Return a tone that is told from the others by its length."""
    return wav(40 + number)


def record(profile, tmp_path, keep):
    """Take in what is recorded in Tigrinya; return the sound of each text by its words."""
    listed = [each for each in wanted("ti", profile._place.forms) if keep(each)]
    rows = [row(each.key, each.words, file=f"{n}.wav") for n, each in enumerate(listed)]
    sounds = {each[2]: sound_of(n) for n, each in enumerate(rows)}
    place = tmp_path / "voices.zip"
    place.write_bytes(pack(rows, sounds))
    plan = profile.recordings.read(place)
    assert plan.findings == ()
    profile.recordings.apply(plan)
    return {each.words: sound_of(n) for n, each in enumerate(listed)}


@pytest.fixture
def two(worker, tmp_path):
    """Give two recorded sentences."""
    return record(worker, tmp_path, lambda each: each.key in SAID)


@pytest.fixture
def everything(worker, tmp_path):
    """Give everything that can be recorded."""
    return record(worker, tmp_path, lambda _: True)


@pytest.fixture
def bar(talk):
    """Give the short sentences."""
    return PhrasesPage(talk.window)


@pytest.fixture
def turned(talk):
    """Give the person's side."""
    return TurnedPage(talk.window)


def inactive():
    state = Qt.ApplicationState.ApplicationInactive
    QGuiApplication.instance().applicationStateChanged.emit(state)
    QApplication.processEvents()


# -- short sentences ----------------------------------------------------------------


def test_a_sign_stands_beside_each_sentence_that_is_recorded(two, room, bar):
    room.room.key("F3")

    assert [sign.accessibleName() for sign in bar.listen_signs()] == [
        f"Listen: {STOP}",
        f"Listen: {WATER}",
    ]
    assert bar.reads("Others nearby hear it, too: turn it low, or use an earpiece.")


def test_pressing_the_sign_lets_it_be_heard_and_again_is_silent(two, room, bar, loud):
    room.room.key("F3")
    sign = bar.listen_signs()[1]
    sign.click()
    bar.wait_until(lambda: loud.played == [two[WATER]], "heard")
    is_shown = sign.is_heard()
    sign.click()

    assert is_shown
    assert loud.silenced == 1
    assert not sign.is_heard()


def test_a_sentence_alone_is_heard_by_the_space_bar(two, room, bar, loud):
    room.room.key("F3")
    bar.key("3")
    bar.key("Space")
    bar.wait_until(lambda: loud.played == [two[WATER]], "heard")
    loud.end()

    assert bar.alone() == WATER
    bar.key("Esc")
    bar.key("2")
    assert bar.listen_signs() == []


def test_the_sentence_with_the_focus_is_heard_by_its_key(two, room, bar, loud):
    room.room.key("F3")
    bar.key("F6")

    bar.wait_until(lambda: loud.played == [two[STOP]], "heard")


def test_another_language_has_other_voices(two, room, bar, loud):
    room.room.key("F3")
    bar.key("Ctrl+L")

    assert bar.listen_signs() == []
    assert not bar.reads("Others nearby hear it, too: turn it low, or use an earpiece.")


def test_going_back_is_silent(two, room, bar, loud):
    room.room.key("F3")
    bar.listen_signs()[0].click()
    bar.wait_until(lambda: bool(loud.played), "heard")
    bar.key("F3")

    assert loud.silenced == 1


def test_without_an_earpiece_one_sentence_says_so_and_nothing_is_dead(two, room, bar, loud):
    loud.missing = NO_DEVICE
    room.room.key("F3")
    bar.key("F6")

    assert bar.listen_signs() == []
    assert bar.reads(NO_DEVICE.msgid)
    bar.key("3")
    assert bar.alone() == WATER
    assert loud.played == []


def test_where_nothing_is_recorded_nothing_is_said_of_it(room, bar):
    room.room.key("F3")

    assert bar.listen_signs() == []
    assert not bar.reads(NO_DEVICE.msgid)


def test_an_unwritten_language_can_be_heard_beside_the_worker_s_words(
    worker, tmp_path, room, bar, loud
):
    place = tmp_path / "rhg.zip"
    place.write_bytes(pack([row("phrase:water", "I want some water.", language="rhg")]))
    worker.recordings.apply(worker.recordings.read(place))
    room.flow.room().languages.chosen.emit("rhg")
    room.room.key("F7")
    room.room.press("Short sentences")
    bar.wait_until(bar.is_open, "open")
    (sign,) = bar.listen_signs()
    sign.click()

    bar.wait_until(lambda: loud.played == [wav()], "heard")
    assert sign.accessibleName() == "Listen: I want some water."


# -- the turned screen --------------------------------------------------------------


def test_the_whole_page_is_heard_in_order(everything, room, turned, loud):
    room.go_to("R05")
    room.room.key("F7")
    turned.key("F6")
    heard = turned.heard_from(loud)

    words = [*turned.words_of_page(), *turned.words_of_foot()]
    assert heard == [everything[each] for each in words]
    assert len(words) > 7


def test_what_is_heard_is_shown_as_pressed_and_chosen_by_nothing(everything, room, turned, loud):
    room.go_to("R05")
    room.room.key("F7")
    turned.key("F6")
    turned.wait_until(lambda: bool(loud.played), "heard")
    loud.end()

    assert [row.isDown() for row in turned.rows()][:2] == [True, False]
    loud.end()
    assert [row.isDown() for row in turned.rows()][:2] == [False, True]
    assert turned.chosen() == []
    assert room.stored()["R05"] is None


def test_one_choice_is_heard_alone_and_stays_unchosen(everything, room, turned, loud):
    room.go_to("R05")
    room.room.key("F7")
    turned.listen_signs()[2].click()
    turned.wait_until(lambda: bool(loud.played), "heard")

    assert loud.played == [everything[turned.words_of_page()[2]]]
    assert turned.chosen() == []


def test_a_list_with_gaps_is_not_heard_as_if_it_were_the_whole(
    worker, tmp_path, room, turned, loud
):
    words = room.flow.room().live.question_in(room.live().node_named("R05"), ("ti",))
    question, first = words.labels[0].text, words.options[0].labels[0].text
    recorded = record(worker, tmp_path, lambda each: each.words in {question, first})
    room.go_to("R05")
    room.room.key("F7")
    turned.key("F6")

    assert turned.heard_from(loud) == [recorded[question]]
    assert len(turned.listen_signs()) == 2


def test_a_wording_that_was_said_better_is_not_read_in_the_old_words(everything, room, turned):
    room.go_to("R05")
    room.room.key("F7")
    question = turned.said()

    assert question in everything
    assert not room.profile.recordings.has("ti", question + " በጃኹም")


@pytest.mark.parametrize("way", ["F8", "F7", "F3"])
def test_pause_turning_back_and_anything_over_it_are_silent(everything, room, turned, loud, way):
    room.go_to("R05")
    room.room.key("F7")
    turned.key("F6")
    turned.wait_until(lambda: bool(loud.played), "heard")
    turned.key(way)

    assert loud.silenced == 1
    assert len(loud.played) == 1


def test_the_next_question_is_silent(everything, room, turned, loud):
    room.go_to("R05")
    room.room.key("F7")
    turned.key("F6")
    turned.wait_until(lambda: bool(loud.played), "heard")
    room.flow.room().next_asked.emit()
    QApplication.processEvents()

    assert loud.silenced == 1


def test_another_program_is_heard_nothing_beside(everything, room, turned, loud):
    room.go_to("R05")
    room.room.key("F7")
    turned.key("F6")
    turned.wait_until(lambda: bool(loud.played), "heard")
    inactive()

    assert loud.silenced == 1
    assert turned.page().is_covered


def test_what_was_asked_for_before_the_cover_does_not_begin_after_it(
    everything, room, turned, loud
):
    room.go_to("R05")
    room.room.key("F7")
    turned.page().spoken.button.click()  # the sound is still being fetched
    room.flow.scene.surroundings.sound.silence()
    turned.wait_until(lambda: not room.flow.scene.surroundings.tasks._running, "fetched")
    QApplication.processEvents()

    assert loud.played == []


def test_without_an_earpiece_the_person_is_told_in_their_language(everything, room, turned, loud):
    loud.missing = NO_DEVICE
    room.go_to("R05")
    room.room.key("F7")

    assert turned.listen_signs() == []
    assert turned.page().spoken.note.isVisible()
    assert not turned.page().spoken.note.said().isascii()


# -- before the first question ------------------------------------------------------


def test_the_own_yes_to_an_interpreter_is_heard(everything, talk, turned, loud):
    talk.begin()
    talk.opening.safe_here(company="1")
    talk.opening.wait_for("Is it all right that this person interprets?")
    interpret(talk.opening, "ti")
    talk.opening.press("I read it to them")
    talk.opening.press("Turn the screen")
    turned.wait_until(turned.is_turned, "turned")
    turned.key("F6")

    words = [*turned.words_of_page(), *turned.words_of_foot()]
    assert turned.heard_from(loud) == [everything[each] for each in words]


def test_the_agreement_and_each_thing_agreed_is_heard(everything, talk, turned, loud):
    talk.begin()
    talk.opening.safe_here()
    talk.opening.key("Ctrl+3")
    talk.opening.press("Turn the screen")
    turned.wait_until(turned.is_turned, "turned")
    while not turned.rows():  # the text, page by page
        before = len(loud.played)
        turned.key("F6")
        turned.wait_until(lambda seen=before: len(loud.played) > seen, "heard")
        words = turned.words_of_page()[0]
        assert turned.heard_from(loud)[before] == everything[words]
        turned.key("Return")
        QApplication.processEvents()
    before = len(loud.played)
    turned.key("F6")
    turned.wait_until(lambda: len(loud.played) > before, "heard")
    heard = turned.heard_from(loud)[before:]

    words = [*turned.words_of_page(), *turned.words_of_foot()]
    assert heard == [everything[each] for each in words]


def test_signs_are_named_for_who_hears_the_screen(everything, room, turned):
    room.go_to("R05")
    room.room.key("F7")

    names = [sign.accessibleName() for sign in turned.page().findChildren(ListenButton)]
    assert all(": " in name and not name.isascii() for name in names if name)
