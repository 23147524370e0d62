"""How the worker reads it: free words that rest on answers, and what the person says to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.services.after_words import said_words
from intake_app.ui.palette import Token
from intake_app.ui.problems import ProblemBar
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText
from intake_app.ui.widgets.text_answer import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from intake_app.domain.ids import CaseId, NodeRef
    from intake_app.domain.remark import Remark
    from intake_app.domain.summary import Evidence, Summary
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.half_typed import HalfTyped
    from intake_app.ui.surroundings import Surroundings

_READING = M("How I read it, in my own words")
_COMMENT = M("What the person says to that")


class ReadingBox(Card):
    """The worker's reading; shared with nobody unless it is ticked.

    Signals:
        kept: A reading or a comment was written down.
    """

    kept = Signal()

    def __init__(
        self,
        surroundings: Surroundings,
        profile: OpenProfile,
        case_id: CaseId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        language = self._language = surroundings.language
        self._surroundings = surroundings
        self._summaries = profile.summaries
        self._case_id = case_id
        self._reading: Remark | None = None
        self._comment = ""
        self._told = "", ""
        self._cites: dict[NodeRef, Button] = {}
        self.text = TextAnswer(self, lines=4)
        self._rests = MessageText(language, M("It rests on these answers"), parent=self)
        self._cited = QWidget(self)
        self._cited_column = QVBoxLayout(self._cited)
        bare(self._cited_column, SPACE_S)
        self.shared = MessageButton(
            language, M("The person may read it, and may share it"), Kind.SEGMENT, self
        )
        self.keep = MessageButton(language, M("Keep my reading"), parent=self)
        self.problem = ProblemBar(language, self)
        self._comment_part = QWidget(self)
        self.comment = TextAnswer(self._comment_part, lines=2)
        self.keep_comment = MessageButton(
            language, M("Keep what they say"), parent=self._comment_part
        )
        self._build()
        self.keep.clicked.connect(self._on_keep)
        self.keep_comment.clicked.connect(self._on_keep_comment)
        language.changed.connect(self._name)
        self._name()

    def show_summary(self, summary: Summary) -> None:
        """Show the reading as it stands, and the answers it may rest on."""
        is_typed = self._is_changed()
        typed = (self.text.text(), self.shared.isChecked(), self._cited_now()) if is_typed else None
        reading = self._reading = summary.reading
        self.problem.dismiss()
        clear(self._cited_column)
        self._cites = {}
        for evidence in summary.evidence:
            self._cites[evidence.view.node] = self._cite(evidence)
        self._rests.set_message(
            M("It rests on these answers")
            if self._cites
            else M("There is no answer yet that it could rest on.")
        )
        self._comment_part.setVisible(reading is not None and reading.shared)
        cites: Collection[NodeRef] = reading.cites if reading is not None else ()
        if typed is not None:
            self.text.set_text(typed[0])
            self.shared.setChecked(typed[1])
            cites = typed[2]
        else:
            self.text.set_text(reading.text if reading is not None else "")
            self.shared.setChecked(reading is not None and reading.shared)
        for node in cites:
            if node in self._cites:
                self._cites[node].setChecked(True)
        comment = summary.comment.text if summary.comment is not None else ""
        if self.comment.text() == self._comment:  # else it is being typed
            self.comment.set_text(comment)
        self._comment = comment

    def be_followed(self, half_typed: HalfTyped) -> None:
        """Have kept meanwhile what is typed and rests on no answer yet."""
        half_typed.follow("reading", self.text, kept=self._kept_reading)
        half_typed.follow("comment", self.comment, kept=self._kept_comment)

    def settle(self) -> None:
        """Keep what is typed, the reading only with answers that it rests on."""
        text, comment = self.text.text().strip(), self.comment.text().strip()
        if text and self._is_changed() and self._cited_now() and text != self._told[0]:
            self._on_keep()
        is_new = comment not in {"", self._comment.strip(), self._told[1]}
        if self._reading is not None and is_new:
            self._on_keep_comment()
        self._told = text, comment  # once: it is on its way to the disk

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        language = self._language
        self.column.setSpacing(SPACE_M)
        self.column.addWidget(MessageText(language, _READING, TextSize.CHOICE, self, bold=True))
        about = M(
            "It is yours: what you think, and what it rests on. Nobody else sees it unless you "
            "tick that below; then it goes only where the person says yes to it."
        )
        self.column.addWidget(MessageText(language, about, parent=self, token=Token.SOFT_INK))
        for part in (self.text, self._rests, self._cited):
            self.column.addWidget(part)
        row = FlowLayout(spacing=SPACE_S)
        row.addWidget(self.shared)
        row.addWidget(self.keep)
        self.column.addLayout(row)
        self.column.addWidget(self.problem)
        comment = QVBoxLayout(self._comment_part)
        bare(comment, SPACE_S)
        comment.addWidget(MessageText(language, _COMMENT, parent=self._comment_part, bold=True))
        comment.addWidget(self.comment)
        row = FlowLayout(spacing=SPACE_S)
        row.addWidget(self.keep_comment)
        comment.addLayout(row)
        self.column.addWidget(self._comment_part)
        self._comment_part.hide()

    def _name(self) -> None:
        self.text.set_name(self._language.text(_READING))
        self.comment.set_name(self._language.text(_COMMENT))

    def _cite(self, evidence: Evidence) -> Button:
        view = evidence.view
        label = view.labels[0]
        words = said_words(view, self._language.catalog_of(label.language))
        button = Button(Kind.SEGMENT, self._cited)
        button.set_words(f"{label.text} {words}", language_of(label.language))
        self._cited_column.addWidget(button)
        return button

    def _cited_now(self) -> list[NodeRef]:
        return [node for node, button in self._cites.items() if button.isChecked()]

    def _is_changed(self) -> bool:
        """Return whether words stand there that are not the ones kept."""
        return self.text.text().strip() != self._kept_reading().strip()

    def _kept_reading(self) -> str:
        return self._reading.text if self._reading is not None else ""

    def _kept_comment(self) -> str:
        return self._comment

    def _on_keep(self) -> None:
        cites = self._cited_now()
        text, shared, case_id = self.text.text(), self.shared.isChecked(), self._case_id
        self._write(lambda: self._summaries.read_as(case_id, text, cites, shared=shared))

    def _on_keep_comment(self) -> None:
        reading, text, case_id = self._reading, self.comment.text(), self._case_id
        if reading is not None:
            self._write(lambda: self._summaries.comment(case_id, reading, text))

    def _write(self, work: Callable[[], object]) -> None:
        self._surroundings.run(
            lambda _progress: work(), self._on_kept, self._on_not_kept, keeps=True
        )

    def _on_kept(self, _remark: object) -> None:
        self.problem.dismiss()
        self.kept.emit()

    def _on_not_kept(self, error: Exception) -> None:
        self.problem.show_problem(error)
