"""For a court or a lawyer: nothing is erased for now, and a copy of which parts are blackened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.court_copy import CourtOrder
from intake_app.domain.errors import IntakeError
from intake_app.domain.ids import CaseId
from intake_app.domain.message import MN, M
from intake_app.services.court_copies import FURTHER_PARTS, PARTS
from intake_app.services.holds import LONGEST_REASON
from intake_app.ui.conversation.referral.paper import NAME, write_sheet
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.half_typed import HalfTyped
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, Mark, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from intake_app.domain.court_copy import CourtCopy, CourtPart
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.holds import Hold
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

_HOLD: Final = M("Do not erase it for now")
_WHY_HELD: Final = M("Why it has to be kept, and who asks for it")
_WHY_LIFTED: Final = M("Why it need not be kept any more")
_ORDERED_BY: Final = M("Who ordered the copy, and the number of the order")
_REASON: Final = M("The law or rule, and who decided here that it is followed")


class CourtBox(Retranslating):
    """Folded away until it is asked for.

    Attributes:
        held: A line while nothing may be erased, for the page to put where it is seen.

    Signals:
        changed: Something may be erased again, or may not.
    """

    changed = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._holds, self._copies = profile.holds, profile.court_copies
        self._case_id = CaseId("")
        self._hold: Hold | None = None
        self.held = CautionChip(language, self)
        self.button = MessageButton(language, M("For a court or a lawyer"), parent=self)
        self.button.set_mark(Mark.OPENS)
        self._card = Card(self)
        self.why = QLineEdit(self._card)
        self.hold_button = MessageButton(language, _HOLD, parent=self._card)
        self._hold_problem = CautionChip(language, self._card)
        self._why_words = MessageText(language, _WHY_HELD, parent=self._card)
        self.ordered_by, self.reason = QLineEdit(self._card), QLineEdit(self._card)
        knows: dict[object, Message] = {True: M("Yes"), False: M("Not yet")}
        self.told = Segmented(language, knows, self._card)
        self._parts = QVBoxLayout()
        self.parts: dict[str, MessageButton] = {}
        self._made = QVBoxLayout()
        self.make = MessageButton(language, M("Make the copy\u2026"), parent=self._card)
        self._problem = CautionChip(language, self._card)
        self._typed = HalfTyped(surroundings, profile.conversations.half_typed, self)
        self._build()
        self.button.clicked.connect(self._on_open)
        self.hold_button.clicked.connect(self._on_hold)
        self.why.returnPressed.connect(self._on_hold)
        self.make.clicked.connect(self._on_make)
        self.retranslate()

    def show_hold(self, case_id: CaseId, hold: Hold | None) -> None:
        """Show whether something of this person may be erased."""
        if case_id != self._case_id:
            self._typed.leave()
            self._close()
            self._typed.begin(case_id)
        self._case_id, self._hold = case_id, hold
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        hold = self._hold
        text = self.language.text
        if hold is None:
            self.held.show_caution(None)
        else:
            since = self.language.catalog.formats.date_time(hold.since)
            self.held.show_caution(
                M(
                    "Nothing may be erased for now: {reason}. Since {since}.",
                    reason=hold.reason,
                    since=since,
                )
            )
        self.hold_button.set_message(M("Let it be erased again") if hold is not None else _HOLD)
        self._why_words.set_message(_WHY_LIFTED if hold is not None else _WHY_HELD)
        self.why.setAccessibleName(text(_WHY_LIFTED if hold is not None else _WHY_HELD))
        self.ordered_by.setAccessibleName(text(_ORDERED_BY))
        self.reason.setAccessibleName(text(_REASON))

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        language, card = self.language, self._card
        card.column.setSpacing(SPACE_S)
        self._title(M("Keep it for a court or a lawyer"))
        self._say(
            M(
                "While this stands, nothing is erased: not now, and not by a request. The person "
                "may still stop sharing. Tell them, if that is safe."
            )
        )
        card.column.addWidget(self._why_words)
        card.column.addWidget(self.why)
        card.column.addWidget(self._hold_problem)
        card.column.addWidget(self.hold_button, alignment=Qt.AlignmentFlag.AlignLeading)
        card.column.addSpacing(SPACE_M)
        self._title(M("A copy by order of a court"))
        self._say(
            M(
                "Only what you tick is in the file. A black bar stands for everything else, and "
                "nothing is under it. Ask a lawyer first, and give the least that is ordered."
            )
        )
        for field, name in ((self.ordered_by, _ORDERED_BY), (self.reason, _REASON)):
            card.column.addWidget(MessageText(language, name, parent=card))
            card.column.addWidget(field)
        knows = M("Does the person know of this copy?")
        self.told.set_about(knows)
        card.column.addWidget(MessageText(language, knows, parent=card))
        card.column.addWidget(self.told)
        bare(self._parts, SPACE_XS)
        card.column.addLayout(self._parts)
        card.column.addWidget(self._problem)
        card.column.addWidget(self.make, alignment=Qt.AlignmentFlag.AlignLeading)
        bare(self._made, SPACE_XS)
        card.column.addLayout(self._made)
        for field in (self.why, self.ordered_by, self.reason):
            field.setMaxLength(LONGEST_REASON)
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._typed.follow("hold", self.why, appear=self._appear)
        self._typed.follow("court order", self.ordered_by, appear=self._appear)
        self._typed.follow("court reason", self.reason, appear=self._appear)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(card)
        card.hide()

    def _title(self, message: Message) -> None:
        text = MessageText(self.language, message, TextSize.CHOICE, self._card, bold=True)
        self._card.column.addWidget(text)

    def _say(self, message: Message) -> None:
        text = MessageText(self.language, message, parent=self._card, token=Token.SOFT_INK)
        self._card.column.addWidget(text)

    def _close(self) -> None:
        self._card.hide()
        self._problem.show_caution(None)
        self._hold_problem.show_caution(None)
        self.told.set_answer(None)
        for field in (self.why, self.ordered_by, self.reason):
            field.clear()

    def _on_open(self) -> None:
        if not self._card.isHidden():
            self._card.hide()
            return
        self._appear()
        self.why.setFocus()

    def _appear(self) -> None:
        self._card.show()
        self._read()

    def _read(self) -> None:
        case_id = self._case_id

        def work() -> tuple[Sequence[CourtPart], Sequence[CourtCopy]]:
            return self._copies.parts(case_id), self._copies.made(case_id)

        self._run(work, self._on_read)

    def _on_read(self, found: object) -> None:
        parts, made = cast("tuple[Sequence[CourtPart], Sequence[CourtCopy]]", found)
        ticked = {code for code, button in self.parts.items() if button.isChecked()}
        clear(self._parts)
        clear(self._made)
        self.parts = {}
        self._offer(M("What is given"), [p for p in parts if p.code not in FURTHER_PARTS], ticked)
        further = [p for p in parts if p.code in FURTHER_PARTS]
        self._offer(M("Only if the order names it"), further, ticked)
        before: QWidget = self.told.buttons()[-1]
        for button in (*self.parts.values(), self.make):
            QWidget.setTabOrder(before, button)
            before = button
        for copy in made:
            when = self.language.catalog.formats.date_time(copy.at)
            said = MN(
                "{when}: a copy for {who}, {count} thing held back.",
                "{when}: a copy for {who}, {count} things held back.",
                copy.held_back,
                when=when,
                who=copy.order.ordered_by,
            )
            self._made.addWidget(
                MessageText(self.language, said, parent=self._card, token=Token.SOFT_INK)
            )

    def _offer(self, title: Message, parts: Sequence[CourtPart], ticked: set[str]) -> None:
        if not parts:
            return
        self._parts.addWidget(MessageText(self.language, title, parent=self._card, bold=True))
        place = QWidget(self._card)
        row = FlowLayout(place, spacing=SPACE_S)
        for part in parts:
            # Translators: a part of what is written, and how many things stand in it.
            words = M("{part} ({count})", part=PARTS[part.code], count=str(part.count))
            button = MessageButton(self.language, words, Kind.SEGMENT, place)
            button.set_about(self.language.text(title))
            button.setChecked(part.code in ticked)
            row.addWidget(button)
            self.parts[part.code] = button
        self._parts.addWidget(place)

    def _on_hold(self) -> None:
        act = self._holds.lift if self._hold is not None else self._holds.place
        work = partial(act, self._case_id, self.why.text())
        self._run(work, self._on_held, self._on_not_held, keeps=True)

    def _on_held(self, _: object) -> None:
        self.why.clear()
        self._hold_problem.show_caution(None)
        self.changed.emit()

    def _order(self) -> CourtOrder:
        return CourtOrder(
            ordered_by=self.ordered_by.text(),
            reason=self.reason.text(),
            is_told=self.told.answer() is True,
        )

    def _on_make(self) -> None:
        order = self._order()
        if not (order.ordered_by.strip() and order.reason.strip()) or self.told.answer() is None:
            self._problem.show_caution(
                M("Write down who ordered it and why it is followed, and whether the person knows.")
            )
            self.ordered_by.setFocus()
            return
        self._problem.show_caution(None)
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the copy go? It is not locked: whoever finds it can read it."),
            suffixes=(".pdf",),
            name=NAME,
        )
        self._surroundings.files.ask(request, self, self._on_place)

    def _on_place(self, place: Path) -> None:
        given = tuple(code for code, button in self.parts.items() if button.isChecked())
        make = partial(
            self._copies.make, self._case_id, self._order(), given, self.language.language.tag
        )

        def work() -> Path:
            return write_sheet(place, make())

        self._run(work, self._on_made)

    def _on_made(self, _: object) -> None:
        for button in self.parts.values():
            button.setChecked(False)
        self.ordered_by.clear()
        self.reason.clear()
        self.told.set_answer(None)
        self._problem.show_caution(M("The copy is ready, and the record says that it was made."))
        self._read()

    def _run(
        self,
        work: Callable[[], object],
        then: Callable[[object], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        keeps: bool = False,
    ) -> None:
        def run(_progress: Progress) -> object:
            return work()

        self._surroundings.run(run, then, failed or self._on_problem, keeps=keeps)

    def _on_problem(self, error: Exception) -> None:
        self._say_problem(self._problem, error)

    def _on_not_held(self, error: Exception) -> None:
        self._say_problem(self._hold_problem, error)

    def _say_problem(self, chip: CautionChip, error: Exception) -> None:
        if isinstance(error, IntakeError):
            chip.show_caution(error.summary)
        else:
            self._surroundings.problems.show_problem(error)
