"""Second screen: each one who is with us, by the person's own yes; interpreters in more detail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal

from intake_app.domain.case import INTERPRETING, Participant, Presence, Role
from intake_app.domain.message import M
from intake_app.i18n import texts
from intake_app.i18n.languages import language as language_of
from intake_app.services.person_words import MAY_JOIN, NOT_RIGHT, OWN_ANSWERS, THINK, YES
from intake_app.services.words import ROLES
from intake_app.ui.conversation.asking import Ask, AskOne, AskPerson
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.conversation.interpreting.cards import InterpreterCard
from intake_app.ui.conversation.interpreting.tools import BEFORE
from intake_app.ui.conversation.opening.details import Details
from intake_app.ui.conversation.person.own_yes import OwnYes
from intake_app.ui.conversation.person.page import TURN, TURN_KEY
from intake_app.ui.conversation.wording import catalogs_of
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_S
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import LinkButton, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

SAME: Final = "same"
OTHER: Final = "other"

DUTY: Final = M(
    "Read to them: “I say everything that is said, and add nothing. I tell you when I do not "
    "understand. I keep all of it to myself.”"
)
BARRED: Final = M("This one does not interpret. Someone else can.")


class WhoIsWithUs(Frame):
    """One person who is with us: who they are, and the person's own yes to them.

    Signals:
        accepted: The `Participant` whom the person wants here.
        refused: The person does not want them; no reason is asked for.
        concern_asked: The worker worries about them, and wants to say so for the lead only.
    """

    accepted = Signal(object)
    refused = Signal()
    concern_asked = Signal()

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
        self._is_barred = False
        self.without_ways_out()
        left = self.add_page(stretch=1)
        right = self.add_page(stretch=1)
        self.same = AskOne(language, self._same_title(), _same_or_other(), self)
        # The worker's own language is nobody's choice yet: an interpreter carries words across.
        chosen = self._languages[-1] if self._languages[-1] != self._languages[0] else ""
        self.details = Details(language, role, chosen, offered, alias, self)
        self.duty = AskOne(language, DUTY, {True: M("I read it to them")}, self)
        self.own_yes = AskPerson(MAY_JOIN[role], OWN_ANSWERS, self)
        self._by_themselves = False
        self._turn_note = MessageText(
            language,
            M("Ask before they join: turn the screen, and the person answers by themselves."),
            parent=self,
            token=Token.SOFT_INK,
        )
        self.turn = MessageButton(language, TURN, parent=self)
        self.turn.set_key(TURN_KEY)
        self._told = MessageText(language, None, TextSize.CHOICE, self)
        self._without = MessageButton(language, M("Go on without them"), parent=self)
        self._someone = MessageButton(language, M("Someone else"), parent=self)
        self._missing = MessageText(language, None, parent=self, token=Token.CAUTION)
        for ask in (self.same, self.details, self.duty):
            left.column.addWidget(ask)
            left.column.addSpacing(SPACE_L)
        self.card = InterpreterCard(language, BEFORE, texts.briefing, self)
        self.concern = LinkButton(language, M("For you alone"), self)
        left.column.addWidget(self.card)
        left.column.addWidget(self.concern, alignment=Qt.AlignmentFlag.AlignLeading)
        left.column.addStretch(1)
        right.column.addWidget(self.own_yes)
        right.column.addWidget(self._turn_note)
        right.column.addWidget(self.turn, alignment=Qt.AlignmentFlag.AlignLeading)
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

    def start(self) -> None:
        """Put the focus on the first that is to be said: the language, then what can be chosen."""
        if self._lacks_language() and not self.details.isHidden():
            self.details.take_focus(on_language=True)
        else:
            super().start()

    def show_question(self) -> None:
        """Ask the person in the languages of the moment."""
        self.own_yes.show_in(catalogs_of(self.language, (self._languages[0], self._spoken())))

    def for_person(self) -> OwnYes:
        """Return the question and its three answers, for the person's own eyes."""
        source = OwnYes(self.language, self._spoken(), MAY_JOIN[self._role], self.own_yes.answer())
        source.answered.connect(self._on_turned_word)
        return source

    def participant(self) -> Participant:
        """Return who it is, as far as said; not yet accepted."""
        return replace(self._who(), on_turned_screen=self._by_themselves)

    def _who(self) -> Participant:
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

    def bar(self) -> None:
        """Let nobody in until it is somebody else: the worker worries about this one."""
        self._is_barred = True
        self.own_yes.set_answer("")
        self._show_word("")
        self._missing.set_message(BARRED)

    def ask_by_phone(self) -> None:
        """Begin anew with somebody else, on the phone."""
        self._on_someone_else()
        self.details.presence.set_answer(Presence.BY_PHONE)

    def said(self) -> str:
        """Return what the screen answered, in words."""
        return " ".join(t for t in (self._told.said(), self._missing.said()) if t)

    # -- within ------------------------------------------------------------------

    def _spoken(self) -> str:
        """Return the person's language, as far as said."""
        return self._who().language or self._languages[-1]

    def _lacks_language(self) -> bool:
        return self._role in INTERPRETING and not self.participant().language

    def _ask_language(self) -> None:
        self._missing.set_message(M("First: which language do they interpret?"))
        self.details.take_focus(on_language=True)

    def _connect(self) -> None:
        self.same.chosen.connect(self._on_same)
        self.details.language_chosen.connect(self._on_language)
        self.own_yes.chosen.connect(self._on_own_word)
        self.own_yes.confirmed.connect(self.next_asked)
        self.turn.clicked.connect(self._on_turn)
        self._without.clicked.connect(self.refused)
        self.concern.clicked.connect(self.concern_asked)
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
        self.card.setVisible(interprets)
        self.card.show_in((self._languages[0], self._spoken()))
        self.concern.setVisible(interprets)
        refused = self._is_barred or self.own_yes.answer() in {NOT_RIGHT, THINK}
        self._without.setVisible(refused)
        self._someone.setVisible(refused)
        asks: list[Ask] = [self.same, self.details.presence, self.duty, self.own_yes]
        self.set_asks([ask for ask in asks if not _is_hidden_below(ask, self)])

    def _on_same(self) -> None:
        self._missing.set_message(None)
        self._show_parts()
        self.show_question()

    def _on_language(self) -> None:
        self._missing.set_message(None)
        self._show_parts()
        self.show_question()
        self.start()

    def _on_own_word(self, word: str) -> None:
        self._by_themselves = False
        self._show_word(word)

    def _on_turned_word(self, word: str) -> None:
        """Take what the person answered themselves on the turned screen."""
        self.own_yes.set_answer(word)
        self._by_themselves = bool(word)
        self._show_word(word)

    def _show_word(self, word: str) -> None:
        self._missing.set_message(None)
        told = {
            NOT_RIGHT: M("No reason is needed. We can go on without them, or with someone else."),
            THINK: M("There is time. We can wait, or go on without them."),
        }.get(word)
        if word == YES and self._by_themselves:
            told = M("The person said so by themselves, on the turned screen.")
        self._told.set_message(told)
        self._show_parts()

    def _on_someone_else(self) -> None:
        """Begin anew with somebody else, who gets the next letter."""
        self._by_themselves = self._is_barred = False
        self._missing.set_message(None)
        self.own_yes.set_answer("")
        self._told.set_message(None)
        self.same.set_answer(OTHER if self._last is not None else None)
        self.duty.set_answer(None)
        self.details.propose_next()
        self._show_parts()
        self.details.take_focus()

    def _on_turn(self) -> None:
        """Turn the screen, once it is known in which language the person reads it."""
        if self._lacks_language():
            self._ask_language()
        else:
            self.turn_asked.emit()

    def _on_next(self) -> None:
        word = self.own_yes.answer()
        if self._is_barred:
            self._missing.set_message(BARRED)
            self._someone.setFocus()
        elif self._last is not None and self.same.answer() is None:
            self._missing.set_message(M("First: is it the same person as last time?"))
            self.same.take_focus()
        elif word in {NOT_RIGHT, THINK}:
            self._without.setFocus()
        elif self._lacks_language():
            self._ask_language()
        elif self._role in INTERPRETING and not self.participant().agreement_read:
            self._missing.set_message(M("First: read them what they promise."))
            self.duty.take_focus()
        elif word != YES:
            self._missing.set_message(M("First: the person's own yes or no."))
            self.own_yes.take_focus()
        else:
            self.accepted.emit(self.participant())


def _same_or_other() -> dict[object, Message]:
    return {SAME: M("Yes, the same"), OTHER: M("Someone else")}


def _is_hidden_below(widget: QWidget, top: QWidget) -> bool:
    above: QWidget | None = widget
    while above is not None and above is not top:
        if above.isHidden():
            return True
        above = above.parentWidget()
    return False
