"""Choosing a passphrase: six words drawn by chance, or one's own with an honest judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.services.passphrases import Strength, offer_passphrase, strength_of
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.pin import PassphraseField
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.surroundings import Surroundings

LEAST_SCORE: Final = 2
"""Below "fair" a passphrase is not taken: whoever has the disk would have the answers."""
_JUDGE_AFTER_MS: Final = 300


class NewPassphrase(QWidget):
    """Offers six words, or takes one's own; either is typed to be sure of it.

    Signals:
        confirmed: Enter was pressed in the last field.
        changed: The other kind of passphrase is asked for now.
    """

    confirmed = Signal()
    changed = Signal()

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._wrong: PassphraseField | None = None
        language = surroundings.language
        self.offered = _Offered(language, self)
        self.own = _Own(surroundings, self)
        self.swap = LinkButton(language, M("I would rather use my own"), self)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(self.offered)
        column.addWidget(self.own)
        row = QHBoxLayout()
        row.addWidget(self.swap)
        row.addStretch(1)
        column.addLayout(row)
        self.own.hide()
        self.offered.another.clicked.connect(self.offer)
        self.offered.again.confirmed.connect(self.confirmed)
        self.own.second.confirmed.connect(self.confirmed)
        self.swap.clicked.connect(self._on_swap)
        self.offer()

    def offer(self) -> None:
        """Offer six other words."""
        self.offered.show_words(offer_passphrase(self._surroundings.program.random))

    def begin(self) -> None:
        """Put the focus into the first field."""
        field = self.own.first if self._is_own() else self.offered.again
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_good(self) -> bool:
        """Whether it can be taken; if not, say why beside the field and put the focus there."""
        part = self.own if self._is_own() else self.offered
        self._wrong = part.wrong()
        if self._wrong is not None:
            self.return_focus()
        return self._wrong is None

    def return_focus(self) -> None:
        """Put the focus into the field with the mistake, or into the first."""
        if self._wrong is None:
            self.begin()
            return
        self._wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wrong.select_all()

    def text(self) -> str:
        """Return the passphrase chosen; to be asked when there is no `problem`."""
        return self.own.first.text() if self._is_own() else self.offered.words()

    def forget(self) -> None:
        """Forget what was typed and offered."""
        self._wrong = None
        self.own.clear()
        self.offered.show_words("")

    def _is_own(self) -> bool:
        return not self.own.isHidden()

    def _on_swap(self) -> None:
        to_own = not self._is_own()
        self._wrong = None
        self.own.setVisible(to_own)
        self.offered.setVisible(not to_own)
        self.swap.set_message(
            M("Rather take six words") if to_own else M("I would rather use my own")
        )
        self.changed.emit()
        self.begin()


class FieldNote(MessageText):
    """What is wrong with a field, under it, also for who hears the screen."""

    def __init__(self, language: LanguageSwitch, parent: QWidget) -> None:
        super().__init__(language, None, parent=parent, token=Token.CAUTION, bold=True)
        self.hide()

    def say_of(self, field: PassphraseField, problem: Message | None) -> None:
        """Say what is wrong with `field`, or nothing any more."""
        self.set_message(problem)
        self.setVisible(problem is not None)
        field.describe(problem)


class _Offered(QWidget):
    """Six words, large, to be written down and typed once from there."""

    def __init__(self, language: LanguageSwitch, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        card = Card(self)
        self._shown = Text(TextSize.LEADING, card, bold=True)
        self._shown.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        card.column.addWidget(self._shown)
        down = M("Write these words down and keep the paper away from this computer.")
        self.another = MessageButton(language, M("Another one"), parent=self)
        type_it = M("Now type them from your paper, to be sure.")
        self.again = PassphraseField(language, self)
        self.again.set_label(type_it)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(card)
        column.addWidget(MessageText(language, down, parent=self))
        row = QHBoxLayout()
        row.addWidget(self.another)
        row.addStretch(1)
        column.addLayout(row)
        self.note = FieldNote(language, self)
        column.addWidget(MessageText(language, type_it, parent=self))
        column.addWidget(self.again)
        column.addWidget(self.note)

    def words(self) -> str:
        """Return the words offered."""
        return self._words

    def show_words(self, words: str) -> None:
        """Offer other words."""
        self._words = words
        self._shown.say(words, language_of("en"))
        self.again.clear()
        self.note.say_of(self.again, None)

    def wrong(self) -> PassphraseField | None:
        """Return the field if the words were not typed as they are, and say so under it."""
        typed = " ".join(self.again.text().split())
        problem: Message | None = None
        if not typed:
            problem = M("Type the six words once, so that you are sure of them.")
        elif typed != self._words:
            problem = M("These are not the same words. Compare them one by one.")
        self.note.say_of(self.again, problem)
        return self.again if problem is not None else None


class _Own(QWidget):
    """One's own passphrase, judged honestly and typed twice."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        language = surroundings.language
        self.first = PassphraseField(language, self)
        self.second = PassphraseField(language, self)
        self.second.set_label(M("The same once more"))
        self.verdict = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self.verdict.hide()
        self._pause = QTimer(self, singleShot=True, interval=_JUDGE_AFTER_MS)
        advice = M("Four or more words that do not belong together make a good passphrase.")
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(MessageText(language, advice, parent=self))
        column.addWidget(MessageText(language, M("Passphrase"), parent=self, bold=True))
        self.note, self.second_note = FieldNote(language, self), FieldNote(language, self)
        column.addWidget(self.first)
        column.addWidget(self.note)
        column.addWidget(self.verdict)
        column.addWidget(MessageText(language, M("The same once more"), parent=self, bold=True))
        column.addWidget(self.second)
        column.addWidget(self.second_note)
        self.first.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._judge)

    def clear(self) -> None:
        """Forget what was typed and what was said of it."""
        for field, note in ((self.first, self.note), (self.second, self.second_note)):
            field.clear()
            note.say_of(field, None)
        self.verdict.hide()

    def wrong(self) -> PassphraseField | None:
        """Return the field with the mistake, which is told of under it, or None."""
        problem: Message | None = None
        differs: Message | None = None
        if not self.first.text().strip():
            problem = M("Type a passphrase.")
        elif strength_of(self.first.text()).score < LEAST_SCORE:
            problem = M("This passphrase is too easy to guess. Make it longer.")
        elif not self.second.text():
            differs = M("Type the same passphrase here, so that you are sure of it.")
        elif self.first.text() != self.second.text():
            differs = M("This is not the same as above. Type it again.")
        self.note.say_of(self.first, problem)
        self.second_note.say_of(self.second, differs)
        if problem is not None:
            return self.first
        return self.second if differs is not None else None

    def _judge(self) -> None:
        text = self.first.text()
        if not text:
            self.verdict.hide()
            return
        self._surroundings.run(lambda _: strength_of(text), self._on_judged)

    def _on_judged(self, strength: object) -> None:
        if isinstance(strength, Strength):
            self.verdict.set_message(strength.verdict)
            self.verdict.show()
