"""The days that matter to a person: a list, and a small form for one more."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.domain.rights import DateKind, PersonDate
from intake_app.i18n.direction import isolated
from intake_app.services.after_words import DATE_KINDS, day_words
from intake_app.ui.conversation.asking import AskOne
from intake_app.ui.palette import Token
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.numbers import DateAnswer
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.ids import CaseId
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.half_typed import HalfTyped
    from intake_app.ui.surroundings import Surroundings

_NOTE = M("A few words, for example where; may stay empty")
_WHOLE_DAY = len("2026-12-01")


class DatesBox(Card):
    """Keeps days, marks them done, takes them away and back.

    Signals:
        changed: There are other days now.
    """

    changed = Signal()

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
        self._days = profile.person_days
        self._case_id = case_id
        self._gone: PersonDate | None = None
        self._keeping: tuple[DateKind, str, str] | None = None
        self._list = QWidget(self)
        self._lines = QVBoxLayout(self._list)
        bare(self._lines, SPACE_M)
        self.undo = LinkButton(language, M("Undo: bring the day back"), self)
        self.undo.hide()
        self.kind = AskOne(
            language, M("What is the day for?"), {k: DATE_KINDS[k] for k in DateKind}, self
        )
        self.day = DateAnswer(language, self)
        self.note = QLineEdit(self)
        self.note.setMaxLength(200)
        self.note.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.on_copy = MessageButton(language, M("On the person's copy"), Kind.VIEW, self)
        self.on_copy.setChecked(True)
        self.keep = MessageButton(language, M("Keep this day"), parent=self)
        self._problem = MessageText(language, None, parent=self, token=Token.CAUTION)
        self._build()
        self.undo.clicked.connect(self._on_undo)
        self.keep.clicked.connect(self._on_keep)

    def be_followed(self, half_typed: HalfTyped) -> None:
        """Have kept meanwhile what is typed for a day."""
        half_typed.follow("day note", self.note)
        for part, field in zip(("year", "month", "day"), self.day.fields(), strict=True):
            half_typed.follow(f"day {part}", field)

    def refresh(self) -> None:
        """Read the days anew."""
        name = self._language.text(_NOTE)
        self.note.setAccessibleName(name)
        self.day.set_name(self._language.text(M("The day")))
        self._run(partial(self._days.of_case, self._case_id), self._on_read)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        language = self._language
        title = MessageText(language, M("My days"), TextSize.CHOICE, self, bold=True)
        about = M(
            "Days on which something ends or begins. On the day, your first page says that "
            "something is due, and not what."
        )
        told = MessageText(language, about, parent=self, token=Token.SOFT_INK)
        note = MessageText(language, _NOTE, parent=self)
        for part in (title, told, self._list, self.undo, self.kind, self.day, note, self.note):
            self.column.addWidget(part)
        row = FlowLayout(spacing=SPACE_S)
        row.addWidget(self.on_copy)
        row.addWidget(self.keep)
        self.column.addLayout(row)
        self.column.addWidget(self._problem)
        self._problem.hide()

    def _on_read(self, found: object) -> None:
        clear(self._lines)
        days = cast("Sequence[PersonDate]", found)
        for day in days:
            self._lines.addWidget(self._line(day))
        if not days:
            none = MessageText(
                self._language, M("No day is written down."), parent=self, token=Token.SOFT_INK
            )
            self._lines.addWidget(none)

    def _line(self, day: PersonDate) -> QWidget:
        language = self._language
        line = QWidget(self._list)
        column = QVBoxLayout(line)
        bare(column, 0)
        when = day_words(day.day, language.catalog)
        first = Text(TextSize.CHOICE, line, bold=not day.done)
        first.say(when, language.language)
        column.addWidget(first)
        kind = language.text(DATE_KINDS[day.kind])
        parts = [kind, isolated(day.note)] if day.note else [kind]
        if not day.on_copy:
            parts.append(language.text(M("not on the copy")))
        if day.done:
            parts.append(language.text(M("done")))
        about = Text(parent=line, token=Token.SOFT_INK)
        about.say(" \u00b7 ".join(parts), language.language)
        column.addWidget(about)
        ways = QWidget(line)
        row = FlowLayout(ways, spacing=SPACE_S)
        done = LinkButton(language, M("Not done") if day.done else M("Done"), ways)
        gone = LinkButton(language, M("Take away"), ways)
        done.clicked.connect(partial(self._on_done, day))
        gone.clicked.connect(partial(self._on_drop, day))
        for button in (done, gone):
            button.set_about(when)
            row.addWidget(button)
        column.addWidget(ways)
        return line

    def _on_keep(self) -> None:
        kind, day = self.kind.answer(), self.day.value()
        if not isinstance(kind, DateKind) or len(day) != _WHOLE_DAY:
            self._problem.set_message(M("Choose what it is for, and give the whole day."))
            self._problem.show()
            return
        self._problem.hide()
        said = (kind, day, self.note.text().strip())
        if said == self._keeping:
            return  # a second press of a double click
        self._keeping = said
        add = partial(
            self._days.add,
            self._case_id,
            kind,
            dt.date.fromisoformat(day),
            self.note.text().strip(),
            on_copy=self.on_copy.isChecked(),
        )
        self._surroundings.run(
            lambda _progress: add(), self._on_kept, self._on_not_kept, keeps=True
        )

    def _on_not_kept(self, error: Exception) -> None:
        self._keeping = None
        self._surroundings.problems.show_problem(error)

    def _on_kept(self, _day: object) -> None:
        self._keeping = None
        self.kind.set_answer(None)
        self.day.set_value("")
        self.note.clear()
        self._on_changed(None)

    def _on_done(self, day: PersonDate) -> None:
        self._run(partial(self._days.set_done, day, done=not day.done), self._on_changed)

    def _on_drop(self, day: PersonDate) -> None:
        self._run(partial(self._dropped, day), self._on_dropped)

    def _dropped(self, day: PersonDate) -> PersonDate:
        """Take a day away and return it; blocks."""
        self._days.drop(day)
        return day

    def _on_dropped(self, day: object) -> None:
        self._gone = cast("PersonDate", day)
        self.undo.show()
        self._on_changed(None)

    def _on_undo(self) -> None:
        if self._gone is not None:
            self._run(partial(self._days.restore, self._gone), self._on_restored)

    def _on_restored(self, _nothing: object) -> None:
        self._gone = None
        self.undo.hide()
        self._on_changed(None)

    def _on_changed(self, _nothing: object) -> None:
        self.refresh()
        self.changed.emit()

    def _run(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        self._surroundings.run(lambda _progress: work(), then, keeps=True)
