"""How to reach a person safely, and a phrase by which they are known on the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.domain.taking_back import LONGEST
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.ui.half_typed import HalfTyped
    from intake_app.ui.language import LanguageSwitch

REACH = M("How to reach them safely")
PHRASE = M("A phrase for the phone")
ABOUT = M(
    "Only if they want it: how to reach them without danger, and a few words that they say on the "
    "phone, so that we know it is they. The phrase is never shown again."
)


class SafeWordsForm(Retranslating):
    """Opens with a press, is never required, and asks nothing by itself.

    Signals:
        kept: What shall be kept: the phrase, or None when none was typed, and how to reach them.
        not_kept: Why it was not; what was typed stands in the fields again.
    """

    kept = Signal(object, str)
    not_kept = Signal(object)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self.open_button = MessageButton(
            language, M("Agree how to reach them, and a phrase for the phone"), parent=self
        )
        self.form = QWidget(self)
        self.reach = QLineEdit(self.form)
        self.phrase = QLineEdit(self.form)
        self.keep = MessageButton(language, M("Keep this"), parent=self.form)
        self.told = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self._before = ""
        self._tried = "", ""
        inner = QVBoxLayout(self.form)
        bare(inner, SPACE_S)
        inner.addWidget(MessageText(language, ABOUT, parent=self.form, token=Token.SOFT_INK))
        for title, field in ((REACH, self.reach), (PHRASE, self.phrase)):
            field.setMaxLength(LONGEST)
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            field.returnPressed.connect(self.settle)
            inner.addWidget(MessageText(language, title, parent=self.form))
            inner.addWidget(field)
        inner.addSpacing(SPACE_S)
        inner.addWidget(self.keep, alignment=Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(self.open_button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.form)
        column.addWidget(self.told)
        self.form.hide()
        self.told.hide()
        self.open_button.clicked.connect(self._on_open)
        self.keep.clicked.connect(self.settle)
        self.retranslate()

    def show_agreed(self, reach: str, *, has_phrase: bool) -> None:
        """Begin, folded, with what was agreed before; the phrase itself is not known here."""
        self.form.hide()
        self.open_button.show()
        self._before = reach
        self._tried = "", reach
        self.reach.setText(reach)
        self.phrase.clear()
        self.told.set_message(M("A phrase is agreed. A new one takes its place."))
        self.told.setVisible(has_phrase)

    def be_followed(self, half_typed: HalfTyped) -> None:
        """Have kept meanwhile what is typed and not agreed yet."""
        half_typed.follow("reach", self.reach, kept=self._kept_reach, appear=self._appear)
        half_typed.follow("phrase", self.phrase, appear=self._appear)

    def settle(self) -> None:
        """Keep what is typed, if anything is."""
        phrase, reach = self.phrase.text().strip(), self.reach.text().strip()
        if not phrase and reach == self._before:
            return
        self._tried = phrase, self._before
        self._before = reach
        self.phrase.clear()
        self.kept.emit(phrase or None, reach)

    def tell_kept(self, _done: object = None) -> None:
        """Say that it is kept, and close."""
        had_focus = any(w.hasFocus() for w in (self.reach, self.phrase, self.keep))
        self.form.hide()
        self.open_button.show()
        self.told.set_message(M("Kept for the next time."))
        self.told.show()
        if had_focus:
            self.open_button.setFocus()

    def tell_not_kept(self, error: Exception) -> None:
        """Let it be tried again, and say why it was not kept."""
        phrase, self._before = self._tried
        self.phrase.setText(self.phrase.text() or phrase)
        self.not_kept.emit(error)

    def retranslate(self) -> None:
        """Name the fields anew."""
        self.reach.setAccessibleName(self.language.text(REACH))
        self.phrase.setAccessibleName(self.language.text(PHRASE))

    def _kept_reach(self) -> str:
        return self._before

    def _appear(self) -> None:
        self.open_button.hide()
        self.told.hide()
        self.form.show()

    def _on_open(self) -> None:
        self._appear()
        self.reach.setFocus()
