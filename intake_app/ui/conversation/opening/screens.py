"""The opening screens in their order, and where each answer leads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from intake_app.domain.case import INTERPRETING, Participant, Role
from intake_app.domain.consent import Choice, ConsentItem
from intake_app.services.child_help import child_help
from intake_app.ui.conversation.interpreting.concern import Concern
from intake_app.ui.conversation.opening.agreement import WhatWeAgree
from intake_app.ui.conversation.opening.draft import (
    LAST_INTERPRETER,
    CanTalk,
    Draft,
    restored_interpreter,
)
from intake_app.ui.conversation.opening.ends import (
    QuietPage,
    Safeguarding,
    no_talk,
    not_safe_here,
    nothing_written,
)
from intake_app.ui.conversation.opening.interpreter import WhoIsWithUs
from intake_app.ui.conversation.opening.safe_here import SafeHere

if TYPE_CHECKING:
    from intake_app.domain.ports import Progress
    from intake_app.services.child_help import ChildHelp
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.conversation.frame import Frame
    from intake_app.ui.surroundings import Surroundings


class OpeningScreens(QStackedWidget):
    """Leads from "can we talk here?" to what was agreed; Back goes one screen back.

    Signals:
        opened: Talking and writing are agreed; `draft` has everything.
        left: The conversation does not begin; nothing was kept.
        cover_asked, pause_asked, turn_asked: As of the screen in sight.
    """

    help_topic = "opening"

    opened = Signal()
    left = Signal()
    cover_asked = Signal()
    pause_asked = Signal()
    turn_asked = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._language = surroundings.language
        self._profile = profile
        self._last: Participant | None = None
        self._roles: list[Role] = []
        self._card: Safeguarding | None = None
        tag = self._language.language.tag
        self.draft = Draft(languages=(tag, tag))
        self._safe_here = SafeHere(self._language, self.draft, self)
        self._safe_here.answered.connect(self._on_safe_here)
        self._safe_here.not_safe.connect(self._on_not_safe)
        self._push(self._safe_here)
        surroundings.run(self._read_last, self._on_last)

    def current(self) -> Frame:
        """Return the screen in sight."""
        return cast("Frame", self.currentWidget())

    # -- within ------------------------------------------------------------------

    def _read_last(self, _progress: Progress) -> str:
        return self._profile.setting(LAST_INTERPRETER)

    def _on_last(self, stored: object) -> None:
        self._last = restored_interpreter(str(stored))

    def _push(self, screen: Frame) -> None:
        screen.back_asked.connect(self._on_back)
        screen.cover_asked.connect(self.cover_asked)
        screen.pause_asked.connect(self.pause_asked)
        screen.turn_asked.connect(self.turn_asked)
        if isinstance(screen, QuietPage):
            screen.left.connect(self.left)
        self.addWidget(screen)
        self.setCurrentWidget(screen)
        screen.start()

    def _on_back(self) -> None:
        top = self.current()
        self._card = self._card if top is not self._card else None
        if self.count() == 1:
            self.left.emit()
            return
        self.removeWidget(top)
        top.deleteLater()
        self.setCurrentIndex(self.count() - 1)
        self._roles = [role for role in Role if role in self.draft.roles]
        self.current().start()

    def _on_safe_here(self) -> None:
        if self.draft.age is not None and self.draft.age.is_protected:
            card = Safeguarding(self._language, self)
            card.went_on.connect(self._on_company)
            self._card = card
            self._surroundings.run(self._read_help, self._on_help)
            self._push(card)
        else:
            self._on_company()

    def _read_help(self, _progress: Progress) -> ChildHelp:
        return child_help(self._profile)

    def _on_help(self, found: object) -> None:
        if self._card is not None and self.indexOf(self._card) >= 0:
            self._card.show_help(cast("ChildHelp", found))

    def _on_not_safe(self) -> None:
        is_unsure = self.draft.can_talk is CanTalk.NOT_SURE
        page = not_safe_here(self._language, self, is_unsure=is_unsure)
        page.went_on.connect(self._on_back)
        self._push(page)

    def _on_company(self) -> None:
        """Ask about each one who is with us, then about what we agree."""
        self._roles = [role for role in Role if role in self.draft.roles]
        self._ask_next_role()

    def _ask_next_role(self) -> None:
        if not self._roles:
            self._agree()
            return
        role = self._roles[0]
        last = self._last if self._last is not None and self._last.role is role else None
        screen = WhoIsWithUs(
            self._language,
            role,
            self.draft.languages,
            self._surroundings.program.languages,
            self,
            last=last,
        )
        screen.accepted.connect(self._on_accepted)
        screen.refused.connect(self._on_refused)
        screen.concern_asked.connect(self._on_concern_asked)
        self._push(screen)

    def _on_accepted(self, participant: Participant) -> None:
        accepted = participant_with_yes(participant)
        self.draft.participants[participant.role] = accepted
        if participant.role in INTERPRETING and participant.language:
            self.draft.languages = (self.draft.languages[0], participant.language)
        self._role_is_done(participant.role)

    def _on_refused(self) -> None:
        role = self._roles[0] if self._roles else None
        if role is not None:
            self.draft.participants.pop(role, None)
            self._role_is_done(role)

    def _on_concern_asked(self) -> None:
        page = Concern(self._language, self)
        page.kept.connect(self._on_concern)
        page.phone_asked.connect(self._on_phone_asked)
        self._push(page)

    def _on_concern(self, codes: str) -> None:
        """Go on without them: whom the worker worries about does not interpret."""
        self._bar(codes)
        self._on_refused()

    def _on_phone_asked(self, codes: str) -> None:
        """Ask who interprets on the phone instead."""
        screen = self._bar(codes)
        if screen is not None:
            screen.ask_by_phone()

    def _bar(self, codes: str) -> WhoIsWithUs | None:
        self.draft.concerns.append(codes)
        self._on_back()
        screen = self.current()
        if not isinstance(screen, WhoIsWithUs):
            return None
        screen.bar()
        return screen

    def _role_is_done(self, role: Role) -> None:
        self._roles = [left for left in Role if left in self.draft.roles and _after(left, role)]
        self._ask_next_role()

    def _agree(self) -> None:
        offered = self._surroundings.program.languages
        screen = WhatWeAgree(self._language, self.draft, offered, self)
        screen.answered.connect(self._on_agreed)
        self._push(screen)

    def _on_agreed(self) -> None:
        items = self.draft.items
        if items.get(ConsentItem.TALK) is not Choice.YES:
            self._push(no_talk(self._language, self))
        elif items.get(ConsentItem.WRITE) is not Choice.YES:
            self._push(nothing_written(self._language, self))
        else:
            self.opened.emit()


def participant_with_yes(participant: Participant) -> Participant:
    """Return someone as the person's own yes makes them."""
    return replace(participant, accepted=True)


def _after(role: Role, other: Role) -> bool:
    order = list(Role)
    return order.index(role) > order.index(other)
