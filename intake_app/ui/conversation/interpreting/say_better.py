"""Say it better: the wording of a question and its choices, corrected on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import UsageError
from intake_app.domain.message import M
from intake_app.i18n.direction import without_isolates
from intake_app.i18n.languages import language as language_of
from intake_app.services.local_wording import checked
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.conversation.interpreting.aids import BETTER
from intake_app.ui.palette import Token
from intake_app.ui.style import CONTENT_WIDTH, SPACE_L, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import LinkButton
from intake_app.ui.widgets.text import MessageText, Text
from intake_app.ui.widgets.text_answer import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.services.local_wording import Sayable
    from intake_app.ui.half_typed import HalfTyped
    from intake_app.ui.language import LanguageSwitch


class SayBetter(Frame):
    """One field for each text in sight, in the person's language.

    Signals:
        said: What shall be used instead: a list of pairs of `Sayable` and text.
        taken_back: The form's own wording shall stand again; carries the `Sayable`.
    """

    help_topic = "languages"

    said = Signal(object)
    taken_back = Signal(object)

    def __init__(
        self,
        language: LanguageSwitch,
        sayables: Sequence[Sayable],
        tag: str,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page.

        Args:
            language: The language of the moment.
            sayables: The texts in sight.
            tag: BCP 47 tag of the language they are corrected in.
            parent: Qt's owner.
        """
        super().__init__(language, BETTER, parent)
        self.without_ways_out()
        self.footer.set_next(M("Use these words"))
        self.page = self.add_page(widest=CONTENT_WIDTH)
        known = language_of(tag)
        about = M("Write it in {language} as it should be said. The program uses it here at once.",
                  language=known.autonym)  # fmt: skip
        kept = M("It is kept for everyone who asks this here, and changes no answer. "
                 "Write no names and no answers.")  # fmt: skip
        self.page.column.addWidget(MessageText(language, about, TextSize.CHOICE, self))
        self.page.column.addWidget(MessageText(language, kept, parent=self, token=Token.SOFT_INK))
        self.page.column.addSpacing(SPACE_L)
        self.fields = [_Field(language, sayable, tag, self) for sayable in sayables]
        for field in self.fields:
            field.taken_back.connect(self.taken_back)
            self.page.column.addWidget(field)
            self.page.column.addSpacing(SPACE_L)
        if not self.fields:
            nothing = M("Nothing here can be said in other words: choose a question first.")
            self.page.column.addWidget(MessageText(language, nothing, TextSize.CHOICE, self))
        self.page.column.addStretch(1)
        self.footer.forward_button.setVisible(bool(self.fields))
        self.next_asked.connect(self._on_next)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_next)
        QShortcut(QKeySequence("Alt+Up"), self).activated.connect(self.back_asked)

    def start(self) -> None:
        """Put the focus into the wording of the question."""
        if self.fields:
            self.fields[0].edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.footer.back_button.setFocus()

    def be_followed(self, half_typed: HalfTyped, form_id: str) -> None:
        """Have kept what is typed until it is used; it is there the next time."""
        for field in self.fields:
            name = f"better {form_id} {field.sayable.place} {field.edit.tag}"
            half_typed.follow(name, field.edit, kept=field.before)

    def _on_next(self) -> None:
        said: list[tuple[Sayable, str]] = []
        for field in self.fields:
            if not field.is_changed():
                continue
            try:
                said.append((field.sayable, checked(field.edit.text())))
            except UsageError as error:
                field.show_problem(error)
                self.page.ensureWidgetVisible(field)
                return
        self.said.emit(said)


class _Field(QWidget):
    """One text: as the form has it, and as it should be said.

    Signals:
        taken_back: The form's own wording shall stand again; carries the `Sayable`.
    """

    taken_back = Signal(object)

    def __init__(
        self, language: LanguageSwitch, sayable: Sayable, tag: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.sayable = sayable
        self._before = without_isolates(sayable.said.text) if not sayable.said.is_missing else ""
        source = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        source.say(sayable.source, language_of(sayable.source_language))
        self.edit = TextAnswer(self, lines=1)
        self.edit.set_language(tag)
        self.edit.set_text(self._before)
        name = language.text(M("In other words: {text}", text=sayable.source))
        self.edit.set_name(without_isolates(name))
        self._problem = MessageText(language, None, parent=self, token=Token.CAUTION)
        self._problem.hide()
        column = QVBoxLayout(self)
        bare(column, SPACE_XS)
        column.addWidget(source)
        column.addWidget(self.edit)
        column.addWidget(self._problem)
        if sayable.local:
            back = LinkButton(language, M("Use the form's own words again"), self)
            back.set_about(sayable.source)
            back.clicked.connect(self._on_back)
            column.addWidget(back, alignment=Qt.AlignmentFlag.AlignLeading)

    def before(self) -> str:
        """Return what it said before."""
        return self._before

    def is_changed(self) -> bool:
        """Return whether it says something else than before."""
        return self.edit.text().strip() != self._before.strip()

    def show_problem(self, error: UsageError) -> None:
        """Say beside the field what is wrong with it."""
        self._problem.set_message(error.summary)
        self._problem.show()
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_back(self) -> None:
        self.taken_back.emit(self.sayable)
