"""Second screen: each one who is with us, by the person's own yes; interpreters in more detail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from intake_app.domain.case import Participant, Presence, Role
from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.services.words import ROLES
from intake_app.ui.conversation.asking import Ask, AskOne, AskPerson
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.conversation.wording import catalogs_of, offered_languages
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets.buttons import Button, Mark, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

INTERPRETING: Final = frozenset({Role.INTERPRETER, Role.MEDIATOR})
SAME: Final = "same"
OTHER: Final = "other"
YES: Final = "yes"
NOT_RIGHT: Final = "not-all-right"

PRESENCES: Final[dict[object, Message]] = {
    Presence.IN_ROOM: M("In the room"),
    Presence.BY_PHONE: M("By phone"),
}
DUTY: Final = M(
    "Read to them: “I say everything that is said, and add nothing. I tell you when I do not "
    "understand. I keep all of it to myself.”"
)
QUESTIONS: Final = {
    Role.INTERPRETER: M("Is it all right that this person interprets?"),
    Role.MEDIATOR: M("Is it all right that this person interprets?"),
    Role.TRUSTED: M("Is it all right that this person is with us?"),
    Role.GUARDIAN: M("Is it all right that this person is with us?"),
    Role.LAWYER: M("Is it all right that this person is with us?"),
}
OWN_ANSWERS: Final = {YES: M("Yes"), NOT_RIGHT: M("Not all right")}


class WhoIsWithUs(Frame):
    """One person who is with us: who they are, and the person's own yes to them.

    Signals:
        accepted: The `Participant` whom the person wants here.
        refused: The person does not want them; no reason is asked for.
    """

    accepted = Signal(object)
    refused = Signal()

    def __init__(  # noqa: PLR0913 - what is known before
        self,
        language: LanguageSwitch,
        role: Role,
        languages: Sequence[str],
        offered: Sequence[str],
        parent: QWidget | None = None,
        *,
        last: Participant | None = None,
        alias: str = "",
    ) -> None:
        """Make the screen.

        Args:
            language: The language of the moment.
            role: What they are here for.
            languages: The languages of the conversation, the worker's first.
            offered: Languages to offer first: those of the form.
            parent: Qt's owner.
            last: Who interpreted last time, or None.
            alias: What to call them at first; proposed when empty.
        """
        super().__init__(language, ROLES[role], parent)
        self._role = role
        self._languages = tuple(languages)
        self._last = last if role in INTERPRETING else None
        self.without_ways_out()
        left = self.add_page(stretch=1)
        right = self.add_page(stretch=1)
        self.same = AskOne(language, self._same_title(), _same_or_other(), self)
        self.details = _Details(language, role, self._languages[-1], offered, alias, self)
        self.duty = AskOne(language, DUTY, {True: M("I read it to them")}, self)
        self.own_yes = AskPerson(QUESTIONS[role], OWN_ANSWERS, self)
        self._told = MessageText(language, None, TextSize.CHOICE, self)
        self._without = MessageButton(language, M("Go on without them"), parent=self)
        self._someone = MessageButton(language, M("Someone else"), parent=self)
        self._missing = MessageText(language, None, parent=self, token=Token.CAUTION)
        for ask in (self.same, self.details, self.duty):
            left.column.addWidget(ask)
            left.column.addSpacing(SPACE_L)
        left.column.addStretch(1)
        right.column.addWidget(self.own_yes)
        right.column.addWidget(self._told)
        ways = FlowLayout(spacing=SPACE_S)
        ways.addWidget(self._without)
        ways.addWidget(self._someone)
        right.column.addLayout(ways)
        right.column.addWidget(self._missing)
        right.column.addStretch(1)
        self._connect()
        self._show_parts()
        self.show_question()

    def show_question(self) -> None:
        """Ask the person in the languages of the moment."""
        spoken = self.participant().language or self._languages[-1]
        self.own_yes.show_in(catalogs_of(self.language, (self._languages[0], spoken)))

    def participant(self) -> Participant:
        """Return who it is, as far as said; not yet accepted."""
        if self._last is not None and self.same.answer() == SAME:
            return Participant(
                id=self._role.value,
                role=self._role,
                alias=self._last.alias,
                language=self._last.language,
                dialect=self._last.dialect,
                presence=self._last.presence,
                agreement_read=True,
            )
        return self.details.participant(agreement_read=bool(self.duty.answer()))

    def said(self) -> str:
        """Return what the screen answered, in words."""
        return " ".join(t for t in (self._told.said(), self._missing.said()) if t)

    # -- within ------------------------------------------------------------------

    def _connect(self) -> None:
        self.same.chosen.connect(self._on_same)
        self.details.language_chosen.connect(self.show_question)
        self.own_yes.chosen.connect(self._on_own_word)
        self.own_yes.confirmed.connect(self.next_asked)
        self._without.clicked.connect(self.refused)
        self._someone.clicked.connect(self._on_someone_else)
        self.next_asked.connect(self._on_next)

    def _same_title(self) -> Message:
        last = self._last
        if last is None:
            return M("Same as last time?")
        spoken = language_of(last.language).autonym if last.language else ""
        if not spoken:
            return M("Same as last time: {alias}?", alias=last.alias)
        return M("Same as last time: {alias}, {language}?", alias=last.alias, language=spoken)

    def _show_parts(self) -> None:
        interprets = self._role in INTERPRETING
        is_new = self._last is None or self.same.answer() == OTHER
        self.same.setVisible(self._last is not None)
        self.details.setVisible(is_new)
        self.details.show_interpreting(interprets)
        self.duty.setVisible(interprets and is_new)
        refused = self.own_yes.answer() == NOT_RIGHT
        self._without.setVisible(refused)
        self._someone.setVisible(refused)
        asks: list[Ask] = [self.same, self.details.presence, self.duty, self.own_yes]
        self.set_asks([ask for ask in asks if not _is_hidden_below(ask, self)])

    def _on_same(self) -> None:
        self._missing.set_message(None)
        self._show_parts()
        self.show_question()

    def _on_own_word(self, word: str) -> None:
        self._missing.set_message(None)
        self._told.set_message(
            M("No reason is needed. We can go on without them, or with someone else.")
            if word == NOT_RIGHT
            else None
        )
        self._show_parts()

    def _on_someone_else(self) -> None:
        """Begin anew with somebody else, who gets the next letter."""
        self.own_yes.set_answer("")
        self._told.set_message(None)
        self.same.set_answer(OTHER if self._last is not None else None)
        self.duty.set_answer(None)
        self.details.propose_next()
        self._show_parts()
        self.details.take_focus()

    def _on_next(self) -> None:
        word = self.own_yes.answer()
        interprets = self._role in INTERPRETING
        if self._last is not None and self.same.answer() is None:
            self._missing.set_message(M("First: is it the same person as last time?"))
            self.same.take_focus()
        elif word == NOT_RIGHT:
            self._without.setFocus()
        elif interprets and not self.participant().agreement_read:
            self._missing.set_message(M("First: read them what they promise."))
            self.duty.take_focus()
        elif word != YES:
            self._missing.set_message(M("First: the person's own yes or no."))
            self.own_yes.take_focus()
        else:
            self.accepted.emit(self.participant())


class _Details(QWidget):
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
        self._menu = QMenu(self)
        for known in offered_languages(offered):
            self._menu.addAction(known.autonym.replace("&", "&&")).setData(known.tag)
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

    def take_focus(self) -> None:
        """Put the focus on what we call them."""
        self._alias.setFocus()

    def menu(self) -> QMenu:
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
        chosen = language_of(self._tag)
        self._language.set_words(chosen.autonym, chosen)
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
        return self._switch.text(M("{role} {letter}", role=word, letter=self._letter))

    def _open_menu(self) -> None:
        self._menu.popup(self._language.mapToGlobal(QPoint(0, self._language.height())))

    def _on_language(self, action: QAction) -> None:
        self.set_language(str(action.data()))
        self.language_chosen.emit()


def _same_or_other() -> dict[object, Message]:
    return {SAME: M("Yes, the same"), OTHER: M("Someone else")}


def _is_hidden_below(widget: QWidget, top: QWidget) -> bool:
    above: QWidget | None = widget
    while above is not None and above is not top:
        if above.isHidden():
            return True
        above = above.parentWidget()
    return False
