"""People: everyone of this profile by code, the latest first; memory hooks while a key is held."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.digits import shown_code
from intake_app.i18n.direction import isolated
from intake_app.ui.language import Retranslating
from intake_app.ui.shell.rows import Action, ActionRows, Line, reach_in_order
from intake_app.ui.shell.standing import (
    FIRST_ROWS,
    Day,
    digit_of,
    given_words,
    read_people,
    sent_words,
    stopped,
)
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, bare
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import EmptyPanel
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent

    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.shell.standing import Standing
    from intake_app.ui.surroundings import Surroundings

_WIDEST = 1254
_FIND_WIDTH = 344
_FIND = M("Find a code or memory hook")
_BETWEEN = " \u00b7 "
_GO_ON, _REFER, _OPEN = "go-on", "refer", "open"


class PeoplePage(Retranslating):
    """Codes and where each person's conversation stands; nothing that says who they are.

    Signals:
        resumed: The conversation with this id is to go on.
        referral_asked: The referral screen of this case is wanted.
        person_asked: The page of the person of this case is wanted.
    """

    help_topic = "people"

    resumed = Signal(str)
    referral_asked = Signal(str)
    person_asked = Signal(str)

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._day: Day | None = None
        self._wanted = FIRST_ROWS
        self._hooks_shown = False
        self._opens_found = False
        self.finder = QLineEdit()
        self.finder.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.finder.setFixedWidth(scaled(_FIND_WIDTH))
        # Translators: the memory hook is a word or two by which the worker remembers a person.
        self.hooks = MessageButton(language, M("Hold to see the memory hooks (H)"))
        self.rows = ActionRows(language)
        self.empty = EmptyPanel(
            language,
            M("No one is written down here."),
            M("People appear here once they have agreed that you keep what they say."),
        )
        self.none_found = MessageText(
            language, M("No code begins like this, and no memory hook says this.")
        )
        self._build()
        self.rows.acted.connect(self._on_acted)
        self.rows.more_asked.connect(self._on_more_asked)
        self.finder.textChanged.connect(self._on_find)
        self.finder.returnPressed.connect(self._on_enter)
        self.hooks.pressed.connect(self._on_hooks_held)
        self.hooks.released.connect(self._on_hooks_left)
        self.empty.hide()
        self.none_found.hide()
        self.retranslate()

    def refresh(self) -> None:
        """Read the list anew."""
        work = partial(_read, self._profile, self._wanted, self.finder.text())
        self._surroundings.run(work, self._on_read)

    def look_for(self, text: str) -> None:
        """Look for whoever has a code that begins so; more can be typed at once."""
        self.finder.setText(text)
        self.finder.setFocus()

    def retranslate(self) -> None:
        """Say the rows anew."""
        self.finder.setAccessibleName(self.language.text(_FIND))
        self.finder.setPlaceholderText(self.language.text(_FIND))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the memory hooks as long as H is held; find whoever has the digits typed."""
        if digit_of(event) and self.finder.isEnabled():
            self.look_for(self.finder.text() + event.text())
            return
        if event.key() == Qt.Key.Key_H:
            if not event.isAutoRepeat():
                self._on_hooks_held()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's spelling
        """Hide the memory hooks when H is let go."""
        if event.key() == Qt.Key.Key_H:
            if not event.isAutoRepeat():
                self._on_hooks_left()
            return
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Hide the memory hooks when another window has the keys: it is told of the one let go."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._on_hooks_left()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the memory hooks with the page."""
        self._on_hooks_left()
        super().hideEvent(event)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        page = ScrollPage(widest=_WIDEST)
        page.set_margins(SPACE_XL + SPACE_L, SPACE_L, SPACE_XL + SPACE_L, SPACE_M)
        head = FlowLayout(spacing=SPACE_M)
        title = MessageText(self.language, M("People"), TextSize.HEADING, bold=True)
        head.addWidget(title)
        head.part()
        head.addWidget(self.finder)
        head.addWidget(self.hooks)
        page.column.addLayout(head)
        page.column.addSpacing(SPACE_M)
        for widget in (self.rows, self.empty, self.none_found):
            page.column.addWidget(widget)
        page.column.addStretch(1)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(page)

    def _on_read(self, found: object) -> None:
        day = cast("Day", found)
        if day.find == self.finder.text():  # else more was typed meanwhile, and is being read
            self._day = day
            self._show()
            if self._opens_found:
                self._open_found(day)

    def _on_enter(self) -> None:
        """Open the one who is found, or as soon as the list is read."""
        self._opens_found = True
        if self._day is not None and self._day.find == self.finder.text():
            self._open_found(self._day)

    def _open_found(self, day: Day) -> None:
        self._opens_found = False
        if len(day.people) == 1:
            self.person_asked.emit(day.people[0].line.case.id)
        elif day.people:
            self.rows.buttons()[0].setFocus()

    def _on_find(self) -> None:
        self._wanted = FIRST_ROWS
        self._opens_found = False
        self.refresh()

    def _on_more_asked(self) -> None:
        self._wanted += FIRST_ROWS
        self.refresh()

    def _show(self) -> None:
        if self._day is None:
            return
        people = self._day.people
        lines = [self._line(person, self._day) for person in people]
        self.rows.show_lines(lines, more=self._day.more)
        reach_in_order([self.finder, self.hooks, *self.rows.buttons(), self.rows.more])
        is_empty = not people and not self._day.find
        self.rows.setVisible(bool(people))
        self.empty.setVisible(is_empty)
        self.none_found.setVisible(not people and not is_empty)
        self.hooks.setEnabled(any(person.line.case.hook for person in people))
        self.finder.setEnabled(not is_empty)

    def _line(self, person: Standing, day: Day) -> Line:
        formats = self.language.catalog.formats
        now = self._surroundings.program.clock.now()
        case, interview = person.line.case, person.line.interview
        title = [self.language.text(stopped(person, now, formats))]
        if self._hooks_shown and case.hook:
            title.insert(0, isolated(case.hook))
        notes = [
            self.language.text(sent_words(sent, day.answers, now, formats)) for sent in person.sent
        ]
        notes += [self.language.text(given_words(each, now, formats)) for each in person.handed]
        actions = []
        if interview is not None and person.is_open:
            actions.append(Action(words=M("Go on"), name=_GO_ON, target=interview.id))
        if interview is not None:
            actions.append(Action(words=M("Refer"), name=_REFER, target=case.id))
        actions.append(Action(words=M("Open"), name=_OPEN, target=case.id))
        return Line(
            key=case.id,
            lead=shown_code(case.code),
            title=_BETWEEN.join(title),
            note="\n".join(notes),
            actions=tuple(actions),
        )

    def _on_hooks_held(self) -> None:
        self._hooks_shown = True
        self._show()

    def _on_hooks_left(self) -> None:
        if self._hooks_shown:
            self._hooks_shown = False
            self._show()

    def _on_acted(self, name: str, target: str) -> None:
        if name == _GO_ON:
            self.resumed.emit(target)
        elif name == _OPEN:
            self.person_asked.emit(target)
        else:
            self.referral_asked.emit(target)


def _read(profile: OpenProfile, wanted: int, find: str, _progress: Progress) -> Day:
    return read_people(profile, wanted, find)
