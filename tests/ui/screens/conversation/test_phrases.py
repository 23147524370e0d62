"""Short sentences: over anything, one key each, and not a byte of it kept."""

import hashlib

import pytest

from intake_app.i18n.texts import phrases
from intake_app.ui.conversation.person.phrases import KEYS, PhraseBar
from tests.pages.person import PhrasesPage, TurnedPage

WATER = "ማይ እደሊ።"


@pytest.fixture
def bar(talk):
    """Give the sentences as the two people see them."""
    return PhrasesPage(talk.window)


def everything_in(folder):
    """Return the hash of every file of a profile."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_sentence_has_its_key_and_both_languages(room, bar):
    room.room.key("F3")

    english = dict(phrases("en").rows)
    for key, (name, words) in zip(KEYS, phrases("ti").rows, strict=True):
        bar.key(key)
        assert bar.alone() == words
        assert bar.reads(english[name])
        bar.key("Esc")


def test_nothing_of_it_is_kept(room, bar):
    room.room.choose("1")
    room.room.wait_until(room.flow.is_safe_to_lock, "saved")
    before, events = everything_in(room.profile.folder), len(room.events())
    after_reading = everything_in(room.profile.folder)

    room.room.key("F3")
    for key in KEYS:
        bar.key(key)
    bar.key("Esc")
    bar.key("Esc")

    assert after_reading == before
    assert everything_in(room.profile.folder) == before
    assert len(room.events()) == events
    assert not bar.is_open()


def test_the_same_key_puts_them_away_with_the_focus_where_it_was(room, bar):
    room.go_to("R18")
    room.room.type("half")
    room.room.key("F3")
    hidden = not room.room.reads("half")
    bar.key("F3")

    assert hidden
    assert room.room.text_in_hand() == "half"


def test_they_open_over_the_opening_the_pause_and_the_turned_screen(talk, bar):
    talk.begin()
    talk.opening.key("F3")
    over_opening = bar.is_open()
    bar.key("F3")
    talk.opening.safe_here()
    talk.opening.agree()
    talk.room.wait_for("You can stop here.")
    talk.room.key("F7")
    talk.room.key("F3")
    over_turned = bar.is_open()
    bar.key("F3")
    turned_again = TurnedPage(talk.window).is_turned()
    talk.room.key("F8")
    talk.pause.key("F3")

    assert over_opening
    assert over_turned
    assert turned_again
    assert bar.is_open()


def test_the_arrows_and_enter_show_one_and_enter_leads_back(room, bar):
    room.room.key("F3")
    bar.key("Down")
    bar.key("Down")
    bar.key("Return")
    shown = bar.alone()
    bar.key("Return")

    assert shown == WATER
    assert bar.alone() == ""


def test_the_keys_work_in_the_digits_of_arabic(room, bar):
    room.room.key("F3")
    bar.root.findChild(PhraseBar).keyPressEvent(_typed("٣"))

    assert bar.alone() == WATER


def test_a_language_without_sentences_is_said_to_have_none(room, bar):
    room.flow.room().languages.chosen.emit("my")
    room.room.key("F3")

    assert bar.reads("There are no sentences in")


def _typed(text):
    from PySide6.QtCore import QEvent, Qt  # noqa: PLC0415 - needed here alone
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415 - as above

    modifiers = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, modifiers, text)
