"""A card as it is shown across a table: large, in the person's language, saying little."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.services.just_help import card_lines, print_card
from intake_app.ui.conversation.referral.paper import write_sheet
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import qt_direction
from intake_app.ui.palette import Token
from intake_app.ui.problems import ProblemBar
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.help_card import HelpCard
    from intake_app.domain.ports import Progress
    from intake_app.ui.surroundings import Surroundings

FILE_NAME = "card.pdf"
"""The name proposed: it tells nothing of what is inside."""


class HelpCardPane(QWidget):
    """One card, and the ways to print it or to go back to the list.

    Signals:
        left: The list is wanted again.
    """

    left = Signal()

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._card: HelpCard | None = None
        self._tag = language.language.tag
        self._lines = QVBoxLayout()
        bare(self._lines, SPACE_S)
        self._paper = QWidget(self)
        self._paper.setLayout(self._lines)
        self.print = MessageButton(language, M("Print the card"), Kind.PRIMARY, self)
        self.back = MessageButton(language, M("Back to the list"), parent=self)
        self.problem = ProblemBar(language, self)
        self._told = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self._place = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.print)
        ends.addWidget(self.back)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addLayout(ends)  # above: below a long card in large letters nobody would find them
        column.addWidget(self.problem)
        column.addWidget(self._told)
        column.addWidget(self._place)
        column.addWidget(self._paper)
        self.print.clicked.connect(self._on_print)
        self.back.clicked.connect(self.left)
        self._tell_nothing()

    def show_card(self, card: HelpCard, tag: str) -> None:
        """Show a card in the person's language."""
        if card != self._card or tag != self._tag:
            self._tell_nothing()
        self._card, self._tag = card, tag
        catalog = self._surroundings.language.catalog_of(tag)
        clear(self._lines)
        self._paper.setLayoutDirection(qt_direction(catalog.language))
        for line in card_lines(card, catalog):
            size = TextSize.PERSON if line.is_large else TextSize.HEADING
            token = Token.INK if line.is_large else Token.SOFT_INK
            text = Text(size, self._paper, token=token, bold=line.is_large)
            text.say(line.text, None if line.is_of_people else catalog.language)
            self._lines.addWidget(text)
            text.show()

    def said(self) -> list[str]:
        """Return the lines of the card, as they stand on the screen."""
        items = [self._lines.itemAt(n) for n in range(self._lines.count())]
        texts = [item.widget() for item in items if item is not None]
        return [text.said() for text in texts if isinstance(text, Text)]

    def told(self) -> str:
        """Return what is said of printing."""
        return "" if self._told.isHidden() else self._told.said()

    def take_focus(self) -> None:
        """Put the focus on what to do next."""
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_nothing(self) -> None:
        self.problem.dismiss()
        self._told.hide()
        self._place.hide()

    def _on_print(self) -> None:
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the card go?"),
            suffixes=(".pdf",),
            name=FILE_NAME,
        )
        self._surroundings.files.ask(request, self.window(), self._on_place)

    def _on_place(self, place: Path) -> None:
        card, tag = self._card, self._tag
        if card is None:
            return

        def work(_progress: Progress) -> Path:
            return write_sheet(place, print_card(card, tag))

        self._surroundings.run(work, self._on_printed, self._on_not_printed)

    def _on_printed(self, place: object) -> None:
        self.problem.dismiss()
        self._told.set_message(M("The card is ready. Print it, then delete the file."))
        self._place.say(isolated(str(cast("Path", place))))
        self._told.show()
        self._place.show()

    def _on_not_printed(self, error: Exception) -> None:
        self.problem.show_problem(error)
