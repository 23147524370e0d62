"""The worker's summary in three columns, what is still open, and how the worker reads it.

Never shown on the person's side: it has no turned form, and covering hides it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.answer import Basis
from intake_app.domain.indicator import Column, Standing
from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.i18n.languages import language as language_of
from intake_app.services.after_words import COLUMNS, DIMENSIONS, SIGNS, STANDINGS, said_words
from intake_app.services.summary import telling_of
from intake_app.services.words import BASES
from intake_app.ui.conversation.after.columns import Columns
from intake_app.ui.conversation.after.page import AfterPage
from intake_app.ui.conversation.after.reading_box import ReadingBox
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, Kind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from intake_app.domain.case import Case
    from intake_app.domain.summary import DimensionSummary, Evidence, Summary
    from intake_app.ui.conversation.scene import Scene

_THREE: Final = 820


class SummaryPage(AfterPage):
    """What was said and seen, with the answers it rests on; it decides nothing."""

    def __init__(self, scene: Scene, case: Case) -> None:
        super().__init__(scene, case, M("Summary"))
        language = self.language
        about = M(
            "For you, not for the screen turned round. It shows what was said and seen, and "
            "decides nothing: what was left open is not a no."
        )
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        bare(self._column, SPACE_L)
        self.reading = ReadingBox(scene.surroundings, self.profile, case.id, self)
        column = self.page.column
        column.setSpacing(SPACE_L)
        column.addWidget(MessageText(language, about, parent=self, token=Token.SOFT_INK))
        column.addWidget(self._body)
        column.addWidget(self.reading)
        column.addStretch(1)
        self.reading.kept.connect(self.refresh)
        self.reading.be_followed(self.half_typed)

    def refresh(self) -> None:
        """Read the summary anew."""
        summaries, case_id, tag = self.profile.summaries, self.case.id, self.tags[0]
        self.read(lambda: summaries.of(case_id, tag), self._on_read)

    def settle(self) -> None:
        """Have kept what the worker and the person wrote."""
        self.reading.settle()

    # -- within ------------------------------------------------------------------

    def _on_read(self, found: object) -> None:
        summary = cast("Summary", found)
        self.emptied(self._column)
        columns = Columns(_THREE, self._body)
        for kind in Column:
            columns.add(self._column_of(kind, summary))
        self._column.addWidget(columns)
        self._show_open(summary)
        self.reading.show_summary(summary)
        self.half_typed.settle()  # what is kept now is not half-typed any more

    def _column_of(self, kind: Column, summary: Summary) -> QWidget:
        card = Card(self._body)
        card.column.setSpacing(SPACE_M)
        title = MessageText(self.language, COLUMNS[kind], TextSize.HEADING, card, bold=True)
        card.column.addWidget(title)
        for dimension in summary.dimensions:
            if dimension.column is kind:
                card.column.addWidget(self._dimension(dimension, card))
        if kind is Column.WHAT and summary.words:
            heading = M("In their own words, and in yours")
            card.column.addWidget(MessageText(self.language, heading, parent=card, bold=True))
            for evidence in summary.words:
                card.column.addWidget(self._evidence(evidence, card))
        card.column.addStretch(1)
        return card

    def _dimension(self, dimension: DimensionSummary, parent: QWidget) -> QWidget:
        part = QWidget(parent)
        column = QVBoxLayout(part)
        bare(column, SPACE_XS)
        name = MessageText(self.language, DIMENSIONS[dimension.id], parent=part, bold=True)
        column.addWidget(name)
        is_quiet = dimension.standing in {Standing.NOT_ENOUGH, Standing.NOTHING}
        token = Token.SOFT_INK if is_quiet else Token.INK
        said = MessageText(self.language, STANDINGS[dimension.standing], parent=part, token=token)
        column.addWidget(said)
        for sign in dimension.signs:
            text = Text(TextSize.CHOICE, part)
            text.say(self.language.text(SIGNS[sign]), self.language.language)
            column.addWidget(text)
            for evidence in dimension.evidence:
                if sign in evidence.signs:
                    column.addWidget(self._evidence(evidence, part, sign))
        return part

    def _evidence(self, evidence: Evidence, parent: QWidget, sign: str = "") -> QWidget:
        """Return the answer something rests on: the question, what was said, how we know."""
        line = Text(TextSize.BASE, parent, token=Token.SOFT_INK)
        line.say(self._in_words(evidence, sign), self.language.language)
        return line

    def _in_words(self, evidence: Evidence, sign: str) -> str:
        view = evidence.view
        if sign and view.by == "worker":  # the sign itself is what the worker ticked
            return self.language.text(BASES[evidence.basis or Basis.SEEN])
        telling = telling_of(view, sign) if sign else view.value
        view = replace(view, value=telling)
        catalog = self.language.catalog_of(view.labels[0].language)
        told = M(
            "{question} {answer} ({basis})",
            question=isolated(view.labels[0].text),
            answer=isolated(said_words(view, catalog)),
            basis=BASES[evidence.basis or Basis.SAID],
        )
        return self.language.text(told)

    def _show_open(self, summary: Summary) -> None:
        if not summary.open:
            return
        card = Card(self._body)
        heading = M("Still open: can be asked, need not be")
        title = MessageText(self.language, heading, TextSize.CHOICE, card, bold=True)
        card.column.addWidget(title)
        for evidence in summary.open:
            label = evidence.view.labels[0]
            button = Button(Kind.LINK, card)
            button.set_words(label.text, language_of(label.language))
            place = evidence.form_id, evidence.view.node
            button.clicked.connect(partial(self.question_asked.emit, *place))
            card.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(card)
