"""The plan by time and place, with the person's estimate first and the worker's beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.services.after_words import PLACES, TIMES, said_words
from intake_app.services.forms import PLAN_FORM
from intake_app.services.own_paper import plan_card, plan_sheet
from intake_app.services.safety_plan import PLACES as PLACE_ORDER
from intake_app.services.safety_plan import TIMES as TIME_ORDER
from intake_app.ui.conversation.after.columns import BothTexts, Columns
from intake_app.ui.conversation.after.page import AfterPage
from intake_app.ui.conversation.after.paper_row import PaperRow
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.case import Case
    from intake_app.domain.form import QuestionView
    from intake_app.domain.message import Message
    from intake_app.services.safety_plan import SafetyPlan
    from intake_app.ui.conversation.scene import Scene

_THREE: Final = 760
_TWO: Final = 560
_WHO: Final = M("Whom to turn to, as the person wants it called. Nothing needs to stand here.")


class PlanPage(AfterPage):
    """What the person wants to do, and when; every line leads to its question."""

    def __init__(self, scene: Scene, case: Case) -> None:
        super().__init__(scene, case, M("Plan"))
        self._plan: SafetyPlan | None = None
        language = self.language
        self.estimates = QWidget(self)
        self._estimates = QVBoxLayout(self.estimates)
        bare(self._estimates, SPACE_S)
        self.empty = MessageText(language, None, TextSize.CHOICE, self)
        self.table = QWidget(self)
        self._table = QVBoxLayout(self.table)
        bare(self._table)
        self.together = MessageButton(language, M("Plan together"), Kind.PRIMARY, self)
        self.caution = CautionChip(language, self)
        self.office = QLineEdit(self)
        self.office.setMaxLength(80)
        self.office.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.card_button = MessageButton(language, M("A list to take along"), parent=self)
        self.sheet_button = MessageButton(language, M("The whole plan on paper"), parent=self)
        self.paper = PaperRow(scene.surroundings, self)
        self._build()
        self.half_typed.follow("plan office", self.office)
        self.paper.made.connect(self.half_typed.done)
        self.together.clicked.connect(self._on_together)
        self.card_button.clicked.connect(self._on_card)
        self.sheet_button.clicked.connect(self._on_sheet)

    def refresh(self) -> None:
        """Read the plan anew."""
        self.office.setAccessibleName(self.language.text(_WHO))
        plans, case_id, tags = self.profile.safety_plans, self.case.id, self.tags
        self.read(lambda: plans.of(case_id, tags), self._on_read)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        column, language = self.page.column, self.language
        column.setSpacing(SPACE_M)
        for part in (self.estimates, self.empty, self.table):
            column.addWidget(part)
        ways = FlowLayout(spacing=SPACE_S)
        ways.addWidget(self.together)
        column.addLayout(ways)
        paper = self._paper_card = Card(self)
        title = M("On paper, only if it is safe to carry")
        paper.column.addWidget(MessageText(language, title, TextSize.CHOICE, paper, bold=True))
        paper.column.addWidget(
            MessageText(
                language,
                M(
                    "The list looks like any list: only the answers, no question, no place, and no "
                    "office. The whole plan is for a place that nobody else gets into."
                ),
                parent=paper,
                token=Token.SOFT_INK,
            )
        )
        paper.column.addWidget(self.caution)
        paper.column.addWidget(MessageText(language, _WHO, parent=paper))
        paper.column.addWidget(self.office)
        papers = FlowLayout(spacing=SPACE_S)
        papers.addWidget(self.card_button)
        papers.addWidget(self.sheet_button)
        paper.column.addLayout(papers)
        paper.column.addWidget(self.paper)
        column.addWidget(paper)
        column.addStretch(1)

    def _on_read(self, found: object) -> None:
        plan = self._plan = cast("SafetyPlan", found)
        self.emptied(self._estimates)
        self.emptied(self._table)
        self._show_estimates(plan)
        self.empty.set_message(
            M("Nothing is planned yet. Begin anywhere, and leave out what does not fit.")
            if plan.is_empty
            else None
        )
        self.empty.setVisible(plan.is_empty)
        self._paper_card.setVisible(not plan.is_empty)
        if not plan.is_empty:
            self._show_table(plan)
        self.caution.show_caution(_carrying(plan))

    def _show_estimates(self, plan: SafetyPlan) -> None:
        both = Columns(_TWO, self.estimates)
        own, workers = M("How much danger the person feels"), M("My own estimate")
        both.add(self._estimate(own, plan.own, bold=True))
        both.add(self._estimate(workers, plan.workers, bold=False))
        self._estimates.addWidget(both)
        if plan.own is not None and plan.workers is not None and _differ(plan.own, plan.workers):
            stands = M("They differ: the person's stands.")
            self._estimates.addWidget(MessageText(self.language, stands, parent=self.estimates))

    def _estimate(self, title: Message, view: QuestionView | None, *, bold: bool) -> QWidget:
        card = Card(self.estimates)
        card.column.addWidget(MessageText(self.language, title, parent=card, token=Token.SOFT_INK))
        answer = Text(TextSize.HEADING if bold else TextSize.CHOICE, card, bold=bold)
        words = self._words(view) if view is not None else ""
        answer.say(words or self.language.text(M("Not said")), self.language.language)
        card.column.addWidget(answer)
        card.column.addWidget(
            self._change(view.node if view is not None else "", title),
            alignment=Qt.AlignmentFlag.AlignLeading,
        )
        card.column.addStretch(1)
        return card

    def _show_table(self, plan: SafetyPlan) -> None:
        times = Columns(_THREE, self.table)
        for time in TIME_ORDER:
            card = Card(times)
            title = MessageText(self.language, TIMES[time], TextSize.CHOICE, card, bold=True)
            card.column.addWidget(title)
            is_free = True
            for place in PLACE_ORDER:
                steps = plan.at(place, time)
                if not steps:
                    continue
                is_free = False
                heading = MessageText(self.language, PLACES[place], parent=card, bold=True)
                card.column.addWidget(heading)
                for step in steps:
                    card.column.addWidget(self._step(step.view, card))
            if is_free:
                none = M("Nothing yet.")
                soft = MessageText(self.language, none, parent=card, token=Token.SOFT_INK)
                card.column.addWidget(soft)
            card.column.addStretch(1)
            times.add(card)
        self._table.addWidget(times)

    def _step(self, view: QuestionView, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        column = QVBoxLayout(line)
        bare(column, 0)
        column.addWidget(BothTexts(view.labels[:1], line, token=Token.SOFT_INK))
        answer = Text(TextSize.CHOICE, line)
        words = self._words(view)
        answer.say(words, language_of(view.labels[0].language) if view.options else None)
        column.addWidget(answer)
        change = self._change(view.node, None)
        change.set_about(view.labels[0].text)
        column.addWidget(change, alignment=Qt.AlignmentFlag.AlignLeading)
        return line

    def _words(self, view: QuestionView) -> str:
        return said_words(view, self.language.catalog_of(view.labels[0].language))

    def _change(self, node: str, about: Message | None) -> LinkButton:
        button = LinkButton(self.language, M("Change"), self)
        if about is not None:
            button.set_about(self.language.text(about))
        button.clicked.connect(partial(self.question_asked.emit, PLAN_FORM, node))
        return button

    def _on_together(self) -> None:
        node = self._plan.steps[0].view.node if self._plan and self._plan.steps else ""
        self.question_asked.emit(PLAN_FORM, node)

    def _on_card(self) -> None:
        office = self.office.text().strip()
        self._print(lambda plan, tag: plan_card(plan, tag, office))

    def _on_sheet(self) -> None:
        self._print(plan_sheet)

    def _print(self, make: Callable[[SafetyPlan, str], bytes]) -> None:
        """Put it onto paper in the person's language."""
        plans, case_id, tag = self.profile.safety_plans, self.case.id, self.tags[-1]
        self.paper.ask(lambda: make(plans.of(case_id, (tag,)), tag))


def _differ(one: QuestionView, other: QuestionView) -> bool:
    return bool(one.value and other.value) and one.value != other.value


def _carrying(plan: SafetyPlan) -> Message | None:
    if plan.is_empty:
        return None
    if plan.carry == "nothing":
        return M("The person said that nothing can be carried safely.")
    return None if plan.carry else M("Ask first what can be carried safely.")
