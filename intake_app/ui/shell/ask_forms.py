"""Forms for a question about a referral and for the answer to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.domain.packet_course import Side
from intake_app.services.asking import LONGEST
from intake_app.services.words import GROUPS
from intake_app.ui.announce import announce
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.page import come_into_sight
from intake_app.ui.widgets.text import MessageText, Text
from intake_app.ui.widgets.text_answer import TextAnswer, finish_composing

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.services.asking import Asked
    from intake_app.services.beyond import Beyond

_QUESTION: Final = M("What do you need to know before you can answer?")
_ANSWER: Final = M("Your answer")
_NOT_THE_NAME: Final = M(
    "The sender gets it with your answers. Do not ask who it is: that opens when you accept."
)
_TOO_LONG: Final = M("This is too long: leave out what they need not know.")


class AskForm(Retranslating):
    """A question to whoever sent a referral.

    Signals:
        given: The question.
    """

    given = Signal(str)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._given = ""
        self.text = TextAnswer(self, lines=2)
        self.problem = CautionChip(language, self)
        self.send = MessageButton(language, M("Ask this"), Kind.PRIMARY, self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(MessageText(language, _QUESTION, parent=self))
        column.addWidget(self.text)
        note = MessageText(language, _NOT_THE_NAME, parent=self, token=Token.SOFT_INK)
        column.addWidget(note)
        column.addWidget(self.problem)
        column.addWidget(self.send, alignment=Qt.AlignmentFlag.AlignLeading)
        self.send.clicked.connect(self._on_send)
        self.retranslate()

    def empty(self) -> None:
        """Forget what was typed."""
        self._given = ""
        self.text.set_text("")
        self.problem.show_caution(None)

    def begin(self) -> None:
        """Put the focus where the question is typed; one that was not made can be given again."""
        self._given = ""
        self.text.setFocus()

    def retranslate(self) -> None:
        """Name the field anew."""
        self.text.set_language(self.language.language.tag)
        self.text.set_name(self.language.text(_QUESTION))

    def _on_send(self) -> None:
        finish_composing(self)
        said = self.text.text().strip()
        problem = _problem(said, M("Write the question first."))
        self.problem.show_caution(problem)
        if problem is not None:
            self.text.setFocus()
        elif said != self._given:  # it stands there until it is made
            self._given = said
            self.given.emit(said)


class ReplyForm(Retranslating):
    """Our answer to one question, and exactly what leaves with it.

    Signals:
        given: The question's id and the answer.
        referral_asked: More is to be agreed first, on the referral page.
    """

    given = Signal(str, str)
    referral_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._asked: Asked | None = None
        self._closed = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self.text = TextAnswer(self, lines=2)
        self._leads = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self.leaves = Text(TextSize.BASE, self)
        self.problem = CautionChip(language, self)
        self.send = MessageButton(language, M("Make the answer"), Kind.PRIMARY, self)
        self.refer = MessageButton(language, M("Change what is shared"), parent=self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for part in (self._closed, self.text, self._leads, self.leaves, self.problem):
            column.addWidget(part)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.send)
        ways.addWidget(self.refer)
        column.addLayout(ways)
        self.text.edited.connect(self._on_edited)
        self.send.clicked.connect(self._on_send)
        self.refer.clicked.connect(self.referral_asked)
        self.hide()
        self.retranslate()

    def show_question(self, asked: Asked | None) -> None:
        """Answer this question; what is half-typed for the same one stays."""
        if asked is None or self._asked is None or self._asked.id != asked.id:
            self.text.set_text("")
            self._tell(None)
        self._asked = asked
        self.setVisible(asked is not None)
        self.retranslate()

    def show_beyond(self, beyond: Beyond) -> None:
        """Say what the answer says that may not leave with it."""
        asked = self._asked
        if asked is None:
            return
        if beyond.not_agreed:
            self._tell(
                M(
                    "It says something of “{what}”. The person has not agreed to share that "
                    "with {office}. Say it without, or ask the person.",
                    what=GROUPS[beyond.not_agreed[0]],
                    office=asked.office,
                ),
                lead=True,
            )
        else:
            self._tell(
                M(
                    "It says something of “{what}”. That opens for {office} only when they "
                    "accept. Say it without.",
                    what=GROUPS[beyond.not_yet[0]],
                    office=asked.office,
                )
            )
        self.text.setFocus()
        come_into_sight(self)

    def show_over(self) -> None:
        """Say that nothing more may leave for this office."""
        self._tell(
            M("What the person agreed to for this office is over. Ask them first."), lead=True
        )
        come_into_sight(self)

    def retranslate(self) -> None:
        """Say everything anew."""
        self.text.set_language(self.language.language.tag)
        self.text.set_name(self.language.text(_ANSWER), self.language.text(_ANSWER))
        asked = self._asked
        if asked is None:
            return
        self._closed.setVisible(asked.by is Side.DESK and not asked.is_accepted)
        self._closed.set_message(
            M("They have not accepted yet: nothing in it may say who the person is.")
        )
        self._leads.set_message(
            M("Exactly this goes to {office}, signed and sealed:", office=asked.office)
        )
        self._preview()

    # -- within --------------------------------------------------------------------

    def _on_edited(self, _text: str) -> None:
        self._tell(None)
        self._preview()

    def _preview(self) -> None:
        said = self.text.text().strip()
        self.leaves.say(said, self.language.language)
        for part in (self._leads, self.leaves):
            part.setVisible(bool(said))

    def _on_send(self) -> None:
        finish_composing(self)
        said = self.text.text().strip()
        problem = _problem(said, M("Write the answer first."))
        self._tell(problem)
        if problem is not None or self._asked is None:
            self.text.setFocus()
        else:
            self.given.emit(self._asked.id, said)

    def _tell(self, problem: Message | None, *, lead: bool = False) -> None:
        self.problem.show_caution(problem)
        self.refer.setVisible(lead)
        if problem is not None:
            announce(self, self.problem.said())


def _problem(said: str, nothing: Message) -> Message | None:
    if not said:
        return nothing
    return _TOO_LONG if len(said) > LONGEST else None
