"""Today: three doors, who waits, and whether the computer is ready to go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.ids import CaseId
from intake_app.domain.message import M
from intake_app.domain.packet import PacketKind
from intake_app.i18n.digits import shown_code
from intake_app.ui.conversation.after.doors import Way
from intake_app.ui.help import PRACTISE
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.ending_words import ends_words, roster_words
from intake_app.ui.shell.handed_words import is_open
from intake_app.ui.shell.passed_rows import passed_lines
from intake_app.ui.shell.readiness import Readiness, read_readiness, readiness_words
from intake_app.ui.shell.rows import Action, ActionRows, Line, reach_in_order
from intake_app.ui.shell.standing import (
    ANSWERS_STAY,
    FIRST_ROWS,
    Day,
    digit_of,
    given_words,
    is_waiting,
    moment,
    read_day,
    sent_words,
    stopped,
)
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, bare
from intake_app.ui.typography import RESCALED, TextSize, is_large, scaled
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Door, EmptyPanel
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.domain.rights import PersonDate
    from intake_app.domain.taking_back import ErasureRequest
    from intake_app.services.asking import AskedOf
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.recalling import Awaited
    from intake_app.services.telling_lead import LeadLine
    from intake_app.ui.shell.standing import Standing
    from intake_app.ui.surroundings import Surroundings

_WIDEST = 1254
_THREE_DOORS = 720
"""Below this width the doors stand one under the other."""
_BETWEEN = " \u00b7 "
_GO_ON, _SEE, _OPEN, _DUE = "go-on", "see", "open", "due"
_TELL, _UNTELL, _ENDING, _AWAITED = "tell", "untell", "ending", "awaited"


class TodayPage(Retranslating):
    """What there is to do now.

    Signals:
        started: A conversation is to begin.
        resumed: The conversation with this id is to go on.
        help_asked: Just help was opened.
        stick_asked: A stick is to be opened.
        referral_asked: The referral screen of this case is wanted.
        person_asked: The page of the person of this case is wanted.
        after_asked: So is a page after the questions: its `Way`.
        find_asked: Somebody is looked for; carries the first digit typed.
        practice_asked: The practice conversation is wanted.
        notice_asked: Something was taken back from us; it stands first in the inbox.
        settings_asked: An agreement with another organisation ends; it stands in the settings.
    """

    help_topic = "today"

    started = Signal()
    resumed = Signal(str)
    help_asked = Signal()
    stick_asked = Signal()
    referral_asked = Signal(str)
    person_asked = Signal(str)
    after_asked = Signal(str, str)
    find_asked = Signal(str)
    practice_asked = Signal()
    settings_asked = Signal()
    notice_asked = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._day: tuple[Day, Readiness] | None = None
        self._wanted = FIRST_ROWS
        self._stick_leads = False
        self.date = Text(TextSize.HEADING, bold=True)
        self.talk = Door(
            language,
            M("Start a conversation"),
            M("Safety and consent first. Stop whenever you like."),
            M("Begin"),
            first=True,
        )
        self.help = Door(
            language, M("Just help"), M("A need, a service, a card. Nothing is kept."), M("Open")
        )
        self.stick = Door(language, M("Open a stick"), M("Answers and new referrals"), M("Open"))
        self._doors = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._waiting = MessageText(language, M("Waiting for you"), TextSize.CHOICE, bold=True)
        self.rows = ActionRows(language)
        self.empty = EmptyPanel(
            language,
            M("Nothing is waiting."),
            M("Start a conversation when someone wants to talk. Answers come with a stick."),
        )
        self.first_steps = MessageText(
            language,
            M(
                "First, under Contacts: make your office's card, give it to the offices you "
                "work with, and add theirs. Referrals can be made then."
            ),
        )
        self.practise = MessageButton(language, PRACTISE)
        self.ready = Text(TextSize.NOTE, token=Token.SOFT_INK)
        self._build()
        self.talk.opened.connect(self.started)
        self.help.opened.connect(self.help_asked)
        self.stick.opened.connect(self.stick_asked)
        self.rows.acted.connect(self._on_acted)
        self.rows.more_asked.connect(self._on_more_asked)
        self.practise.clicked.connect(self.practice_asked)
        for part in (self._waiting, self.empty, self.first_steps, self.practise):
            part.hide()
        self.retranslate()

    def refresh(self) -> None:
        """Read anew who waits."""
        now = self._surroundings.program.clock.now()
        work = partial(_read, self._profile, self._wanted, now)
        self._surroundings.run(work, self._on_read)

    def lead_with(self, *, stick: bool) -> None:
        """Put the door of the stick first, for a desk, or that of a conversation."""
        self._stick_leads = stick
        first, other = (self.stick, self.talk) if stick else (self.talk, self.stick)
        for place, door in enumerate((first, self.help, other)):
            self._doors.removeWidget(door)
            self._doors.insertWidget(place, door, 1)
        first.set_first(first=True)
        other.set_first(first=False)

    def first_door(self) -> QWidget:
        """Return the button of the door to take as a rule."""
        return self.stick.button if self._stick_leads else self.talk.button

    def retranslate(self) -> None:
        """Say the date, the rows and the line at the foot anew."""
        formats = self.language.catalog.formats
        now = self._surroundings.program.clock.now()
        today = now.astimezone(formats.zone).date()
        self.date.say(formats.long_day(today), self.language.language)
        if self._day is not None:
            self._show(*self._day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look for whoever has the digits that are typed."""
        if digit_of(event):
            self.find_asked.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the doors one under the other when the page is narrow."""
        super().resizeEvent(event)
        self._set_doors()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        if event.type() in RESCALED:
            self._set_doors()
            self._place_ready()
        super().changeEvent(event)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        page = ScrollPage(widest=_WIDEST)
        page.set_margins(SPACE_XL + SPACE_L, SPACE_L, SPACE_XL + SPACE_L, SPACE_M)
        page.column.addWidget(self.date)
        self._doors.setSpacing(SPACE_L)
        for door in (self.talk, self.help, self.stick):
            self._doors.addWidget(door, 1)
        page.column.addLayout(self._doors)
        page.column.addSpacing(SPACE_M)
        for widget in (self._waiting, self.rows, self.empty, self.first_steps):
            page.column.addWidget(widget)
        page.column.addWidget(self.practise, alignment=Qt.AlignmentFlag.AlignLeading)
        page.column.addStretch(1)
        self._page = page
        self._foot = QVBoxLayout()
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(page, 1)
        column.addLayout(self._foot)
        self._place_ready()

    def _place_ready(self) -> None:
        """Keep the line at the foot in sight; in large text it scrolls: the rows need the room."""
        for place in (self._page.column, self._foot):
            place.removeWidget(self.ready)
        sides = SPACE_XL + SPACE_L
        large = is_large()
        self._foot.setContentsMargins(
            *((0, 0, 0, 0) if large else (sides, SPACE_S, sides, SPACE_M))
        )
        (self._page.column if large else self._foot).addWidget(self.ready)

    def _set_doors(self) -> None:
        narrow = self.width() < scaled(_THREE_DOORS)
        self._doors.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def _on_read(self, day: object) -> None:
        self._day = cast("tuple[Day, Readiness]", day)
        self.retranslate()

    def _show(self, day: Day, ready: Readiness) -> None:
        lines = [self._lead_line(lead) for lead in day.leads]
        lines += self._ending_lines(day)
        lines += [self._request_line(*request, held=day.held) for request in day.requests]
        lines += [self._awaited_line(awaited) for awaited in day.awaited]
        lines += [self._asked_line(asked) for asked in day.asked]
        lines += passed_lines(day.passed, self.language.catalog)
        lines += [self._due_line(*due) for due in day.due]
        lines += [line for person in day.people for line in self._lines(person, day)]
        self.rows.show_lines(lines, more=day.more)
        doors = sorted((self.talk, self.help, self.stick), key=self._doors.indexOf)
        rows = (*self.rows.buttons(), self.rows.more)
        reach_in_order([*(door.button for door in doors), *rows, self.practise])
        self.rows.setVisible(bool(lines))
        self._waiting.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.practise.setVisible(not lines)
        self.first_steps.setVisible(not day.has_card)
        formats = self.language.catalog.formats
        now = self._surroundings.program.clock.now()
        known = [self.language.text(said) for said in readiness_words(ready, now, formats)]
        facts = _BETWEEN.join(known)
        # Translators: {facts} is e.g. "clock 14:02 · battery 82 %".
        self.ready.say(self.language.text(M("Ready to go: {facts}", facts=facts)))

    def _due_line(self, due: PersonDate, code: str) -> Line:
        """Say that something is due, and not what: others may read it, too."""
        formats = self.language.catalog.formats
        today = self._surroundings.program.clock.now().astimezone(formats.zone).date()
        said = M("due today")
        if due.day < today:
            said = M("due since {day}", day=formats.day(due.day))
        return self._line(code, said, Action(words=M("See"), name=_DUE, target=due.case_id))

    def _awaited_line(self, awaited: Awaited) -> Line:
        """Say that something was taken back from us, and by when that must be answered."""
        formats = self.language.catalog.formats
        now = self._surroundings.program.clock.now()
        office: object = awaited.office or M("An office")
        day = formats.date(awaited.due)
        said = M("{office} took something back: answer by {day}", office=office, day=day)
        if awaited.due < now:
            said = M(
                "{office} took something back: the answer was due {day}", office=office, day=day
            )
        see = Action(words=M("See"), name=_AWAITED, target=awaited.about)
        return Line(key=awaited.about, lead="", title=self.language.text(said), actions=(see,))

    def _asked_line(self, asked: AskedOf) -> Line:
        """Say that an office asks something, and never what."""
        formats = self.language.catalog.formats
        now = self._surroundings.program.clock.now()
        when = moment(asked.at, now, formats)
        office = asked.office or M("An office")
        said = M("{office} asks something, {when}", office=office, when=when)
        if asked.is_answered:
            said = M("the answer for {office} is made, and not on a stick yet", office=office)
        return self._line(
            asked.code, said, Action(words=M("Open"), name=_OPEN, target=asked.case_id)
        )

    def _ending_lines(self, day: Day) -> Iterator[Line]:
        """Say what between organisations is near its end: the roster, and agreements."""
        formats = self.language.catalog.formats
        now = self._surroundings.program.clock.now()
        today = now.astimezone(formats.zone).date()
        said = {a.id: ends_words(a, today, formats.date(a.until)) for a in day.ending}
        if day.roster is not None:
            said = {day.roster.root: roster_words(day.roster, now), **said}
        for key, words in said.items():
            see = Action(words=M("See"), name=_ENDING, target=key)
            yield Line(key=key, lead="", title=self.language.text(words), actions=(see,))

    def _lead_line(self, lead: LeadLine) -> Line:
        """Say that the lead is to be told of somebody, and never why."""
        formats = self.language.catalog.formats
        now = self._surroundings.program.clock.now()
        if not lead.is_told:
            # Translators: the lead of the office has to be told; said of a person by number.
            told = Action(words=M("Told"), name=_TELL, target=lead.case_id)
            return self._line(lead.code, M("tell the lead"), told)
        undo = Action(words=M("Undo"), name=_UNTELL, target=lead.case_id)
        when = moment(lead.at, now, formats)
        return self._line(lead.code, M("the lead was told, {when}", when=when), undo)

    def _lines(self, person: Standing, day: Day) -> Iterator[Line]:
        formats = self.language.catalog.formats
        now = self._surroundings.program.clock.now()
        case, interview = person.line.case, person.line.interview
        if interview is not None and person.is_open:
            action = Action(words=M("Go on"), name=_GO_ON, target=interview.id)
            yield self._line(case.code, stopped(person, now, formats), action)
        see = Action(words=M("See"), name=_SEE, target=case.id)
        for sent in person.sent:
            if is_waiting(sent, day.answers, now):
                yield self._line(case.code, sent_words(sent, day.answers, now, formats), see)
        for handed in person.handed:
            if is_open(handed, now, ANSWERS_STAY):
                yield self._line(case.code, given_words(handed, now, formats), see)

    def _request_line(self, request: ErasureRequest, code: str, *, held: frozenset[CaseId]) -> Line:
        formats = self.language.catalog.formats
        now = self._surroundings.program.clock.now()
        if request.case_id in held:
            said = M("asked to be erased: has to be kept for now")
        elif request.is_due(now):
            said = M("asked to be erased: it is due")
        else:
            said = M("asked to be erased: due {when}", when=formats.date_time(request.due_at))
        return self._line(code, said, Action(words=M("Open"), name=_OPEN, target=request.case_id))

    def _line(self, code: str, words: Message, action: Action) -> Line:
        return Line(
            key=f"{action.name} {action.target}",
            lead=shown_code(code),
            title=self.language.text(words),
            actions=(action,),
        )

    def _on_told(self, _: object) -> None:
        self.refresh()

    def _on_more_asked(self) -> None:
        self._wanted += FIRST_ROWS
        self.refresh()

    def _on_acted(self, name: str, target: str) -> None:
        if name == _GO_ON:
            self.resumed.emit(target)
        elif name == _DUE:
            self.after_asked.emit(target, Way.RIGHTS.value)
        elif name == _OPEN:
            self.person_asked.emit(target)
        elif name == _AWAITED:
            self.notice_asked.emit()
        elif name == _ENDING:
            self.settings_asked.emit()
        elif name in {_TELL, _UNTELL}:
            telling, case_id = self._profile.telling_lead, CaseId(target)
            act = partial(telling.tell if name == _TELL else telling.is_due, case_id)
            self._surroundings.run(lambda _: act(), self._on_told)
        else:
            self.referral_asked.emit(target)


def _read(
    profile: OpenProfile, wanted: int, now: datetime, _progress: Progress
) -> tuple[Day, Readiness]:
    offered = len(profile.offers.waiting(PacketKind.DIRECTORY))
    ready = read_readiness(profile.folder, directory=profile.directory.age(), offered=offered)
    return read_day(profile, wanted, now), ready
