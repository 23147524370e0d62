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

    def problem(self) -> Message | None:
        """Return what speaks against what is there, or None."""
        return self.own.problem() if self._is_own() else self.offered.problem()

    def text(self) -> str:
        """Return the passphrase chosen; to be asked when there is no `problem`."""
        return self.own.first.text() if self._is_own() else self.offered.words()

    def forget(self) -> None:
        """Forget what was typed and offered."""
        for field in (self.offered.again, self.own.first, self.own.second):
            field.clear()
        self.offered.show_words("")

    def _is_own(self) -> bool:
        return not self.own.isHidden()

    def _on_swap(self) -> None:
        to_own = not self._is_own()
        self.own.setVisible(to_own)
        self.offered.setVisible(not to_own)
        self.swap.set_message(
            M("Rather take six words") if to_own else M("I would rather use my own")
        )
        self.changed.emit()
        self.begin()


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
        column.addWidget(MessageText(language, type_it, parent=self))
        column.addWidget(self.again)

    def words(self) -> str:
        """Return the words offered."""
        return self._words

    def show_words(self, words: str) -> None:
        """Offer other words."""
        self._words = words
        self._shown.say(words, language_of("en"))
        self.again.clear()

    def problem(self) -> Message | None:
        """Return whether they were typed as they are."""
        typed = " ".join(self.again.text().split())
        if not typed:
            return M("Type the six words once, so that you are sure of them.")
        if typed != self._words:
            return M("These are not the same words. Compare them one by one.")
        return None


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
        column.addWidget(self.first)
        column.addWidget(self.verdict)
        column.addWidget(MessageText(language, M("The same once more"), parent=self, bold=True))
        column.addWidget(self.second)
        self.first.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._judge)

    def problem(self) -> Message | None:
        """Return what speaks against it."""
        if not self.first.text().strip():
            return M("Type a passphrase.")
        if strength_of(self.first.text()).score < LEAST_SCORE:
            return M("This passphrase is too easy to guess. Make it longer.")
        if self.first.text() != self.second.text():
            return M("The two passphrases are not the same.")
        return None

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
