"""Numbers and dates, typed in the digits of any script; half of a date is an answer too."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.digits import ascii_digits
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_XS, bare
from intake_app.ui.typography import RESCALED, TextSize, font_of, scaled
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.message import Message

# Translators: labels over three small fields for a date.
DATE_PARTS: Final = ((M("Year"), 4), (M("Month"), 2), (M("Day"), 2))
NO_DATE_YET: Final = M("Not a date yet. The year alone is enough.")
NO_NUMBER_YET: Final = M("Not a number yet.")
NO_WHOLE_NUMBER_YET: Final = M("This is not a whole number yet.")
_YEAR_LENGTH: Final = 4
_LARGEST_WHOLE: Final = 2**31 - 1
"""What a form takes as a whole number (ODK XForms, "Data types"); a longer one is words."""
_NUMBER_WIDTH: Final = 180


class NumberAnswer(Retranslating):
    """One number. What is no number yet stays as typed and is not an answer.

    Signals:
        edited: The number in ASCII, "" when empty or no number (yet).
        confirmed: Enter was pressed.
    """

    edited = Signal(str)
    confirmed = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        parent: QWidget | None = None,
        *,
        whole: bool = True,
        large: bool = False,
    ) -> None:
        """Make an empty field.

        Args:
            language: The language of the moment; it says what a comma means.
            parent: Qt's owner.
            whole: Whether only whole numbers count.
            large: Whether it is read across a table, as in the person's window.
        """
        super().__init__(language, parent)
        self._whole = whole
        self._field = _Line(_NUMBER_WIDTH, self, large=large)
        size = TextSize.CHOICE if large else TextSize.NOTE
        self._note = MessageText(language, None, size, self, token=Token.SOFT_INK)
        layout = QVBoxLayout(self)
        bare(layout, SPACE_XS)
        layout.addWidget(self._field, alignment=Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._note)
        self._field.textEdited.connect(self._on_edited)
        self._field.returnPressed.connect(self.confirmed)
        self.setFocusProxy(self._field)
        self.retranslate()

    def set_name(self, name: str) -> None:
        """Say what the number is of."""
        self._field.setAccessibleName(name)

    def typed(self) -> str:
        """Return what stands there, a number or not."""
        return self._field.text().strip()

    def set_value(self, value: str) -> None:
        """Show a number (ASCII) without saying so; one that is shown already stays as typed."""
        if value != self.value():
            self._field.setText(value)
            self._check()

    def value(self) -> str:
        """Return the number in ASCII, or "" when there is none (yet)."""
        found = self.language.catalog.formats.parse_number(self._field.text())
        if found is None or (self._whole and ("." in found or abs(int(found)) > _LARGEST_WHOLE)):
            return ""
        return found

    def retranslate(self) -> None:
        """Check anew: what a comma means depends on the language."""
        self._check()

    def _on_edited(self) -> None:
        self._check()
        self.edited.emit(self.value())

    def _check(self) -> None:
        typed = bool(self._field.text().strip())
        unclear = NO_WHOLE_NUMBER_YET if self._whole else NO_NUMBER_YET
        _tell(self._note, unclear if typed and not self.value() else None)


class DateAnswer(Retranslating):
    """Year, month and day, each as far as the person knows it.

    Signals:
        edited: ``2026``, ``2026-11`` or ``2026-11-24``; "" while it is no date.
        confirmed: Enter was pressed.
    """

    edited = Signal(str)
    confirmed = Signal()

    def __init__(
        self, language: LanguageSwitch, parent: QWidget | None = None, *, large: bool = False
    ) -> None:
        """Make three empty fields.

        Args:
            language: The language of the moment.
            parent: Qt's owner.
            large: Whether it is read across a table, as in the person's window; there
                the day comes first, as people write it.
        """
        super().__init__(language, parent)
        self._name = ""
        self._size = TextSize.CHOICE if large else TextSize.NOTE
        row = FlowLayout(spacing=SPACE_M)
        shown: list[QLineEdit] = []
        for label, length in DATE_PARTS[:: -1 if large else 1]:
            part, field = self._part(label, length, large=large)
            row.addWidget(part)
            shown.append(field)
        self._fields = shown[:: -1 if large else 1]
        self._note = MessageText(language, None, self._size, self, token=Token.SOFT_INK)
        layout = QVBoxLayout(self)
        bare(layout, SPACE_XS)
        layout.addLayout(row)
        layout.addWidget(self._note)
        self.setFocusProxy(shown[0])
        self.retranslate()

    def set_name(self, name: str) -> None:
        """Say what the date is of."""
        self._name = name
        self.retranslate()

    def fields(self) -> tuple[QLineEdit, ...]:
        """Return the three fields: year, month, day."""
        return tuple(self._fields)

    def set_value(self, value: str) -> None:
        """Show a date or part of one without saying so."""
        if value == self.value():
            return
        parts = [*value.split("-"), "", "", ""]
        for field, part in zip(self._fields, parts, strict=False):
            field.setText(part)
        self._check()

    def value(self) -> str:
        """Return the date as far as it goes, or "" while it is none."""
        year, month, day = (ascii_digits(field.text()).strip() for field in self._fields)
        parts = [part for part in (year, month, day) if part]
        if [bool(p) for p in (year, month, day)] != sorted(map(bool, (year, month, day)))[::-1]:
            return ""  # a day without its month: not yet
        if not parts or len(year) != _YEAR_LENGTH or not all(p.isdecimal() for p in parts):
            return ""
        try:
            dt.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return ""
        return "-".join([year, *(part.zfill(2) for part in parts[1:])])

    def typed(self) -> str:
        """Return what stands there, a date or not: day, month and year, parted by slashes."""
        parts = [field.text().strip() for field in reversed(self._fields)]
        return "/".join(part or "?" for part in parts) if any(parts) else ""

    def retranslate(self) -> None:
        """Name the fields anew and say the date in words."""
        for field, (label, _) in zip(self._fields, DATE_PARTS, strict=True):
            part = self.language.text(label)
            field.setAccessibleName(f"{self._name}: {part}" if self._name else part)
        self._check()

    def _part(self, label: Message, length: int, *, large: bool) -> tuple[QWidget, QLineEdit]:
        part = QWidget(self)
        column = QVBoxLayout(part)
        bare(column, SPACE_XS)
        field = _Line(40 + 14 * length, part, large=large)
        field.setMaxLength(length)
        field.textEdited.connect(self._on_edited)
        field.returnPressed.connect(self.confirmed)
        column.addWidget(MessageText(self.language, label, self._size, part))
        column.addWidget(field)
        return part, field

    def _on_edited(self) -> None:
        self._check()
        self.edited.emit(self.value())

    def _check(self) -> None:
        value = self.value()
        if len(value) == len("2026-11-24"):
            # Translators: shows a typed date in words, so that it can be checked.
            _tell(self._note, M("{date}", date=dt.date.fromisoformat(value)))
        elif not value and any(field.text() for field in self._fields):
            _tell(self._note, NO_DATE_YET)
        else:
            _tell(self._note, None)


class _Line(QLineEdit):
    """A field of a fixed width, that grows with the text."""

    def __init__(self, width: int, parent: QWidget, *, large: bool) -> None:
        super().__init__(parent)
        self._size = TextSize.LEADING if large else TextSize.BASE
        self._width = width
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._restyle()
        super().changeEvent(event)

    def _restyle(self) -> None:
        wanted = font_of(self._size)
        if self.font() != wanted:
            self.setFont(wanted)
        self.setFixedWidth(scaled(self._width * self._size / TextSize.BASE))


def _tell(note: MessageText, message: Message | None) -> None:
    note.set_message(message)
    note.setVisible(message is not None)
