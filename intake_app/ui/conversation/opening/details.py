"""Who somebody is that is with us: what we call them, their language, how they take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.case import INTERPRETING, Participant, Presence
from intake_app.domain.message import M
from intake_app.i18n.direction import without_isolates
from intake_app.i18n.languages import language as language_of
from intake_app.services.words import ROLES
from intake_app.ui.conversation.asking import AskOne
from intake_app.ui.conversation.spoken_menu import SpokenMenu
from intake_app.ui.style import SPACE_L, SPACE_XS, bare
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets.buttons import Button, Mark
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from intake_app.domain.case import Role
    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

PRESENCES: Final[dict[object, Message]] = {
    Presence.IN_ROOM: M("In the room"),
    Presence.BY_PHONE: M("By phone"),
}


class Details(QWidget):
    """What the record calls them, their language and dialect, and how they take part.

    Signals:
        language_chosen: Another language is chosen.
    """

    language_chosen = Signal()

    def __init__(  # noqa: PLR0913, PLR0917 - what is known before
        self,
        language: LanguageSwitch,
        role: Role,
        spoken: str,
        offered: Sequence[str],
        alias: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._switch = language
        self._role = role
        self._tag = spoken
        self._letter = "A"
        self._alias = QLineEdit(self)
        self._language = Button(parent=self)
        self._language.set_mark(Mark.OPENS)
        self._menu = SpokenMenu(language, offered, self)
        self._dialect = QLineEdit(self)
        self.presence = AskOne(language, M("How do they take part?"), PRESENCES, self)
        self.presence.set_answer(Presence.IN_ROOM)
        column = QVBoxLayout(self)
        bare(column, SPACE_XS)
        fields = FlowLayout(spacing=SPACE_L)
        self._alias_field = self._labelled(M("What we call them; no full name"), self._alias)
        self._language_field = self._labelled(M("Their language"), self._language)
        self._dialect_field = self._labelled(M("Dialect, in their own words"), self._dialect)
        for field in (self._alias_field, self._language_field, self._dialect_field):
            fields.addWidget(field)
        column.addLayout(fields)
        column.addSpacing(SPACE_L)
        column.addWidget(self.presence)
        self._alias.setText(alias or self._proposed())
        self._language.clicked.connect(self._open_menu)
        self._menu.triggered.connect(self._on_language)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def show_interpreting(self, interprets: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show what matters of someone who carries the words, or only what to call them."""
        for part in (self._language_field, self._dialect_field, self.presence):
            part.setVisible(interprets)

    def participant(self, *, agreement_read: bool) -> Participant:
        """Return who it is, as far as said."""
        interprets = self._role in INTERPRETING
        presence = self.presence.answer()
        return Participant(
            id=f"{self._role.value}-{self._letter.lower()}",
            role=self._role,
            alias=self._alias.text().strip() or self._proposed(),
            language=self._tag if interprets else "",
            dialect=self._dialect.text().strip() if interprets else "",
            presence=presence if isinstance(presence, Presence) else Presence.IN_ROOM,
            agreement_read=agreement_read,
        )

    def propose_next(self) -> None:
        """Propose the next letter and forget what was typed of the one before."""
        self._letter = chr(ord(self._letter) + 1) if self._letter < "Z" else "A"
        self._alias.setText(self._proposed())
        self._dialect.clear()

    def use_letter(self, letter: str) -> None:
        """Propose another letter than A, e.g. for the second interpreter of a conversation."""
        self._letter = letter
        self._alias.setText(self._proposed())

    def set_language(self, tag: str) -> None:
        """Show the language they work in."""
        self._tag = tag
        self.retranslate()

    def take_focus(self, *, on_language: bool = False) -> None:
        """Put the focus on what we call them, or on their language."""
        (self._language if on_language else self._alias).setFocus()

    def menu(self) -> SpokenMenu:
        """Return the menu of languages."""
        return self._menu

    def alias_field(self) -> QLineEdit:
        """Return the field for what we call them."""
        return self._alias

    def retranslate(self) -> None:
        """Name the fields anew and show the language by its own name."""
        text = self._switch.text
        self._alias.setAccessibleName(text(M("What we call them; no full name")))
        self._dialect.setAccessibleName(text(M("Dialect, in their own words")))
        self._menu.set_current(self._tag)
        if self._tag:
            chosen = language_of(self._tag)
            self._language.set_words(chosen.autonym, chosen)
        else:
            self._language.set_words(text(M("Choose")), self._switch.language)
        self._language.set_about(text(M("Their language")))

    def _labelled(self, message: Message, widget: QWidget) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        bare(column, SPACE_XS)
        column.addWidget(MessageText(self._switch, message, TextSize.NOTE, part))
        column.addWidget(widget)
        widget.setMinimumWidth(scaled(220))
        return part

    def _proposed(self) -> str:
        # Translators: what the record calls a person who helps: "Interpreter A", "Lawyer A".
        word = self._switch.text(ROLES[self._role])
        name = self._switch.text(M("{role} {letter}", role=word, letter=self._letter))
        return without_isolates(name)  # it is kept as typed; isolates would hide its direction

    def _open_menu(self) -> None:
        self._menu.open_under(self._language)

    def _on_language(self, action: QAction) -> None:
        self.set_language(str(action.data()))
        self.language_chosen.emit()
