"""The single fields of one group: each can be left out, the most sensitive one by one let in."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.consent import Choice
from intake_app.domain.message import M, Message
from intake_app.services import words
from intake_app.ui.conversation.referral.notes import COUNTED_ONLY, answer_of, question_of
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, SPACE_XL, bare
from intake_app.ui.widgets.segmented import AnswerRow
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.sharing import FieldTick
    from intake_app.services.disclosure import OpenField
    from intake_app.services.referrals import Line

_ANSWERS: Final[dict[object, Message]] = {
    choice: words.CHOICES[choice] for choice in (Choice.YES, Choice.NO)
}


class YesNoRow(AnswerRow):
    """A line with yes and no; 1 is yes and 2 is no while it has the focus."""

    def __init__(
        self, language: LanguageSwitch, parent: QWidget | None = None, *, quoted: bool = False
    ) -> None:
        super().__init__(language, _ANSWERS, marked=Choice.YES, quoted=quoted, parent=parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by number, in the digits of any script."""
        typed = event.text()
        digit = unicodedata.digit(typed, 0) if len(typed) == 1 else 0
        buttons = self.segments().buttons()
        if 1 <= digit <= len(buttons):
            buttons[digit - 1].click()
            return
        super().keyPressEvent(event)


class FieldRow(YesNoRow):
    """One field: its question, and its answer where that may be laid out."""

    def __init__(
        self, language: LanguageSwitch, field: OpenField, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent, quoted=True)
        self.field = field

    def tick(self) -> FieldTick | None:
        """Return the person's word on it, or None when it goes with its group."""
        is_yes = self.answer() is Choice.YES
        if is_yes != self.field.is_most_sensitive:
            return None
        return self.field.tick(ticked=is_yes)


class FieldsPart(Retranslating):
    """The fields of one group, under its line.

    What is most sensitive stands apart and is open: a yes to the group is no yes to it.

    Signals:
        changed: Another field may leave now, or may not.
    """

    changed = Signal()

    def __init__(self, language: LanguageSwitch, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._line = line
        self._rows: list[FieldRow] = []
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.setContentsMargins(SPACE_XL, 0, 0, SPACE_S)
        most = [field for field in line.fields if field.is_most_sensitive]
        for field in line.fields:
            if field not in most:
                self._add(field, column)
        if most:
            apart = M("Ask about each of these by itself: it could harm most if it were seen.")
            column.addWidget(MessageText(language, apart, parent=self, token=Token.SOFT_INK))
        for field in most:
            self._add(field, column)
        self.retranslate()

    def ticks(self) -> tuple[FieldTick, ...]:
        """Return the person's words on single fields, where they differ from the group's."""
        return tuple(tick for row in self._rows if (tick := row.tick()) is not None)

    def take(self, earlier: Sequence[FieldTick]) -> None:
        """Show words that were given before, without saying so."""
        known = {(tick.form, tick.node): tick.ticked for tick in earlier}
        for row in self._rows:
            word = known.get((row.field.form, row.field.view.node))
            if word is not None:
                row.set_answer(Choice.YES if word else Choice.NO)

    def rows(self) -> Sequence[FieldRow]:
        """Return the rows in reading order."""
        return self._rows

    def retranslate(self) -> None:
        """Say every question, and what may be laid out, anew."""
        catalog = self.language.catalog
        for row in self._rows:
            row.quote(*question_of(row.field.view, catalog))
            is_open = self._line.group not in COUNTED_ONLY
            row.set_note(answer_of(row.field.view, catalog) if is_open else "")

    def _add(self, field: OpenField, column: QVBoxLayout) -> None:
        row = FieldRow(self.language, field, self)
        row.set_answer(None if field.is_most_sensitive else Choice.YES)
        row.answered.connect(self.changed)
        column.addWidget(row)
        self._rows.append(row)
