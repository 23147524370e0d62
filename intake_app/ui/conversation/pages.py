"""What stands in the middle of the room: which page for which step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.ui.conversation.asking import Told
from intake_app.ui.conversation.gate_page import GatePage, is_gate
from intake_app.ui.conversation.interpreting.aloud import ReadAloud
from intake_app.ui.conversation.interpreting.beside import Beside
from intake_app.ui.conversation.question import QuestionCard, TwoTexts
from intake_app.ui.conversation.repeat_page import RepeatPage, instance_name
from intake_app.ui.conversation.step_page import StepPage
from intake_app.ui.conversation.wording import in_words
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, SPACE_XL, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.answer import Event
    from intake_app.domain.form import QuestionView, RepeatView
    from intake_app.domain.ids import NodeRef
    from intake_app.ui.conversation.step_page import FieldBeside, Talk
    from intake_app.ui.conversation.steps import Step
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.widgets.state_rows import StateRows

    Fits = Callable[[Talk, Step], bool]
    Make = Callable[[Talk, Step, QWidget], StepPage]


class QuestionPage(StepPage):
    """One question, or the few that the form shows together."""

    def __init__(self, talk: Talk, nodes: Sequence[NodeRef], parent: QWidget | None = None) -> None:
        super().__init__(talk, parent)
        self._within = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        self._within.hide()
        self._title = TwoTexts(self, token=Token.SOFT_INK)
        self.cards: dict[NodeRef, QuestionCard] = {}
        self.beside: dict[NodeRef, Beside] = {}
        self._aloud: dict[NodeRef, ReadAloud] = {}
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(self._within)
        column.addWidget(self._title)
        acting = talk.acting
        for node in nodes:
            card = QuestionCard(talk.language, talk.view(node), self)
            card.answered.connect(acting.answer)
            card.left_open.connect(acting.leave_open)
            card.basis_chosen.connect(acting.take_basis)
            card.noted.connect(acting.note)
            card.not_understood.connect(acting.did_not_understand)
            card.heard.connect(acting.take_via)
            card.translated.connect(acting.translate)
            card.dated.connect(acting.give_date)
            card.undo_asked.connect(self.undo_asked)
            card.confirmed.connect(self.confirmed)
            if talk.aids.is_aloud:
                self._aloud[node] = ReadAloud(talk.language, self)
                column.addWidget(self._aloud[node])
                card.without_heading()
            column.addWidget(card)
            self.cards[node] = card
            self.beside[node] = Beside(talk, self)
            card.put_below_heading(self.beside[node])

    def show_step(self, step: Step | None) -> None:
        """Show the questions as they are now; what is being typed stays."""
        if step is None or step.page is None:
            return
        self._show_within(step.within)
        self._title.show_texts(step.page.labels)
        talk, catalogs = self.talk, self.talk.catalogs()
        for node, card in self.cards.items():
            view = talk.view(node)
            basis = talk.acting.basis_of(view)
            card.show_question(view, catalogs, basis, talk.live.journal)
            card.before.show_accounts([self._told(view, e) for e in self._before(node)])
            who, via = talk.live.speaker(node)
            card.words.show_speaker(who, is_through=via)
            card.set_undo(talk.acting.can_undo)
            self.beside[node].show_view(view)
            if node in self._aloud:
                self._aloud[node].show_question(view, talk.number(node), catalogs[0])

    def set_hints_open(self, is_open: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show hints and guidance, or not."""
        for card in self.cards.values():
            card.set_hints_open(is_open)

    def asked(self) -> str:
        """Return the questions in their leading language."""
        return " ".join(card.asked() for card in self.cards.values())

    def foot(self) -> StateRows | None:
        """Return the three rows of the only question, where they would scroll out of sight."""
        if len(self.cards) != 1:
            return None
        return next(iter(self.cards.values())).answering.foot()

    def settle(self) -> None:
        """Make answers of what is typed."""
        for card in self.cards.values():
            card.settle()

    def finish(self) -> None:
        """Make answers of what is typed, and notes of what is half-typed beside."""
        for card in self.cards.values():
            card.finish()

    def fields_beside(self) -> Sequence[FieldBeside]:
        """Return the fields beside each question, by node and kind."""
        cards = self.cards.items()
        return [(f"{node} {k}", field, show) for node, c in cards for k, field, show in c.beside()]

    def take_focus(self) -> None:
        """Put the focus where the first question is answered."""
        next(iter(self.cards.values())).take_focus()

    def press(self, event: QKeyEvent) -> None:
        """Take a number key that was pressed elsewhere on the page."""
        next(iter(self.cards.values())).press(event)

    def _before(self, node: NodeRef) -> list[Event]:
        return list(reversed(self.talk.live.journal.said_before(node)))

    def _told(self, view: QuestionView, event: Event) -> str:
        """Return the line about an earlier answer; undo is named where it leads back to it."""
        catalog = self.talk.language.catalog
        answer = in_words(view, event, catalog)
        latest = self.talk.live.journal.said_last(view.node)
        is_today = latest is not None and event.at.date() == latest.at.date()
        formats = catalog.formats
        time = formats.time(event.at) if is_today else formats.date_time(event.at)
        if event is self._before(view.node)[0] and self.talk.acting.would_undo(view.node):
            # Translators: an earlier answer to the same question, and when it was given.
            return catalog.text(
                M("Said before: {answer}, {time}. Ctrl+Z brings it back.", answer=answer, time=time)
            )
        return catalog.text(M("Said before: {answer}, {time}.", answer=answer, time=time))

    def _show_within(self, within: tuple[RepeatView, int] | None) -> None:
        """Say which one of a repeat the questions are about."""
        self._within.setVisible(within is not None)
        if within is not None:
            self._within.say(instance_name(within[0], within[1], self.talk.language))


