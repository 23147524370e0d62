"""What a directory file would change, and what is wrong with it, before it is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import MN, M
from intake_app.i18n.direction import isolated
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.directory import Service
    from intake_app.domain.message import Message
    from intake_app.services.directory import Plan, RowFinding

_NAMED: Final = 12
"""So many services are named of each group; the others are counted."""

_FINDINGS: Final = 60
_KEEP: Final[dict[object, Message]] = {
    False: M("Take them out"),
    True: M("Keep them"),
}


class ImportPanel(Retranslating):
    """The summary of a file: new, changed, gone, and rows that cannot be taken.

    Signals:
        taken: It shall be taken in; whether services that it does not name stay.
        left: Everything shall stay as it is.
    """

    taken = Signal(bool)
    left = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._plan: Plan | None = None
        self._words = QVBoxLayout()
        bare(self._words, SPACE_S)
        about = M("Services that the file does not name")
        self._keep_about = MessageText(language, about, bold=True)
        self.keep = Segmented(language, _KEEP)
        self.keep.set_about(about)
        self.caution = CautionChip(language)
        self.take = MessageButton(language, M("Take it in"), Kind.PRIMARY)
        self.leave = MessageButton(language, M("Leave it as it is"))
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.take)
        ends.addWidget(self.leave)
        card = Card()
        card.column.addWidget(
            MessageText(language, M("What this file changes"), TextSize.CHOICE, bold=True)
        )
        card.column.addLayout(self._words)
        card.column.addWidget(self._keep_about)
        card.column.addWidget(self.keep)
        card.column.addWidget(self.caution)
        card.column.addLayout(ends)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(card)
        self.take.clicked.connect(self._on_take)
        self.leave.clicked.connect(self.left)

    def show_plan(
        self,
        plan: Plan,
        *,
        keep: bool = False,
        take: Message | None = None,
        caution: Message | None = None,
    ) -> None:
        """Show what a file would change.

        Args:
            plan: From reading it.
            keep: Whether services that it does not name stay unless somebody says otherwise.
            take: What stands on the button that takes it in.
            caution: What to mind before that.
        """
        self._plan = plan
        self.keep.set_answer(keep)
        self.caution.show_caution(caution)
        self.take.set_message(take or M("Take it in"))
        self.retranslate()

    def retranslate(self) -> None:
        """Say the summary anew."""
        plan = self._plan
        if plan is None:
            return
        clear(self._words)
        new, changed, gone = len(plan.new), len(plan.changed), len(plan.gone)
        self._say_group(MN("{count} new service", "{count} new services", new), plan.new)
        self._say_group(
            MN("{count} changed service", "{count} changed services", changed), plan.changed
        )
        self._say_group(
            MN("{count} service is not in the file", "{count} services are not in the file", gone),
            plan.gone,
        )
        if plan.same:
            same = MN("{count} stays as it is", "{count} stay as they are", plan.same)
            self._say(same, token=Token.SOFT_INK)
        if plan.newer:
            newer = MN(
                "{count} was asked here later and stays as it is",
                "{count} were asked here later and stay as they are",
                plan.newer,
            )
            self._say(newer, token=Token.SOFT_INK)
        errors = [finding for finding in plan.findings if finding.is_error]
        rows = len({finding.row for finding in errors})
        if errors:
            self._say(MN("{count} row cannot be taken:", "{count} rows cannot be taken:", rows),
                      token=Token.CAUTION, bold=True)  # fmt: skip
        for finding in errors[:_FINDINGS]:
            self._say(finding_words(finding), token=Token.CAUTION)
        notes = [finding for finding in plan.findings if not finding.is_error]
        for finding in notes[:_FINDINGS]:
            self._say(finding_words(finding), token=Token.SOFT_INK)
        self._keep_about.setVisible(bool(plan.gone))
        self.keep.setVisible(bool(plan.gone))
        self.take.setEnabled(bool(plan.new or plan.changed or plan.gone))

    def said(self) -> list[str]:
        """Return the lines of the summary."""
        items = [self._words.itemAt(n) for n in range(self._words.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [text.said() for text in widgets if isinstance(text, Text)]

    def _on_take(self) -> None:
        self.taken.emit(self.keep.answer() is True)

    def _say_group(self, head: Message, services: Sequence[Service]) -> None:
        if not services:
            return
        self._words.addSpacing(SPACE_XS)
        self._say(head, bold=True)
        names = [isolated(service.name) for service in services[:_NAMED]]
        more = len(services) - len(names)
        if more:
            names.append(self.language.text(MN("{count} more", "{count} more", more)))
        text = Text()
        text.say(self.language.catalog.formats.listing(names), self.language.language)
        self._words.addWidget(text)
        text.show()

    def _say(self, message: Message, *, token: Token = Token.INK, bold: bool = False) -> None:
        text = MessageText(self.language, message, token=token, bold=bold)
        self._words.addWidget(text)
        text.show()


def finding_words(finding: RowFinding) -> Message:
    """Return a finding as one line: where, what stood there, and what to write instead."""
    if not finding.found:
        return M("Row {row}, {column}: {what}", row=finding.row, column=finding.column,
                 what=finding.message)  # fmt: skip
    # Translators: {found} is what stands in a table; {what} is a sentence with what to write.
    return M("Row {row}, {column}, \u201c{found}\u201d: {what}", row=finding.row,
             column=finding.column, found=finding.found, what=finding.message)  # fmt: skip
