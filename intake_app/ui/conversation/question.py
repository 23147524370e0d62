"""One question as it is asked: two languages, the answer, where it comes from, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.form import QuestionKind
from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.answers import answering_for
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.heading import TwoLanguageHeading
from intake_app.ui.widgets.source import SourceLine
from intake_app.ui.widgets.text import MessageText, Text
from intake_app.ui.widgets.text_answer import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.answer import AnswerState, Basis, Event
    from intake_app.domain.form import FormText, QuestionView
    from intake_app.domain.ids import NodeRef
    from intake_app.i18n.catalog import Catalog
    from intake_app.ui.language import LanguageSwitch


class QuestionCard(QWidget):
    """A question, its answer and what stands beside it.

    Signals:
        answered: Node, XForms value ("" when cleared), language of free text or "".
        left_open: Node and the `AnswerState` chosen, or None when taken back.
        basis_chosen: Node and the `Basis` chosen.
        noted: Node, the text of a note, and the language it is in.
        undo_asked: Take the latest act back.
        confirmed: Enter was pressed: go on.
    """

    answered = Signal(str, str, str)
    left_open = Signal(str, object)
    basis_chosen = Signal(str, object)
    noted = Signal(str, str, str)
    undo_asked = Signal()
    confirmed = Signal()

    def __init__(
        self, language: LanguageSwitch, view: QuestionView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.node: NodeRef = view.node
        self._heading = TwoLanguageHeading(self)
        self.answering = answering_for(view, language, self)
        self._violation = TwoTexts(self, token=Token.CAUTION)
        self._hints = Hints(language, self)
        self.source = SourceLine(language, self)
        self._add_note = self.source.add_link(M("Add a note"))
        self.undo_link: LinkButton = self.source.add_link(M("Undo"))
        self.notes = Notes(language, self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for part in (
            self._heading,
            self._hints,
            self.answering,
            self._violation,
            self.source,
            self.notes,
        ):
            column.addWidget(part)
        self.source.setVisible(view.kind is not QuestionKind.NOTE)
        self.answering.answered.connect(self._on_answered)
        self.answering.state_chosen.connect(self._on_state)
        self.answering.confirmed.connect(self.confirmed)
        self.source.chosen.connect(self._on_basis)
        self._add_note.clicked.connect(self.notes.open)
        self.undo_link.clicked.connect(self.undo_asked)
        self.notes.kept.connect(self._on_note)

    def show_question(
        self,
        view: QuestionView,
        catalogs: Sequence[Catalog],
        basis: Basis,
        notes: Sequence[Event],
    ) -> None:
        """Show the question as it is now; what is being typed stays."""
        self._heading.show_labels(view.labels)
        self.answering.show_question(view, catalogs)
        self._violation.show_texts([text for text in view.violation if text.text])
        self._hints.show_texts(view)
        self.source.set_basis(basis)
        self.notes.show_notes(notes)
        self.notes.set_language(catalogs[0].tag)

    def set_hints_open(self, is_open: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show hints and guidance, or not."""
        self._hints.set_open(is_open)

    def set_undo(self, possible: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Offer to take the latest act back, or not."""
        self.undo_link.setVisible(possible)

    def settle(self) -> None:
        """Make an answer of what is typed, and a note of what is noted."""
        self.answering.settle()
        self.notes.settle()

    def is_unsettled(self) -> bool:
        """Return whether something is typed that was not told yet."""
        return self.answering.is_unsettled() or self.notes.is_unsettled()

    def take_focus(self) -> None:
        """Put the focus where one answers."""
        self.answering.take_focus()

    def press(self, event: QKeyEvent) -> None:
        """Take a number key that was pressed elsewhere on the page."""
        self.answering.press(event)

    # -- within ------------------------------------------------------------------

    def _on_answered(self, value: str, language: str) -> None:
        self.answered.emit(self.node, value, language)

    def _on_state(self, state: AnswerState | None) -> None:
        self.left_open.emit(self.node, state)

    def _on_basis(self, basis: Basis) -> None:
        self.basis_chosen.emit(self.node, basis)

    def _on_note(self, text: str, language: str) -> None:
        self.noted.emit(self.node, text, language)


class TwoTexts(QWidget):
    """A few wordings, one under the other, each in its own language."""

    def __init__(self, parent: QWidget | None = None, *, token: Token = Token.INK) -> None:
        super().__init__(parent)
        self._token = token
        self._texts: list[Text] = []
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_XS)
        self.hide()

    def show_texts(self, texts: Sequence[FormText]) -> None:
        """Show wordings, or nothing."""
        while len(self._texts) < len(texts):
            text = Text(TextSize.BASE, self, token=self._token)
            self._column.addWidget(text)
            self._texts.append(text)
        for index, text in enumerate(self._texts):
            text.setVisible(index < len(texts))
            if index < len(texts):
                text.show_form_text(texts[index])
        self.setVisible(bool(texts))

    def said(self) -> str:
        """Return the words shown."""
        return " ".join(text.said() for text in self._texts if not text.isHidden())


class Hints(Card):
    """What helps to ask a question; closed until it is asked for."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = False
        self._texts = TwoTexts(self)
        self._none = MessageText(
            language, M("There is no hint for this question."), parent=self, token=Token.SOFT_INK
        )
        self.column.addWidget(self._texts)
        self.column.addWidget(self._none)
        self.hide()

    def show_texts(self, view: QuestionView) -> None:
        """Take the hints and the guidance of a question."""
        texts = [*view.hints, *view.guidance]
        self._texts.show_texts([text for text in texts if text.text])
        self._none.setVisible(not any(text.text for text in texts))

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show them or not."""
        self._open = is_open
        self.setVisible(is_open)


class Notes(QWidget):
    """Notes beside a question: those that were kept, and a field for one more.

    Signals:
        kept: The text of a note and the language it is in.
    """

    kept = Signal(str, str)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = language
        self._kept: list[Text] = []
        self.field = TextAnswer(self, lines=2)
        self._keep = MessageButton(language, M("Keep the note"), parent=self)
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_XS)
        self._column.addWidget(self.field)
        self._column.addWidget(self._keep, alignment=Qt.AlignmentFlag.AlignLeading)
        self._keep.clicked.connect(self._on_keep)
        language.changed.connect(self.retranslate)
        self._close()
        self.retranslate()

    def show_notes(self, notes: Sequence[Event]) -> None:
        """Show the notes that are kept, oldest first."""
        while len(self._kept) < len(notes):
            text = Text(TextSize.BASE, self, token=Token.SOFT_INK)
            self._column.insertWidget(len(self._kept), text)
            self._kept.append(text)
        for index, text in enumerate(self._kept):
            text.setVisible(index < len(notes))
            if index < len(notes):
                note = notes[index]
                text.say(note.value, language_of(note.language) if note.language else None)

    def open(self) -> None:
        """Open the field for a note."""
        self.field.show()
        self._keep.show()
        self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def set_language(self, tag: str) -> None:
        """Write in this language, unless something is typed."""
        if not self.field.text():
            self.field.set_language(tag)

    def is_unsettled(self) -> bool:
        """Return whether a note is typed and not kept."""
        return bool(self.field.text().strip())

    def settle(self) -> None:
        """Keep what is typed as a note."""
        text = self.field.text().strip()
        if text:
            self.field.set_text("")
            self.kept.emit(text, self.field.tag)
            self._close()

    def retranslate(self) -> None:
        """Name the field anew."""
        name = self._switch.text(M("Note beside this question"))
        self.field.set_name(name, name)

    def _close(self) -> None:
        self.field.hide()
        self._keep.hide()

    def _on_keep(self) -> None:
        self.settle()
        self._close()
