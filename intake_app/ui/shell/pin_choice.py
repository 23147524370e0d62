"""Choosing the six digits that lift the cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import M
from intake_app.services.passphrases import pin_problem
from intake_app.ui.cover import CoverSample
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, bare
from intake_app.ui.widgets.bars import OPENING_HOURS
from intake_app.ui.widgets.pin import PinField
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

# Translators: {page} is the name of the neutral page and of its button, "Opening hours".
_ABOUT_COVER = M(
    "If someone comes in, press F9, or Esc twice quickly, or the button “{page}” at the bottom "
    "right. This page then hides everything at once. It says nothing about Intake:",
    page=OPENING_HOURS,
)
_ABOUT_PIN = M(
    "To come back from that page, type your PIN: six digits. Nothing on it asks for them. After "
    "five wrong tries, or five minutes, the program locks for real: then press Esc and type "
    "your passphrase."
)
_FIRST = M("Choose six digits that nobody here would guess and that you use nowhere else.")
_SECOND = M("Type the same six digits again.")


class AboutCover(QWidget):
    """What the cover is, how it is put up, the page itself in small, and the way back."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(MessageText(language, _ABOUT_COVER, parent=self))
        column.addWidget(CoverSample(language, self))
        column.addWidget(MessageText(language, _ABOUT_PIN, parent=self))


class PinChoice(Retranslating):
    """Takes six digits twice and keeps them in the profile.

    Signals:
        chosen: The PIN is kept.
    """

    chosen = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._profile = profile
        self._first = ""
        self._ask = MessageText(self.language, _FIRST, parent=self)
        self.field = PinField(self)
        self.note = MessageText(self.language, None, parent=self, token=Token.CAUTION, bold=True)
        self.note.hide()
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(self._ask)
        column.addWidget(self.field, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.note)
        self.setFocusProxy(self.field)
        self.field.entered.connect(self._on_entered)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the field anew."""
        self.field.setAccessibleName(self.language.text(M("PIN, six digits")))

    def restart(self) -> None:
        """Ask for the first time again."""
        self._begin(None)

    def _on_entered(self, digits: str) -> None:
        if not self._first:
            problem = pin_problem(digits)
            if problem is None:
                self._first = digits
                self._ask.set_message(_SECOND)
            self._tell(problem)
        elif digits != self._first:
            self._begin(M("The two PINs were not the same. Please start again."))
        else:
            self._first = ""
            self.field.setEnabled(False)
            self._surroundings.run(
                lambda _: self._profile.choose_pin(digits), self._on_kept, self._on_failed
            )

    def _on_kept(self, _: object) -> None:
        self._begin(None)
        self.chosen.emit()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, IntakeError):
            self._begin(error.summary)
        else:
            self._begin(None)
            self._surroundings.problems.show_problem(error)

    def _begin(self, told: Message | None) -> None:
        self._first = ""
        self.field.clear()
        self.field.setEnabled(True)
        self._ask.set_message(_FIRST)
        self._tell(told)

    def _tell(self, message: Message | None) -> None:
        self.note.set_message(message)
        self.note.setVisible(message is not None)
