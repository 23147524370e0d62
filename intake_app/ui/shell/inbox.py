"""Inbox: opening a stick, what came in, and answering it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.ids import PacketId
from intake_app.domain.message import MN, M
from intake_app.ui.files import FileRequest, Pick, plugged_in
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.answering import AnswerPanel
from intake_app.ui.shell.asking import Talk
from intake_app.ui.shell.inbox_contents import Contents, read_contents
from intake_app.ui.shell.inbox_rows import line_of, line_of_notice
from intake_app.ui.shell.notice_panel import NoticePanel
from intake_app.ui.shell.old_files import OldFiles
from intake_app.ui.shell.refer_on import ReferOn
from intake_app.ui.shell.referral_pane import ReferralPane
from intake_app.ui.shell.rows import OpenRows, reach_in_order
from intake_app.ui.shell.same_person import SamePersonHints
from intake_app.ui.shell.sending import SendingAnswers
from intake_app.ui.shell.stick_report import StickReport
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, bare
from intake_app.ui.typography import RESCALED, TextSize, is_large
from intake_app.ui.widgets.buttons import Kind, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card, EmptyPanel
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.page import ScrollPage, come_into_sight, laid_out_anew
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.packet import ImportReport
    from intake_app.domain.packet_bodies import Outcome
    from intake_app.domain.ports import Progress
    from intake_app.services.asking import Asked
    from intake_app.services.inbox import Arrived
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.recalling import Notified
    from intake_app.ui.background import BackgroundTask
    from intake_app.ui.shell.answer_forms import OurAnswer
    from intake_app.ui.surroundings import Surroundings


_LEAST_SHARE = 2.2
"""So many times the height of the ways to answer, a page must be high to keep them in sight."""

_SHARES, _LARGE_SHARES = (5, 6), (3, 5)
"""What the rows and the open one take of the width: what is decided on needs it more."""


class InboxPage(Retranslating):
    """What came in on the left, the open one on the right with the ways to answer it."""

    help_topic = "inbox"

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._contents = Contents()
        self._wanted = ""
        self._stick: Path | None = None
        self._task: BackgroundTask | None = None
        self._asked_by: QWidget | None = None
        self._waiting = MessageText(language, None, token=Token.SOFT_INK)
        self.open = MessageButton(language, M("Open a stick"), Kind.PRIMARY)
        self.open_file = LinkButton(language, M("Open one file"))
        self.report = StickReport(language)
        self.old_files = OldFiles(surroundings, profile.sticks)
        self.rows = OpenRows(language)
        self._empty = EmptyPanel(
            language,
            M("Nothing has come in yet."),
            M("Open a stick to take in referrals, and answers to yours."),
        )
        self.pane = ReferralPane(language)
        self.same_person = SamePersonHints(surroundings, profile)
        self.talk = Talk(surroundings, profile, lambda about: _asked(profile, about))
        self.refer_on = ReferOn(surroundings, profile)
        self.answer = AnswerPanel(language, profile.person_days.today)
        self.notice = NoticePanel(language)
        self.answers = SendingAnswers(surroundings, profile)
        self._build()
        self.open.clicked.connect(self._on_open)
        self.open_file.clicked.connect(self._on_open_file)
        self.report.cancel_asked.connect(self._on_cancel_asked)
        self.rows.opened.connect(self._on_opened)
        self.same_person.other_asked.connect(self._on_opened)
        self.answer.answered.connect(self._on_answered)
        self.answer.asked.connect(self.talk.ask)
        self.answer.unfolded.connect(self._keep_foot)
        self.talk.question_made.connect(self.answer.put_question_away)
        self.talk.question_failed.connect(self.answer.ask_form.begin)
        self.talk.changed.connect(self._on_asked)
        self.notice.answered.connect(self._on_notice_answered)
        self.answers.begun.connect(self._on_sending)
        self.answers.done.connect(self.refresh)
        self._show()

    def refresh(self) -> None:
        """Read what came in anew."""
        self._surroundings.run(partial(_read, self._profile), self._on_read)

    def open_stick(self) -> None:
        """Open the only stick that is plugged in, or ask which stick or folder it shall be."""
        self._ask_for_stick(only_stick=True)

    def retranslate(self) -> None:
        """Say the rows anew; the panes follow by themselves."""
        self._show_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the ways to answer in sight when there is room."""
        super().resizeEvent(event)
        self._keep_foot()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale, once every part has followed it."""
        if event.type() in RESCALED:
            QTimer.singleShot(0, self, self._keep_foot)
        super().changeEvent(event)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        left = ScrollPage(widest=10_000)
        left.set_margins(0, 0, SPACE_M, 0)
        title = MessageText(self.language, M("Inbox"), TextSize.HEADING, bold=True)
        head = FlowLayout(spacing=SPACE_M)
        head.addWidget(title)
        head.part()
        head.addWidget(self.open_file)
        head.addWidget(self.open)
        left.column.addLayout(head)
        for widget in (self._waiting, self.report, self.old_files, self.rows, self._empty):
            left.column.addWidget(widget)
        left.column.addStretch(1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        bare(foot, SPACE_S)
        foot.addWidget(self.notice)
        foot.addWidget(self.answer)
        foot.addWidget(self.answers)
        self._words = ScrollPage(widest=10_000)
        self._words.set_margins(0, 0, SPACE_S, 0)
        parts = (self.pane, self.answer.closed, self.talk, self.refer_on, self.same_person)
        for part in parts:
            self._words.column.addWidget(part)
        self._words.see_through()
        self._card = Card()
        self._card.column.addWidget(self._words, 1)
        self._card.column.addWidget(self._foot)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_M)
        row.setSpacing(SPACE_L)
        row.addWidget(left)
        row.addWidget(self._card)

    def _keep_foot(self) -> None:
        """Let the ways to answer scroll with the words when they would leave no room for them."""
        for place, share in enumerate(_LARGE_SHARES if is_large() else _SHARES):
            self._row.setStretch(place, share)
        self.answer.place_note(self._words.column if is_large() else None)
        for part in (self.notice, self.answer, self.answers, self._foot):
            laid_out_anew(part)
        width = max(1, self._words.width())
        is_low = self._foot.heightForWidth(width) * _LEAST_SHARE > self.height()
        column = self._words.column if is_low else self._card.column
        if column.indexOf(self._foot) < 0:
            column.addWidget(self._foot)

    def _on_read(self, contents: object) -> None:
        self._contents = cast("Contents", contents)
        self.report.show_missing(self._contents.missing)
        self._show_rows()
        self._show()

    def _show_rows(self) -> None:
        contents = self._contents
        lines = [line_of_notice(notice, self.language) for notice in contents.alone]
        lines += [line_of(arrived, self.language) for arrived in contents.arrived]
        self.rows.show_lines(lines)
        waiting = sum(
            arrived.answered is None and not arrived.is_taken_back for arrived in contents.arrived
        )
        self._waiting.setVisible(waiting > 0)
        self._waiting.set_message(
            MN(
                "{count} referral waits for your answer.",
                "{count} referrals wait for your answer.",
                waiting,
            )
        )

    def _show(self) -> None:
        contents = self._contents
        alone = {notice.record.id: notice for notice in contents.alone}
        known = {arrived.record.id: arrived for arrived in contents.arrived}
        if self._wanted not in {*alone, *known}:
            self._wanted = next(iter((*alone, *known)), "")
        self.rows.open(self._wanted)
        self.answers.show_waiting(contents.unsent, self._stick)
        # What was erased a moment ago is answered, and the answer has still to leave.
        is_empty = not alone and not known
        self._empty.setVisible(is_empty and not self.report.has_words())
        self._card.setVisible(not is_empty or not self.answers.isHidden())
        self._show_one(known.get(PacketId(self._wanted)), alone.get(PacketId(self._wanted)))
        chips = self.pane.chips()
        old = self.old_files.take_off
        ways = [self.open_file, self.open, self.report.cancel, old, *self.rows.rows()]
        reach_in_order([*ways, *(chips.buttons() if chips is not None else ())])
        self._keep_foot()

    def _show_one(self, arrived: Arrived | None, alone: Notified | None) -> None:
        """Show what is open: a referral, or a notice about something that is not here."""
        self.pane.setVisible(arrived is not None and not arrived.is_taken_back)
        self.answer.setVisible(arrived is not None and not arrived.is_taken_back)
        if arrived is None:
            for part in (self.answer.closed, self.answer.note):  # they may stand among the words
                part.hide()
        self.notice.show_arrived(arrived)
        if alone is not None:
            self.notice.show_alone(alone)
        self.same_person.setVisible(arrived is not None)
        if arrived is not None:
            self.pane.show_arrived(arrived)
            self.answer.show_arrived(arrived)
            self.same_person.show_for(arrived.record.id, self._contents.arrived)
        self.talk.show_for(arrived.record.id if arrived is not None else "")
        self.refer_on.show_for(arrived)

    def _on_opened(self, key: str) -> None:
        self._wanted = key
        self._show()

    # -- a stick -----------------------------------------------------------------

    def _on_open(self) -> None:
        self._ask_for_stick(only_stick=False)

    def _ask_for_stick(self, *, only_stick: bool) -> None:
        request = FileRequest(
            pick=Pick.FOLDER,
            title=M("Which stick or folder?"),
            start=self._stick or next(iter(plugged_in()), None),
            only_stick=only_stick,
        )
        self._surroundings.files.ask(request, self.window(), self._on_stick_chosen)

    def _on_open_file(self) -> None:
        request = FileRequest(
            pick=Pick.FILE, title=M("Which file?"), suffixes=(".age",), start=self._stick
        )
        self._surroundings.files.ask(request, self.window(), self._on_file_chosen)

    def _on_stick_chosen(self, path: object) -> None:
        self._stick = cast("Path", path)
        self._take_in(self._stick)

    def _on_file_chosen(self, path: object) -> None:
        self._take_in(cast("Path", path))

    def _take_in(self, path: Path) -> None:
        self.report.show_progress(0, 0)
        self._set_busy(busy=True)
        work = partial(_take_in, self._profile, path)
        self._task = self._surroundings.run(work, self._on_taken_in, self._on_failed)
        self._task.progressed.connect(self.report.show_progress)
        self._task.cancelled.connect(self._on_cancelled)

    def _on_cancel_asked(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_taken_in(self, result: object) -> None:
        report, contents = cast("tuple[ImportReport, Contents]", result)
        self._set_busy(busy=False)
        self.report.show_report(report)
        new = [record.id for record in report.taken]
        self._wanted = next(iter(reversed(new)), self._wanted)
        self._on_read(contents)
        self.old_files.look(self._stick)

    def _on_cancelled(self) -> None:
        self._set_busy(busy=False)
        self.report.show_stopped()
        self._show()  # "nothing has come in yet" may be untrue until it is read
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, IntakeError):
            self.report.show_error(error)
        else:
            self.report.show_report(None)
            self._surroundings.problems.show_problem(error)

    def _set_busy(self, *, busy: bool) -> None:
        """Work, or not; the focus waits on Stop and goes back, for it must not fall on Cover."""
        ways = (self.open, self.open_file)
        at = self.window().focusWidget()  # hasFocus() is untrue while the files' window closes
        stays = at is self.report.cancel or any(at is way for way in ways)
        if busy:
            self._asked_by = next((way for way in ways if at is way), self.open)
            self.report.cancel.setFocus()
        for way in ways:
            way.setEnabled(not busy)
        if not busy:
            self._task = None
            if stays and self._asked_by is not None:
                self._asked_by.setFocus()

    # -- answering ---------------------------------------------------------------

    def _on_answered(self, packet_id: str, answer: OurAnswer) -> None:
        work = partial(_answer, self._profile, PacketId(packet_id), answer)
        self.answer.setEnabled(False)
        self._surroundings.run(work, self._on_answer_made, self._on_not_answered)

    def _on_asked(self) -> None:
        self._surroundings.run(partial(_read, self._profile), self._on_answer_made)

    def _on_notice_answered(self, packet_id: str, outcome: object, law: str) -> None:
        work = partial(
            _answer_notices, self._profile, PacketId(packet_id), cast("Outcome", outcome), law
        )
        self.notice.setEnabled(False)
        self._surroundings.run(work, self._on_answer_made, self._on_not_answered)

    def _on_answer_made(self, contents: object) -> None:
        self.answer.setEnabled(True)
        self.notice.setEnabled(True)
        self._on_read(contents)
        self.answers.send.setFocus()
        come_into_sight(self.answers.send)

    def _on_not_answered(self, error: Exception) -> None:
        self.answer.setEnabled(True)
        self.notice.setEnabled(True)
        self._surroundings.problems.show_problem(error)

    def _on_sending(self, path: object) -> None:
        self._stick = cast("Path", path)


def _read(profile: OpenProfile, _progress: Progress) -> Contents:
    return read_contents(profile)


def _asked(profile: OpenProfile, about: str) -> Sequence[Asked]:
    return profile.asking.about(PacketId(about)) if about else ()


def _take_in(profile: OpenProfile, path: Path, progress: Progress) -> tuple[ImportReport, Contents]:
    """Open a stick and read what is in then, so that the page says both at once."""
    report = profile.inbox.open_stick((path,), progress)
    return report, _read(profile, progress)


def _answer(
    profile: OpenProfile, packet_id: PacketId, answer: OurAnswer, progress: Progress
) -> Contents:
    profile.inbox.answer(
        packet_id, answer.status, answer.note, reason=answer.reason, start=answer.start
    )
    return _read(profile, progress)


def _answer_notices(
    profile: OpenProfile, packet_id: PacketId, outcome: Outcome, law: str, progress: Progress
) -> Contents:
    profile.recalling.answer_all(packet_id, outcome, law=law)
    return _read(profile, progress)
