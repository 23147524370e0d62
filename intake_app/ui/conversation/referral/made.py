"""A file that is made: onto the stick, onto paper, and what can still be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.services.sticks import EJECT
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.problems import ProblemBar
from intake_app.ui.style import SPACE_L, SPACE_M, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.message import Message

TO_STICK = M("Put it on a stick")
TRY_AGAIN = M("Try again")


class MadePage(Retranslating):
    """What can be done with a file that is made and kept.

    Signals:
        stick_asked: It shall be put on a stick or into a folder.
        paper_asked: It shall be printed for the person.
    """

    stick_asked = Signal()
    paper_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._page = ScrollPage(self)
        self._page.set_margins(0, 0, SPACE_M, SPACE_M)
        self._title = MessageText(language, None, TextSize.HEADING, self, bold=True)
        self._about = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self.problem = ProblemBar(language, self)
        self._stick_told = MessageText(language, None, TextSize.CHOICE, self, bold=True)
        self._stick_place = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        self._eject = MessageText(language, EJECT, parent=self)
        self.stick_button = MessageButton(language, TO_STICK, Kind.PRIMARY, self)
        self._paper_told = MessageText(language, None, TextSize.CHOICE, self, bold=True)
        self._paper_place = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        self.paper_button = MessageButton(language, M("Print for the person"), parent=self)
        self._build()
        self.stick_button.clicked.connect(self.stick_asked)
        self.paper_button.clicked.connect(self.paper_asked)
        self.retranslate()

    def show_made(self, office: str) -> None:
        """Show a file that lies here, made and not yet taken anywhere."""
        self._title.set_message(M("The file for {office} is made.", office=office))
        self._about.set_message(
            M("It is kept here until it can leave. Only {office} can open it.",
              office=office)
        )  # fmt: skip
        for place in self._told():
            place.hide()
        self.problem.dismiss()
        self._offer(TO_STICK, Kind.PRIMARY)
        self.set_busy(busy=False)
        self.retranslate()

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be asked twice while it is being done."""
        self.stick_button.setEnabled(not busy)
        self.paper_button.setEnabled(not busy)

    def show_sent(self, place: Path) -> None:
        """Say that the file lies at `place`, whole."""
        self.problem.dismiss()
        self._stick_told.set_message(M("The file is on the stick, read back and whole."))
        self._say_place(self._stick_told, self._stick_place, place)
        self._eject.show()
        self._offer(M("Put it on another stick"), Kind.PLAIN)
        self.set_busy(busy=False)
        self.retranslate()

    def show_printed(self, place: Path) -> None:
        """Say that the person's sheet lies at `place`."""
        self.problem.dismiss()
        self._paper_told.set_message(
            M("The sheet is ready. Print it, then delete it if it is not safe to keep.")
        )
        self._say_place(self._paper_told, self._paper_place, place)
        self.set_busy(busy=False)

    def show_stick_problem(self, error: Exception) -> None:
        """Say why the file could not be put there; it is kept, and can be tried again."""
        self.problem.show_problem(error)
        self._offer(TRY_AGAIN, Kind.PRIMARY)
        self.set_busy(busy=False)
        self.take_focus()
        self.retranslate()

    def show_paper_problem(self, error: Exception) -> None:
        """Say why the sheet could not be written."""
        self.problem.show_problem(error)
        self.set_busy(busy=False)

    def said(self) -> str:
        """Return what is said of the stick and of the paper."""
        return " ".join(text.said() for text in self._told() if not text.isHidden())

    def take_focus(self) -> None:
        """Put the focus on the next thing to do."""
        self.stick_button.setFocus()

    def retranslate(self) -> None:
        """Say anew what each button is about."""
        self.setAccessibleName(self._title.said())
        self.stick_button.set_about(self._title.said())

    def _offer(self, message: Message, kind: Kind) -> None:
        self.stick_button.kind = kind
        self.stick_button.set_message(message)

    def _say_place(self, told: MessageText, at: Text, place: Path) -> None:
        at.say(isolated(str(place)))
        told.show()
        at.show()

    def _build(self) -> None:
        column = self._page.column
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addWidget(self.problem)
        column.addSpacing(SPACE_M)
        safe = M("Give the stick to them. Whoever else finds it cannot read the file.")
        column.addWidget(
            self._card(
                MessageText(self.language, safe, parent=self),
                self.stick_button,
                self._stick_told,
                self._stick_place,
                self._eject,
            )
        )
        unsafe = M(
            "The sheet says the same, in the person's language too. Paper and its file are not "
            "encrypted: whoever finds them can read them. Make one only if it is safe."
        )
        column.addWidget(
            self._card(
                MessageText(self.language, unsafe, parent=self),
                self.paper_button,
                self._paper_told,
                self._paper_place,
            )
        )
        back = M(
            "The person can take it back later: then the office is asked to delete it. A stick "
            "that has left cannot be called back."
        )
        column.addSpacing(SPACE_M)
        column.addWidget(MessageText(self.language, back, parent=self, token=Token.SOFT_INK))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(self._page)

    def _told(self) -> tuple[MessageText | Text, ...]:
        stick = (self._stick_told, self._stick_place, self._eject)
        return (*stick, self._paper_told, self._paper_place)

    def _card(self, about: MessageText, button: MessageButton, *told: MessageText | Text) -> Card:
        card = Card(self)
        card.column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        for text in (about, *told):
            card.column.addWidget(text)
        card.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        return card
