"""The conversation from first to last, one screen at a time.

The flow only says what follows what. Each stretch of the way is a part of its
own that is given the `Scene`: `pausing`, `company`, `ending`. A new page or an
overlay comes with a part of its own, too, and one line in `_connect`.
"""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.case import InterviewState
from intake_app.domain.ids import CaseId, NodeRef
from intake_app.i18n.digits import shown_code
from intake_app.ui.conversation.after.part import After
from intake_app.ui.conversation.company import Company
from intake_app.ui.conversation.ending import Ending
from intake_app.ui.conversation.half_noted import HalfNoted
from intake_app.ui.conversation.interpreting.part import Interpreting
from intake_app.ui.conversation.opening.draft import LAST_INTERPRETER, stored_interpreter
from intake_app.ui.conversation.opening.ends import all_done
from intake_app.ui.conversation.opening.screens import OpeningScreens
from intake_app.ui.conversation.pausing import Pausing
from intake_app.ui.conversation.person.pointing import Pointing
from intake_app.ui.conversation.person.turning import Turning
from intake_app.ui.conversation.referral.screen import ReferralScreen
from intake_app.ui.conversation.room import Room
from intake_app.ui.conversation.scene import Scene
from intake_app.ui.conversation.stage import Stage
from intake_app.ui.conversation.urgent import DANGER_KEY, DISCLOSURE_KEY, Urgent
from intake_app.ui.conversation.waiting import Waiting
from intake_app.ui.style import bare

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.case import Participant
    from intake_app.domain.ids import InterviewId
    from intake_app.domain.ports import Progress
    from intake_app.services.conversations import Finished, Opening
    from intake_app.services.interview import LiveInterview
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings


