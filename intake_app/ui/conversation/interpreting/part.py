"""Carries out what the room's aids ask for; laid over the room, which stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from shiboken6 import isValid

from intake_app.domain.case import INTERPRETING
from intake_app.domain.errors import DiskFullError
from intake_app.domain.ids import NodeRef
from intake_app.domain.wording import LocalWording
from intake_app.ui.conversation.interpreting.asking_again import AskAgain
from intake_app.ui.conversation.interpreting.concern import Concern
from intake_app.ui.conversation.interpreting.glossary import Words
from intake_app.ui.conversation.interpreting.saving_booklet import BookletSaver
from intake_app.ui.conversation.interpreting.say_better import SayBetter
from intake_app.ui.conversation.interpreting.tools import Tool
from intake_app.ui.half_typed import HalfTyped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.case import Participant
    from intake_app.domain.ports import Progress
    from intake_app.services.local_wording import Sayable
    from intake_app.ui.conversation.frame import Frame
    from intake_app.ui.conversation.room import Room
    from intake_app.ui.conversation.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One text said otherwise: as it shall be from now on, and as it was (None: the form's)."""

    now: LocalWording
    before: LocalWording | None
    taken_back: bool = False


class Interpreting(QObject):
    """Better words, the glossary, asking again, a concern, a booklet.

    Signals:
        other_asked: Somebody else shall interpret, on the phone (True) or nobody (False).
    """

    other_asked = Signal(bool)

    def __init__(self, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._laid: Frame | None = None
        self._keeping: list[_Change] = []
        self._is_keeping = False
        self._typed: HalfTyped | None = None
        self._booklet = BookletSaver(scene.surroundings, scene.profile, scene.stage)

    def serve(self, room: Room) -> None:
        """Do what this room's aids ask for from now on."""
        room.aids.better_asked.connect(self.say_better)
        room.aids.words_asked.connect(self.words)
        room.aids.taken_back.connect(self._on_node_taken_back)
        room.aids.follow(room.live.interview.participants)

    def open(self, tool: Tool) -> None:
        """Open one of the tools of the page *Who is with us*."""
        room = self._scene.room
        if room is None:
            return
        match tool:
            case Tool.WORDS:
                self.words()
            case Tool.ALOUD:
                room.aids.toggle_aloud()
                self._scene.back_to_room()
            case Tool.AGAIN:
                self.ask_again()
            case Tool.BOOKLET:
                live = room.live
                self._booklet.ask(live.interview.form_id, live.interview.languages)
            case Tool.CONCERN:
                self.concern()

    def show_relay(self, tag: str) -> None:
        """Show a third language under the two, or none ("")."""
        room = self._scene.room
        if room is not None:
            room.live.relay = tag
            room.refresh()
            self._scene.back_to_room()

    # -- better words ------------------------------------------------------------

    def say_better(self) -> None:
        """Lay the wording in sight over the room, to be corrected in the person's language."""
        room = self._scene.room
        if room is None:
            return
        room.settle()
        tag = room.live.interview.languages[-1]
        page = SayBetter(self._scene.language, _sayables(room, tag), tag, self._scene.stage)
        self._typed = self._followed(page)
        page.be_followed(self._typed, room.live.rewording.form_id)
        self._typed.begin(room.live.case.id)
        page.said.connect(self._on_said)
        page.taken_back.connect(self._on_taken_back)
        self._lay(page)

    def _on_said(self, said: Sequence[tuple[Sayable, str]]) -> None:
        self._change([(sayable, text) for sayable, text in said])

    def _on_taken_back(self, sayable: Sayable) -> None:
        self._change([(sayable, None)])

    def _on_node_taken_back(self, node: str) -> None:
        room = self._scene.room
        if room is not None:
            tags = dict.fromkeys(room.live.languages)
            own = [s for tag in tags for s in _sayables_of(room, NodeRef(node), tag) if s.local]
            self._change([(sayable, None) for sayable in own])

    def _change(self, texts: Sequence[tuple[Sayable, str | None]]) -> None:
        """Say texts otherwise (None: as the form does) at once, and keep that."""
        if self._typed is not None and isValid(self._typed):
            self._typed.done()
        self._off()
        room = self._scene.room
        if room is None or not texts:
            return
        live, wordings = room.live, self._scene.profile.wordings
        here = live.interpreter()
        changes: list[_Change] = []
        for sayable, text in texts:
            now = LocalWording(
                form_id=live.rewording.form_id,
                place=sayable.place,
                language=sayable.said.asked,
                source=sayable.source,
                text=text or "",
                by=here.id if here is not None else "",
                on=wordings.today(),
            )
            if text is None:
                before = live.rewording.take_back(now.place, now.language)
            else:
                before = live.rewording.put(now)
            changes.append(_Change(now=now, before=before, taken_back=text is None))
        room.refresh()
        self._keeping += changes
        self._keep()

    def _keep(self) -> None:
        """Keep what is said otherwise, one after the other: the last word counts."""
        if self._is_keeping or not self._keeping:
            return
        self._is_keeping = True
        changes, wordings = tuple(self._keeping), self._scene.profile.wordings

        def keep(_progress: Progress) -> Sequence[_Change]:
            for change in changes:
                (wordings.take_back if change.taken_back else wordings.put)(change.now)
            return changes

        self._scene.surroundings.run(keep, self._on_kept, self._on_not_kept, keeps=True)

    def _on_kept(self, changes: object) -> None:
        kept = cast("Sequence[_Change]", changes)
        self._is_keeping = False
        self._keeping = self._keeping[len(kept) :]
        self._keep()

    def _on_not_kept(self, error: Exception) -> None:
        """Show again what is true: what could not be kept is not used either.

        On a full disk it is used here and tried again, as answers are.
        """
        if isinstance(error, DiskFullError):
            return  # it is tried again, and said so (`Surroundings.run`)
        self._is_keeping = False
        failed, self._keeping = self._keeping, []
        room = self._scene.room
        if room is not None:
            for change in reversed(failed):
                room.live.rewording.take_back(change.now.place, change.now.language)
                if change.before is not None:
                    room.live.rewording.put(change.before)
            room.refresh()
        self._scene.surroundings.problems.show_problem(error)

    # -- the glossary --------------------------------------------------------------

    def words(self) -> None:
        """Lay the glossary over the room, the words of the question in sight first."""
        scene, room = self._scene, self._scene.room
        if room is None:
            return
        room.settle()
        tags = tuple(dict.fromkeys(room.live.interview.languages))
        page = Words(scene.surroundings, scene.profile, tags, scene.stage)
        step = room.step()
        views = [room.live.question_in(n, tags) for n in (step.nodes if step is not None else ())]
        texts = [text for view in views for text in view.labels]
        texts += [text for view in views for option in view.options for text in option.labels]
        page.view.show_words_in([(text.language, text.text) for text in texts])
        typed = self._followed(page)
        page.view.own.be_followed(typed)
        typed.begin(room.live.case.id)
        self._lay(page)

    # -- asking again --------------------------------------------------------------

    def ask_again(self) -> None:
        """Lay the worker's list of what to ask again over what is in sight."""
        room = self._scene.room
        if room is not None:
            page = AskAgain(self._scene.language, room.live, self._scene.stage)
            page.go_asked.connect(self._on_go)
            page.listed.connect(self._on_listed)
            self._lay(page)

    def _on_go(self, node: str) -> None:
        room = self._scene.room
        if room is not None:
            self._off()
            self._scene.back_to_room()
            room.go_to(NodeRef(node))

    def _on_listed(self, node: str, is_listed: bool) -> None:  # noqa: FBT001 - Qt's signal
        room = self._scene.room
        if room is not None:
            room.keep(room.live.ask_again(NodeRef(node), on=is_listed))
            room.refresh()

    # -- a concern -----------------------------------------------------------------

    def concern(self) -> None:
        """Lay the page for a concern about who interprets over what is in sight."""
        page = Concern(self._scene.language, self._scene.stage)
        page.kept.connect(self._on_concern)
        page.phone_asked.connect(self._on_concern_and_phone)
        self._lay(page)

    def _on_concern(self, codes: str) -> None:
        self._note_concern(codes)
        room = self._scene.room
        if room is not None:
            left = tuple(p for p in room.live.interview.participants if p.role not in INTERPRETING)
            self._is_with_us(left)
            self._scene.back_to_room()

    def _on_concern_and_phone(self, codes: str) -> None:
        self._note_concern(codes)
        self.other_asked.emit(True)

    def _note_concern(self, codes: str) -> None:
        self._off()
        room = self._scene.room
        if room is not None:
            room.keep(room.live.concern(codes))

    def _is_with_us(self, people: tuple[Participant, ...]) -> None:
        room = self._scene.room
        if room is not None and people != room.live.interview.participants:
            room.keep(room.live.set_participants(people))
            room.aids.follow(people)
            room.refresh()

    # -- within ------------------------------------------------------------------

    def _lay(self, page: Frame) -> None:
        page.back_asked.connect(self._off)
        # Once is Back, as in the help; twice within half a second is Cover's.
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(page.back_asked)
        self._laid = page
        self._scene.stage.lay_over(page)

    def _followed(self, page: Frame) -> HalfTyped:
        words = self._scene.profile.conversations.half_typed
        return HalfTyped(self._scene.surroundings, words, page)

    def _off(self) -> None:
        page, self._laid = self._laid, None
        if page is not None:
            self._scene.stage.take_off(page)


def _sayables(room: Room, tag: str) -> list[Sayable]:
    """Return what of the questions in sight can be said better."""
    step = room.step()
    nodes = step.nodes if step is not None else ()
    found = [sayable for node in nodes for sayable in _sayables_of(room, node, tag)]
    return list({sayable.place: sayable for sayable in found}.values())


def _sayables_of(room: Room, node: NodeRef, tag: str) -> Sequence[Sayable]:
    live = room.live
    return live.rewording.sayables(live.question_in(node, (tag,)), live.source_of(node), tag)
