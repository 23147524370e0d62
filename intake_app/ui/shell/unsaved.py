"""Asking before answers that are not on disk yet are given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from intake_app.domain.message import MN, M
from intake_app.ui.style import SPACE_L, SPACE_M
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

_LOOK_MS: Final = 10


class SavedSoon(QObject):
    """Waits a moment for answers that are on their way to the disk.

    Signals:
        over: They are saved, or the moment has passed.
    """

    over = Signal()

    def __init__(self, unsaved: Callable[[], int], grace: int, parent: QObject) -> None:
        """Wait for nothing yet.

        Args:
            unsaved: Says how many answers are not saved.
            grace: The longest wait in milliseconds.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._unsaved = unsaved
        self._grace = grace
        self._patience = QDeadlineTimer()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_look)

    def start(self) -> None:
        """Wait from now, unless it waits already."""
        if not self._look.isActive():
            self._patience.setRemainingTime(self._grace)
            self._look.start()

    def _on_look(self) -> None:
        if self._unsaved() == 0 or self._patience.hasExpired():
            self._look.stop()
            self.over.emit()


class UnsavedDialog(QDialog):
    """Says how many answers are not saved; accepted means: all the same."""

    def __init__(
        self, language: LanguageSwitch, count: int, action: Message, parent: QWidget
    ) -> None:
        """Make the dialog.

        Args:
            language: The language of the moment.
            count: How many answers are not saved.
            action: The words of the button that gives them up.
            parent: The window it stands over.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Intake")
        told = MN(
            "{count} answer is not saved yet. It would be lost.",
            "{count} answers are not saved yet. They would be lost.",
            count,
        )
        advice = M("Make room on the disk, or write them on paper first.")
        self.give_up = MessageButton(language, action, parent=self)
        self.stay = MessageButton(language, M("Stay here"), Kind.PRIMARY, self)
        self.setAccessibleName(language.text(told))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(MessageText(language, told, TextSize.CHOICE, self, bold=True))
        column.addWidget(MessageText(language, advice, parent=self))
        ends = FlowLayout(spacing=SPACE_M, trailing=True)
        ends.addWidget(self.give_up)
        ends.addWidget(self.stay)
        column.addLayout(ends)
        self.setMinimumWidth(scaled(460))
        self.stay.clicked.connect(self.reject)
        self.give_up.clicked.connect(self.accept)
        self.stay.setFocus()
