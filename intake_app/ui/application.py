"""The program as a window: one profile, one process, nothing written beside the profile."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from intake_app.domain.errors import (
    FolderReadOnlyError,
    IntakeError,
    ProfileBusyError,
    ProfileLeftoversError,
)
from intake_app.domain.message import M
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.style import SPACE_L, SPACE_M, Look, apply_look
from intake_app.ui.typography import TextSize, load_fonts, scaled
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText
from intake_app.ui.window import TITLE, MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.services.program import Program


class Asked(Protocol):
    """What the command line asked of the window."""

    @property
    def profile(self) -> Path | None:
        """The profile's folder, or None for the usual one."""

    @property
    def locked(self) -> bool:
        """Whether this start takes the place of one that locked."""

    @property
    def ready_fd(self) -> int | None:
        """Where to tell the predecessor of the first paint."""

    @property
    def language(self) -> str:
        """BCP 47 tag, or "" when none was given."""


def run(program: Program, asked: Asked) -> int:
    """Show the window until it is closed and return the exit status.

    1 when the profile is open in another window or its folder cannot be
    written to; that is said in a small window and on stderr.
    """
    application = started_application()
    folder = asked.profile or program.default_profile
    language = LanguageSwitch(first_language(program, folder, asked.language))
    try:
        program.profiles.finish_destruction(folder)
        lock = program.profiles.claim(folder) if program.profiles.is_there(folder) else None
    except (ProfileBusyError, FolderReadOnlyError, ProfileLeftoversError) as error:
        return _tell(application, language, error)
    window = MainWindow(program, language)
    if asked.ready_fd is not None:
        window.painted.connect(partial(program.successors.tell_ready, asked.ready_fd))
    if lock is not None:
        window.ask_passphrase(folder, lock, neutral=asked.locked)
    else:
        window.set_up(folder)
    window.show()
    return application.exec()


def started_application() -> QApplication:
    """Return the application with fonts and look; it keeps no settings of its own."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    # No display name: desktops would put it behind the title, also under the cover.
    application.setOrganizationName(TITLE)
    application.setApplicationName(TITLE)
    load_fonts()
    apply_look(application, Look())
    return application


def first_language(program: Program, folder: Path, asked: str) -> str:
    """Return the language to start in: as asked, as last used, as the computer's, English."""
    wanted = [asked]
    if program.profiles.is_there(folder):
        try:
            wanted.append(program.profiles.language_of(folder))
        except IntakeError:  # the lock screen says so when the passphrase is tried
            wanted.append("")
    wanted.extend(tag.partition("-")[0] for tag in QLocale.system().uiLanguages())
    return next((tag for tag in wanted if tag in program.languages), "en")


class NoticeWindow(QWidget):
    """One sentence, what to do, and a button."""

    def __init__(self, language: LanguageSwitch, error: IntakeError) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(
            MessageText(language, error.summary, TextSize.CHOICE, parent=self, bold=True)
        )
        if error.hint is not None:
            column.addWidget(MessageText(language, error.hint, parent=self))
        column.addStretch(1)
        self.close_button = MessageButton(language, M("Close"), Kind.PRIMARY, self)
        ends = FlowLayout(trailing=True)
        ends.addWidget(self.close_button)
        column.addLayout(ends)
        self.setMinimumWidth(scaled(460))
        self.close_button.clicked.connect(self.close)


def _tell(application: QApplication, language: LanguageSwitch, error: IntakeError) -> int:
    said = [error.summary] if error.hint is None else [error.summary, error.hint]
    sys.stderr.write(" ".join(language.text(message) for message in said) + "\n")
    notice = NoticeWindow(language, error)
    notice.show()
    application.exec()
    return 1
