"""A date of another calendar beside an answer: as it was given, and the days it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.given_date import Calendar, GivenDate
from intake_app.domain.message import M
from intake_app.i18n.digits import ascii_digits
from intake_app.services.given_dates import CALENDARS, MONTHS, YEARS, in_words, range_words
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import RESCALED, TextSize, scaled
from intake_app.ui.widgets.buttons import LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from intake_app.domain.message import Message

OPENS: Final = M("A date in another calendar")
_WHICH: Final = M("Which calendar")
_MONTH: Final = M("Month, if it is known")
_YEAR: Final = M("Year in that calendar")
_DAY: Final = M("Day, if it is known")
_YEAR_LENGTH: Final = 4


class OtherCalendar(Retranslating):
    """What is kept, with a way to take it away; and the fields for it, when they are asked for.

    Signals:
        dated: The `GivenDate` to keep, or None to take it back.
    """

    dated = Signal(object)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._given: GivenDate | None = None
        self._calendar: Calendar | None = None
        self._kept = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        self.take_away = LinkButton(language, M("Take the date away"), self)
        self._card = Card(self)
        calendars: dict[object, Message] = dict(CALENDARS.items())
        self.calendars = Segmented(language, calendars, self._card)
        self.calendars.set_about(_WHICH)
        self.month: Segmented | None = None
        self._months = QVBoxLayout()
        self.year, self.day = QLineEdit(self._card), QLineEdit(self._card)
        self._days = MessageText(language, None, parent=self._card)
        self.keep = MessageButton(language, M("Keep it beside the answer"), parent=self._card)
        self._build()
        self.calendars.chosen.connect(self._on_calendar)
        for field in (self.year, self.day):
            field.textEdited.connect(self._check)
            field.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.take_away.clicked.connect(self._on_take_away)
        self.retranslate()
        self._card.hide()
        self.show_date(None)

    def show_date(self, given: GivenDate | None) -> None:
        """Show what is kept, or nothing; what is being typed stays."""
        self._given = given
        self._kept.setVisible(given is not None)
        self.take_away.setVisible(given is not None)
        self.setVisible(given is not None or not self._card.isHidden())
        self.retranslate()

    def open(self) -> None:
        """Open the fields, or close them again."""
        self._card.setVisible(self._card.isHidden())
        self.show_date(self._given)
        if not self._card.isHidden():
            self.calendars.buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def appear(self) -> None:
        """Open the fields for what stands in them already; the focus stays where it is."""
        self._card.show()
        self.show_date(self._given)

    def is_unsettled(self) -> bool:
        """Return whether a date stands in the fields that was not kept."""
        return self.date() is not None

    def settle(self) -> None:
        """Keep the date that stands in the fields."""
        self._on_keep()

    def date(self) -> GivenDate | None:
        """Return what stands in the fields, or None while it is no date."""
        year, day = (ascii_digits(field.text()).strip() for field in (self.year, self.day))
        if self._calendar is None or len(year) != _YEAR_LENGTH or not year.isdecimal():
            return None
        if day and not day.isdecimal():
            return None
        month = self.month.answer() if self.month is not None else None
        given = GivenDate(
            calendar=self._calendar,
            year=int(year),
            month=month if isinstance(month, int) else 0,
            day=int(day or 0),
        )
        return given if range_words(given) is not None else None

    def retranslate(self) -> None:
        """Say what is kept anew, and name the fields."""
        if self._given is not None:
            words = in_words(self._given, self.language.catalog)
            self._kept.say(words, self.language.language)
        for field, name in ((self.year, _YEAR), (self.day, _DAY)):
            field.setAccessibleName(self.language.text(name))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._set_widths()
        super().changeEvent(event)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        language, card = self.language, self._card
        card.column.setSpacing(SPACE_S)
        about = M(
            "The words stay as they were said. Beside them stands between which days of our "
            "calendar that is; never one day."
        )
        card.column.addWidget(MessageText(language, about, parent=card, token=Token.SOFT_INK))
        card.column.addWidget(self.calendars)
        bare(self._months, SPACE_XS)
        card.column.addLayout(self._months)
        row = FlowLayout(spacing=SPACE_M)
        for field, name, length in ((self.year, _YEAR, _YEAR_LENGTH), (self.day, _DAY, 2)):
            field.setMaxLength(length)
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            part = QWidget(card)
            column = QVBoxLayout(part)
            bare(column, SPACE_XS)
            column.addWidget(MessageText(language, name, TextSize.NOTE, part))
            column.addWidget(field)
            row.addWidget(part)
        card.column.addLayout(row)
        card.column.addWidget(self._days)
        card.column.addWidget(self.keep, alignment=Qt.AlignmentFlag.AlignLeading)
        kept = FlowLayout(spacing=SPACE_S)
        kept.addWidget(self._kept)
        kept.addWidget(self.take_away)
        column = QVBoxLayout(self)
        bare(column, SPACE_XS)
        column.addLayout(kept)
        column.addWidget(card)
        self._set_widths()
        self._check()

    def _set_widths(self) -> None:
        self.year.setFixedWidth(scaled(96))
        self.day.setFixedWidth(scaled(68))

    def _on_calendar(self, calendar: object) -> None:
        self._calendar = calendar if isinstance(calendar, Calendar) else None
        if self.month is not None:
            self._months.removeWidget(self.month)
            self.month.hide()
            self.month.deleteLater()
            self.month = None
        if self._calendar is not None:
            names = MONTHS[self._calendar]
            months: dict[object, Message] = {
                number: M("{month}", month=name) for number, name in enumerate(names, start=1)
            }
            self.month = Segmented(self.language, months, self._card)
            self.month.set_about(_MONTH)
            self.month.chosen.connect(self._check)
            self._months.addWidget(self.month)
            QWidget.setTabOrder(self.calendars.buttons()[-1], self.month.buttons()[0])
            before: QWidget = self.calendars.buttons()[-1]
            for button in (*self.month.buttons(), self.year):
                QWidget.setTabOrder(before, button)
                before = button
        self._check()

    def _check(self) -> None:
        """Say between which days it is, before anything is kept."""
        given = self.date()
        words = range_words(given) if given is not None else None
        typed = bool(self.year.text()) and self._calendar is not None
        if words is not None:
            # Translators: {days} is e.g. "between 17 Sep 2022 and 17 Oct 2022".
            self._days.set_message(M("That is {days}.", days=words))
        elif typed and self._calendar is not None:
            years = YEARS[self._calendar]
            self._days.set_message(
                M(
                    "Not a date yet: a year from {first} to {last}, and the month if there is a "
                    "day.",
                    first=str(years.start),
                    last=str(years.stop - 1),
                )
            )
        else:
            self._days.set_message(None)
        self._days.setVisible(words is not None or typed)
        self.keep.setEnabled(words is not None)

    def _on_keep(self) -> None:
        given = self.date()
        if given is None:
            return
        self._card.hide()
        self.calendars.set_answer(None)
        self._on_calendar(None)
        self.year.clear()
        self.day.clear()
        self.dated.emit(given)

    def _on_take_away(self) -> None:
        self.dated.emit(None)
