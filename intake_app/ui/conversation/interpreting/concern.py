"""A concern about who interprets: for the lead only, never shared, never in a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from intake_app.domain.message import M
from intake_app.ui.conversation.asking import AskSeveral
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.palette import Token
from intake_app.ui.style import CONTENT_WIDTH, SPACE_L, SPACE_M
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

CONCERNS: Final[Mapping[object, Message]] = {
    # Translators: why somebody had better not interpret; read by the worker alone.
    "came-along": M("They came along and nobody asked them to"),
    "knows": M("They know the person, or the people the person fears"),
    "works-there": M("They belong to where the person works"),
    "answers": M("They answer in the person's place"),
    "afraid": M("The person is quiet or afraid beside them"),
    "other": M("Something else"),
}


class Concern(Frame):
    """Ticks and no story: nothing a glance over the shoulder could take amiss for long.

    Signals:
        kept: What was ticked, as a line of codes parted by blanks.
        phone_asked: The same, and somebody on the phone shall interpret instead.
    """

    help_topic = "when-things-go-wrong"

    kept = Signal(str)
    phone_asked = Signal(str)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, M("For you alone"), parent)
        self.without_ways_out(may_go_on=False)
        page = self.add_page(widest=CONTENT_WIDTH)
        first = M("Turn the screen to yourself. Say nothing about it aloud: send them for water, "
                  "or end it for today.")  # fmt: skip
        kept = M("It is kept for the lead of your office. It is not shared, and stands on no copy "
                 "and in no booklet.")  # fmt: skip
        self._ask = AskSeveral(language, M("What worries you?"), CONCERNS, self)
        self._missing = MessageText(language, None, parent=self, token=Token.CAUTION)
        self.phone = MessageButton(language, M("Somebody on the phone instead"), Kind.PRIMARY, self)
        self.without = MessageButton(language, M("Go on without them"), parent=self)
        page.column.addWidget(MessageText(language, first, TextSize.CHOICE, self))
        page.column.addWidget(MessageText(language, kept, parent=self, token=Token.SOFT_INK))
        page.column.addSpacing(SPACE_L)
        page.column.addWidget(self._ask)
        page.column.addWidget(self._missing)
        page.column.addSpacing(SPACE_M)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.phone)
        ways.addWidget(self.without)
        page.column.addLayout(ways)
        pictures = M("Without them, there are sentences to point at (F3).")
        page.column.addWidget(MessageText(language, pictures, parent=self, token=Token.SOFT_INK))
        page.column.addStretch(1)
        self.set_asks([self._ask])
        self.phone.clicked.connect(self._on_phone)
        self.without.clicked.connect(self._on_kept)
        self._ask.changed.connect(self._on_changed)

    def codes(self) -> str:
        """Return what is ticked, as a line of codes."""
        return " ".join(str(code) for code in CONCERNS if code in self._ask.answers())

    def _on_changed(self) -> None:
        self._missing.set_message(None)

    def _on_phone(self) -> None:
        if self._is_said():
            self.phone_asked.emit(self.codes())

    def _on_kept(self) -> None:
        if self._is_said():
            self.kept.emit(self.codes())

    def _is_said(self) -> bool:
        if not self.codes():
            self._missing.set_message(M("Tick what worries you; “Something else” is enough."))
            self._ask.take_focus()
            return False
        return True
