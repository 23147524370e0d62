"""Where problems are shown: in the window, in plain words, without a dialog."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import M
from intake_app.ui.announce import announce
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token, color
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from intake_app.ui.widgets import paint
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from intake_app.domain.message import Message

log = logging.getLogger(__name__)


class ProblemBar(Retranslating):
    """Shows the latest problem until it is dismissed or another takes its place.

    It takes no focus and stops nothing; a screen reader speaks it when it is
    done with what it is saying.

    Signals:
        dismissed: The worker has read it.
    """

    dismissed = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._summary = MessageText(language, None, parent=self, token=Token.CAUTION, bold=True)
        self._hint = MessageText(language, None, parent=self, token=Token.CAUTION)
        self._dismiss = MessageButton(language, M("Close this message"), parent=self)
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(self._summary)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_S, SPACE_M, SPACE_S)
        row.setSpacing(SPACE_M)
        row.addLayout(words, 1)
        row.addWidget(self._dismiss, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._dismiss.clicked.connect(self.dismiss)
        self.hide()

    @Slot(object)
    def show_problem(self, error: Exception) -> None:
        """Show `error` in words; an error nobody foresaw is told of as a bug."""
        if isinstance(error, IntakeError):
            self.show_messages(error.summary, error.hint)
            return
        log.error("unexpected %s", type(error).__name__)
        self.show_messages(
            M("Something went wrong inside the program."),
            M("Look whether the last answer is there. Tell your support contact what you did."),
        )

    def show_messages(self, summary: Message, hint: Message | None = None) -> None:
        """Show what happened and what to do."""
        self._summary.set_message(summary)
        self._hint.set_message(hint)
        self._hint.setVisible(hint is not None)
        self.retranslate()
        self.show()
        announce(self, self.accessibleName())

    @Slot()
    def dismiss(self) -> None:
        """Take the message away."""
        self.hide()
        self.dismissed.emit()

    def said(self) -> str:
        """Return the words shown, as one text."""
        return " ".join(part for part in (self._summary.said(), self._hint.said()) if part)

    def retranslate(self) -> None:
        """Name the whole message anew."""
        self._summary.retranslate()
        self._hint.retranslate()
        self.setAccessibleName(self.said())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground of caution with an edge in its colour."""
        painter = QPainter(self)
        paint.box(
            painter,
            QRectF(self.rect()),
            fill=color(self, Token.CAUTION_GROUND),
            edge=color(self, Token.CAUTION),
        )
        painter.end()
