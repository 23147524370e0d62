"""Words typed into a form and not kept yet: there again after leaving, a lock or a power cut."""

from __future__ import annotations

import pytest

from intake_app.services.half_typed import HalfTypedWords
from intake_app.ui import half_typed

NOTE = "Note beside this question"
UNCLEAR = "What I did not understand, to ask again in other words"
TRANSLATION = "Translation of these words"


def on_disk(talk):
    """Return the half-typed words as another process would read them."""
    (line,) = talk.profile.conversations.lines()
    return {words.text for words in HalfTypedWords(talk.profile._place).read(line.case.id).values()}


@pytest.fixture(autouse=True)
def _short_pause(monkeypatch):
    monkeypatch.setattr(half_typed, "SETTLE_MS", 1)


@pytest.mark.parametrize(
    ("opens", "field"),
    [("Add a note", NOTE), ("What I did not understand", UNCLEAR)],
)
def test_a_text_beside_a_question_is_on_the_disk_before_it_is_kept(room, opens, field):
    room.go_to("R07")
    room.room.press(opens)

    room.room.fill(field, "she looked at the door")
    room.room.wait_until(lambda: on_disk(room) == {"she looked at the door"}, "on the disk")

    assert room.room.field_text(field) == "she looked at the door"
    assert not room.live().journal.notes_on(room.flow.current().step().node)


def test_a_translation_is_on_the_disk_before_it_is_kept(room):
    room.go_to("R18")
    room.room.type("ወደብ")
    room.flow.current().settle()
    room.room.press("Add a translation")

    room.room.fill(TRANSLATION, "port")

    room.room.wait_until(lambda: on_disk(room) == {"port"}, "on the disk")


def test_a_kept_note_leaves_nothing_half_typed(room):
    room.go_to("R07")
    room.room.press("Add a note")
    room.room.fill(NOTE, "she looked")
    room.room.wait_until(lambda: on_disk(room) == {"she looked"}, "on the disk")

    room.room.press("Keep the note")
    room.room.wait_until(lambda: on_disk(room) == set(), "nothing half-typed")
    node = room.flow.current().step().node
    room.room.on()
    room.flow.current().go_to(node)

    assert [note.value for note in room.live().journal.notes_on(node)] == ["she looked"]
    assert not room.room.offers("Keep the note")


def test_cover_leaves_a_note_in_the_making_as_it_is(room):
    room.go_to("R07")
    room.room.press("Add a note")
    room.room.fill(NOTE, "she looked")
    field = room.flow.window().focusWidget()

    room.flow.current().cover_asked.emit()
    room.room.wait_until(lambda: on_disk(room) == {"she looked"}, "on the disk")

    assert room.room.field_text(NOTE) == "she looked"
    assert field.hasFocus()
