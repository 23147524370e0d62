"""The worker's list of what to ask again, because somebody else interpreted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import MN, M
from intake_app.i18n.direction import without_isolates
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.palette import Token
from intake_app.ui.style import CONTENT_WIDTH, SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from intake_app.domain.ids import NodeRef
    from intake_app.services.interview import LiveInterview
    from intake_app.ui.language import LanguageSwitch


class AskAgain(Frame):
    """Questions to ask again, and the earlier interpreters' answers that could be.

    Signals:
        go_asked: Go to this question.
        listed: A question shall stand on the list (True) or not; carries node and bool.
    """

    help_topic = "languages"

    go_asked = Signal(str)
    listed = Signal(str, bool)

    def __init__(
        self, language: LanguageSwitch, live: LiveInterview, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, M("To ask again"), parent)
        self._live = live
        self.without_ways_out(may_go_on=False)
        page = self.add_page(widest=CONTENT_WIDTH)
        about = M("What came through somebody who has left can be asked again, gently, and only "
                  "if the person wants to. The earlier answer stays as it is.")  # fmt: skip
        page.column.addWidget(MessageText(language, about, parent=self, token=Token.SOFT_INK))
        page.column.addSpacing(SPACE_M)
        self._rows = QVBoxLayout()
        bare(self._rows, SPACE_S)
        page.column.addLayout(self._rows)
        page.column.addStretch(1)
        self._parts: list[QWidget] = []
        self.refresh()

    def refresh(self) -> None:
        """Show the list as it is now."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        nodes = self._live.heard.to_ask_again()
        self._parts = [self._row(node) for node in nodes] or [self._empty()]
        self._parts += self._offers(set(nodes))
        for part in self._parts:
            self._rows.addWidget(part)
            part.show()

    def start(self) -> None:
        """Put the focus on the first thing to do."""
        buttons = (b for part in self._parts for b in part.findChildren(Button))
        (next(buttons, None) or self.footer.back_button).setFocus()

    def _empty(self) -> QWidget:
        return MessageText(self.language, M("Nothing is on the list."), TextSize.CHOICE, self)

    def _row(self, node: NodeRef) -> QWidget:
        live, language = self._live, self.language
        view = live.question_in(node, live.interview.languages[:1])
        card = Card(self)
        card.column.setSpacing(SPACE_XS)
        label = Text(TextSize.CHOICE, card)
        if view.labels:
            label.show_form_text(view.labels[0])
        card.column.addWidget(label)
        via = live.heard.alias(live.heard.via(node), live.interview.participants)
        if via:
            through = M("This came through {name}.", name=via)
            card.column.addWidget(MessageText(language, through, parent=card, token=Token.SOFT_INK))
        ways = FlowLayout(spacing=SPACE_S)
        for message, slot in ((M("Go there"), self._on_go), (M("Take it off"), self._on_off)):
            button = MessageButton(language, message, parent=card)
            button.set_about(without_isolates(label.said()))
            button.setProperty("node", node)
            button.clicked.connect(slot)
            ways.addWidget(button)
        card.column.addLayout(ways)
        return card

    def _offers(self, listed: set[NodeRef]) -> list[QWidget]:
        """Offer to list everything that came through somebody who has left."""
        live, here = self._live, self._live.interpreter()
        found: list[QWidget] = []
        for who in live.heard.interpreters():
            nodes = [node for node in live.heard.through(who) if node not in listed]
            if not nodes or (here is not None and here.id == who):
                continue
            alias = live.heard.alias(who, live.interview.participants)
            message = MN("{count} answer came through {name}: ask it again",
                         "{count} answers came through {name}: ask them again",
                         len(nodes), name=alias)  # fmt: skip
            button = MessageButton(self.language, message, parent=self)
            button.setProperty("nodes", list(nodes))
            button.clicked.connect(self._on_all)
            found.append(button)
        return found

    def _on_go(self) -> None:
        self.go_asked.emit(str(self.sender().property("node")))

    def _on_off(self) -> None:
        self.listed.emit(str(self.sender().property("node")), False)
        self.refresh()
        self.start()

    def _on_all(self) -> None:
        for node in self.sender().property("nodes"):
            self.listed.emit(str(node), True)
        self.refresh()
        self.start()