class EndPage(StepPage):
    """No question: between topics, after the last one, after a pause."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(talk, parent)
        language = talk.language
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        title = M("No question now")
        column.addWidget(MessageText(language, title, TextSize.LEADING, self))
        told = Told(
            language,
            [
                M("Choose a topic at the side whenever you both want to go on."),
                M("Or finish gently: what was said stays as it is."),
            ],
            self,
            size=TextSize.CHOICE,
            token=Token.SOFT_INK,
        )
        column.addWidget(told)


class UnsavedBar(QWidget):
    """Asks before going on while the last answer is not on the disk.

    Signals:
        gone_on: Go on all the same; it is tried again all the time.
    """

    gone_on = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = CautionChip(language, self)
        self._chip.show_caution(
            M(
                "The last answer is not saved yet: the disk is full. Make room, for instance by "
                "emptying the bin. It is tried again every few seconds."
            )
        )
        self._go_on = MessageButton(language, M("Go on all the same"), parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_XL, SPACE_S, SPACE_XL, SPACE_S)
        row.setSpacing(SPACE_M)
        row.addWidget(self._chip, 1)
        row.addWidget(self._go_on)
        self._go_on.clicked.connect(self.gone_on)
        self.hide()

    def take_focus(self) -> None:
        """Put the focus on going on all the same."""
        self._go_on.setFocus(Qt.FocusReason.TabFocusReason)


def _is_repeat(_talk: Talk, step: Step) -> bool:
    return step.repeat is not None


def _is_page(_talk: Talk, step: Step) -> bool:
    return step.page is not None


def _is_gate(talk: Talk, step: Step) -> bool:
    return len(step.nodes) == 1 and is_gate(talk.live.question(step.nodes[0]))


def _gate_page(talk: Talk, step: Step, parent: QWidget) -> StepPage:
    return GatePage(talk, step.nodes[0], parent)


def _repeat_page(talk: Talk, _step: Step, parent: QWidget) -> StepPage:
    return RepeatPage(talk, parent)


def _question_page(talk: Talk, step: Step, parent: QWidget) -> StepPage:
    return QuestionPage(talk, step.nodes, parent)


PAGES: Final[tuple[tuple[Fits, Make], ...]] = (
    (_is_repeat, _repeat_page),
    (_is_gate, _gate_page),
    (_is_page, _question_page),
)
"""Which page shows a step: the first row that fits. A new kind of page is a row of its own."""


def page_for(talk: Talk, step: Step | None, parent: QWidget) -> StepPage:
    """Return a new page for a step, or the page that stands where there is none."""
    if step is not None:
        for fits, make in PAGES:
            if fits(talk, step):
                return make(talk, step, parent)
    return EndPage(talk, parent)
