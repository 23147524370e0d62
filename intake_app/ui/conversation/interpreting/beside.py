"""What stands beside a question because of interpreting: local wording, who interpreted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, SPACE_XS, bare
from intake_app.ui.widgets.buttons import LinkButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.form import QuestionView
    from intake_app.ui.conversation.step_page import Talk


class Beside(QWidget):
    """Two quiet lines, each only where it has something to say.

    *Local wording*, with a way back to the form's own; and through whom an
    earlier answer came, with a way to ask it again.
    """

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._talk = talk
        self._view: QuestionView | None = None
        language = talk.language
        self._local = _Line(
            MessageText(language, M("Local wording, not checked"), token=Token.SOFT_INK), self
        )
        self.take_back = self._local.add(LinkButton(language, M("Use the form's own words again")))
        self._heard = _Line(MessageText(language, None, token=Token.SOFT_INK), self)
        self.again = self._heard.add(LinkButton(language, M("Ask again")))
        self.same = self._heard.add(LinkButton(language, M("It is the same answer")))
        column = QVBoxLayout(self)
        bare(column, SPACE_XS)
        column.addWidget(self._local)
        column.addWidget(self._heard)
        self.take_back.clicked.connect(self._on_take_back)
        self.again.clicked.connect(self._on_again)
        self.same.clicked.connect(self._on_same)

    def show_view(self, view: QuestionView) -> None:
        """Show what there is to say of a question."""
        self._view = view
        texts = (*view.labels, *(label for option in view.options for label in option.labels))
        self._local.setVisible(any(text.local for text in texts))
        live = self._talk.live
        via, here = live.heard.via(view.node), live.interpreter()
        other = bool(via) and (here is None or here.id != via)
        self._heard.setVisible(other)
        if other:
            alias = live.heard.alias(via, live.interview.participants)
            self._heard.words.set_message(M("This came through {name}.", name=alias))
            is_listed = view.node in live.heard.to_ask_again()
            self.again.set_message(M("Not again after all") if is_listed else M("Ask again"))
            self.same.setVisible(here is not None)
        self.setVisible(not self._local.isHidden() or not self._heard.isHidden())

    def said(self) -> str:
        """Return the lines shown."""
        lines = (line for line in (self._local, self._heard) if not line.isHidden())
        return " ".join(line.words.said() for line in lines)

    def _on_take_back(self) -> None:
        if self._view is not None:
            self._talk.aids.taken_back.emit(self._view.node)

    def _on_again(self) -> None:
        if self._view is not None:
            listed = self._view.node in self._talk.live.heard.to_ask_again()
            self._talk.acting.ask_again(self._view.node, on=not listed)

    def _on_same(self) -> None:
        here = self._talk.live.interpreter()
        if self._view is not None and here is not None:
            self._talk.acting.take_via(self._view.node, here.id)


class _Line(QWidget):
    def __init__(self, words: MessageText, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = words
        self._row = FlowLayout(self, spacing=SPACE_S)
        self._row.addWidget(words)

    def add(self, link: LinkButton) -> LinkButton:
        """Put a quiet action behind the words."""
        self._row.addWidget(link)
        return link
