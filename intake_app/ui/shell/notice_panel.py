"""Answering that something was taken back: erased here, or kept because a law says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import ErasureAnswer, Outcome
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, Mark, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.message import Message
    from intake_app.domain.packet_course import Course
    from intake_app.services.inbox import Arrived
    from intake_app.services.recalling import Notified

LONGEST_LAW: Final = 250

WHY: Final[Mapping[PacketKind, Message]] = {
    PacketKind.WITHDRAWAL: M("The person has taken this back."),
    PacketKind.ERASURE_REQUEST: M("The person asks that all of it is erased."),
    PacketKind.RECALL: M("This was sent to you by mistake."),
}
WHAT_TO_DO: Final = M(
    "Do not use it. Delete every copy you made: on paper, in mail, in other programs; and tell "
    "whoever has it from you. Then answer: the sender tells the person what you say."
)
NOT_HERE: Final = M("It is about something that is not here, or is erased already.")
YOURS: Final[Mapping[Outcome, Message]] = {
    Outcome.ERASED: M("You answered: it is erased."),
    Outcome.PARTLY: M("You answered: some of it is kept by law."),
    Outcome.KEPT: M("You answered: it is kept by law."),
}
_STRENGTH: Final = (PacketKind.RECALL, PacketKind.WITHDRAWAL, PacketKind.ERASURE_REQUEST)
_LAW: Final = M("The law that has it kept, and for how long")
_HOW_MUCH: Final[Mapping[object, Message]] = {
    Outcome.KEPT: M("All of it, here, too"),
    Outcome.PARTLY: M("Some of it elsewhere; here it is erased"),
}


def is_answered(course: Course) -> bool:
    """Return whether every notice on a referral has its answer."""
    answers = [f.body.of for f in course.erasures if isinstance(f.body, ErasureAnswer)]
    return {notice.id for notice in course.notices} <= set(answers)


class NoticePanel(Retranslating):
    """Says what was taken back and what to do, and takes the answer that has to be given.

    Signals:
        answered: The id of what the notices are about, an `Outcome`, and the law or "".
    """

    answered = Signal(str, object, str)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._about = ""
        self._why = MessageText(language, None, TextSize.CHOICE, self, bold=True)
        self._what = MessageText(language, WHAT_TO_DO, parent=self)
        self._yours = MessageText(language, None, TextSize.CHOICE, self)
        self.erased = MessageButton(language, M("Erase it here, and answer: erased"),
                                    Kind.PRIMARY, self)  # fmt: skip
        self.keep = MessageButton(language, M("We must keep it"), parent=self)
        self.keep.set_mark(Mark.OPENS)
        self.form = QWidget(self)
        self.law = QLineEdit(self.form)
        self.law.setMaxLength(LONGEST_LAW)
        self.law.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.how_much = Segmented(language, _HOW_MUCH, self.form)
        self.how_much.keep_one()
        self.problem = CautionChip(language, self.form)
        self.send = MessageButton(language, M("Answer that it is kept"), parent=self.form)
        inner = QVBoxLayout(self.form)
        bare(inner, SPACE_S)
        inner.addWidget(MessageText(language, _LAW, parent=self.form))
        for part in (self.law, self.how_much, self.problem):
            inner.addWidget(part)
        inner.addWidget(self.send, alignment=Qt.AlignmentFlag.AlignLeading)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.erased)
        ways.addWidget(self.keep)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for said in (self._why, self._what, self._yours):
            column.addWidget(said)
        column.addLayout(ways)
        column.addWidget(self.form)
        column.addStretch(1)
        self.erased.clicked.connect(self._on_erased)
        self.keep.clicked.connect(self._on_keep)
        self.law.returnPressed.connect(self._on_kept)
        self.send.clicked.connect(self._on_kept)
        self.retranslate()
        self.hide()

    def show_arrived(self, arrived: Arrived | None) -> None:
        """Show the notices on a referral that came in; nothing when there are none."""
        course = arrived.course if arrived is not None else None
        if arrived is None or course is None or not course.notices:
            self.hide()
            return
        answers = [f.body for f in course.erasures if isinstance(f.body, ErasureAnswer)]
        waits = not is_answered(course)
        latest = None if waits or not answers else answers[-1].outcome
        is_open = waits and arrived.sender is not None
        kinds = [notice.kind for notice in course.notices]
        self._show(arrived.record.id, kinds, latest, is_here=True, is_open=is_open)

    def show_alone(self, notice: Notified) -> None:
        """Show a notice about something that is not among what came in, or not any more."""
        about = notice.record.in_reply_to or ""
        is_here = notice.about is not None and bool(notice.about.envelope)
        is_open = notice.sender is not None
        self._show(about, [notice.record.kind], None, is_here=is_here, is_open=is_open)

    def retranslate(self) -> None:
        """Name the fields anew."""
        self.law.setAccessibleName(self.language.text(_LAW))
        self.how_much.set_about(self.keep.words())

    def _show(
        self,
        about: str,
        kinds: Iterable[PacketKind],
        answer: Outcome | None,
        *,
        is_here: bool,
        is_open: bool,
    ) -> None:
        if about != self._about:
            self._about = about
            self.form.hide()
            self.law.clear()
            self.how_much.set_answer(Outcome.KEPT)
            self.problem.show_caution(None)
        self._why.set_message(WHY[max(kinds, key=_STRENGTH.index)])
        self._what.set_message(WHAT_TO_DO if is_here else NOT_HERE)
        self._yours.setVisible(answer is not None)
        self._yours.set_message(YOURS[answer] if answer is not None else None)
        self.erased.set_message(
            M("Erase it here, and answer: erased") if is_here else M("Answer: nothing is here")
        )
        self.erased.setVisible(is_open)
        self.keep.setVisible(is_open and is_here)
        self.form.setHidden(self.form.isHidden() or not (is_open and is_here))
        self.show()

    def _on_erased(self) -> None:
        self.answered.emit(self._about, Outcome.ERASED, "")

    def _on_keep(self) -> None:
        self.form.setVisible(self.form.isHidden())
        if not self.form.isHidden():
            self.law.setFocus()

    def _on_kept(self) -> None:
        law = self.law.text().strip()
        if not law:
            self.problem.show_caution(M("Name the law: without one, it has to be erased."))
            self.law.setFocus()
            return
        self.problem.show_caution(None)
        self.answered.emit(self._about, self.how_much.answer(), law)
