"""What a stick brought: progress, counts, and the one bad file with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import MN, M
from intake_app.domain.packet import REFERRALS, PacketKind
from intake_app.domain.packet_course import NOTICES
from intake_app.services.channels import said_of
from intake_app.ui.shell.rows import clear
from intake_app.ui.shell.telling import told
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.message import Message
    from intake_app.domain.packet import ChannelNotice, ImportReport
    from intake_app.ui.language import LanguageSwitch

_ANSWERS = (PacketKind.RECEIPT, PacketKind.ANSWER, PacketKind.ERASURE_ANSWER)


class StickReport(QWidget):
    """How far opening a stick is, then what came of it.

    Signals:
        cancel_asked: Opening is to stop; what is in stays in.
    """

    cancel_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = language
        self._progress = QWidget(self)
        self._step = MessageText(language, None, parent=self._progress)
        self.cancel = MessageButton(language, M("Stop"), parent=self._progress)
        progress = FlowLayout(self._progress, spacing=SPACE_M)
        progress.addWidget(self._step)
        progress.addWidget(self.cancel)
        self._said: list[MessageText | CautionChip] = []
        self._is_of_missing = False
        self._words = QVBoxLayout()
        bare(self._words, SPACE_S)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self._progress)
        column.addLayout(self._words)
        self._progress.hide()
        self.cancel.clicked.connect(self.cancel_asked)
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Say how many files have been opened; a total of 0 is not known yet."""
        self._forget()
        self._step.set_message(
            M("Opening {done} of {total}…", done=done, total=total)
            if total
            else M("Looking for files…")
        )
        self._progress.show()
        self.show()

    def show_report(self, report: ImportReport | None) -> None:
        """Say what came in, and name each file that did not and why; None says nothing."""
        self._forget()
        if report is None:
            return
        kinds = [record.kind for record in report.taken]
        self._say_kinds(kinds)
        known = len(report.known)
        if known:
            self._say(MN("{count} file was in before.", "{count} files were in before.", known))
        for name, error in report.refused:
            reason = told(error) if isinstance(error, IntakeError) else IntakeError.summary
            self._warn(M("The file {file} is not in. {reason}", file=name, reason=reason))
        for notice in report.notices:
            for message in said_of(notice):
                self._warn(message)
        if not (kinds or known or report.refused):
            self._say(M("There is nothing for you in this place."))
        self.show()

    def _say_kinds(self, kinds: Sequence[PacketKind]) -> None:
        """Say how many of each came in."""
        referrals = sum(kind in REFERRALS for kind in kinds)
        answers = sum(kind in _ANSWERS for kind in kinds)
        questions = kinds.count(PacketKind.QUESTION)
        notices = sum(kind in NOTICES for kind in kinds)
        if referrals:
            self._say(MN("{count} referral is in.", "{count} referrals are in.", referrals))
        if answers:
            self._say(MN("{count} answer is in.", "{count} answers are in.", answers))
        if questions:
            self._say(MN("{count} question is in.", "{count} questions are in.", questions))
        if notices:
            self._say(
                MN(
                    "{count} notice is in: something was taken back.",
                    "{count} notices are in: something was taken back.",
                    notices,
                )
            )
        if rosters := kinds.count(PacketKind.ROSTER):
            self._say(MN("{count} roster is in.", "{count} rosters are in.", rosters))
        if lists := kinds.count(PacketKind.DIRECTORY):
            self._say(
                MN(
                    "{count} list of services is offered to you: look at it under Services.",
                    "{count} lists of services are offered to you: look at them under Services.",
                    lists,
                )
            )
        if forms := kinds.count(PacketKind.FORMS):
            self._say(
                MN(
                    "{count} set of forms is offered to you: look at it under Settings, Forms.",
                    "{count} sets of forms are offered to you: look at them under Settings, Forms.",
                    forms,
                )
            )

    def show_missing(self, notices: Sequence[ChannelNotice]) -> None:
        """Say whose files are missing, as long as they are; beside a report it is said already."""
        is_opening = not self._progress.isHidden()
        if is_opening or (self.has_words() and not self._is_of_missing):
            return
        self._forget()
        for notice in notices:
            for message in said_of(notice):
                self._warn(message)
        self._is_of_missing = True
        self.setVisible(self.has_words())

    def show_stopped(self) -> None:
        """Say that opening was stopped."""
        self._forget()
        self._say(M("Stopped. What was opened before is in."))
        self.show()

    def show_error(self, error: IntakeError) -> None:
        """Say why the stick could not be opened at all."""
        self._forget()
        self._warn(told(error))
        self.show()

    def has_words(self) -> bool:
        """Return whether anything is told."""
        return bool(self._said)

    def said(self) -> list[str]:
        """Return the sentences shown."""
        return [words.said() for words in self._said]

    def _forget(self) -> None:
        self._progress.hide()
        clear(self._words)
        self._said = []
        self._is_of_missing = False

    def _say(self, message: Message) -> None:
        text = MessageText(self._switch, message, TextSize.CHOICE, self)
        self._words.addWidget(text)
        self._said.append(text)

    def _warn(self, message: Message) -> None:
        chip = CautionChip(self._switch, self)
        self._words.addWidget(chip)
        chip.show_caution(message)
        self._said.append(chip)
