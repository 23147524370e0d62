"""The conversation from first to last, one screen at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from intake_app.domain.case import InterviewState
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.errors import DiskFullError
from intake_app.i18n.formats import shown_code
from intake_app.services.agreement import text_of_record
from intake_app.ui.conversation.company import CompanyScreens
from intake_app.ui.conversation.finish import FinishGently, all_done
from intake_app.ui.conversation.opening.draft import LAST_INTERPRETER, stored_interpreter
from intake_app.ui.conversation.opening.ends import Safeguarding
from intake_app.ui.conversation.opening.interpreter import INTERPRETING
from intake_app.ui.conversation.opening.screens import OpeningScreens
from intake_app.ui.conversation.pause import CalmPage, HelpNow
from intake_app.ui.conversation.referral.screen import ReferralScreen
from intake_app.ui.conversation.room import Room
from intake_app.ui.style import bare

if TYPE_CHECKING:
    from intake_app.domain.case import Participant
    from intake_app.domain.ids import CaseId, InterviewId
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
        self._surroundings = surroundings
        self._language = surroundings.language
        self._profile = profile
        self._busy = False
        self._opening: OpeningScreens | None = None
        self._room: Room | None = None
        self._behind: QWidget | None = None
        self._hidden: QWidget | None = None
        self._focus: QWidget | None = None
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._stack)

    # -- what the window asks ------------------------------------------------------

    def begin(self) -> None:
        """Begin with the opening screens; nothing is kept before it is agreed."""
        opening = OpeningScreens(self._surroundings, self._profile, self)
        opening.opened.connect(self._on_opened)
        opening.left.connect(self._leave)
        opening.cover_asked.connect(self.cover_asked)
        self._opening = opening
        self._show(opening)
        opening.current().start()

    def resume(self, interview_id: InterviewId) -> None:
        """Take a conversation up again where it stopped."""
        resume = partial(self._profile.conversations.resume, interview_id)
        self._surroundings.run(lambda _progress: resume(), self._on_live, self._on_failed)

    def refer(self, case_id: CaseId) -> None:
        """Open the referral screen for a person of this profile."""
        conversations = self._profile.conversations
        otherwise = (self._language.language.tag,)

        def work(_progress: Progress) -> tuple[CaseId, tuple[str, ...]]:
            return case_id, conversations.languages_of(case_id) or otherwise

        self._surroundings.run(work, self._on_refer, self._on_failed)

    def unsaved(self) -> int:
        """Return how many answers are not on the disk yet; half-typed ones are given to it."""
        return self._room.unsaved() if self._room is not None else 0

    def is_safe_to_lock(self) -> bool:
        """Return whether everything said so far is on the disk."""
        return self.unsaved() == 0

    def hide_question(self) -> None:
        """Put the calm page over the screen; one key, or `show_question`, takes it away."""
        shown = self._stack.currentWidget()
        if self._hidden is not None or shown is None:
            return
        if self._room is not None:
            self._room.settle()
        self._hidden = shown
        self._focus = shown.focusWidget()
        page = CalmPage(self._language, self._languages(), self)
        page.set_ways(False)
        page.woken.connect(self.show_question)
        page.cover_asked.connect(self.cover_asked)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.start()

    def show_question(self) -> None:
        """Take the calm page of `hide_question` away again."""
        hidden, self._hidden = self._hidden, None
        if hidden is not None:
            page = self._stack.currentWidget()
            self._stack.setCurrentWidget(hidden)
            self._drop(page)
            if self._focus is not None and isValid(self._focus):
                self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None

    def current(self) -> QWidget | None:
        """Return the screen in sight."""
        return self._stack.currentWidget()

    # -- within: beginning -----------------------------------------------------------

    def _on_opened(self) -> None:
        if self._opening is None or self._busy:
            return
        self._busy = True
        draft = self._opening.draft
        profile, opening, who = self._profile, draft.opening(), draft.interpreter()

        def work(_progress: Progress) -> LiveInterview:
            return _begin(profile, opening, who)

        self._surroundings.run(work, self._on_live, self._on_failed)

    def _on_live(self, live: object) -> None:
        self._busy = False
        self._opening = None
        room = Room(self._surroundings, cast("LiveInterview", live), self)
        room.pause_asked.connect(self._on_pause)
        room.finish_asked.connect(self._on_finish)
        room.cover_asked.connect(self._on_cover)
        room.company_asked.connect(self._on_company)
        self._room = room
        if room.live.interview.state is InterviewState.PAUSED:
            room.keep(room.live.resume())
        self._show(room)
        room.start()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._surroundings.problems.show_problem(error)
        if self._stack.count() == 0:
            self._leave()

    # -- within: the room -----------------------------------------------------------------

    def _on_cover(self) -> None:
        if self._room is not None:
            self._room.settle()
        self.cover_asked.emit()

    def _on_pause(self) -> None:
        room = self._room
        if room is not None:
            room.rest()
            room.keep(room.live.pause())
        page = CalmPage(self._language, self._languages(), self)
        page.topic.setVisible(room is not None)
        page.topic_asked.connect(self._on_topic)
        page.finish_asked.connect(self._on_finish)
        page.help_asked.connect(self._on_help)
        page.cover_asked.connect(self.cover_asked)
        self._show(page)
        page.start()

    def _on_topic(self) -> None:
        room = self._room
        if room is not None:
            room.keep(room.live.resume())
            self._back_to_room()

    def _on_help(self) -> None:
        self._behind = self._stack.currentWidget()
        room = self._room
        page: Safeguarding | HelpNow
        if room is not None and room.live.case.age.is_protected:
            page = Safeguarding(self._language, self, may_go_on=False)
            page.left.connect(self._on_helped)
            page.back_asked.connect(self._on_helped)
        else:
            page = HelpNow(self._language, self)
            page.closed.connect(self._on_helped)
        page.cover_asked.connect(self.cover_asked)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.start()

    def _on_helped(self) -> None:
        page, behind = self._stack.currentWidget(), self._behind
        if behind is not None:
            self._stack.setCurrentWidget(behind)
        self._behind = None
        self._drop(page)

    def _on_company(self) -> None:
        room = self._room
        if room is None:
            return
        room.settle()
        interview = room.live.interview
        screens = CompanyScreens(
            self._language,
            interview.participants,
            interview.languages,
            room.live.form_languages,
            self,
        )
        screens.settled.connect(self._on_company_settled)
        screens.left.connect(self._back_to_room)
        screens.cover_asked.connect(self._on_cover)
        screens.pause_asked.connect(self._on_pause)
        screens.finish_asked.connect(self._on_finish)
        self._show(screens)

    def _on_company_settled(self, people: tuple[Participant, ...]) -> None:
        room = self._room
        if room is None:
            return
        live = room.live
        if people != live.interview.participants:
            room.keep(live.set_participants(people))
        spoken = next((p.language for p in people if p.role in INTERPRETING and p.language), "")
        worker, person = live.interview.languages[0], live.interview.languages[-1]
        if spoken and spoken != person:
            room.keep(live.use_languages(worker, spoken))
        room.refresh()
        self._back_to_room()

    def _back_to_room(self) -> None:
        if self._room is not None:
            self._show(self._room)
            self._room.start()

    # -- within: finishing ------------------------------------------------------------------

    def _on_finish(self) -> None:
        room = self._room
        if room is None:
            self._leave()
            return
        if self._busy:
            return
        self._busy = True
        room.settle()
        profile, case_id = self._profile, room.live.case.id

        def work(_progress: Progress) -> Choice:
            return profile.conversations.word_on(case_id, ConsentItem.KEEP)

        self._surroundings.run(work, self._on_word, self._on_failed)

    def _on_word(self, keep: object) -> None:
        self._busy = False
        room = self._room
        if room is None:
            return
        page = FinishGently(self._language, room.live, cast("Choice", keep), self)
        page.back_asked.connect(self._back_to_room)
        page.pause_asked.connect(self._on_pause)
        page.cover_asked.connect(self._on_cover)
        page.kept.connect(self._on_kept)
        page.share_asked.connect(self._on_share)
        page.done.connect(self._on_done)
        self._show(page)
        page.start()

    def _on_kept(self) -> None:
        self._end(keep=True)

    def _on_done(self) -> None:
        self._end(keep=False)

    def _end(self, *, keep: bool) -> None:
        """Finish; with `keep`, first write down the person's word that it may be kept."""
        room, profile = self._room, self._profile
        if room is None or self._busy:
            return
        if room.saving.is_failing():
            # Finishing closes the journal: what is not in it by then would be lost.
            room.saving.retry()
            self._surroundings.problems.show_problem(DiskFullError())
            return
        self._busy = True
        live = room.live
        who = next((p for p in live.interview.participants if p.role in INTERPRETING), None)
        text = text_of_record(live.interview.languages, rendered_by=who.alias if who else "")

        def work(_progress: Progress) -> Finished:
            if keep:
                items = {ConsentItem.KEEP: Choice.YES}
                profile.conversations.agree(live.case.id, items, Manner.VOICE, text)
            return profile.conversations.finish(live)

        self._surroundings.run(work, self._on_finished, self._on_failed)

    def _on_finished(self, found: object) -> None:
        self._busy = False
        ended = cast("Finished", found)
        if self._room is not None:
            self._room.saving.stop()
            self._drop(self._room)
            self._room = None
        page = all_done(self._language, self, code=shown_code(ended.code), is_erased=ended.erased)
        page.left.connect(self._leave)
        page.cover_asked.connect(self.cover_asked)
        self._show(page)
        page.start()
        self.finished.emit(ended.code)

    # -- within: sharing -----------------------------------------------------------------------

    def _on_share(self) -> None:
        if self._room is not None:
            live = self._room.live
            self._on_refer((live.case.id, live.interview.languages))

    def _on_refer(self, found: object) -> None:
        case_id, languages = cast("tuple[CaseId, tuple[str, ...]]", found)
        screen = ReferralScreen(self._surroundings, self._profile, self)
        screen.left.connect(self._on_referral_left)
        screen.cover_asked.connect(self.cover_asked)
        screen.pause_asked.connect(self._on_pause)
        screen.finish_asked.connect(self._on_finish)
        self._show(screen)
        screen.open(case_id, languages)

    def _on_referral_left(self) -> None:
        if self._room is not None:
            self._on_finish()
        else:
            self._leave()

    # -- within ----------------------------------------------------------------------------------

    def _languages(self) -> tuple[str, ...]:
        if self._room is not None:
            return self._room.live.interview.languages
        if self._opening is not None:
            return self._opening.draft.languages
        return (self._language.language.tag,)

    def _show(self, screen: QWidget) -> None:
        """Show a screen; all others but the room are put away."""
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        for index in reversed(range(self._stack.count())):
            other = self._stack.widget(index)
            if other not in {screen, self._room}:
                self._drop(other)
        self._hidden = self._behind = None

    def _drop(self, screen: QWidget | None) -> None:
        if screen is not None:
            self._stack.removeWidget(screen)
            screen.hide()
            screen.deleteLater()

    def _leave(self) -> None:
        if self._room is not None:
            self._room.saving.stop()
        self._room = self._opening = None
        while self._stack.count():
            self._drop(self._stack.widget(0))
        self.left.emit()


def _begin(profile: OpenProfile, opening: Opening, who: Participant | None) -> LiveInterview:
    """Begin a conversation and remember who interprets; blocks."""
    live = profile.conversations.begin(opening)
    if who is not None:
        profile.set_setting(LAST_INTERPRETER, stored_interpreter(who))
    return live
