"""The ways of answering a question, one widget per kind, all with the same few methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from intake_app.domain.form import OptionView, QuestionKind
from intake_app.domain.message import M
from intake_app.i18n.direction import without_isolates
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.wording import in_languages, state_labels
from intake_app.ui.half_typed import LATEST_MS, SETTLE_MS, TypingPause
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import is_large
from intake_app.ui.widgets.buttons import Button, Kind
from intake_app.ui.widgets.choices import ChoiceList
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.numbers import DateAnswer, NumberAnswer
from intake_app.ui.widgets.text import MessageText
from intake_app.ui.widgets.text_answer import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.form import QuestionView
    from intake_app.i18n.catalog import Catalog
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.widgets.state_rows import StateRows

_CHOSEN: Final = frozenset(
    {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.ACKNOWLEDGE}
)
_NUMBERS: Final = frozenset({QuestionKind.INTEGER, QuestionKind.DECIMAL, QuestionKind.RANGE})
_BY_KEY: Final = Qt.FocusReason.TabFocusReason


class Answering(QWidget):
    """How one question is answered, and the rows that say why it is not.

    Signals:
        answered: XForms value ("" when cleared) and the language free text is in.
        state_chosen: The `AnswerState` chosen, or None when taken back.
        confirmed: Enter was pressed: go on.
    """

    answered = Signal(str, str)
    state_chosen = Signal(object)
    confirmed = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = language
        self.states = ChoiceList(self)
        self.column = QVBoxLayout(self)
        bare(self.column, SPACE_M)
        self.states.state_chosen.connect(self.state_chosen)
        self.states.confirmed.connect(self.confirmed)

    def show_question(self, view: QuestionView, catalogs: Sequence[Catalog]) -> None:
        """Show a question's answer in these languages; what is being typed stays."""
        if view.by != "worker":
            self.states.show_options((), state_labels(catalogs))
        self.states.set_answer("", view.state)
        self.states.setVisible(view.by != "worker")

    def settle(self) -> None:
        """Make an answer of what is typed and not told yet."""
        self.states.settle()

    def is_unsettled(self) -> bool:
        """Return whether something is typed that was not told yet."""
        return False

    def left_over(self) -> str:
        """Return what is typed and cannot be an answer, or ""."""
        return ""

    def take_focus(self) -> None:
        """Put the focus where one answers."""
        rows = self.states.rows()
        if rows:
            rows[0].setFocus(_BY_KEY)

    def press(self, event: QKeyEvent) -> None:
        """Take a number key that was pressed elsewhere on the page."""
        self.states.keyPressEvent(event)

    def foot(self) -> StateRows | None:
        """Return the three rows, where they would scroll out of sight; they work anywhere."""
        is_long = self.states.has_many() or is_large()
        return self.states.foot if is_long and not self.states.isHidden() else None

    def set_said_in(self, tag: str) -> None:
        """Take the language the present answer was said in, if it is free text."""


class ChoiceAnswering(Answering):
    """One choice or several; the three rows stand in the same list."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self.column.addWidget(self.states)
        self.states.chosen.connect(self._on_chosen)

    def show_question(self, view: QuestionView, catalogs: Sequence[Catalog]) -> None:
        """Show the choices and what is chosen."""
        options = view.options
        if view.kind is QuestionKind.ACKNOWLEDGE:
            options = (OptionView(name="OK", labels=in_languages(catalogs, M("Yes, seen"))),)
        states = state_labels(catalogs) if view.by != "worker" else ()
        several = view.kind is QuestionKind.SELECT_MULTIPLE
        self.states.show_options(options, states, several=several)
        self.states.set_answer(view.value, view.state)
        self.states.setEnabled(not view.readonly)

    def take_focus(self) -> None:
        """Put the focus on what is chosen, or on the first choice."""
        rows = self.states.rows()
        chosen = next((row for row in rows if row.isChecked()), None)
        if rows:
            (chosen or rows[0]).setFocus(_BY_KEY)

    def _on_chosen(self, value: str) -> None:
        self.answered.emit(value, "")


class _Typed(Answering):
    """What is typed settles after a moment, or when the field is left."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._dirty = False
        self._pause = TypingPause(self, pause=SETTLE_MS, longest=LATEST_MS)
        self._pause.over.connect(self.settle)

    def is_unsettled(self) -> bool:
        """Return whether something is typed that was not told yet."""
        return self._dirty

    def settle(self) -> None:
        """Make an answer of what is typed and not told yet."""
        if not isValid(self._pause):
            return  # the field is left once more while the window goes away
        super().settle()
        self._pause.stop()
        if self._dirty:
            self._dirty = False
            self.answered.emit(self._value(), self._tag())

    def _value(self) -> str:
        raise NotImplementedError

    def _tag(self) -> str:
        return ""

    def _on_edited(self) -> None:
        self._dirty = True
        self._pause.go_on()


