"""What stands where a conversation comes while it is read: a word, and the way to Cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import M
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.palette import Token
from intake_app.ui.style import CONTENT_WIDTH
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.ui.language import LanguageSwitch


class Waiting(Frame):
    """Leads nowhere by itself."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, None, parent)
        self.footer.show_only()
        page = self.add_page(widest=CONTENT_WIDTH)
        page.column.addWidget(
            MessageText(language, M("Opening …"), parent=self, token=Token.SOFT_INK)
        )
        page.column.addStretch(1)
