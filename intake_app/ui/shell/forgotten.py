"""A forgotten passphrase: a new one, with the help of the office.

First a request is made for it, with the passphrase that is to hold; then, another day
perhaps, the office's answer is taken.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import FolderReadOnlyError, IntakeError
from intake_app.domain.message import M
from intake_app.services.passphrases import as_secret
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.new_passphrase import NewPassphrase
from intake_app.ui.shell.preferences import preferences_of
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.bars import FooterBar
from intake_app.ui.widgets.buttons import Kind, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.pin import PassphraseField
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.resetting import Asked
    from intake_app.store.profile_lock import ProfileLock
    from intake_app.ui.shell.preferences import Preferences
    from intake_app.ui.surroundings import Surroundings

REQUEST_SUFFIX: Final = ".request"
ANSWER_SUFFIX: Final = ".reset"
_WIDEST: Final = 720
_CHOSEN: Final = M("The passphrase that you chose for the request")


class ForgottenPage(Retranslating):
    """Makes a request, or takes the answer to one that was made.

    Signals:
        opened: The `OpenProfile` and its `Preferences`.
        left: Back to the passphrase.
        cover_asked: The Cover button was pressed.
    """

    opened = Signal(object, object)
    left = Signal()
    cover_asked = Signal()

    def __init__(
        self,
        surroundings: Surroundings,
        folder: Path,
        lock: ProfileLock | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._folder = folder
        self._lock = lock
        self._asked: Asked | None = None
        language = surroundings.language
        self._page = ScrollPage(self, widest=_WIDEST)
        self._asking = QWidget(self._page)
        self.new = NewPassphrase(surroundings, self._asking)
        self.save = MessageButton(
            language, M("Save the request…"), Kind.PRIMARY, parent=self._asking
        )
        self._waiting = QWidget(self._page)
        self._made = Card(self._waiting)
        self._saved = MessageText(language, None, parent=self._made)
        self._digits = Text(TextSize.LEADING, self._made, bold=True)
        self.chosen = PassphraseField(language, self._waiting)
        self.open = MessageButton(
            language, M("Open the answer…"), Kind.PRIMARY, parent=self._waiting
        )
        self.another = LinkButton(language, M("Make another request"), self._waiting)
        self.note = MessageText(language, None, token=Token.CAUTION, bold=True)
        self.hint = MessageText(language, None, token=Token.CAUTION)
        self.footer = FooterBar(language, self)
        self._build()
        self.save.clicked.connect(self._on_save)
        self.new.confirmed.connect(self._on_save)
        self.new.changed.connect(self._on_edited)
        self.open.clicked.connect(self._on_open)
        self.chosen.confirmed.connect(self._on_open)
        self.another.clicked.connect(self._on_another)
        self.footer.back.connect(self._on_back)
        self.footer.cover.connect(self.cover_asked)
        self._show(is_waiting=surroundings.program.profiles.resetting.is_waiting(folder))

    def retranslate(self) -> None:
        """Nothing to do: every part follows the language by itself."""

    def begin(self) -> None:
        """Put the focus into the first field."""
        if self._asking.isHidden():
            self.chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new.begin()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        language, page = self.language, self._page
        page.set_margins(2 * SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        page.column.setSpacing(SPACE_M)
        title = M("A new passphrase from your office")
        page.column.addWidget(MessageText(language, title, TextSize.HEADING, bold=True))
        for part in (self._asking, self._waiting, self.note, self.hint):
            page.column.addWidget(part)
        page.column.addStretch(1)
        asking = QVBoxLayout(self._asking)
        bare(asking, SPACE_M)
        about = M(
            "Choose the new passphrase now. Then give the request file to your office. It holds "
            "nothing that you have written."
        )
        asking.addWidget(MessageText(language, about, parent=self._asking, token=Token.SOFT_INK))
        asking.addWidget(self.new)
        asking.addLayout(_row(self.save))
        self._digits.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._made.column.addWidget(self._saved)
        read = M("Read these digits out to your office, so that they know it is you who asks:")
        self._made.column.addWidget(MessageText(language, read, parent=self._made))
        self._made.column.addWidget(self._digits)
        waiting = QVBoxLayout(self._waiting)
        bare(waiting, SPACE_M)
        waiting.addWidget(self._made)
        then = M("When your office has answered, type the passphrase that you chose, and open it.")
        waiting.addWidget(MessageText(language, then, parent=self._waiting))
        waiting.addWidget(MessageText(language, _CHOSEN, parent=self._waiting, bold=True))
        self.chosen.set_label(_CHOSEN)
        waiting.addWidget(self.chosen)
        waiting.addLayout(_row(self.open, self.another))
        self.footer.show_only(self.footer.back_button)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(page, 1)
        whole.addWidget(self.footer)

    def _show(self, *, is_waiting: bool) -> None:
        self._asking.setVisible(not is_waiting)
        self._waiting.setVisible(is_waiting)
        self._made.setVisible(self._asked is not None)
        if self._asked is not None:
            self._digits.say(self._asked.digits)
        self._tell(None)

    def _on_edited(self) -> None:
        self._tell(None)

    def _on_save(self) -> None:
        if not self.save.isEnabled() or not self.new.is_good():
            return
        self._tell(None)
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where to save the request"),
            name=f"passphrase{REQUEST_SUFFIX}",
        )
        self._surroundings.files.ask(request, self.window(), self._on_save_chosen)

    def _on_save_chosen(self, path: object) -> None:
        self.save.setEnabled(False)
        passphrase, target = self.new.text(), cast("Path", path)
        work = partial(_ask, self._surroundings, self._folder, passphrase, target)
        self._surroundings.run(work, self._on_asked, self._on_failed)

    def _on_asked(self, made: object) -> None:
        asked, name = cast("tuple[Asked, str]", made)
        self._asked = asked
        self.save.setEnabled(True)
        self.new.forget()
        self._saved.set_message(M("Saved as {file}. Give it to your office.", file=name))
        self._show(is_waiting=True)
        self.footer.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_open(self) -> None:
        if not self.open.isEnabled():
            return
        self._tell(None)
        if not self.chosen.text().strip():
            self._tell(M("Type the passphrase that you chose for the request."))
            self.chosen.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        request = FileRequest(pick=Pick.FILE, title=M("The office's answer"))
        self._surroundings.files.ask(request, self.window(), self._on_answer_chosen)

    def _on_answer_chosen(self, path: object) -> None:
        self.open.setEnabled(False)
        resetting = self._surroundings.program.profiles.resetting
        folder, lock, passphrase = self._folder, self._lock, self.chosen.text()

        def work(_: Progress) -> tuple[OpenProfile, Preferences]:
            profile = resetting.open_with(
                folder, as_secret(passphrase), cast("Path", path), lock=lock
            )
            return profile, preferences_of(profile)

        self._surroundings.run(work, self._on_opened, self._on_failed)

    def _on_opened(self, found: object) -> None:
        profile, preferences = cast("tuple[OpenProfile, Preferences]", found)
        self.chosen.clear()
        self.opened.emit(profile, preferences)

    def _on_another(self) -> None:
        self._asked = None
        self.chosen.clear()
        self.new.offer()
        self._show(is_waiting=False)
        self.new.begin()

    def _on_back(self) -> None:
        self.chosen.clear()
        self.left.emit()

    def _on_failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.open.setEnabled(True)
        if isinstance(error, IntakeError):
            self._tell(error.summary, error.hint)
        else:
            self._surroundings.problems.show_problem(error)
        self.begin()

    def _tell(self, summary: Message | None, hint: Message | None = None) -> None:
        for text, message in ((self.note, summary), (self.hint, hint)):
            text.set_message(message)
            text.setVisible(message is not None)


def _row(*ways: MessageButton) -> FlowLayout:
    row = FlowLayout(spacing=SPACE_M)
    for way in ways:
        row.addWidget(way)
    return row


def _ask(
    surroundings: Surroundings, folder: Path, passphrase: str, target: Path, _progress: Progress
) -> tuple[Asked, str]:
    made = surroundings.program.profiles.resetting.ask(folder, as_secret(passphrase))
    try:
        target.write_bytes(made.file)
    except OSError:
        raise FolderReadOnlyError from None
    return made, target.name
