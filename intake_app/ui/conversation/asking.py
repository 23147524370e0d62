"""Short questions of the program itself: a line, and a few answers that number keys choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n.direction import without_isolates
from intake_app.ui.conversation.wording import in_languages, options_in
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.choices import ChoiceList
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.heading import TwoLanguageHeading
from intake_app.ui.widgets.segmented import AnswerRow, Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QAbstractButton

    from intake_app.domain.message import Message
    from intake_app.i18n.catalog import Catalog

_BY_KEY: Final = Qt.FocusReason.TabFocusReason
"""Shows the ring of focus also on platforms that hide it after a click."""


class Ask(QWidget):
    """Something to answer by choosing; the screen it stands on gives it the number keys.

    Attributes:
        takes_several: Whether more than one answer may be chosen.
    """

    takes_several = False

    def buttons(self) -> Sequence[QAbstractButton]:
        """Return the answers in the order of their numbers."""
        raise NotImplementedError

    def is_answered(self) -> bool:
        """Return whether anything is chosen."""
        return any(button.isChecked() for button in self.buttons())

    def choose(self, number: int) -> bool:
        """Choose the answer of that number; return whether there is one.

        Where one answer is chosen, its number again leaves it: a key that is
        held too long must not take a yes back. Clicking again does.
        """
        buttons = self.buttons()
        if not 1 <= number <= len(buttons):
            return False
        button = buttons[number - 1]
        button.setFocus(_BY_KEY)
        if self.takes_several or not button.isChecked():
            button.click()
        return True

    def take_focus(self) -> None:
        """Put the focus on the chosen answer, or on the first."""
        buttons = self.buttons()
        chosen = next((button for button in buttons if button.isChecked()), None)
        if buttons:
            (chosen or buttons[0]).setFocus(_BY_KEY)
            QTimer.singleShot(0, self, self._come_into_sight)  # its place may be new

    def _come_into_sight(self) -> None:
        """Scroll to the question and to the answer with the focus, as Tab does."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        focus = next((button for button in self.buttons() if button.hasFocus()), None)
        if above is not None and focus is not None:
            above.ensureWidgetVisible(self)
            above.ensureWidgetVisible(focus)


class AskOne(Ask):
    """A question in one line with a few answers side by side; one of them or none.

    Signals:
        chosen: The key of the answer, or None when taken back.
    """

    chosen = Signal(object)

    def __init__(
        self,
        language: LanguageSwitch,
        title: Message,
        answers: Mapping[object, Message],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = MessageText(language, title, TextSize.CHOICE, self, bold=True)
        self._answers = Segmented(language, answers, self)
        self._answers.set_about(title)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self._title)
        column.addWidget(self._answers)
        self._answers.chosen.connect(self.chosen)

    def answer(self) -> object:
        """Return the key of the answer chosen, or None."""
        return self._answers.answer()

    def set_answer(self, answer: object) -> None:
        """Show an answer (None: none) without saying so."""
        self._answers.set_answer(answer)

    def buttons(self) -> Sequence[QAbstractButton]:
        """Return the answers in the order of their numbers."""
        return self._answers.buttons()


class AskRow(Ask):
    """A boxed row of `segmented` as a question of the number keys."""

    def __init__(self, row: AnswerRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(row)

    def buttons(self) -> Sequence[QAbstractButton]:
        """Return the answers in the order of their numbers."""
        return self.row.segments().buttons()


class AskSeveral(Ask):
    """A question with answers side by side, any of which may be chosen.

    Signals:
        changed: The set of keys chosen is another one now.
    """

    takes_several = True
    changed = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        title: Message,
        answers: Mapping[object, Message],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._title = title
        self._buttons: dict[object, MessageButton] = {}
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(MessageText(language, title, TextSize.CHOICE, self, bold=True))
        row = QWidget(self)
        flow = FlowLayout(row, spacing=SPACE_S)
        for key, message in answers.items():
            button = MessageButton(language, message, Kind.SEGMENT, row)
            button.clicked.connect(self.changed)
            flow.addWidget(button)
            self._buttons[key] = button
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        column.addWidget(row)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def answers(self) -> set[object]:
        """Return the keys chosen."""
        return {key for key, button in self._buttons.items() if button.isChecked()}

    def set_answers(self, keys: set[object]) -> None:
        """Show what is chosen without saying so."""
        for key, button in self._buttons.items():
            button.setChecked(key in keys)

    def buttons(self) -> Sequence[QAbstractButton]:
        """Return the answers in the order of their numbers."""
        return list(self._buttons.values())

    def retranslate(self) -> None:
        """Name each button with what is asked."""
        for button in self._buttons.values():
            button.set_about(self._language.text(self._title))


class AskPerson(Ask):
    """A question to the person: large, in both languages, with the answers in both.

    Signals:
        chosen: The key of the answer, or "" when taken back.
        confirmed: Enter was pressed: go on.
    """

    chosen = Signal(str)
    confirmed = Signal()

    def __init__(
        self,
        title: Message,
        answers: Mapping[str, Message],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._answers = dict(answers)
        self._heading = TwoLanguageHeading(self)
        self._choices = ChoiceList(self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self._heading)
        column.addWidget(self._choices)
        self._choices.chosen.connect(self.chosen)
        self._choices.confirmed.connect(self.confirmed)

    def show_in(self, catalogs: Sequence[Catalog]) -> None:
        """Ask in these languages, leading one first; what is chosen stays."""
        labels = in_languages(catalogs, self._title)
        self._heading.show_labels(labels)
        self._choices.show_options(options_in(catalogs, self._answers))
        self._choices.setAccessibleName(" / ".join(without_isolates(t.text) for t in labels))

    def answer(self) -> str:
        """Return the key of the answer chosen, or ""."""
        return self._choices.value()

    def set_answer(self, key: str) -> None:
        """Show an answer ("": none) without saying so."""
        self._choices.set_answer(key)

    def buttons(self) -> Sequence[QAbstractButton]:
        """Return the answers in the order of their numbers."""
        return self._choices.rows()


class Told(Retranslating):
    """A card of plain paragraphs: guidance, a kind word, what happens now."""

    def __init__(
        self,
        language: LanguageSwitch,
        paragraphs: Sequence[Message],
        parent: QWidget | None = None,
        *,
        size: TextSize = TextSize.BASE,
        token: Token = Token.INK,
    ) -> None:
        super().__init__(language, parent)
        self._texts: list[MessageText] = []
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for paragraph in paragraphs:
            text = MessageText(language, paragraph, size, self, token=token)
            column.addWidget(text)
            self._texts.append(text)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the whole anew."""
        for text in self._texts:
            text.retranslate()
        self.setAccessibleName(" ".join(text.said() for text in self._texts))
