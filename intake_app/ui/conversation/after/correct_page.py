"""Something is wrong: everything that is written, each with the way to put it right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.direction import without_isolates
from intake_app.i18n.languages import language as language_of
from intake_app.services.words import STATES
from intake_app.ui.conversation.after.page import AfterPage
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Button, Kind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.case import Case
    from intake_app.domain.form import FormText
    from intake_app.domain.my_information import Entry, MyInformation
    from intake_app.ui.conversation.scene import Scene

TITLE: Final = M("Something is wrong")
CHANGE: Final = M("Change")
_ELSEWHERE: Final = ("/day/", "/wish/", "/remark/")
"""What is changed on its own page: days and wishes; and what only the worker wrote."""
_UNDETERMINED: Final = "und"


class CorrectPage(AfterPage):
    """Leads to any answer of any talk, finished or not; the earlier account stays.

    Signals:
        correction_asked: The id of a conversation, and the question in it that is wrong.
    """

    correction_asked = Signal(str, str)

    def __init__(self, scene: Scene, case: Case) -> None:
        super().__init__(scene, case, TITLE)
        about = M(
            "Choose what is wrong and write it as it is. What was said before stays in the record."
        )
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        bare(self._column, SPACE_L)
        column = self.page.column
        column.setSpacing(SPACE_L)
        column.addWidget(MessageText(self.language, about, parent=self, token=Token.SOFT_INK))
        column.addWidget(self._body)
        column.addStretch(1)

    def refresh(self) -> None:
        """Read anew what is written."""
        information, case_id, tags = self.profile.my_information, self.case.id, self.tags
        self.read(lambda: information.read(case_id, tags), self._on_read)

    # -- within ------------------------------------------------------------------

    def _on_read(self, found: object) -> None:
        information = cast("MyInformation", found)
        self.emptied(self._column)
        topics = [(topic.labels, topic.entries) for topic in information.topics]
        topics.append(((), information.impressions))
        for labels, entries in topics:
            here = [e for e in entries if not e.node.startswith(_ELSEWHERE)]
            if here:
                self._column.addWidget(self._topic(labels, here))
        if not self._column.count():
            nothing = M("Nothing was written down.")
            self._column.addWidget(MessageText(self.language, nothing, parent=self._body))

    def _topic(self, labels: Sequence[FormText], entries: Sequence[Entry]) -> QWidget:
        card = Card(self._body)
        title = Text(TextSize.CHOICE, card, bold=True)
        if labels:
            title.show_form_text(self._nearest(labels))
        else:
            title.say(self.language.text(M("Other things")), self.language.language)
        card.column.addWidget(title)
        for entry in entries:
            card.column.addWidget(self._entry(entry, card))
        return card

    def _entry(self, entry: Entry, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        column = QVBoxLayout(line)
        bare(column, SPACE_XS)
        question = self._nearest(entry.labels)
        asked = Text(TextSize.BASE, line, token=Token.SOFT_INK)
        asked.show_form_text(question)
        said = Text(TextSize.CHOICE, line)
        if entry.state is not None:
            said.say(self.language.text(STATES[entry.state]), self.language.language)
        elif entry.shown:
            words = self._nearest(entry.shown)
            is_known = words.language != _UNDETERMINED
            said.say(words.text, language_of(words.language) if is_known else None)
        change = Button(Kind.LINK, line)
        change.set_words(self.language.text(CHANGE), self.language.language)
        change.set_about(without_isolates(question.text))
        target = entry.interview_id, entry.node
        change.clicked.connect(partial(self.correction_asked.emit, *target))
        for part in (asked, said):
            column.addWidget(part)
        column.addWidget(change, alignment=Qt.AlignmentFlag.AlignLeading)
        return line

    def _nearest(self, texts: Sequence[FormText]) -> FormText:
        tag = self.language.language.tag
        return next((text for text in texts if text.asked == tag), texts[0])
