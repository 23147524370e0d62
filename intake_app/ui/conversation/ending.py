"""The end of a conversation: thanks, keep it or not, and put it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from intake_app.domain.case import INTERPRETING
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.errors import DiskFullError
from intake_app.services.agreement import text_of_record
from intake_app.ui.conversation.after.doors import Way
from intake_app.ui.conversation.finish import FinishGently
from intake_app.ui.half_typed import HalfTyped

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.ports import Progress
    from intake_app.services.acts import Pending
    from intake_app.services.conversations import Finished
    from intake_app.ui.conversation.scene import Scene
    from intake_app.ui.person.safe_words import SafeWordsForm


class Ending(QObject):
    """Leads out of the room. Nothing is finished before every answer is on the disk.

    Signals:
        share_asked: Share with an office before leaving.
        after_asked: One of the ways after the questions (`after.doors.Way`).
        ended: It is finished and put away; carries the `Finished`.
    """

    share_asked = Signal()
    after_asked = Signal(str)
    ended = Signal(object)

    def __init__(self, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._busy = False
        self._pending: Pending | None = None
        self._page: FinishGently | None = None
        self._asked_on: QWidget | None = None
        self._said: tuple[str, str, bool] = ("", "", False)
        self._later: SafeWordsForm | None = None

    def begin(self) -> None:
        """Show the last page, once it is known whether all may be kept."""
        room, profile = self._scene.room, self._scene.profile
        if room is None or self._busy:
            return
        self._busy = True
        self._asked_on = self._scene.stage.current()
        room.finish_typing()
        case_id = room.live.case.id

        def work(_progress: Progress) -> tuple[Choice, bool, bool]:
            keep = profile.conversations.word_on(case_id, ConsentItem.KEEP)
            is_settled = bool(profile.own_copies.given(case_id))
            return keep, profile.holds.of(case_id) is not None, is_settled

        self._scene.surroundings.run(work, self._on_word, self._on_failed)

    # -- within ------------------------------------------------------------------

    def _on_word(self, found: object) -> None:
        self._busy = False
        scene, room = self._scene, self._scene.room
        if room is None or scene.stage.current() is not self._asked_on:
            return  # a pause or a card came meanwhile, and is not swept away
        keep, is_held, is_settled = cast("tuple[Choice, bool, bool]", found)
        page = FinishGently(
            scene.language,
            room.live,
            keep,
            scene.stage,
            is_held=is_held,
            asks_to_carry=not is_settled,
        )
        page.kept.connect(self._on_kept)
        for left in (page.back_asked, page.share_asked, page.doors.asked):
            left.connect(self._remember)  # before the page is another one
        page.back_asked.connect(scene.back_to_room)
        page.share_asked.connect(self.share_asked)
        page.doors.asked.connect(self.after_asked)
        page.copy_asked.connect(self._on_copy)
        page.done.connect(self._on_done)
        self._page, self._later = page, page.later
        page.later.kept.connect(self._on_words)
        page.later.not_kept.connect(scene.surroundings.problems.show_problem)
        typed = HalfTyped(scene.surroundings, scene.profile.conversations.half_typed, page)
        page.later.be_followed(typed)
        typed.begin(room.live.case.id)
        whose, said, carries_nothing = self._said
        if whose == room.live.case.id:
            page.remember(said, carries_nothing=carries_nothing)
        scene.stage.show_screen(page)
        page.start()

    def _remember(self) -> None:
        """Keep in mind what was answered on the page: it is made anew on the way back."""
        room, page = self._scene.room, self._page
        if room is not None and page is not None:
            self._said = room.live.case.id, page.keep.answer(), page.carries_nothing()

    def _on_copy(self) -> None:
        self._remember()
        self.after_asked.emit(Way.COPY.value)

    def _on_words(self, phrase: object, reach: str) -> None:
        """Keep how to reach the person, as soon as it is agreed."""
        room, taking_back = self._scene.room, self._scene.profile.taking_back
        if room is None or self._later is None:
            return
        case_id, said = room.live.case.id, phrase if isinstance(phrase, str) else None

        def work(_progress: Progress) -> None:
            taking_back.agree_words(case_id, phrase=said, reach=reach)

        later = self._later
        self._scene.surroundings.run(work, later.tell_kept, later.tell_not_kept, keeps=True)

    def _on_kept(self) -> None:
        """Write down the person's word that it may be kept, then finish."""
        room, profile = self._scene.room, self._scene.profile
        if room is None or not self._may_end():
            return
        self._busy = True
        case_id, interview = room.live.case.id, room.live.interview
        who = next((p for p in interview.participants if p.role in INTERPRETING), None)
        text = text_of_record(interview.languages, rendered_by=who.alias if who else "")

        def work(_progress: Progress) -> None:
            items = {ConsentItem.KEEP: Choice.YES}
            profile.conversations.agree(case_id, items, Manner.VOICE, text)

        self._scene.surroundings.run(work, self._on_agreed, self._on_failed)

    def _on_agreed(self, _nothing: object) -> None:
        self._busy = False
        self._finish()

    def _on_done(self) -> None:
        if self._may_end():
            self._finish()

    def _may_end(self) -> bool:
        room = self._scene.room
        if room is None or self._busy:
            return False
        if room.saving.is_failing():
            # Finishing closes the journal: what is not in it by then would be lost.
            room.saving.retry()
            self._scene.surroundings.problems.show_problem(DiskFullError())
            return False
        return True

    def _finish(self) -> None:
        """Finish on this thread, where the conversation lives; wait and erase on another."""
        room, profile = self._scene.room, self._scene.profile
        if room is None:
            return
        self._busy = True
        case = room.live.case
        pending = self._pending = room.live.finish()
        carries_nothing = self._page is not None and self._page.carries_nothing()

        def work(_progress: Progress) -> Finished:
            if carries_nothing:
                profile.own_copies.nothing(case.id)
            return profile.conversations.put_away(case, pending)

        self._scene.surroundings.run(work, self._on_put_away, self._on_not_put_away)

    def _on_put_away(self, finished: object) -> None:
        self._busy = False
        self.ended.emit(finished)

    def _on_not_put_away(self, error: Exception) -> None:
        room, pending = self._scene.room, self._pending
        if room is not None and pending is not None and pending.saved.exception() is not None:
            room.live.revert(pending)
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._scene.surroundings.problems.show_problem(error)