class TextAnswering(_Typed):
    """Free text, with the language it is said in."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._tags: tuple[str, ...] = ()
        self._is_short = False
        self.field = TextAnswer(self)
        self.field.installEventFilter(self)
        self._about = MessageText(language, M("Written in:"), parent=self, token=Token.SOFT_INK)
        self._language_button = Button(Kind.LINK, self)
        line = FlowLayout(spacing=SPACE_S)
        line.addWidget(self._about)
        line.addWidget(self._language_button)
        self.column.addWidget(self.field)
        self.column.addLayout(line)
        self.column.addWidget(self.states)
        self.field.edited.connect(self._on_edited)
        self.field.left.connect(self.settle)
        self._language_button.clicked.connect(self._on_language)
        language.changed.connect(self.retranslate)

    def show_question(self, view: QuestionView, catalogs: Sequence[Catalog]) -> None:
        """Show the text, unless it is being typed."""
        super().show_question(view, catalogs)
        self._is_short = "multiline" not in view.appearance.split()
        self._tags = tuple(catalog.tag for catalog in catalogs)
        self.field.set_name(" / ".join(without_isolates(label.text) for label in view.labels))
        self.field.setReadOnly(view.readonly)
        if not self._dirty:
            self.field.set_text(view.value)
        if not self.field.text() or not self.field.tag:
            self.field.set_language(self._tags[0])
        self.retranslate()

    def set_said_in(self, tag: str) -> None:
        """Write on in the language of what stands there."""
        if tag and not self._dirty:
            self.field.set_language(tag)
            self.retranslate()

    def stand_beneath(self, part: QWidget) -> None:
        """Put something directly beneath the text."""
        self.column.insertWidget(self.column.indexOf(self.states), part)

    def retranslate(self) -> None:
        """Name the language button anew."""
        if self.field.tag:
            shown = language_of(self.field.tag)
            self._language_button.set_words(shown.autonym, shown)
            self._language_button.set_about(self.language.text(M("Written in")))
        choose = len(self._tags) > 1
        self._language_button.setVisible(choose)
        self._about.setVisible(choose)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on with Enter where the form wants a short text; Shift+Enter is a new line."""
        enter = (
            self._is_short
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        if enter:
            self.confirmed.emit()
            return True
        return super().eventFilter(watched, event)

    def take_focus(self) -> None:
        """Put the focus into the text."""
        self.field.setFocus(_BY_KEY)

    def _value(self) -> str:
        return self.field.text()

    def _tag(self) -> str:
        return self.field.tag

    def _on_language(self) -> None:
        """Write in the other language; the text is kept and told anew with its language."""
        if not self._tags:
            return
        here = self._tags.index(self.field.tag) if self.field.tag in self._tags else -1
        self.field.set_language(self._tags[(here + 1) % len(self._tags)])
        self.retranslate()
        if self.field.text():
            self._on_edited()
        self.field.setFocus()


class FieldAnswering(_Typed):
    """A number or a date: one field that says what its answer is, or "" while it is none."""

    def __init__(
        self,
        language: LanguageSwitch,
        field: NumberAnswer | DateAnswer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self._field = field
        self.column.addWidget(field)
        self.column.addWidget(self.states)
        field.edited.connect(self._on_edited)
        field.confirmed.connect(self.confirmed)

    def show_question(self, view: QuestionView, catalogs: Sequence[Catalog]) -> None:
        """Show the answer, unless it is being typed."""
        super().show_question(view, catalogs)
        self._field.set_name(" / ".join(without_isolates(label.text) for label in view.labels))
        if not self._dirty:
            self._field.set_value(view.value)

    def left_over(self) -> str:
        """Return what is typed and is no number or no date; nobody's words are thrown away."""
        return "" if self._field.value() else self._field.typed()

    def take_focus(self) -> None:
        """Put the focus into the field, or its first part."""
        self._field.setFocus(_BY_KEY)

    def _value(self) -> str:
        return self._field.value()


class NoAnswering(Answering):
    """A text to read aloud: there is nothing to answer."""

    def show_question(
        self,
        view: QuestionView,  # noqa: ARG002 - the shape of every way of answering
        catalogs: Sequence[Catalog],  # noqa: ARG002 - as above
    ) -> None:
        """Show nothing."""
        self.states.hide()


class OutsideAnswering(Answering):
    """A kind that this program does not ask on the screen: said so, with the three rows."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        plain = M("This question cannot be answered on the screen. Write a note instead.")
        self.column.addWidget(MessageText(language, plain, parent=self, token=Token.SOFT_INK))
        self.column.addWidget(self.states)


def answering_for(
    view: QuestionView, language: LanguageSwitch, parent: QWidget | None = None
) -> Answering:
    """Return the widget that answers a question of this kind."""
    if view.kind in _CHOSEN:
        return ChoiceAnswering(language, parent)
    if view.kind in _NUMBERS:
        whole = view.kind is QuestionKind.INTEGER
        return FieldAnswering(language, NumberAnswer(language, parent, whole=whole), parent)
    if view.kind is QuestionKind.DATE:
        return FieldAnswering(language, DateAnswer(language, parent), parent)
    others = {
        QuestionKind.TEXT: TextAnswering,
        QuestionKind.NOTE: NoAnswering,
    }
    return others.get(view.kind, OutsideAnswering)(language, parent)
