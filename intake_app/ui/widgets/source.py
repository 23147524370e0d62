"""Where an answer comes from: one line, "said by the person" unless it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from intake_app.domain.answer import Basis
from intake_app.domain.message import M
from intake_app.services.words import BASES
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.widgets.buttons import Button, Kind, LinkButton, Mark
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.message import Message


class SourceLine(Retranslating):
    """A line "From: Said by the person", a menu of the other sources, and links behind it.

    Signals:
        chosen: The `Basis` chosen.
    """

    chosen = Signal(object)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._basis = Basis.SAID
        # Translators: before the source of an answer: "From: Said by the person".
        self._from = MessageText(language, M("From:"), parent=self, token=Token.SOFT_INK)
        self._button = Button(Kind.LINK, self)
        self._button.set_mark(Mark.OPENS)
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._actions: dict[Basis, QAction] = {}
        for basis in Basis:
            action = self._menu.addAction("")
            action.setCheckable(True)
            action.setActionGroup(self._group)
            self._actions[basis] = action
        self._links = FlowLayout(spacing=SPACE_S)
        self._links.addWidget(self._from)
        self._links.addWidget(self._button)
        row = QHBoxLayout(self)
        bare(row)
        row.addLayout(self._links, 1)
        self._button.clicked.connect(self.open_menu)
        self._group.triggered.connect(self._on_triggered)
        self.retranslate()

    def basis(self) -> Basis:
        """Return the source shown."""
        return self._basis

    def set_basis(self, basis: Basis | None) -> None:
        """Show a source (None: said by the person) without saying so."""
        self._basis = basis or Basis.SAID
        self.retranslate()

    def add_link(self, message: Message) -> LinkButton:
        """Put a quiet action behind the source and return it."""
        link = LinkButton(self.language, message, self)
        self._links.addWidget(link)
        return link

    def open_menu(self) -> None:
        """Open the menu of sources."""
        self._menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def menu(self) -> QMenu:
        """Return the menu."""
        return self._menu

    def retranslate(self) -> None:
        """Name source and menu anew."""
        for basis, action in self._actions.items():
            action.setText(self.language.text(BASES[basis]).replace("&", "&&"))
            action.setChecked(basis is self._basis)
        self._button.set_words(self.language.text(BASES[self._basis]), self.language.language)
        self._button.set_about(self.language.text(M("From")))

    def _on_triggered(self, action: QAction) -> None:
        for basis, known in self._actions.items():
            if known is action and basis is not self._basis:
                self.set_basis(basis)
                self.chosen.emit(basis)
