"""The one window: what is shown when, and how it is covered, locked and closed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.ids import CaseId, InterviewId, NodeRef
from intake_app.domain.message import M
from intake_app.ui.background import TaskRunner
from intake_app.ui.cover import Cover, close_menus
from intake_app.ui.files import FileChooser
from intake_app.ui.fitting import fit_with_frame, take_usual_size
from intake_app.ui.help.helping import Helping
from intake_app.ui.problems import ProblemBar
from intake_app.ui.shell.ahead import Ahead
from intake_app.ui.shell.idle import Delays, Idle
from intake_app.ui.shell.lock_screen import LockScreen, Opened
from intake_app.ui.shell.locking import Locking
from intake_app.ui.shell.opening_report import what_opening_found
from intake_app.ui.shell.phone_note import PhoneNotes
from intake_app.ui.shell.shortcuts import CoverKeys, EventWatch
from intake_app.ui.shell.unsaved import SavedSoon, UnsavedDialog
from intake_app.ui.style import apply_look, bare
from intake_app.ui.surroundings import Surroundings
from intake_app.ui.widgets.bars import OPENING_HOURS

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.program import Program
    from intake_app.store.profile_lock import ProfileLock
    from intake_app.ui.conversation.flow import ConversationFlow
    from intake_app.ui.help.practice import Practising
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.shell.home import Home

log = logging.getLogger(__name__)

TITLE: Final = "Intake"


class MainWindow(QWidget):
    """The window of the program.

    Signals:
        painted: It has been painted for the first time.
        entered: A profile is open and its places are shown.
    """

    painted = Signal()
    entered = Signal()

    def __init__(
        self,
        program: Program,
        language: LanguageSwitch,
        *,
        delays: Delays | None = None,
        files: FileChooser | None = None,
    ) -> None:
        """Make an empty window; `set_up` or `ask_passphrase` comes next.

        Args:
            program: The services.
            language: The language of the interface.
            delays: When what happens by itself.
            files: Asks for files and folders; the own dialog when None.
        """
        super().__init__()
        self.setWindowTitle(TITLE)
        self._has_painted = False
        self._may_close = False
        self._profile: OpenProfile | None = None
        self._home: Home | None = None
        self._flow: ConversationFlow | None = None
        self._delays = delays or Delays()
        self._practising: Practising | None = None
        content = self._content = QWidget(self)  # one: nothing shown later shows over a cover
        problems = ProblemBar(language, content)
        self.surroundings = Surroundings(
            program=program,
            language=language,
            tasks=TaskRunner(self),
            files=files or FileChooser(language, self),
            problems=problems,
        )
        self._stack = QStackedWidget(content)
        column = QVBoxLayout(content)
        bare(column)
        column.addWidget(problems)
        column.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(content)
        self.cover = Cover(language, self)
        self.helping = Helping(language, content, self)
        self.helping.cover_asked.connect(self.cover_now)
        self.helping.practice_asked.connect(self.practise)
        self.notes = PhoneNotes(self.surroundings, content, self)
        self.notes.cover_asked.connect(self.cover_now)
        self.ahead = Ahead(self.surroundings, self)
        self.locking = Locking(self.surroundings, self.cover, self._delays, self)
        self._before_lock = SavedSoon(self.unsaved, self._delays.grace, self)
        self._before_close = SavedSoon(self.unsaved, self._delays.grace, self)
        self._before_lock.over.connect(self._lock_or_ask)
        self._before_close.over.connect(self._close_or_ask)
        self._watch()
        take_usual_size(self)
        language.changed.connect(self._on_language_changed)

    # -- what is shown -----------------------------------------------------------------

    @property
    def profile(self) -> OpenProfile | None:
        """The open profile, or None while locked."""
        return self._profile

    def page(self) -> QWidget | None:
        """Return the screen shown: first run, lock screen, home or conversation."""
        return self._stack.currentWidget()

    def set_up(self, folder: Path) -> None:
        """Show the first run for a profile in `folder`."""
        from intake_app.ui.shell.first_run import FirstRun  # noqa: PLC0415 - a lock screen needs none

        first_run = FirstRun(self.surroundings, folder, self)
        first_run.made.connect(self._on_made)
        first_run.finished.connect(self._on_set_up)
        first_run.cover_asked.connect(self.cover_now)
        self._show(first_run)

    def ask_passphrase(
        self, folder: Path, lock: ProfileLock | None, *, neutral: bool = False
    ) -> None:
        """Show the lock screen of the profile in `folder`.

        Args:
            folder: The profile.
            lock: This process's claim on it.
            neutral: Show the notice of opening hours first, as after a lock.
        """
        screen = LockScreen(self.surroundings, folder, lock, self, neutral=neutral)
        screen.opened.connect(self._on_opened)
        screen.asked.connect(self._on_language_changed)
        screen.cover_asked.connect(self.cover_now)
        self._show(screen)
        self._on_language_changed()
        screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> int:
        """Return how many answers are not saved yet."""
        if self._home is not None:
            self._home.settle()
        answers = self._flow.unsaved() if self._flow is not None else 0
        return answers + self.surroundings.tasks.keeping()

    # -- cover and lock ----------------------------------------------------------------

    def cover_now(self) -> None:
        """Cover everything, unless the notice of opening hours is what is shown anyway."""
        if not self._is_neutral():
            self.cover.put_up()

    def help_now(self) -> None:
        """Show the help about what is on the screen over it; again, or Esc, puts it away."""
        if not self.cover.is_covered and not self._is_neutral():
            page = self.page()
            at_home = self._home is not None and page is self._home
            self.helping.toggle(page, may_practise=at_home)

    def practise(self) -> None:
        """Begin the practice conversation over a profile that is thrown away afterwards."""
        self.helping.put_away()
        if self._profile is None:
            return
        if self._practising is None:
            from intake_app.ui.help.practice import Practising  # noqa: PLC0415 - seldom needed

            self._practising = Practising(self.surroundings, self._stack, self)
            self._practising.left.connect(self._on_left)
            self._practising.cover_asked.connect(self.cover_now)
        self._practising.begin(self._profile.folder)

    def lock(self) -> None:
        """Lock for real because the worker asked; asks first while answers are not saved."""
        if self._profile is None or self.cover.is_covered:
            return
        if self.unsaved():
            self._before_lock.start()
        else:
            self.locking.lock()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the profile and go; asks first while answers are not saved."""
        if self.locking.is_under_way:
            event.ignore()
            return
        if self.unsaved() and not self._may_close:
            event.ignore()
            self._before_close.start()
            return
        self._idle.stop()
        self._close_profile()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first painting, when it is over."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self, self._on_painted)

    # -- within ------------------------------------------------------------------------

    def _watch(self) -> None:
        application = QApplication.instance()
        if application is None:
            raise RuntimeError("there is no application")
        self._idle = Idle(self._delays, self)
        self._keys = CoverKeys(self)
        self._events = EventWatch(self._keys, self._idle, self)
        self._keys.asked.connect(self.cover_now)
        self._keys.help_asked.connect(self.help_now)
        self._idle.quiet.connect(self._on_quiet)
        self._idle.gone.connect(self.locking.lock_when_saved)
        self.cover.lifted.connect(self._on_lifted)
        self.locking.locked.connect(self._on_locked)

    def _show(self, screen: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        if before is not None and before not in {self._home, self._flow}:
            self._stack.removeWidget(before)
            before.deleteLater()

    def _is_neutral(self) -> bool:
        page = self.page()
        return isinstance(page, LockScreen) and page.is_neutral()

    def _on_language_changed(self) -> None:
        """Keep the title: the program's name, or that of the notice."""
        if not self.cover.is_covered:
            hours = self.surroundings.language.text(OPENING_HOURS)
            self.setWindowTitle(hours if self._is_neutral() else TITLE)

    def _on_painted(self) -> None:
        self.painted.emit()
        fit_with_frame(self)
        application = QApplication.instance()
        if application is not None:  # PySide prepares all its classes for it: not before one sees
            application.installEventFilter(self._events)
        self.ahead.load()

    def _on_made(self, profile: OpenProfile) -> None:
        self._take(profile)

    def _on_set_up(self) -> None:
        if self._profile is not None:
            self._enter(self._profile)

    def _on_opened(self, opened: Opened) -> None:
        self._take(opened.profile)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_look(application, opened.preferences.look)
        home = self._enter(opened.profile)
        told = what_opening_found(opened.profile.opening)
        if told is not None:
            self.surroundings.problems.show_messages(*told)
        if opened.profile.pin is None and not opened.preferences.pin_offered:
            home.offer_pin()

    def _take(self, profile: OpenProfile) -> None:
        self._profile = profile
        self.locking.watch(profile, self.unsaved)
        self.notes.serve(profile)
        self._idle.start()
        self.ahead.warm()

    def _enter(self, profile: OpenProfile) -> Home:
        from intake_app.ui.shell.home import Home  # noqa: PLC0415 - a lock screen needs none

        home = Home(self.surroundings, profile, self)
        self._show(home)
        self._home = home
        home.begin()
        home.started.connect(self._on_started)
        home.resumed.connect(self._on_resumed)
        home.corrected.connect(self._on_resumed)
        home.referral_asked.connect(self._on_referral_asked)
        home.after_asked.connect(self._on_referral_asked)
        home.lock_asked.connect(self.lock)
        home.practice_asked.connect(self.practise)
        home.cover_asked.connect(self.cover_now)
        tag = self.surroundings.language.language.tag
        self.surroundings.run(lambda _: profile.set_language(tag), self._on_done)
        self.entered.emit()
        return home

    def _on_started(self) -> None:
        self._open_flow().begin()

    def _on_resumed(self, interview_id: str, node: str = "") -> None:
        self._open_flow().resume(InterviewId(interview_id), NodeRef(node) if node else None)

    def _on_referral_asked(self, case_id: str, way: str = "") -> None:
        self._open_flow().after(CaseId(case_id), way)

    def _open_flow(self) -> ConversationFlow:
        if self._profile is None:
            raise RuntimeError("no profile is open")
        if self._flow is None:
            from intake_app.ui.conversation.flow import (  # noqa: PLC0415 - a lock screen needs none
                ConversationFlow,
            )

            self._flow = ConversationFlow(self.surroundings, self._profile, self)
            self._stack.addWidget(self._flow)
            self._flow.left.connect(self._on_left)
            self._flow.cover_asked.connect(self.cover_now)
        self._stack.setCurrentWidget(self._flow)
        return self._flow

    def _on_left(self) -> None:
        if self._home is not None:
            self._stack.setCurrentWidget(self._home)
            self._home.go("today")
            self._home.begin()

    # -- idle, cover, lock, end

    def _is_in_conversation(self) -> bool:
        return self._flow is not None and self.page() is self._flow

    def _on_quiet(self) -> None:
        if self._flow is not None and self._is_in_conversation() and not self.cover.is_covered:
            close_menus()
            self.notes.put_away()
            self.helping.put_away()  # over the calm page it would keep the key that leads back
            self._flow.hide_question()  # it comes back by itself with the next key

    def _on_lifted(self) -> None:
        self._on_language_changed()
        if self._profile is not None:
            self._idle.start()

    def _on_locked(self) -> None:
        """The successor has taken over; nothing of this process is shown any more."""
        self._profile = None
        self._may_close = True
        self.close()

    def _ask_unsaved(self, action: Message) -> UnsavedDialog:
        dialog = UnsavedDialog(self.surroundings.language, self.unsaved(), action, self)
        dialog.open()
        return dialog

    def _lock_or_ask(self) -> None:
        if self.cover.is_covered:  # meanwhile; nothing is asked over it
            self.locking.lock_when_saved()
        elif self.unsaved():
            self._ask_unsaved(M("Lock all the same")).accepted.connect(self.locking.lock)
        else:
            self.locking.lock()

    def _close_or_ask(self) -> None:
        if not self.unsaved():
            self.close()
        elif not self.cover.is_covered:  # under the cover nothing is said
            dialog = self._ask_unsaved(M("Close all the same"))
            dialog.accepted.connect(self._on_close_all_the_same)

    def _on_close_all_the_same(self) -> None:
        self._may_close = True
        self.close()

    def _close_profile(self) -> None:
        profile, self._profile = self._profile, None
        if profile is None:
            return
        if self._practising is not None:
            self._practising.end()
        try:
            profile.close()
        except IntakeError as error:
            # What was said to be saved is on disk already; only the tidying up failed.
            log.warning("profile did not close cleanly code=%s", error.code)

    def _on_done(self, _: object) -> None:
        """Do nothing: it was done ahead of time."""
