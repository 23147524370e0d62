"""The door of a profile: a passphrase, or after a lock first the notice of opening hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError, WrongPassphraseError
from intake_app.domain.message import MN, M
from intake_app.services.passphrases import as_secret
from intake_app.ui.cover import lay_out_hours
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.languages import LanguageChoice
from intake_app.ui.shell.preferences import Preferences, preferences_of
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.bars import OPENING_HOURS, FooterBar
from intake_app.ui.widgets.buttons import Kind, LinkButton, MessageButton
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.pin import PassphraseField
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.store.profile_lock import ProfileLock
    from intake_app.ui.surroundings import Surroundings


FREE_TRIES: Final = 4
"""Wrong passphrases before trying again takes a while."""
LONGEST_WAIT_S: Final = 60
_WIDEST: Final = 560


def wait_after(failures: int) -> int:
    """Return how many seconds to wait after so many wrong passphrases in a row."""
    beyond = failures - FREE_TRIES
    return min(LONGEST_WAIT_S, 2 ** (beyond - 1)) if beyond > 0 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A profile just opened, and what was read from it on the way."""

    profile: OpenProfile
    preferences: Preferences


class HoursPage(QWidget):
    """The neutral page of a program that has locked; Esc leads on.

    Signals:
        escaped: Esc was pressed.
    """

    escaped = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        lay_out_hours(self, language)
        self._language = language
        language.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the page anew."""
        self.setAccessibleName(self._language.text(OPENING_HOURS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc and no other key."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        event.accept()


class LockScreen(QStackedWidget):
    """Asks for the passphrase and opens the profile.

    Signals:
        opened: An `Opened`.
        asked: The passphrase is asked for now, after the notice of opening hours.
        cover_asked: The Cover button was pressed.
    """

    help_topic = "locking"

    opened = Signal(object)
    asked = Signal()
    cover_asked = Signal()

    def __init__(
        self,
        surroundings: Surroundings,
        folder: Path,
        lock: ProfileLock | None,
        parent: QWidget | None = None,
        *,
        neutral: bool = False,
    ) -> None:
        """Make the lock screen.

        Args:
            surroundings: What every screen is given.
            folder: The profile.
            lock: This process's claim on it.
            parent: Qt's owner.
            neutral: Show the notice of opening hours first, as after a lock.
        """
        super().__init__(parent)
        self._surroundings = surroundings
        self._folder = folder
        self._lock = lock
        self.hours = HoursPage(surroundings.language, self)
        self.form = _PassphraseForm(surroundings, self)
        self.addWidget(self.hours)
        self.addWidget(self.form)
        self.setCurrentWidget(self.hours if neutral else self.form)
        self.hours.escaped.connect(self._ask)
        self.form.typed.connect(self._open)
        self.form.forgotten.clicked.connect(self._on_forgotten)
        self.form.cover_asked.connect(self.cover_asked)
        self.setFocusProxy(self.hours if neutral else self.form)
        profiles = surroundings.program.profiles
        surroundings.run(lambda _: profiles.can_office_help(folder), self._on_known)

    def is_neutral(self) -> bool:
        """Whether the notice of opening hours is shown."""
        return self.currentWidget() is self.hours

    def _ask(self) -> None:
        self.setCurrentWidget(self.form)
        self.setFocusProxy(self.form)
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked.emit()

    def _on_known(self, can_ask: object) -> None:
        self.form.forgotten.setVisible(bool(can_ask))

    def _on_forgotten(self) -> None:
        from intake_app.ui.shell.forgotten import ForgottenPage  # noqa: PLC0415 - seldom gone to

        self.form.forget()
        page = ForgottenPage(self._surroundings, self._folder, self._lock, self)
        self.addWidget(page)
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.left.connect(self._on_left)
        page.opened.connect(self._on_reset)
        page.cover_asked.connect(self.cover_asked)
        page.begin()

    def _on_left(self) -> None:
        page = self.currentWidget()
        self._ask()
        if page is not None and page is not self.form:
            self.removeWidget(page)
            page.deleteLater()

    def _on_reset(self, profile: OpenProfile, preferences: Preferences) -> None:
        self._on_opened(Opened(profile=profile, preferences=preferences))

    def _open(self, passphrase: str) -> None:
        def work(_: Progress) -> Opened:
            profile = self._surroundings.program.profiles.unlock(
                self._folder, as_secret(passphrase), lock=self._lock
            )
            return Opened(profile=profile, preferences=preferences_of(profile))

        self._surroundings.run(work, self._on_opened, self.form.fail)

    def _on_opened(self, opened: object) -> None:
        self.form.forget()
        self.opened.emit(opened)


class _PassphraseForm(Retranslating):
    """The field, its button, what went wrong, and the language."""

    typed = Signal(str)
    cover_asked = Signal()

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._failures = 0
        self._left_s = 0
        self._page = ScrollPage(self, widest=_WIDEST)  # before the footer: Tab goes as one reads
        self.field = PassphraseField(self.language, self._page)
        self.unlock = MessageButton(self.language, M("Open"), Kind.PRIMARY, self._page)
        self.note = MessageText(self.language, None, parent=self, token=Token.CAUTION, bold=True)
        self.hint = MessageText(self.language, None, parent=self, token=Token.CAUTION)
        self.forgotten = LinkButton(self.language, M("I have forgotten it"), self._page)
        self.forgotten.hide()
        self.languages = LanguageChoice(self.language, surroundings.program.languages, self._page)
        self.footer = FooterBar(self.language, self)
        self.footer.show_only()
        self._second = QTimer(self, interval=1000)
        self._build()
        self._say(None)
        self.field.confirmed.connect(self._on_confirmed)
        self.unlock.clicked.connect(self._on_confirmed)
        self._second.timeout.connect(self._on_second)
        self.footer.cover.connect(self.cover_asked)
        self.setFocusProxy(self.field)

    def retranslate(self) -> None:
        """Nothing to do: every part follows the language by itself."""

    def forget(self) -> None:
        """Forget what was typed."""
        self.field.clear()

    def fail(self, error: Exception) -> None:
        """Say why the profile did not open, and let it be tried again."""
        self._set_busy(busy=False)
        if isinstance(error, WrongPassphraseError):
            self._failures += 1
            self._left_s = wait_after(self._failures)
            self._say(error.summary, error.hint)
            self._wait()
        elif isinstance(error, IntakeError):
            self._say(error.summary, error.hint)
        else:
            self._say(None)
            self._surroundings.problems.show_problem(error)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.select_all()

    def _build(self) -> None:
        page = self._page
        page.set_margins(2 * SPACE_XL, 2 * SPACE_XL, SPACE_XL, SPACE_L)
        column = page.column
        column.setSpacing(SPACE_M)
        label = MessageText(self.language, M("Passphrase"), TextSize.HEADING, bold=True)
        column.addWidget(label)
        column.addWidget(self.field)
        column.addWidget(self.note)
        column.addWidget(self.hint)
        row = QHBoxLayout()
        row.addWidget(self.unlock)
        row.addWidget(self.forgotten)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(SPACE_XL)
        column.addWidget(self.languages)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(page, 1)
        whole.addWidget(self.footer)

    def _on_confirmed(self) -> None:
        if not self.unlock.isEnabled():
            return
        if not self.field.text().strip():
            self._say(M("Type the passphrase of this profile."))
            return
        self._set_busy(busy=True)
        self._say(None)
        self.typed.emit(self.field.text())

    def _set_busy(self, *, busy: bool) -> None:
        self.unlock.setEnabled(not busy)
        self.unlock.set_message(M("Opening …") if busy else M("Open"))

    def _wait(self) -> None:
        if self._left_s > 0:
            self.unlock.setEnabled(False)
            self.hint.set_message(_wait_message(self._left_s))
            self.hint.show()
            self._second.start()

    def _on_second(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self.hint.set_message(_wait_message(self._left_s))
            return
        self._second.stop()
        self.unlock.setEnabled(True)
        self.hint.set_message(WrongPassphraseError.hint)

    def _say(self, summary: Message | None, hint: Message | None = None) -> None:
        for text, message in ((self.note, summary), (self.hint, hint)):
            text.set_message(message)
            text.setVisible(message is not None)


def _wait_message(seconds: int) -> Message:
    return MN(
        "You can try again in {count} second.", "You can try again in {count} seconds.", seconds
    )
