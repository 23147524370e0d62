"""The end of a profile: what it means, a word, the passphrase, and a second question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError, ProfileLeftoversError
from intake_app.domain.message import MC, MN, M
from intake_app.services.passphrases import as_secret
from intake_app.services.travelling import is_the_word
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.pin import PassphraseField
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

# Translators: the word that is typed to show that everything shall really go.
THE_WORD: Final = MC("typed to confirm", "destroy")
MEANS: Final = (
    M("It cannot be undone. No passphrase, no office and nobody who made Intake brings it back."),
    M(
        "The keys are overwritten first, then every file is deleted. A flash disk may keep old "
        "blocks: they are sealed with a key that is gone then."
    ),
    M(
        "It does not reach sticks, paper, other offices, or a copy that somebody made of this "
        "laptop before."
    ),
    M("Intake itself stays installed, and whoever looks sees that it is."),
)


class DestroyPart(Retranslating):
    """Destroys the profile, after a word, the passphrase, and a question where much would be lost.

    Signals:
        destroyed: It is done; carries whether every file could be deleted.
    """

    destroyed = Signal(bool)

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._profile = profile
        self._undelivered = 0
        self._held = 0
        self._label = MessageText(self.language, None, parent=self, bold=True)
        self.word = QLineEdit(self)
        self.word.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.passphrase = PassphraseField(self.language, self)
        self.button = MessageButton(self.language, M("Destroy everything"), parent=self)
        self.note = MessageText(self.language, None, parent=self, token=Token.CAUTION, bold=True)
        self.again = QWidget(self)
        self.lost = MessageText(
            self.language, None, parent=self.again, token=Token.CAUTION, bold=True
        )
        self.kept = MessageText(
            self.language, None, parent=self.again, token=Token.CAUTION, bold=True
        )
        self.all_the_same = MessageButton(
            self.language, M("Destroy it all the same"), parent=self.again
        )
        self.leave = MessageButton(self.language, M("Leave it as it is"), parent=self.again)
        self._build()
        self.button.clicked.connect(self._on_asked)
        self.passphrase.confirmed.connect(self._on_asked)
        self.all_the_same.clicked.connect(self._destroy)
        self.leave.clicked.connect(self._on_leave)
        self.retranslate()

    def ask_twice_for(self, undelivered: int, *, held: int = 0) -> None:
        """Ask a second time, naming these numbers, unless both are 0.

        Args:
            undelivered: How much would be lost for good.
            held: Of how many people something has to be kept for a court or a lawyer.
        """
        if (undelivered, held) != (self._undelivered, self._held):
            self._undelivered, self._held = undelivered, held
            self.again.hide()

    def the_word(self) -> str:
        """Return the word that has to be typed."""
        return self.language.text(THE_WORD)

    def retranslate(self) -> None:
        """Name the word and its field anew."""
        # Translators: {word} is to be typed; it is the translation of "destroy".
        label = M("Type the word “{word}” to show that you mean it", word=self.the_word())
        self._label.set_message(label)
        self.word.setAccessibleName(self.language.text(label))

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        card = Card(self)
        card.column.setSpacing(SPACE_M)
        title = M("Destroy everything on this laptop")
        card.column.addWidget(MessageText(self.language, title, TextSize.CHOICE, card, bold=True))
        for message in MEANS:
            card.column.addWidget(MessageText(self.language, message, parent=card))
        said = M("Passphrase")
        label = MessageText(self.language, said, parent=card, bold=True)
        for widget in (self._label, self.word, label, self.passphrase, self.note):
            card.column.addWidget(widget)
        card.column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeading)
        again = QVBoxLayout(self.again)
        bare(again, SPACE_S)
        again.addWidget(self.lost)
        again.addWidget(self.kept)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.leave)
        ends.addWidget(self.all_the_same)
        again.addLayout(ends)
        card.column.addWidget(self.again)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(card)
        self.note.hide()
        self.again.hide()

    def _on_asked(self) -> None:
        if not self.button.isEnabled():
            return
        self._tell(None)
        self.again.hide()
        if not is_the_word(self.word.text(), self.the_word()):
            self._tell(M("Type the word exactly as it stands above."))
            self.word.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.passphrase.text():
            self._tell(M("Type your passphrase."))
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._undelivered or self._held:
            self._ask_again()
        else:
            self._destroy()

    def _ask_again(self) -> None:
        self.lost.set_message(
            MN(
                "{count} of what stands above is on this laptop only, and would be lost for good.",
                "{count} of what stands above are on this laptop only, and would be lost for good.",
                self._undelivered,
            )
            if self._undelivered
            else None
        )
        self.lost.setVisible(self._undelivered > 0)
        self.kept.set_message(
            MN(
                "What is written of {count} person has to be kept for a court or a lawyer. "
                "Destroying it may be against the law: ask first whoever wanted it kept.",
                "What is written of {count} people has to be kept for a court or a lawyer. "
                "Destroying it may be against the law: ask first whoever wanted it kept.",
                self._held,
            )
            if self._held
            else None
        )
        self.kept.setVisible(self._held > 0)
        self.again.show()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_leave(self) -> None:
        self.again.hide()
        self.word.clear()
        self.passphrase.clear()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _destroy(self) -> None:
        self._set_busy(busy=True)
        profile, passphrase = self._profile, self.passphrase.text()
        self._surroundings.run(
            lambda _: profile.destroy(as_secret(passphrase)), self._on_done, self._on_failed
        )

    def _set_busy(self, *, busy: bool) -> None:
        for widget in (self.button, self.all_the_same, self.leave, self.word, self.passphrase):
            widget.setEnabled(not busy)
        self.button.set_message(M("Destroying …") if busy else M("Destroy everything"))

    def _on_done(self, _: object) -> None:
        self._end(is_whole=True)

    def _end(self, *, is_whole: bool) -> None:
        self.word.clear()
        self.passphrase.clear()
        self.destroyed.emit(is_whole)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ProfileLeftoversError):
            self._end(is_whole=False)
            return
        self._set_busy(busy=False)
        self.again.hide()
        if isinstance(error, IntakeError):
            self._tell(error.summary)
        else:
            self._surroundings.problems.show_problem(error)
        self.passphrase.select_all()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, message: Message | None) -> None:
        self.note.set_message(message)
        self.note.setVisible(message is not None)
