"""First screen: can we talk here, who is with us, adult or maybe not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from intake_app.domain.case import AgeBranch, Role
from intake_app.domain.message import M
from intake_app.services.words import AGES, ROLES
from intake_app.ui.conversation.asking import AskOne, AskSeveral
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.conversation.opening.draft import CanTalk, Draft
from intake_app.ui.palette import Token
from intake_app.ui.style import CONTENT_WIDTH, SPACE_L
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

CAN_TALK: Final[dict[object, Message]] = {
    CanTalk.YES: M("Yes"),
    CanTalk.NO: M("No"),
    CanTalk.NOT_SURE: M("Not sure"),
}


class SafeHere(Frame):
    """Three short questions, answered by the worker alone; nothing is written down.

    Signals:
        answered: All that is needed is known; the draft has it.
        not_safe: It is not sure that we can talk here.
    """

    answered = Signal()
    not_safe = Signal()

    def __init__(
        self, language: LanguageSwitch, draft: Draft, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, M("Before we begin"), parent)
        self._draft = draft
        self.without_ways_out()
        page = self.add_page(widest=CONTENT_WIDTH)
        self.can_talk = AskOne(language, M("Can we talk safely here, now?"), CAN_TALK, self)
        ages: dict[object, Message] = {age: AGES[age] for age in AgeBranch}
        # Translators: the worker judges the age of the person they talk with.
        self.age = AskOne(language, M("Adult, or maybe not?"), ages, self)
        roles: dict[object, Message] = {role: ROLES[role] for role in Role}
        self.company = AskSeveral(language, M("Who is with us?"), roles, self)
        self._hint = MessageText(
            language, M("If nobody is chosen, we are alone."), parent=self, token=Token.SOFT_INK
        )
        self._missing = MessageText(language, None, parent=self, token=Token.CAUTION)
        for ask in (self.can_talk, self.age, self.company):
            page.column.addWidget(ask)
            page.column.addSpacing(SPACE_L)
        page.column.addWidget(self._hint)
        page.column.addWidget(self._missing)
        page.column.addStretch(1)
        self.set_asks([self.can_talk, self.age, self.company])
        self.can_talk.set_answer(draft.can_talk)
        self.age.set_answer(draft.age)
        self.company.set_answers(set(draft.roles))
        self.can_talk.chosen.connect(self._on_changed)
        self.age.chosen.connect(self._on_changed)
        self.company.changed.connect(self._on_changed)
        self.next_asked.connect(self._on_next)

    def said(self) -> str:
        """Return what is still to be answered, in words."""
        return self._missing.said()

    def _on_changed(self) -> None:
        self._missing.set_message(None)

    def _on_next(self) -> None:
        draft = self._draft
        talk, age = self.can_talk.answer(), self.age.answer()
        draft.can_talk = talk if isinstance(talk, CanTalk) else None
        draft.age = age if isinstance(age, AgeBranch) else None
        draft.roles = {role for role in Role if role in self.company.answers()}
        draft.participants = {r: p for r, p in draft.participants.items() if r in draft.roles}
        if draft.can_talk in {CanTalk.NO, CanTalk.NOT_SURE}:
            self.not_safe.emit()
        elif draft.can_talk is None:
            self._missing.set_message(M("First: can we talk here?"))
            self.can_talk.take_focus()
        elif draft.age is None:
            self._missing.set_message(
                M("First: adult or maybe not? If you are not sure, choose “Maybe under 18”.")
            )
            self.age.take_focus()
        else:
            self.answered.emit()
