"""What changes away from the focus is spoken by itself, and nothing that is out of sight."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from intake_app.domain.message import M
from intake_app.ui.palette import Token
from intake_app.ui.widgets.text import MessageText


@pytest.fixture
def spoken(monkeypatch):
    """Give what was handed to the desktop to be spoken, in order; it still goes there."""
    said = []
    send = QAccessible.updateAccessibility

    def hear(event):
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())
        send(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return said


def test_the_next_question_is_spoken_in_its_leading_language(room, spoken):
    room.go_to("R05")
    spoken.clear()

    room.go_to("R06")

    (asked,) = [card.asked() for card in room.flow.room().page().cards.values()]
    assert spoken[0] == asked


def test_the_languages_are_spoken_when_they_change_places(room, spoken):
    room.go_to("R05")
    spoken.clear()

    room.room.key("Ctrl+L")

    assert spoken[-1] == room.flow.room().languages.named()


def test_nothing_is_spoken_while_the_room_is_out_of_sight(room, spoken):
    room.flow.room().hide()
    spoken.clear()

    room.go_to("R06")
    room.flow.room().footer.saved.show_not_saved()

    assert spoken == []


def test_not_saved_yet_is_spoken_once(room, spoken):
    room.go_to("R05")
    spoken.clear()

    room.flow.room().footer.saved.show_not_saved()
    room.flow.room().footer.saved.show_not_saved()

    assert spoken == ["Not saved yet"]


def test_a_caution_that_comes_later_is_spoken_where_it_is_shown(language, qtbot, spoken):
    note = MessageText(language, None, token=Token.CAUTION)
    qtbot.addWidget(note)

    note.set_message(M("Type a passphrase."))
    note.show()

    qtbot.waitUntil(lambda: spoken == ["Type a passphrase."])
