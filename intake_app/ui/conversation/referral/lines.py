"""What may they know: each field group is read out, and answered with yes or no."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from intake_app.domain.consent import Choice
from intake_app.domain.message import MN, M, Message
from intake_app.domain.sharing import Output, groups_for
from intake_app.services import words
from intake_app.ui.conversation.referral.fields import FieldsPart, YesNoRow
from intake_app.ui.conversation.referral.notes import is_empty, note_on
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.rows import reach_in_order
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import LinkButton
from intake_app.ui.widgets.footed import FootedPage
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.sharing import FieldTick, SharingScope
    from intake_app.services.referrals import Draft, Line


class LineRow(YesNoRow):
    """One field group with its yes and no, and its single fields once it is a yes.

    They open by themselves where some are most sensitive: the yes does not reach those. A
    group of one field needs no second yes; its line says just what that field is.

    Signals:
        fields_changed: Another field may leave now, or may not.
    """

    fields_changed = Signal()

    def __init__(self, language: LanguageSwitch, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self.line = line
        self.set_title(name_of(line))
        count = len(line.fields)
        # Translators: opens the single answers of a group, each with its own yes and no.
        one_by_one = MN("{count} answer, by itself", "{count} answers, one by one", count)
        self.open_button = LinkButton(language, one_by_one)
        self.open_button.setCheckable(True)
        self.open_button.clicked.connect(self._show_fields)
        self.fields = FieldsPart(language, line)
        self.fields.changed.connect(self.fields_changed)
        self.answered.connect(self._on_answered)
        self._on_answered(self.answer())

    def ticks(self) -> tuple[FieldTick, ...]:
        """Return the person's words on single fields; none where the group is no yes."""
        if self.answer() is not Choice.YES:
            return ()
        if len(self.line.fields) > 1:
            return self.fields.ticks()
        return tuple(f.tick(ticked=True) for f in self.line.fields if f.is_most_sensitive)

    def take(self, earlier: LineRow) -> None:
        """Show what was answered on another row of the same group."""
        self.set_answer(earlier.answer())
        self.fields.take(earlier.fields.ticks())
        self._on_answered(self.answer())

    def _on_answered(self, answer: object) -> None:
        can_open = answer is Choice.YES and len(self.line.fields) > 1
        must_open = can_open and any(field.is_most_sensitive for field in self.line.fields)
        self.open_button.setVisible(can_open and not must_open)
        self.open_button.setChecked(must_open)
        self.fields.setVisible(must_open)

    def _show_fields(self) -> None:
        self.fields.setVisible(self.open_button.isChecked())


class LinesPane(Retranslating):
    """The lines of one receiver: what it asks for first, then what else there is.

    Nothing is ticked when it is shown. A yes can be made a no until the file is made.

    Signals:
        changed: What may leave is another thing now.
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
        self.followed_by: Sequence[QWidget] = ()
        page = FootedPage(foot, self)
        self._output = Output.FULL
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
        self._output = Output.FULL
        self._fill(())

    def show_output(self, output: Output) -> None:
        """Show the lines that an output can hold; what was answered before stays answered."""
        if output is not self._output:
            self._output = output
            self._fill(self._rows)

    def answer(self, groups: Sequence[str]) -> None:
        """Answer the lines of these groups with yes, and the others not at all.

        Nothing that could harm most is let in by it.
        """
        for row in self._rows:
            row.set_answer(Choice.YES if row.line.group in groups else None)
            if row.ticks():
                row.set_answer(None)
            row.answered.emit(row.answer())

    def applied_to(self, scope: SharingScope) -> SharingScope:
        """Return `scope` with the groups and fields that the person said yes to."""
        said = [row for row in self._rows if row.answer() is Choice.YES]
        return replace(
            scope,
            groups=tuple(row.line.group for row in said),
            fields=tuple(tick for row in said for tick in row.ticks()),
        )

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
            row.open_button.set_about(self.language.text(name_of(row.line)))
        office = draft.receiver.card.name
        asked = any(row.line.asked_for for row in self._rows)
        # Translators: {office} is the name of the office that a person is referred to.
        asks = M("{office} asks for these. What may they know?", office=office)
        self._asks.set_message(asks if asked else M("What may {office} know?", office=office))
        self._others.setVisible(asked and not all(row.line.asked_for for row in self._rows))
        shown = groups_for(draft.case.age, self._output)
        empty = [
            name_of(line)
            for line in draft.lines
            if is_empty(line) and line.asked_for and line.group in shown
        ]
        unsaid = M("They also ask for this, but nothing is written about it: {groups}",
                   groups=empty) if empty else None  # fmt: skip
        self._nothing.set_message(unsaid)
        self._nothing.setVisible(bool(empty))

    def _fill(self, before: Sequence[LineRow]) -> None:
        """Show the lines of the output; what was answered before stays answered."""
        draft = self._draft
        if draft is None:
            return
        earlier = {row.line.group: row for row in before}
        old_rows, self._rows = self._rows, []
        shown = groups_for(draft.case.age, self._output)
        for line in (line.under(self._output) for line in draft.lines):
            if line.group not in shown or is_empty(line):
                continue
            row = LineRow(self.language, line, self)
            if line.group in earlier:
                row.take(earlier[line.group])
            self._place(row, self._first if line.asked_for else self._second)
            self._rows.append(row)
        for old in old_rows:
            for part in (old, old.open_button, old.fields):
                part.hide()
                part.deleteLater()
        self._rows.sort(key=lambda row: not row.line.asked_for)
        self.retranslate()
        # The rows are made after all that is read after them.
        rows = [part for row in self._rows for part in (row, row.open_button, row.fields)]
        reach_in_order([b for part in (*rows, *self.followed_by) for b in _buttons_of(part)])

    def _place(self, row: LineRow, column: QVBoxLayout) -> None:
        column.addWidget(row)
        column.addWidget(row.open_button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(row.fields)
        row.show()
        row.answered.connect(self.changed)
        row.fields_changed.connect(self.changed)


def _buttons_of(part: QWidget) -> Sequence[QAbstractButton]:
    """Return a part's buttons: itself, or those in it as they were made."""
    return [part] if isinstance(part, QAbstractButton) else part.findChildren(QAbstractButton)


def name_of(line: Line) -> Message:
    """Return the name of a field group."""
    return words.GROUPS.get(line.group, Message(line.group))
