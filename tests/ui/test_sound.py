"""Recorded voices are played out of memory, one at a time, and are silent at once."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from intake_app.ui.cover import Cover
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.sound import NO_DEVICE, NOT_INSTALLED, NoSpeaker, Sound, find_speaker
from intake_app.ui.sound_qt import QtSpeaker
from tests.voices import OPUS, VORBIS, Loudspeaker, wav

COVER_MS = 200


@pytest.fixture
def loud(qapp):
    """Give a loudspeaker of which the test knows what it was given."""
    return Loudspeaker()


@pytest.fixture
def sound(loud):
    """Give the voice of the program over it."""
    return Sound(lambda: loud)


@pytest.fixture
def speaker(qapp):
    """Give the player of the extra on a computer with an output: sound goes nowhere here."""
    speaker = QtSpeaker(lambda: True)
    yield speaker
    speaker.silence()


def test_recordings_are_heard_one_after_the_other(sound, loud):
    heard = []
    sound.began.connect(heard.append)
    ended = []
    sound.ended.connect(lambda: ended.append(loud.played))

    sound.play([b"one", b"two"])
    loud.end()
    loud.end()

    assert loud.played == [b"one", b"two"]
    assert heard == [0, 1]
    assert len(ended) == 1
    assert not sound.is_heard


def test_a_new_one_ends_the_one_before(sound, loud):
    sound.play([b"one", b"two"])
    sound.play([b"three"])
    loud.end()

    assert loud.played == [b"one", b"three"]
    assert loud.silenced == 1


def test_what_was_silenced_does_not_go_on(sound, loud):
    ended = []
    sound.ended.connect(lambda: ended.append(1))
    sound.play([b"one", b"two"])
    over = loud.ended
    sound.silence()
    over()

    assert loud.played == [b"one"]
    assert ended == [1]


def test_it_is_silent_when_another_program_has_the_keys(sound, loud):
    sound.play([b"one"])

    state = Qt.ApplicationState.ApplicationInactive
    QGuiApplication.instance().applicationStateChanged.emit(state)

    assert loud.silenced == 1
    assert not sound.is_heard


def test_without_the_extra_it_says_so_and_everything_is_over_at_once(monkeypatch, qapp):
    monkeypatch.setitem(sys.modules, "intake_app.ui.sound_qt", None)

    found = find_speaker()
    sound = Sound(lambda: found)
    sound.play([b"one", b"two"])

    assert isinstance(found, NoSpeaker)
    assert sound.lack() is NOT_INSTALLED
    assert not sound.is_heard


def test_without_anything_to_hear_it_from_it_says_so(qapp):
    assert QtSpeaker(lambda: False).lack() is NO_DEVICE
    assert QtSpeaker(lambda: True).lack() is None


def test_where_the_extra_is_installed_it_is_found(qapp):
    assert isinstance(find_speaker(), QtSpeaker)


@pytest.mark.parametrize("data", [wav(150), OPUS.read_bytes(), VORBIS.read_bytes()])
def test_the_extra_plays_every_kind_to_its_end(speaker, qtbot, data):
    over = []

    speaker.play(data, lambda: over.append(1))

    qtbot.waitUntil(lambda: over == [1], timeout=20_000)


@pytest.mark.qt_log_ignore("Could not open media")  # said by newer decoders
def test_what_cannot_be_played_is_over_at_once(speaker, qtbot):
    over = []

    speaker.play(b"RIFF nothing at all", lambda: over.append(1))

    qtbot.waitUntil(lambda: over == [1], timeout=20_000)


def test_nothing_is_written_to_a_file_on_the_way(speaker, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    over = []

    speaker.play(wav(3000), lambda: over.append(1))
    qtbot.waitUntil(lambda: speaker.position() > 0, timeout=20_000)

    open_files = [link.resolve() for link in Path("/proc/self/fd").iterdir()]
    assert list(tmp_path.iterdir()) == []
    assert not [path for path in open_files if path.suffix in {".wav", ".tmp", ".ogg"}]
    speaker.silence()
    assert over == []


def test_a_cover_silences_a_voice_that_is_really_played(speaker, look, qtbot):
    sound = Sound(lambda: speaker)
    cover = Cover(LanguageSwitch("en"))
    cover.covering.connect(sound.silence)
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    took = []
    for _ in range(3):  # what else the machine does is not counted: the best is
        sound.play([wav(20_000)])
        qtbot.waitUntil(lambda: speaker.position() > 0, timeout=20_000)
        began = time.perf_counter()
        cover.put_up()
        took.append((time.perf_counter() - began) * 1000)
        assert not sound.is_heard
        assert speaker.position() == 0
        cover.lift()
        assert not sound.is_heard

    assert min(took) < COVER_MS