class ConversationFlow(QWidget):
    """Everything between "begin" and "leave"; the window shows it whole, without navigation.

    Signals:
        left: The flow is over; show what was there before.
        cover_asked: Hide everything behind the neutral page.
        finished: The conversation was finished; carries its six digits.
    """

    left = Signal()
    cover_asked = Signal()
    finished = Signal(str)

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._busy = False
        self._wanted: NodeRef | None = None
        self._waiting: Waiting | None = None
        self._then: Callable[[], None] | None = None
        self.stage = Stage(self)
        self.scene = Scene(surroundings=surroundings, profile=profile, stage=self.stage)
        self._pausing = Pausing(self.scene, self)
        self._company = Company(self.scene, self)
        self._ending = Ending(self.scene, self)
        self._after = After(self.scene, self)
        self._urgent = Urgent(self.scene, self)
        self._interpreting = Interpreting(self.scene, self)
        self._turning = Turning(self.scene, self)
        self._pointing = Pointing(self.scene, self)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self.stage)
        self._connect()

    # -- what the window asks ------------------------------------------------------

    def begin(self) -> None:
        """Begin with the opening screens; nothing is kept before it is agreed."""
        opening = OpeningScreens(self.scene.surroundings, self.scene.profile, self)
        opening.opened.connect(self._on_opened)
        opening.left.connect(self._leave)
        self.scene.draft = opening.draft
        self.stage.show_screen(opening)
        opening.current().start()

    def resume(self, interview_id: InterviewId, node: NodeRef | None = None) -> None:
        """Take a conversation up again where it stopped, or at the question of `node`."""
        self._wanted = node
        self._wait()
        resume = partial(self.scene.profile.conversations.resume, interview_id)
        self.scene.surroundings.run(lambda _progress: resume(), self._on_resumed, self._on_not_read)

    def refer(self, case_id: CaseId) -> None:
        """Open the referral screen for a person of this profile."""
        self._wait()
        conversations = self.scene.profile.conversations
        otherwise = (self.scene.language.language.tag,)

        def work(_progress: Progress) -> tuple[CaseId, tuple[str, ...]]:
            return case_id, conversations.languages_of(case_id) or otherwise

        self.scene.surroundings.run(work, self._on_refer_read, self._on_not_read)

    def after(self, case_id: CaseId, way: str = "") -> None:
        """Open a page after the questions (`after.doors.Way`; "": a referral) for a person."""
        if way:
            self._wait()
            self._after.open_for(case_id, way)
        else:
            self.refer(case_id)

    def unsaved(self) -> int:
        """Return how many answers are not on the disk yet; half-typed ones are given to it."""
        self.scene.settle()
        return self.scene.room.unsaved() if self.scene.room is not None else 0

    def is_safe_to_lock(self) -> bool:
        """Return whether everything said so far is on the disk."""
        return self.unsaved() == 0

    def hide_question(self) -> None:
        """Put the calm page over the screen; one key, or `show_question`, takes it away."""
        self._turning.cover()
        self._pausing.hide_question()

    def show_question(self) -> None:
        """Take the calm page of `hide_question` away again."""
        self._pausing.show_question()

    def open_urgent(self, key: str) -> None:
        """Open the card of this key over whatever is in sight."""
        if key == DANGER_KEY:
            self._urgent.open_danger()
        elif key == DISCLOSURE_KEY:
            self._urgent.open_disclosure()

    def current(self) -> QWidget | None:
        """Return the screen in sight."""
        return self.stage.current()

    def room(self) -> Room | None:
        """Return the room, also while something else is in sight; None before and after."""
        return self.scene.room

    # -- within ----------------------------------------------------------------------

    def _wait(self) -> None:
        """Show the way to Cover while what comes is read; anybody may come in meanwhile."""
        if self.stage.current() is None:
            self._waiting = Waiting(self.scene.language, self.stage)
            self.stage.show_screen(self._waiting)

    def _when_in_sight(self, then: Callable[[], None]) -> None:
        """Go on now, or once the card is taken off that was laid over the waiting page."""
        if self.stage.holds(self._waiting) and self.stage.current() is not self._waiting:
            self._then = then
        else:
            then()

    def _on_changed(self) -> None:
        if self._then is not None and self.stage.current() is self._waiting:
            then, self._then = self._then, None
            QTimer.singleShot(0, self, then)  # the card is still being taken off

    def _on_resumed(self, live: object) -> None:
        self._when_in_sight(partial(self._on_live, live))

    def _on_refer_read(self, found: object) -> None:
        self._when_in_sight(partial(self._on_refer, found))

    def _on_not_read(self, error: Exception) -> None:
        self._when_in_sight(partial(self._on_failed, error))

    def _connect(self) -> None:
        self.stage.changed.connect(self.scene.surroundings.sound.silence)
        self.stage.changed.connect(self._on_changed)
        self.stage.cover_asked.connect(self._on_cover)
        self.stage.pause_asked.connect(self._pausing.pause)
        self.stage.finish_asked.connect(self._on_finish)
        self.stage.pause_asked.connect(self._turning.cover)
        self.stage.turn_asked.connect(self._turning.turn)
        self.stage.phrases_asked.connect(self._pointing.point)
        self._ending.share_asked.connect(self._on_share)
        self._ending.after_asked.connect(self._after.open_here)
        self._after.talk_opened.connect(self._on_talk)
        self._after.share_asked.connect(self._on_after_share)
        self._after.left.connect(self._on_finish)
        self._urgent.share_asked.connect(self._on_share)
        self._pausing.help_asked.connect(self._urgent.open_danger)
        self._company.tool_asked.connect(self._interpreting.open)
        self._company.relay_chosen.connect(self._interpreting.show_relay)
        self._interpreting.other_asked.connect(self._company.ask_by_phone)
        self._ending.ended.connect(self._on_ended)

    def _on_cover(self) -> None:
        self.scene.settle()
        self.cover_asked.emit()

    def _on_opened(self) -> None:
        draft = self.scene.draft
        if draft is None or self._busy:
            return
        self._busy = True
        profile, opening, who = self.scene.profile, draft.opening(), draft.interpreter()

        def work(_progress: Progress) -> LiveInterview:
            return _begin(profile, opening, who)

        self.scene.surroundings.run(work, self._on_live, self._on_failed)

    def _on_live(self, live: object) -> None:
        self._busy = False
        draft, self.scene.draft = self.scene.draft, None
        room = Room(self.scene.surroundings, cast("LiveInterview", live), self)
        room.company_asked.connect(self._company.begin)
        room.help_now.danger_asked.connect(self._urgent.open_danger)
        room.help_now.disclosure_asked.connect(self._urgent.open_disclosure)
        self._interpreting.serve(room)
        for concern in draft.concerns if draft is not None else ():
            room.keep(room.live.concern(concern))
        self.scene.room = room
        self.stage.keep(room)
        if room.live.interview.state is InterviewState.PAUSED:
            room.keep(room.live.resume())
        room.step_shown.connect(self._on_step)
        HalfNoted(self.scene, room)
        self._on_step()
        self.scene.back_to_room()
        if self._wanted is not None:
            room.go_to(self._wanted)
            self._wanted = None
        gc.freeze()  # a form is many objects; looking through them may take longer than an answer

    def _on_step(self) -> None:
        """Have kept which question is in sight, so that it is there again after a crash."""
        room = self.scene.room
        if room is not None:
            step = room.step()
            node = step.node if step is not None else None
            self.scene.profile.conversations.stand_at(room.live.interview.id, node)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self.scene.surroundings.problems.show_problem(error)
        if isinstance(self.stage.current(), Waiting):
            self._leave()

    def _on_finish(self) -> None:
        self._turning.turn_back()
        if self.scene.room is not None:
            self._ending.begin()
        else:
            self._leave()

    def _on_ended(self, ended: Finished) -> None:
        self._close_room()
        page = all_done(
            self.scene.language,
            self,
            code=shown_code(ended.code),
            is_erased=ended.erased,
            is_held=ended.held,
        )
        page.left.connect(self._leave)
        self.stage.show_screen(page)
        page.start()
        self.finished.emit(ended.code)

    def _on_share(self) -> None:
        room = self.scene.room
        if room is not None:
            self._on_refer((room.live.case.id, room.live.interview.languages))

    def _on_talk(self, live: object, node: str) -> None:
        if self.scene.room is not None:
            self.scene.room.saving.stop()
        self._wanted = NodeRef(node) if node else None
        self._on_live(live)

    def _on_after_share(self, case_id: str) -> None:
        self.refer(CaseId(case_id))

    def _on_refer(self, found: object) -> None:
        case_id, languages = cast("tuple[CaseId, tuple[str, ...]]", found)
        screen = ReferralScreen(self.scene.surroundings, self.scene.profile, self)
        screen.left.connect(self._on_finish)
        self.stage.show_screen(screen)
        screen.open(case_id, languages)

    def _close_room(self) -> None:
        self._turning.turn_back()
        if self.scene.room is not None:
            self.scene.room.saving.stop()
        self.scene.room = self.scene.draft = None
        self.stage.keep(None)
        gc.unfreeze()

    def _leave(self) -> None:
        self._then = None
        self._close_room()
        self.stage.clear()
        self.left.emit()


def _begin(profile: OpenProfile, opening: Opening, who: Participant | None) -> LiveInterview:
    """Begin a conversation and remember who interprets; blocks."""
    live = profile.conversations.begin(opening)
    if who is not None:
        profile.set_setting(LAST_INTERPRETER, stored_interpreter(who))
    return live
