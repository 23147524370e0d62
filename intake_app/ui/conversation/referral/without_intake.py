"""Receivers without Intake, as the first page shows them; and what they were given before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.directory import Way
from intake_app.domain.handed_over import HandState
from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.ui.palette import Token
from intake_app.ui.shell.service_words import confirmed_words, title_of
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.directory import Service
    from intake_app.domain.handed_over import HandedOver
    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

STATES: Final[dict[HandState, Message]] = {
    HandState.BEGUN: M("A call that was not ended"),
    HandState.GIVEN: M("Given, no answer yet"),
    HandState.ACCEPTED: M("Accepted by phone"),
    HandState.DECLINED: M("They cannot"),
}
_WAYS: Final[dict[Way, Message]] = {
    Way.PAPER: M("on paper"),
    Way.PHONE: M("by phone"),
    Way.FILE: M("by file"),
}


class _Row(Card):
    """A name, a line under it, and one button."""

    def __init__(
        self, language: LanguageSwitch, action: Message, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = language
        self.name = Text(TextSize.CHOICE, self, bold=True)
        self.note = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self.caution = CautionChip(language, self)
        self.button = MessageButton(language, action, parent=self)
        told = QVBoxLayout()
        bare(told, SPACE_XS)
        told.addWidget(self.name)
        told.addWidget(self.note)
        told.addWidget(self.caution, alignment=Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout()
        bare(row, SPACE_M)
        row.addLayout(told, 1)
        row.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        self.column.addLayout(row)


class ServiceRow(_Row):
    """One service of the directory, and *Choose*.

    Signals:
        chosen: The `Service`.
    """

    chosen = Signal(object)

    def __init__(
        self,
        language: LanguageSwitch,
        service: Service,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, M("Choose"), parent)
        self.service = service
        self._today = today
        self.button.clicked.connect(self._on_clicked)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say anew how it can be reached and how fresh that is."""
        service = self.service
        self.name.say(title_of(service, self._switch))
        ways = [_WAYS[way] for way in service.ways if way is not Way.FILE]
        # Translators: {ways} is e.g. "on paper and by phone".
        self.note.set_message(M("They have no Intake: {ways}", ways=ways))
        stale = service.is_stale(self._today)
        self.caution.show_caution(confirmed_words(service, self._today) if stale else None)
        self.button.set_about(service.name)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.service)


class HandedRow(_Row):
    """A sheet or a call, where it stands, and the way to go on with it.

    Signals:
        taken_up: The `HandedOver`.
    """

    taken_up = Signal(object)

    def __init__(
        self, language: LanguageSwitch, handed: HandedOver, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, M("Open"), parent)
        self.handed = handed
        self.name.say(isolated(handed.name))
        self.button.clicked.connect(self._on_clicked)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say anew where it stands."""
        handed = self.handed
        # Translators: {state} is e.g. "Accepted by phone", {way} e.g. "on paper".
        words = M("{state} \u00b7 {way} \u00b7 {moment}", state=STATES[handed.state],
                  way=_WAYS[handed.way], moment=handed.at)  # fmt: skip
        self.note.set_message(words)
        self.button.set_about(handed.name)

    def _on_clicked(self) -> None:
        self.taken_up.emit(self.handed)


class WithoutIntake(QWidget):
    """The services that can be given something on paper or by phone.

    Signals:
        chosen: A `Service`.
        taken_up: A `HandedOver` to go on with.
    """

    chosen = Signal(object)
    taken_up = Signal(object)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = language
        self._rows: list[ServiceRow] = []
        self._handed: list[HandedRow] = []
        self._given = MessageText(
            language, M("Given on paper or by phone"), TextSize.CHOICE, self, bold=True
        )
        self._others = MessageText(
            language,
            M("From the directory: on paper or by phone"),
            TextSize.CHOICE,
            self,
            bold=True,
        )
        self._first, self._second = QVBoxLayout(), QVBoxLayout()
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for title, rows in ((self._given, self._first), (self._others, self._second)):
            bare(rows, SPACE_S)
            column.addWidget(title)
            column.addLayout(rows)
        for part in (self._given, self._others, self):
            part.hide()

    def show_services(
        self, services: Sequence[Service], handed: Sequence[HandedOver], today: date
    ) -> None:
        """Show the services and what this person's were given before."""
        for old in (*self._rows, *self._handed):
            old.hide()
            old.deleteLater()
        self._rows, self._handed = [], []
        for each in handed:
            row = HandedRow(self._switch, each, self)
            row.taken_up.connect(self.taken_up)
            self._first.addWidget(row)
            row.show()
            self._handed.append(row)
        for service in services:
            other = ServiceRow(self._switch, service, today, self)
            other.chosen.connect(self.chosen)
            self._second.addWidget(other)
            other.show()
            self._rows.append(other)
        self._given.setVisible(bool(self._handed))
        self._others.setVisible(bool(self._rows))
        self.setVisible(bool(self._rows or self._handed))

    def rows(self) -> Sequence[ServiceRow]:
        """Return the services shown."""
        return self._rows

    def handed(self) -> Sequence[HandedRow]:
        """Return the sheets and calls shown."""
        return self._handed
