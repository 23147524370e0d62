"""One question as it is asked: two languages, the answer, where it comes from, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.answer import EventKind
from intake_app.domain.form import QuestionKind
from intake_app.domain.message import M
from intake_app.services.given_dates import given_dates
from intake_app.ui.announce import announce
from intake_app.ui.conversation.answers import TextAnswering, answering_for
from intake_app.ui.conversation.notes import Notes
from intake_app.ui.conversation.other_calendar import OPENS, OtherCalendar
from intake_app.ui.conversation.own_words import OwnWords
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import RESCALED, TextSize, is_large
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import fill
from intake_app.ui.widgets.heading import TwoLanguageHeading
from intake_app.ui.widgets.source import SourceLine
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.answer import AnswerState, Basis
    from intake_app.domain.form import FormText, QuestionView
    from intake_app.domain.ids import NodeRef
    from intake_app.i18n.catalog import Catalog
    from intake_app.services.journal import Journal
    from intake_app.ui.conversation.answers import Answering
    from intake_app.ui.conversation.step_page import FieldBeside
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.widgets.buttons import LinkButton

UNCLEAR: Final = M("What I did not understand")


class QuestionCard(QWidget):
    """A question, its answer and what stands beside it.

    Signals:
        answered: Node, XForms value ("" when cleared), language of free text or "".
        left_open: Node and the `AnswerState` chosen, or None when taken back.
        basis_chosen: Node and the `Basis` chosen.
        noted: Node, the text of a note, and the language it is in.
        not_understood: Node, what was not understood, and the language it is in.
        heard: Node, and the id of whoever carried the words, or "".
        translated: Node, a translation, and the language it is in.
        dated: Node, and the date in another calendar beside its answer, or None.
        undo_asked: Take the latest act back.
        confirmed: Enter was pressed: go on.
    """

    answered = Signal(str, str, str)
    left_open = Signal(str, object)
    basis_chosen = Signal(str, object)
    noted = Signal(str, str, str)
    not_understood = Signal(str, str, str)
    heard = Signal(str, str)
    translated = Signal(str, str, str)
    dated = Signal(str, object)
    undo_asked = Signal()
    confirmed = Signal()

    def __init__(
        self, language: LanguageSwitch, view: QuestionView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.node: NodeRef = view.node
        self._beside: QWidget | None = None
        self._left_over = ""
        self._heading = TwoLanguageHeading(self)
        self.answering = answering_for(view, language, self)
        self._violation = TwoTexts(self, token=Token.CAUTION)
        self._hints = Hints(language, self)
        self.source = SourceLine(language, self)
        self._add_note = self.source.add_link(M("Add a note"))
        self._add_unclear = self.source.add_link(UNCLEAR)
        self._add_date = self.source.add_link(OPENS)
        self.undo_link: LinkButton = self.source.add_link(M("Undo"))
        self.before = SaidBefore(self)
        self.words = OwnWords(language, self)
        self.calendar = OtherCalendar(language, self)
        note = M("Note beside this question")
        self.notes = Notes(language, note, M("Keep the note"), self)
        unclear = M("What I did not understand, to ask again in other words")
        self.unclear = Notes(language, unclear, M("Keep the note"), self, title=UNCLEAR)
        column = self._column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for part in (
            self._heading,
            self._hints,
            self.answering,
            self.words,
            self.calendar,
            self._violation,
            self.before,
            self.source,
        ):
            column.addWidget(part)
        written = QVBoxLayout()  # nothing stands there as a rule: no room is kept between
        bare(written)
        fill(written, (self.notes, self.unclear))
        column.addLayout(written)
        if isinstance(self.answering, TextAnswering):
            self.answering.stand_beneath(self.words)
            self.answering.stand_beneath(self.calendar)
        self.source.setVisible(view.kind is not QuestionKind.NOTE)
        self.words.setVisible(view.kind is QuestionKind.TEXT and view.by != "worker")
        may_be_a_date = view.kind in {QuestionKind.TEXT, QuestionKind.DATE}
        self._add_date.setVisible(may_be_a_date and view.by != "worker")
        self._add_date.clicked.connect(self.calendar.open)
        self.calendar.dated.connect(self._on_dated)
        self.answering.answered.connect(self._on_answered)
        self.answering.state_chosen.connect(self._on_state)
        self.answering.confirmed.connect(self.confirmed)
        self.source.chosen.connect(self._on_basis)
        self._add_note.clicked.connect(self.notes.open)
        self.undo_link.clicked.connect(self.undo_asked)
        self.notes.kept.connect(self._on_note)
        self._add_unclear.clicked.connect(self.unclear.open)
        self.unclear.kept.connect(self._on_unclear)
        self.words.heard.connect(self._on_heard)
        self.words.translated.connect(self._on_translated)

    def show_question(
        self,
        view: QuestionView,
        catalogs: Sequence[Catalog],
        basis: Basis,
        journal: Journal,
    ) -> None:
        """Show the question as it is now; what is being typed stays.

        Args:
            view: The question.
            catalogs: The languages on the screen, leading one first.
            basis: Where its answer comes from.
            journal: What was written beside it and before.
        """
        self._heading.show_labels(view.labels)
        self.answering.show_question(view, catalogs)
        self._violation.show_texts([text for text in view.violation if text.text])
        self._hints.show_texts(view)
        self.source.set_basis(basis)
        tags = [catalog.tag for catalog in catalogs]
        self.notes.show_notes(journal.notes_on(view.node))
        self.unclear.show_notes(journal.notes_on(view.node, EventKind.UNCLEAR))
        for notes in (self.notes, self.unclear):
            notes.set_language(tags[0])
        self.calendar.show_date(given_dates(journal.events).get(view.node))
        said = journal.said_last(view.node)
        if said is not None and said.value:
            self.answering.set_said_in(said.language)
        self.words.show_words(said, journal.translation_of(view.node), tags)

    def asked(self) -> str:
        """Return the question in its leading language."""
        return self._heading.leading()

    def put_below_heading(self, part: QWidget) -> None:
        """Put something between the question and its answer; in large text, below the answer."""
        self._beside = part
        self._place_beside()

    def without_heading(self) -> None:
        """Leave the question out: it stands above, for reading aloud."""
        self._heading.hide()

    def set_hints_open(self, is_open: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show hints and guidance, or not."""
        self._hints.set_open(is_open)

    def set_undo(self, possible: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Offer to take the latest act back, or not."""
        self.undo_link.setVisible(possible)

    def settle(self) -> None:
        """Make an answer of what is typed, and a note of what can be none; a note stays open."""
        self.answering.settle()
        self.calendar.settle()
        words = self.answering.left_over()
        if words and words != self._left_over:
            self._left_over = words
            self.noted.emit(self.node, words, "")

    def finish(self) -> None:
        """Make notes of what is half-typed beside it, too: the question is left."""
        self.settle()
        for part in (self.words, self.notes, self.unclear):
            part.settle()

    def is_unsettled(self) -> bool:
        """Return whether something is typed that was not told yet."""
        return any(part.is_unsettled() for part in self._typed())

    def beside(self) -> tuple[FieldBeside, ...]:
        """Return the fields beside the answer, each under a name that stays."""
        translation, calendar = self.words.translation, self.calendar
        return (
            ("note", self.notes.field, self.notes.appear),
            ("unclear", self.unclear.field, self.unclear.appear),
            ("translation", translation.field, translation.appear),
            ("year", calendar.year, calendar.appear),
            ("day", calendar.day, calendar.appear),
        )

    def take_focus(self) -> None:
        """Put the focus where one answers."""
        self.answering.take_focus()

    def press(self, event: QKeyEvent) -> None:
        """Take a number key that was pressed elsewhere on the page."""
        self.answering.press(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        super().changeEvent(event)
        if event.type() in RESCALED:
            self._place_beside()

    # -- within ------------------------------------------------------------------

    def _place_beside(self) -> None:
        if self._beside is not None:
            self._column.removeWidget(self._beside)
            above = self.answering if is_large() else self._heading
            self._column.insertWidget(self._column.indexOf(above) + 1, self._beside)

    def _typed(self) -> tuple[Answering | OwnWords | Notes | OtherCalendar, ...]:
        return self.answering, self.words, self.calendar, self.notes, self.unclear

    def _on_unclear(self, text: str, language: str) -> None:
        self.not_understood.emit(self.node, text, language)

    def _on_heard(self, who: str) -> None:
        self.heard.emit(self.node, who)

    def _on_translated(self, text: str, language: str) -> None:
        self.translated.emit(self.node, text, language)

    def _on_answered(self, value: str, language: str) -> None:
        self.answered.emit(self.node, value, language)

    def _on_state(self, state: AnswerState | None) -> None:
        self.left_open.emit(self.node, state)

    def _on_basis(self, basis: Basis) -> None:
        self.basis_chosen.emit(self.node, basis)

    def _on_dated(self, given: object) -> None:
        self.answering.settle()  # the words are there before what is understood of them
        self.dated.emit(self.node, given)
        self.take_focus()  # what was pressed is gone: a key must not choose an answer

    def _on_note(self, text: str, language: str) -> None:
        self.noted.emit(self.node, text, language)


class SaidBefore(QWidget):
    """Earlier answers to a question that are another one now; they stay readable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Text] = []
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_XS)
        self.hide()

    def show_accounts(self, lines: Sequence[str]) -> None:
        """Show a line for each, latest first, in the language of the interface."""
        while len(self._lines) < len(lines):
            text = Text(TextSize.BASE, self, token=Token.SOFT_INK)
            self._column.addWidget(text)
            self._lines.append(text)
        for index, text in enumerate(self._lines):
            text.setVisible(index < len(lines))
            if index < len(lines):
                text.say(lines[index])
        self.setVisible(bool(lines))


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
        """Show wordings, or nothing; a caution is spoken when it is another one."""
        before = self.said()
        while len(self._texts) < len(texts):
            text = Text(TextSize.BASE, self, token=self._token)
            self._column.addWidget(text)
            self._texts.append(text)
        for index, text in enumerate(self._texts):
            text.setVisible(index < len(texts))
            if index < len(texts):
                text.show_form_text(texts[index])
        self.setVisible(bool(texts))
        if self._token is Token.CAUTION and self.said() != before:
            announce(self, self.said())

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
