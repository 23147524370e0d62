"""What a camera sees is read picture by picture, and nothing once it is closed."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtWidgets import QWidget

from intake_app.guard.codes import read_codes
from intake_app.ui.camera import LONGEST_SIDE, Camera, NoEye, find_eye
from intake_app.ui.camera_qt import QtEye
from intake_app.ui.cover import Cover
from tests.eyes import OpenEye, image_of
from tests.guard.pictures import code_picture


@pytest.fixture
def eye():
    """Give an eye of which the test says what it sees."""
    return OpenEye()


@pytest.fixture
def camera(qapp, eye):
    """Give the camera of the program over it."""
    return Camera(lambda: eye)


@pytest.fixture
def pictures(camera):
    """Collect the pictures that are to be read."""
    found = []
    camera.picture.connect(found.append)
    return found


def test_one_picture_is_read_at_a_time(camera, eye, pictures, qtbot):
    seen = []
    camera.seen.connect(seen.append)
    camera.open()
    for _ in range(3):
        eye.see(image_of(code_picture("ONE")))
    assert (len(seen), len(pictures)) == (3, 1)

    camera.go_on()

    qtbot.waitUntil(lambda: eye.see(image_of(code_picture("TWO"))) or len(pictures) == 2)
    assert [read_codes(data) for data in pictures] == [["ONE"], ["TWO"]]


def test_nothing_is_seen_once_it_is_closed(camera, eye, pictures):
    closed = []
    camera.closed.connect(lambda: closed.append(True))
    camera.open()
    camera.close()

    eye.see(image_of(code_picture("ONE")))
    camera.close()

    assert (pictures, closed, eye.is_looking) == ([], [True], False)


def test_a_large_picture_is_made_smaller_and_still_read(camera, eye, pictures):
    camera.open()

    eye.see(image_of(code_picture("ONE", pixels=90)))

    image = QImage.fromData(pictures[0])
    assert max(image.width(), image.height()) == LONGEST_SIDE
    assert read_codes(pictures[0]) == ["ONE"]


def test_covering_closes_the_camera(qapp, camera, eye, language, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    cover = Cover(language)
    cover.covering.connect(camera.close)
    window.show()
    camera.open()

    cover.put_up()

    assert not eye.is_looking
    cover.lift()


def test_without_the_extra_there_is_no_camera(monkeypatch):
    monkeypatch.setitem(sys.modules, "intake_app.ui.camera_qt", None)

    eye = find_eye()

    assert isinstance(eye, NoEye)
    assert not eye.is_there()
    eye.look(print)
    eye.close()


@pytest.mark.qt_log_ignore("No RHI backend")  # the offscreen platform
def test_qt_s_frames_are_pictures_until_it_is_closed(qapp):
    eye, seen = QtEye(), []
    eye._seen = seen.append
    frame = QVideoFrame(image_of(code_picture("ONE")).convertToFormat(QImage.Format.Format_RGB32))

    eye.sink.setVideoFrame(frame)
    eye.close()
    eye.sink.setVideoFrame(QVideoFrame(frame))

    assert [image.size() for image in seen] == [frame.size()]
