"""What to do at once: whom to call, what to do, what was done and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.services.urgent import ACTIONS, FALSE_ALARM, NOT_NEEDED, TAKEN_BACK, UrgentWords
from intake_app.ui.conversation.asking import AskOne, AskSeveral, Told
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.palette import Token
from intake_app.ui.style import CONTENT_WIDTH, SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

HELP_NOW = M("Get help now")
PLAIN_NUMBERS = (
    M("If someone is in danger at this moment, use your emergency number first."),
    M("Call the person in your office who is there for this, now, not later."),
    M("If a child is in danger, call your child-protection lead."),
)
PLAIN_PROTOCOL = (M("Stay with the person. Ask what would make them safer right now."),)


class DangerCard(Frame):
    """Stays until something was done, or until it is said why nothing is needed.

    Signals:
        acted: The code of what was done, or taken back (`services.urgent`).
        closed: Back to where we were.
    """

    help_topic = "when-things-go-wrong"

    acted = Signal(str)
    closed = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, HELP_NOW, parent)
        self.without_ways_out(may_pause=False)
        self.footer.back_button.hide()
        self.footer.set_next(M("Back to where we were"))
        self._done: dict[str, datetime | None] = {}
        self._left = self.add_page(widest=CONTENT_WIDTH)
        self._right = self.add_page(widest=CONTENT_WIDTH)
        self._numbers = OfficeLines(language, PLAIN_NUMBERS, self, size=TextSize.CHOICE)
        self._protocol = OfficeLines(language, PLAIN_PROTOCOL, self)
        for part in (self._numbers, self._protocol):
            card = Card(self)
            card.column.addWidget(part)
            self._left.column.addWidget(card)
            self._left.column.addSpacing(SPACE_M)
        self._left.column.addStretch(1)
        done: dict[object, Message] = dict(ACTIONS.items())
        self.done = AskSeveral(language, M("What was done"), done, self)
        self._times = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        self._times.hide()
        reasons: dict[object, Message] = dict(NOT_NEEDED.items())
        self.reasons = AskOne(language, M("Or why nothing is needed"), reasons, self)
        self._asked = MessageText(
            language,
            M("Say first what was done, or why nothing is needed."),
            parent=self,
            token=Token.CAUTION,
        )
        self._asked.hide()
        said: tuple[QWidget, ...] = (self.done, self._times, self.reasons, self._asked)
        for widget in said:
            self._right.column.addWidget(widget)
            self._right.column.addSpacing(SPACE_M)
        self._right.column.addStretch(1)
        self.set_asks([self.done, self.reasons])
        self.done.changed.connect(self._on_changed)
        self.next_asked.connect(self._on_next)
        language.changed.connect(self._show_times)

    def show_words(self, words: UrgentWords) -> None:
        """Show the office's own numbers and protocol in place of the plain ones."""
        self._numbers.show_words(words.numbers)
        self._protocol.show_words(words.protocol)

    def show_done(self, code: str, at: datetime | None) -> None:
        """Show that something was done, and when (None: no time is kept)."""
        self._done[code] = at
        self._show_times()

    def is_false_alarm(self) -> bool:
        """Whether nothing was done because nothing was the matter."""
        return not self._done and self.reasons.answer() in FALSE_ALARM

    def start(self) -> None:
        """Put the focus on what can be done first."""
        self.done.take_focus()

    # -- within ------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._asked.hide()
        chosen = {str(code) for code in self.done.answers()}
        for code in chosen - set(self._done):
            self.show_done(code, None)
            self.acted.emit(code)
        for code in set(self._done) - chosen:
            del self._done[code]
            self.acted.emit(f"{TAKEN_BACK}{code}")
        self._show_times()

    def _show_times(self) -> None:
        catalog = self.language.catalog
        lines = [
            f"{catalog.formats.time(at)}  {catalog.text(ACTIONS[code])}"
            for code, at in self._done.items()
            if at is not None
        ]
        self._times.say("\n".join(lines), self.language.language)
        self._times.setVisible(bool(lines))

    def _on_next(self) -> None:
        reason = self.reasons.answer()
        if not self._done and reason is None:
            self._asked.show()
            self._right.ensureWidgetVisible(self._asked)
            self.done.take_focus()
            return
        if reason is not None:
            self.acted.emit(str(reason))
        self.closed.emit()


class OfficeLines(QWidget):
    """The office's own lines, or plain ones where it has written none."""

    def __init__(
        self,
        language: LanguageSwitch,
        plain: Sequence[Message],
        parent: QWidget | None = None,
        *,
        size: TextSize = TextSize.BASE,
    ) -> None:
        super().__init__(parent)
        self._own = Text(size, self)
        self._plain = Told(language, plain, self, size=size)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self._own)
        column.addWidget(self._plain)
        self._own.hide()

    def show_words(self, words: str) -> None:
        """Show the office's words, or the plain ones for ""."""
        self._own.say(words)
        self._own.setVisible(bool(words))
        self._plain.setVisible(not words)
