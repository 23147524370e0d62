"""A call, line by line; or a sheet; and what they answered."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.consent import Manner
from intake_app.domain.directory import Way
from intake_app.domain.handed_over import AnsweredBy, HandState
from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.services.handed_over import WithoutCard
from intake_app.services.words import ANSWERED_BY
from intake_app.ui.conversation.referral.paper import NAME, write_sheet
from intake_app.ui.conversation.referral.without_intake import STATES
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.problems import ProblemBar
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, Mark, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from intake_app.domain.handed_over import HandedLine, HandedOver
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.handed_over import HandingOver, Script
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.referrals import Draft
    from intake_app.ui.conversation.referral.making import Word
    from intake_app.ui.surroundings import Surroundings

_BY: Final[dict[object, Message]] = {by: ANSWERED_BY[by] for by in AnsweredBy}


class SayingRow(QWidget):
    """One line of a call: what it is about, the words, and a tick once it is said."""

    def __init__(self, line: HandedLine, button: MessageButton) -> None:
        super().__init__()
        self.button = button
        label = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        label.say(isolated(line.label))
        text = Text(TextSize.CHOICE, self)
        text.say(isolated(line.text))
        words = QVBoxLayout()
        bare(words, 0)
        words.addWidget(label)
        words.addWidget(text)
        row = QHBoxLayout(self)
        bare(row, SPACE_M)
        row.addLayout(words, 1)
        row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        button.set_about(f"{line.label}, {line.text}")
        button.setChecked(line.said)
        self._mark(line.said)
        button.toggled.connect(self._mark)

    def _mark(self, said: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.button.set_mark(Mark.TICK if said else Mark.NONE)


class HandingPage(Retranslating):
    """One sheet or one call; every tick is kept at once.

    Signals:
        begun: A `HandedOver` that was agreed to and begun.
        not_begun: Why nothing was.
    """

    begun = Signal(object)
    not_begun = Signal(object)

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._handing: HandingOver = profile.handing_over
        self._handed: HandedOver | None = None
        self._script: Script | None = None
        self._rows: list[SayingRow] = []
        self._is_saving = False
        self._title = MessageText(language, None, TextSize.HEADING, self, bold=True)
        self._state = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self.problem = ProblemBar(language, self)
        self._lines = QVBoxLayout()
        self._paper_told = MessageText(language, None, parent=self, bold=True)
        self._paper_place = Text(TextSize.NOTE, self, token=Token.SOFT_INK)
        self.paper_button = MessageButton(language, M("Print the sheet"), Kind.PRIMARY, self)
        self.by = Segmented(language, _BY, self)
        self.by.set_about(M("Who answered? No names."))
        self.can = MessageButton(language, M("They can: accepted by phone"), parent=self)
        self.cannot = MessageButton(language, M("They cannot"), parent=self)
        self.later = MessageButton(language, M("No answer yet"), parent=self)
        self._call, self._paper = Card(self), Card(self)
        self._build()
        self.paper_button.clicked.connect(self._on_paper)
        self.by.chosen.connect(self._on_by)
        self.can.clicked.connect(self._on_can)
        self.cannot.clicked.connect(self._on_cannot)
        self.later.clicked.connect(self._on_later)

    def begin(
        self,
        draft: Draft,
        way: Way,
        word: Word,
        languages: Sequence[str],
    ) -> None:
        """Write down the agreement and begin the call, or make the sheet, in one act.

        Args:
            draft: For whom, which service.
            way: On paper or by phone.
            word: What may be given, and on whose word.
            languages: BCP 47 tags: the worker's, then the person's.
        """
        handing, receiver = self._handing, draft.receiver
        spoken = self.language.language.tag  # whoever speaks on the phone reads it so

        def work(_progress: Progress) -> HandedOver:
            if not isinstance(receiver, WithoutCard):
                raise TypeError("an office with a card is sent a file")
            return handing.begin(
                draft.case.id,
                receiver.service,
                way,
                word.scope,
                manner=word.manner or Manner.VOICE,
                text=draft.text(languages),
                ground=word.ground,
                language=spoken,
            )

        self._surroundings.run(work, self._on_begun, self._on_not_begun)

    def show_handed(self, handed: HandedOver) -> None:
        """Show a sheet or a call as it stands."""
        self._script = None
        self.by.set_answer(handed.answered_by)
        for text in (self._paper_told, self._paper_place):
            text.hide()
        self.problem.dismiss()
        self._is_saving = False
        self._rows = []
        self._take(handed)
        if handed.way is Way.PHONE:
            tag = self.language.language.tag
            self._run(lambda: self._handing.script(handed, tag), self._on_script)

    def said(self) -> list[str]:
        """Return every text of the call: what is said around the lines, and the lines."""
        return [text.said() for text in self._call.findChildren(Text) if not text.isHidden()]

    def state(self) -> str:
        """Return what is said of where it stands."""
        return self._state.said()

    def take_focus(self) -> None:
        """Put the focus on the next thing to do."""
        first = next((row.button for row in self._rows if not row.button.isChecked()), None)
        is_call = self._handed is not None and self._handed.way is Way.PHONE
        (first or self.later if is_call else self.paper_button).setFocus()

    def retranslate(self) -> None:
        """Say anew whom it is for and where it stands."""
        if self._handed is not None:
            self._take(self._handed)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        page = ScrollPage(self)
        page.set_margins(0, 0, SPACE_M, SPACE_M)
        bare(self._lines, SPACE_S)
        self._call.column.addLayout(self._lines)
        unsafe = M(
            "Paper and its file are not encrypted: whoever finds them can read them. Give the "
            "sheet to them by hand, and delete the file."
        )
        for widget in (
            MessageText(self.language, unsafe, parent=self),
            self._paper_told,
            self._paper_place,
        ):
            self._paper.column.addWidget(widget)
        self._paper.column.addWidget(self.paper_button, alignment=Qt.AlignmentFlag.AlignLeading)
        answer = Card(self)
        answer.column.addWidget(
            MessageText(self.language, M("Who answered? No names."), parent=self, bold=True)
        )
        answer.column.addWidget(self.by)
        ends = FlowLayout(spacing=SPACE_M)
        for button in (self.can, self.cannot, self.later):
            ends.addWidget(button)
        answer.column.addSpacing(SPACE_S)
        answer.column.addLayout(ends)
        for part in (self._title, self._state, self.problem, self._call, self._paper, answer):
            page.column.addWidget(part)
        page.column.setSpacing(SPACE_M)
        page.column.addStretch(1)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(page)

    def _take(self, handed: HandedOver) -> None:
        self._handed = handed
        is_call = handed.way is Way.PHONE
        call = M("Call {office} and say just this", office=handed.name)
        sheet = M("A sheet for {office}", office=handed.name)
        self._title.set_message(call if is_call else sheet)
        self._state.set_message(_about(handed))
        self._call.setVisible(is_call)
        self._paper.setVisible(not is_call)
        self.setAccessibleName(self._title.said())
        self._show_lines()
        self._offer()

    def _show_lines(self) -> None:
        focused = next((n for n, row in enumerate(self._rows) if row.button.hasFocus()), None)
        ticked = self._said() if self._rows else None
        clear(self._lines)
        self._rows = []
        handed, script = self._handed, self._script
        if handed is None or handed.way is not Way.PHONE:
            return
        if script is not None:
            self._say(script.opening)
        for number, each in enumerate(handed.lines):
            line = each if ticked is None else replace(each, said=number in ticked)
            # Translators: on a button beside a line that is said on the phone.
            button = MessageButton(self.language, M("Said"), Kind.SEGMENT)
            button.clicked.connect(self._on_tick)
            row = SayingRow(line, button)
            self._lines.addWidget(row)
            row.show()
            self._rows.append(row)
        for message in script.closing if script is not None else ():
            self._say(message)
        if focused is not None:
            self._rows[focused].button.setFocus()

    def _say(self, message: Message) -> None:
        self._lines.addSpacing(SPACE_XS)
        text = MessageText(self.language, message, TextSize.CHOICE, token=Token.SOFT_INK)
        self._lines.addWidget(text)
        text.show()
        self._lines.addSpacing(SPACE_XS)

    def _offer(self) -> None:
        handed = self._handed
        answered = self.by.answer() is not None
        self.can.setEnabled(answered)
        self.cannot.setEnabled(answered)
        self.later.setVisible(handed is not None and handed.state is HandState.BEGUN)

    def _on_by(self, _by: object) -> None:
        self._offer()

    def _on_tick(self) -> None:
        """Keep what is ticked now; one after the other, so that the last word counts."""
        handed = self._handed
        if handed is not None and not self._is_saving and self._said() != _said_in(handed):
            self._is_saving = True
            self._run(partial(self._handing.say, handed.id, self._said()), self._on_kept)

    def _on_kept(self, found: object) -> None:
        self._is_saving = False
        handed = cast("HandedOver", found)
        if self._handed is not None and handed.id == self._handed.id:
            self._handed = handed
            self._on_tick()  # more may have been ticked meanwhile

    def _said(self) -> frozenset[int]:
        return frozenset(n for n, row in enumerate(self._rows) if row.button.isChecked())

    def _on_can(self) -> None:
        self._answer(can=True)

    def _on_cannot(self) -> None:
        self._answer(can=False)

    def _answer(self, *, can: bool) -> None:
        handed, by = self._handed, self.by.answer()
        if handed is not None and isinstance(by, AnsweredBy):
            work = partial(self._handing.answered, handed.id, can=can, by=by)
            self._run(work, self._on_changed)

    def _on_later(self) -> None:
        if self._handed is not None:
            self._run(partial(self._handing.given, self._handed.id), self._on_changed)

    def _on_begun(self, handed: object) -> None:
        self.begun.emit(handed)

    def _on_not_begun(self, error: Exception) -> None:
        self.not_begun.emit(error)

    def _on_script(self, found: object) -> None:
        script = cast("Script", found)
        if self._handed is not None and script.handed.id == self._handed.id:
            self._script = script
            self._show_lines()
            self.take_focus()

    def _on_changed(self, found: object) -> None:
        handed = cast("HandedOver", found)
        if self._handed is not None and handed.id == self._handed.id:
            self._handed = handed
            self._state.set_message(_about(handed))
            self._offer()

    def _on_paper(self) -> None:
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the sheet go?"),
            suffixes=(".pdf",),
            name=NAME,
        )
        self._surroundings.files.ask(request, self.window(), self._on_place)

    def _on_place(self, place: Path) -> None:
        handed, handing = self._handed, self._handing
        if handed is not None:
            self._run(lambda: write_sheet(place, handing.sheet(handed)), self._on_printed)

    def _on_printed(self, place: object) -> None:
        self.problem.dismiss()
        self._paper_told.set_message(M("The sheet is ready. Print it, then delete the file."))
        self._paper_place.say(isolated(str(cast("Path", place))))
        self._paper_told.show()
        self._paper_place.show()

    def _run(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        def in_background(_progress: Progress) -> object:
            return work()

        self._surroundings.run(in_background, then, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._is_saving = False
        self.problem.show_problem(error)
        if self._handed is not None:
            self._rows = []  # what could not be kept is not shown as said
            self._show_lines()


def _said_in(handed: HandedOver) -> frozenset[int]:
    return frozenset(n for n, line in enumerate(handed.lines) if line.said)


def _about(handed: HandedOver) -> Message:
    if handed.state is HandState.BEGUN:
        return M("Tick each line once it is said; what is ticked is kept at once.")
    return STATES[handed.state]
