"""Who is with us, changed in the middle of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from intake_app.domain.case import INTERPRETING, Participant, Presence, Role
from intake_app.domain.message import M
from intake_app.services.words import ROLES
from intake_app.ui.conversation.asking import AskSeveral
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.conversation.interpreting.tools import ForInterpreting
from intake_app.ui.conversation.opening.interpreter import WhoIsWithUs
from intake_app.ui.conversation.opening.screens import participant_with_yes
from intake_app.ui.palette import Token
from intake_app.ui.style import CONTENT_WIDTH, SPACE_L, SPACE_M
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.message import Message
    from intake_app.ui.conversation.scene import Scene
    from intake_app.ui.language import LanguageSwitch


class Company(QObject):
    """Lets people join and leave in the middle of a conversation.

    Signals:
        tool_asked: Something shall be done for whoever interprets; a `Tool`.
        relay_chosen: The tag of a third language, or "" for none.
    """

    tool_asked = Signal(object)
    relay_chosen = Signal(str)

    def __init__(self, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene

    def begin(self) -> None:
        """Show who is with us."""
        self._show(by_phone=False)

    def ask_by_phone(self) -> None:
        """Ask who interprets on the phone from now on, in place of who does so far."""
        self._show(by_phone=True)

    def _show(self, *, by_phone: bool) -> None:
        scene, room = self._scene, self._scene.room
        if room is None:
            return
        room.settle()
        interview = room.live.interview
        screens = CompanyScreens(
            scene.language,
            interview.participants,
            interview.languages,
            room.live.form_languages,
            scene.stage,
            is_aloud=room.aids.is_aloud,
            relay=room.live.relay,
        )
        screens.page.tools.asked.connect(self.tool_asked)
        screens.page.tools.relay_chosen.connect(self.relay_chosen)
        screens.settled.connect(self._on_settled)
        screens.left.connect(scene.back_to_room)
        scene.stage.show_screen(screens)
        if by_phone:
            screens.ask_by_phone()

    def _on_settled(self, people: tuple[Participant, ...]) -> None:
        room = self._scene.room
        if room is None:
            return
        live = room.live
        if people != live.interview.participants:
            room.keep(live.set_participants(people))
            room.aids.follow(people)
        spoken = next((p.language for p in people if p.role in INTERPRETING and p.language), "")
        worker, person = live.interview.languages[0], live.interview.languages[-1]
        if spoken and spoken != person:
            room.keep(live.use_languages(worker, spoken))
        room.refresh()
        self._scene.back_to_room()


class CompanyScreens(QStackedWidget):
    """Takes people out, and lets new ones in by the person's own yes.

    Signals:
        settled: Who is with us from now on, as a tuple of `Participant`.
        left: Nothing was changed.
        cover_asked, pause_asked, finish_asked, turn_asked: As of the screen in sight.
    """

    help_topic = "languages"

    settled = Signal(object)
    left = Signal()
    cover_asked = Signal()
    pause_asked = Signal()
    finish_asked = Signal()
    turn_asked = Signal()

    def __init__(  # noqa: PLR0913 - what is known before
        self,
        language: LanguageSwitch,
        present: Sequence[Participant],
        languages: Sequence[str],
        offered: Sequence[str],
        parent: QWidget | None = None,
        *,
        is_aloud: bool = False,
        relay: str = "",
    ) -> None:
        """Make the screens.

        Args:
            language: The language of the moment.
            present: Who is with us now.
            languages: The conversation's: the worker's, then the person's.
            offered: Languages to offer first: those of the form.
            parent: Qt's owner.
            is_aloud: Whether questions are shown for reading them aloud.
            relay: The third language shown, or "".
        """
        super().__init__(parent)
        self._language = language
        self._languages = tuple(languages)
        self._offered = offered
        self._known = {participant.role: participant for participant in present}
        self._new: list[Role] = []
        self._by_phone = False
        self._stays: dict[Role, Participant] = {}
        tools = ForInterpreting(language, languages, offered, is_aloud=is_aloud, relay=relay)
        self.page = _CompanyPage(language, list(self._known.values()), tools, self)
        self.page.next_asked.connect(self._on_next)
        self.page.another.connect(self._on_another)
        self._push(self.page)

    def current(self) -> Frame:
        """Return the screen in sight."""
        return cast("Frame", self.currentWidget())

    def _push(self, screen: Frame) -> None:
        screen.back_asked.connect(self._on_back)
        screen.cover_asked.connect(self.cover_asked)
        screen.pause_asked.connect(self.pause_asked)
        screen.finish_asked.connect(self.finish_asked)
        screen.turn_asked.connect(self.turn_asked)
        self.addWidget(screen)
        self.setCurrentWidget(screen)
        screen.start()

    def _on_back(self) -> None:
        top = self.current()
        if self.count() == 1:
            self.left.emit()
            return
        self.removeWidget(top)
        top.deleteLater()
        self.setCurrentIndex(0)
        self.current().start()

    def ask_by_phone(self) -> None:
        """Ask who interprets on the phone; who did so far is out, whoever comes."""
        self._by_phone = True
        self._begin(self.page.roles() - {Role.MEDIATOR}, again={Role.INTERPRETER})

    def _on_another(self) -> None:
        """Let somebody else interpret: the one before is out once the new one is in."""
        self._begin(self.page.roles(), again={Role.INTERPRETER})

    def _on_next(self) -> None:
        self._begin(self.page.roles(), again=set())

    def _begin(self, roles: set[Role], again: set[Role]) -> None:
        self._stays = {
            role: who for role, who in self._known.items() if role in roles and role not in again
        }
        self._new = [role for role in Role if role in roles | again and role not in self._stays]
        self._ask()

    def _ask(self) -> None:
        if not self._new:
            self.settled.emit(tuple(self._stays[role] for role in Role if role in self._stays))
            return
        role = self._new[0]
        screen = WhoIsWithUs(self._language, role, self._languages, self._offered, self)
        if role in self._known:
            screen.details.use_letter(_letter_after(self._known[role]))
        if self._by_phone and role is Role.INTERPRETER:
            screen.details.presence.set_answer(Presence.BY_PHONE)
        screen.accepted.connect(self._on_accepted)
        screen.refused.connect(self._on_refused)
        self._push(screen)

    def _on_accepted(self, participant: Participant) -> None:
        self._stays[participant.role] = participant_with_yes(participant)
        self._new = [role for role in self._new if role is not participant.role]
        self._ask()

    def _on_refused(self) -> None:
        self._new = self._new[1:]
        self._ask()


def _letter_after(who: Participant) -> str:
    """Return the letter of whoever comes next; the same as last time has none and counts as A."""
    letter = who.id.removeprefix(f"{who.role.value}").removeprefix("-").upper() or "A"
    return chr(ord(letter) + 1) if "A" <= letter < "Z" else "A"


class _CompanyPage(Frame):
    another = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        present: Sequence[Participant],
        tools: ForInterpreting,
        parent: QWidget,
    ) -> None:
        super().__init__(language, M("Who is with us"), parent)
        self.tools = tools
        page = self.add_page(widest=CONTENT_WIDTH)
        roles: dict[object, Message] = {role: ROLES[role] for role in Role}
        self._ask = AskSeveral(language, M("Who is with us now?"), roles, self)
        self._ask.set_answers({participant.role for participant in present})
        hint = M("Take out who has left. Whoever is new needs the person's own yes.")
        page.column.addWidget(self._ask)
        page.column.addWidget(MessageText(language, hint, parent=self, token=Token.SOFT_INK))
        page.column.addSpacing(SPACE_M)
        ways = FlowLayout(spacing=SPACE_M)
        another = MessageButton(language, M("Someone else interprets now"), parent=self)
        another.clicked.connect(self.another)
        another.setVisible(any(who.role is Role.INTERPRETER for who in present))
        ways.addWidget(another)
        page.column.addLayout(ways)
        page.column.addSpacing(SPACE_L)
        page.column.addWidget(tools)
        page.column.addStretch(1)
        self.set_asks([self._ask])

    def roles(self) -> set[Role]:
        """Return who is with us now."""
        return {role for role in Role if role in self._ask.answers()}
