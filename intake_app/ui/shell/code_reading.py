"""Reading another office's square code: from the camera or a picture, then one question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.ids import Fingerprint
from intake_app.domain.message import M
from intake_app.services.contacts import NoCodeError
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.shell.shown_code import ShownCode
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QImage

    from intake_app.domain.contact import Contact
    from intake_app.domain.ports import Progress
    from intake_app.services.contacts import Contacts
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.surroundings import Surroundings

_NO_CAMERA = M("No camera was found on this computer.")
_FROM_FILE = M("Take a picture of the code with something else, and open it here.")
_VIEW = (320, 240)


class CameraView(Card):
    """What the camera sees, to hold the code into it.

    Signals:
        hidden: It is in sight no more, whyever: another place, help over it, a small window.
    """

    hidden = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel(self)
        self._picture.setMinimumSize(*_VIEW)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stop = MessageButton(language, M("Close the camera"), parent=self)
        hold = M("Let them hold their code before the camera. Nothing is kept of what it sees.")
        self.column.addWidget(MessageText(language, hold, parent=self))
        self.column.addWidget(self._picture)
        self.column.addWidget(self.stop, alignment=Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nobody sees what the camera sees."""
        super().hideEvent(event)
        self.hidden.emit()

    def show_image(self, image: QImage) -> None:
        """Show a picture in the place of the one before."""
        small = image.scaled(*_VIEW, Qt.AspectRatioMode.KeepAspectRatio)
        self._picture.setPixmap(QPixmap.fromImage(small))

    def forget(self) -> None:
        """Show nothing any more."""
        self._picture.clear()
        self.hide()


class CodeReading(QObject):
    """The ways to read a code, and the question whether it was shown in person.

    Signals:
        begun: A code is to be read; what was said of an earlier one is past.
        found: The `Contact` whose code it is.
        checked: Its owner showed it: the card is checked.
        left: It came another way.
        failed: The error that says why nothing came of it.
    """

    begun = Signal()
    found = Signal(object)
    checked = Signal(object)
    left = Signal()
    failed = Signal(object)

    def __init__(self, surroundings: Surroundings, contacts: Contacts, parent: QWidget) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._contacts = contacts
        self._window = parent
        language = surroundings.language
        self.from_file = MessageButton(language, M("Read a square code…"))
        self.from_camera = MessageButton(language, M("Read it with the camera"))
        self.view = CameraView(language)
        self.shown = ShownCode(language)
        camera = surroundings.camera
        self.from_file.clicked.connect(self._on_from_file)
        self.from_camera.clicked.connect(self._on_from_camera)
        self.view.stop.clicked.connect(self._on_stop)
        self.shown.shown_in_person.connect(self._on_shown)
        self.shown.left.connect(self.left)
        camera.seen.connect(self._on_seen)
        camera.picture.connect(self._on_picture)
        camera.closed.connect(self.view.forget)
        self.view.hidden.connect(camera.close)
        if not camera.is_installed():
            self.from_camera.hide()  # never shown here: without a parent it would be a window

    def put_away(self) -> None:
        """Read nothing and ask nothing any more."""
        self._surroundings.camera.close()
        self.shown.put_away()

    # -- within ------------------------------------------------------------------

    def _on_from_file(self) -> None:
        self.put_away()
        self.begun.emit()
        request = FileRequest(
            pick=Pick.FILE,
            title=M("The picture of their square code"),
            suffixes=(".png", ".jpg", ".jpeg"),
        )
        self._surroundings.files.ask(request, self._window.window(), self._on_chosen)

    def _on_chosen(self, path: object) -> None:
        work = partial(_read_file, self._contacts, cast("Path", path))
        self._surroundings.run(work, self._on_found, self._on_failed)

    def _on_from_camera(self) -> None:
        self.put_away()
        self.begun.emit()
        if not self._surroundings.camera.is_there():
            self.failed.emit(IntakeError(_NO_CAMERA, hint=_FROM_FILE))
            return
        self.view.show()
        self.view.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._surroundings.camera.open()

    def _on_stop(self) -> None:
        self._surroundings.camera.close()
        self.from_camera.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_seen(self, image: object) -> None:
        self.view.show_image(cast("QImage", image))

    def _on_picture(self, data: bytes) -> None:
        work = partial(_read_picture, self._contacts, data)
        self._surroundings.run(work, self._on_found, self._on_not_seen)

    def _on_not_seen(self, error: Exception) -> None:
        if isinstance(error, NoCodeError):
            self._surroundings.camera.go_on()
            return
        self._surroundings.camera.close()
        self._on_failed(error)

    def _on_found(self, contact: object) -> None:
        self._surroundings.camera.close()
        self.found.emit(contact)
        self.shown.ask_of(cast("Contact", contact))

    def _on_shown(self, fingerprint: str) -> None:
        self.shown.put_away()
        work = partial(_verify_shown, self._contacts, Fingerprint(fingerprint))
        self._surroundings.run(work, self._on_checked, self._on_failed)

    def _on_checked(self, nothing: object) -> None:
        self.checked.emit(nothing)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)


def _read_file(contacts: Contacts, path: Path, _progress: Progress) -> Contact:
    return contacts.read_code(path)


def _read_picture(contacts: Contacts, data: bytes, _progress: Progress) -> Contact:
    return contacts.read_picture(data)


def _verify_shown(contacts: Contacts, key: Fingerprint, _progress: Progress) -> None:
    contacts.verify_shown(key)
