"""Leads to the pages after the questions, and from there to a question or a service."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import DiskFullError
from intake_app.domain.ids import InterviewId, NodeRef
from intake_app.services.forms import ADULT_FORM, PLAN_FORM, REFERRAL_FORM
from intake_app.ui.conversation.after.copy_page import CopyPage
from intake_app.ui.conversation.after.correct_page import TITLE, CorrectPage
from intake_app.ui.conversation.after.doors import Way
from intake_app.ui.conversation.after.options_page import OptionsPage
from intake_app.ui.conversation.after.plan_page import PlanPage
from intake_app.ui.conversation.after.rights_page import RightsPage
from intake_app.ui.conversation.after.summary_page import SummaryPage
from intake_app.ui.widgets.buttons import MessageButton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.case import Case
    from intake_app.domain.ids import CaseId
    from intake_app.domain.ports import Progress
    from intake_app.services.interview import LiveInterview
    from intake_app.ui.conversation.after.page import AfterPage
    from intake_app.ui.conversation.scene import Scene

_PAGES: Final[Mapping[Way, Callable[[Scene, Case], AfterPage]]] = {
    Way.PLAN: PlanPage,
    Way.RIGHTS: RightsPage,
    Way.OPTIONS: OptionsPage,
    Way.SUMMARY: SummaryPage,
    Way.COPY: CopyPage,
    Way.CORRECT: CorrectPage,
}


class After(QObject):
    """Shows one of these pages at a time, for the person of the room or one of the list.

    Signals:
        talk_opened: Another talk of the person goes on: the live interview, a node or "".
        share_asked: Look for a service for the person of this case.
        left: Back to where it was opened from.
    """

    talk_opened = Signal(object, str)
    share_asked = Signal(str)
    left = Signal()

    def __init__(self, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._case: Case | None = None
        self._way = Way.PLAN
        self._node = ""
        self._asked_on: QWidget | None = None
        self._spoken: tuple[str, ...] = ()

    def open_here(self, way: str) -> None:
        """Go on to a way for the person in the room."""
        room = self._scene.room
        if room is not None:
            room.settle()
            self._case, self._spoken = room.live.case, room.live.interview.languages
            form = room.live.interview.form_id
            is_second = form in {PLAN_FORM, REFERRAL_FORM}
            self._go(Way(way), ADULT_FORM if is_second else PLAN_FORM)

    def open_for(self, case_id: CaseId, way: str) -> None:
        """Go on to a way for a person of the list."""
        self._way = Way(way)
        profile = self._scene.profile

        def work(_progress: Progress) -> tuple[Case, tuple[str, ...]]:
            return profile.further.case(case_id), profile.conversations.languages_of(case_id)

        self._scene.surroundings.run(work, self._on_case, self._on_no_case)

    def again(self) -> bool:
        """Show the page anew that a question or a service was gone to from, if there was one."""
        if self._case is None:
            return False
        self._go(self._way, PLAN_FORM)
        return True

    def forget(self) -> None:
        """Come back to no page from now on."""
        self._case = None

    # -- within ------------------------------------------------------------------

    def _go(self, way: Way, form_id: str) -> None:
        case = self._case
        if case is None:
            return
        self._way = way
        if way in {Way.QUESTIONS, Way.OFFICE}:
            self._open_talk(REFERRAL_FORM if way is Way.OFFICE else form_id, "")
            return
        page = _PAGES[way](self._scene, case)
        page.spoken = self._spoken or page.spoken
        page.back_asked.connect(self.left)
        page.question_asked.connect(self._open_talk)
        page.share_asked.connect(self._on_share)
        if isinstance(page, CorrectPage):
            page.correction_asked.connect(self._on_correction)
        else:
            wrong = MessageButton(self._scene.language, TITLE, parent=page)
            wrong.clicked.connect(self._on_wrong)
            page.header.add_button(wrong)
        self._scene.stage.show_screen(page)
        page.refresh()
        page.start()

    def _open_talk(self, form_id: str, node: str) -> None:
        """Go to a talk of this person, in the room that is there or in a new one."""
        room, case = self._scene.room, self._case
        if case is None:
            return
        here = room is not None and room.live.interview.form_id == form_id
        talk = partial(self._scene.profile.further.open, case.id, form_id)
        self._go_to_talk(node, talk, is_here=here)

    def _on_wrong(self) -> None:
        self._go(Way.CORRECT, PLAN_FORM)

    def _on_correction(self, interview_id: str, node: str) -> None:
        """Open a talk at the question that is wrong; a finished one can be changed again."""
        room, wanted = self._scene.room, InterviewId(interview_id)
        profile = self._scene.profile

        def talk() -> LiveInterview:
            profile.my_information.open_for_correction(wanted)
            return profile.conversations.resume(wanted)

        here = room is not None and room.live.interview.id == wanted
        self._go_to_talk(node, talk, is_here=here)

    def _go_to_talk(self, node: str, talk: Callable[[], LiveInterview], *, is_here: bool) -> None:
        """Go to a question of the talk in the room, or of another one that is opened first."""
        room = self._scene.room
        if room is not None and is_here:
            self._scene.back_to_room()
            if node:
                room.go_to(NodeRef(node))
            return
        if room is not None and room.saving.is_failing():
            # What is not on the disk yet lives in that room alone.
            room.saving.retry()
            self._scene.surroundings.problems.show_problem(DiskFullError())
            return
        self._node, self._asked_on = node, self._scene.stage.current()
        self._scene.surroundings.run(lambda _progress: talk(), self._on_talk)

    def _on_case(self, found: object) -> None:
        self._case, self._spoken = cast("tuple[Case, tuple[str, ...]]", found)
        self._go(self._way, PLAN_FORM)

    def _on_no_case(self, error: Exception) -> None:
        self._scene.surroundings.problems.show_problem(error)
        self.left.emit()

    def _on_talk(self, live: object) -> None:
        """Go there, unless there was a pause meanwhile: no question comes by itself then."""
        if self._scene.stage.holds(self._asked_on):
            self.talk_opened.emit(live, self._node)

    def _on_share(self) -> None:
        if self._case is not None:
            self.share_asked.emit(self._case.id)
