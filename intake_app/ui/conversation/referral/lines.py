"""What may they know: each field group is read out, and answered with yes or no."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.consent import Choice
from intake_app.domain.message import M, Message
from intake_app.services import words
from intake_app.ui.conversation.referral.notes import is_empty, note_on
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.footed import FootedPage
from intake_app.ui.widgets.segmented import AnswerRow
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from intake_app.services.referrals import Draft, Line

_ANSWERS: Final[dict[object, Message]] = {
    choice: words.CHOICES[choice] for choice in (Choice.YES, Choice.NO)
}


class LineRow(AnswerRow):
    """One field group with its yes and no; 1 is yes and 2 is no while it has the focus."""

    def __init__(self, language: LanguageSwitch, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(language, _ANSWERS, marked=Choice.YES, parent=parent)
        self.line = line
        self.set_title(words.GROUPS.get(line.group, Message(line.group)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by number, in the digits of any script."""
        typed = event.text()
        digit = unicodedata.digit(typed, 0) if len(typed) == 1 else 0
        buttons = self.segments().buttons()
        if 1 <= digit <= len(buttons):
            buttons[digit - 1].click()
            return
        super().keyPressEvent(event)


class LinesPane(Retranslating):
    """The lines of one receiver: what it asks for first, then what else there is.

    Nothing is ticked when it is shown. A yes can be made a no until the file is made.

    Signals:
        changed: The set of groups that may leave is another one now.
    """

    changed = Signal()

    def __init__(
        self, language: LanguageSwitch, foot: QWidget, parent: QWidget | None = None
    ) -> None:
        """Make an empty pane.

        Args:
            language: The language of the moment.
            foot: What stands under the lines: the terms.
            parent: Qt's owner.
        """
        super().__init__(language, parent)
        self._draft: Draft | None = None
        self._spoken: tuple[str, ...] = ()
        self._rows: list[LineRow] = []
        page = FootedPage(foot, self)
        self._asks = MessageText(language, None, TextSize.CHOICE, self, bold=True)
        self._others = MessageText(
            language, M("They do not ask for these, but they could know them:"), parent=self
        )
        self._nothing = MessageText(language, None, TextSize.BASE, self, token=Token.SOFT_INK)
        self._first = QVBoxLayout()
        self._second = QVBoxLayout()
        for column in (self._first, self._second):
            bare(column, SPACE_S)
        page.column.addWidget(self._asks)
        page.column.addLayout(self._first)
        page.column.addWidget(self._nothing)
        page.column.addSpacing(SPACE_S)
        page.column.addWidget(self._others)
        page.column.addLayout(self._second)
        page.column.setSpacing(SPACE_S)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(page)

    def show_draft(self, draft: Draft, spoken: Sequence[str]) -> None:
        """Show what can be chosen for one receiver; every answer is open again.

        Args:
            draft: The lines.
            spoken: Tags of the person's languages.
        """
        self._draft, self._spoken = draft, tuple(spoken)
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = []
        for line in draft.lines:
            if is_empty(line):
                continue
            row = LineRow(self.language, line, self)
            row.answered.connect(self.changed)
            (self._first if line.asked_for else self._second).addWidget(row)
            row.show()
            self._rows.append(row)
        self._rows.sort(key=lambda row: not row.line.asked_for)
        self.retranslate()

    def groups(self) -> tuple[str, ...]:
        """Return the codes of the groups that the person said yes to."""
        return tuple(row.line.group for row in self._rows if row.answer() is Choice.YES)

    def rows(self) -> Sequence[LineRow]:
        """Return the rows in reading order."""
        return self._rows

    def take_focus(self) -> None:
        """Put the focus on the first answer."""
        if self._rows:
            self._rows[0].segments().buttons()[0].setFocus()

    def retranslate(self) -> None:
        """Say everything anew; the answers stay."""
        draft = self._draft
        if draft is None:
            return
        catalog = self.language.catalog
        for row in self._rows:
            row.set_note(note_on(row.line, draft.case.age, self._spoken, catalog))
        office = draft.receiver.card.name
        asked = any(row.line.asked_for for row in self._rows)
        # Translators: {office} is the name of the office that a person is referred to.
        asks = M("{office} asks for these. What may they know?", office=office)
        self._asks.set_message(asks if asked else M("What may {office} know?", office=office))
        self._others.setVisible(asked and not all(row.line.asked_for for row in self._rows))
        empty = [
            words.GROUPS.get(line.group, Message(line.group))
            for line in draft.lines
            if is_empty(line) and line.asked_for
        ]
        unsaid = M("They also ask for this, but nothing is written about it: {groups}",
                   groups=empty) if empty else None  # fmt: skip
        self._nothing.set_message(unsaid)
        self._nothing.setVisible(bool(empty))
