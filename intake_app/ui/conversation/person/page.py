"""The person's side: one thing at a time, very large, in their language and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.languages import language as language_of
from intake_app.services.person_words import BACK, BREAK, NEXT, SKIP, STOP
from intake_app.ui.conversation.frame import WIDE, Frame
from intake_app.ui.conversation.person.foot import SIDE, PersonFoot
from intake_app.ui.conversation.person.sheet import nothing_now, said_in
from intake_app.ui.conversation.person.signs import SignPicture
from intake_app.ui.conversation.person.spoken import Spoken
from intake_app.ui.conversation.person.writing import Writing
from intake_app.ui.cover import lay_out_hours
from intake_app.ui.language import qt_direction
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.bars import OPENING_HOURS
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton
from intake_app.ui.widgets.choices import ChoiceList
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent

    from intake_app.domain.form import FormText
    from intake_app.ui.conversation.person.sheet import Sheet, Source
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.listening import Listening

TURN_KEY: Final = "F7"
TURN: Final = M("Turn the screen")
TURN_BACK: Final = M("Turn the screen back")
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PersonPage(Frame):
    """What the person reads and chooses; never notes, lists, hints, codes, or two languages.

    It covers itself with the notice of opening hours as soon as another program
    has the keys, and stays covered until somebody goes back to it.

    Signals:
        turned_back: The worker's side shall be in sight again.
    """

    help_topic = "languages"

    turned_back = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        source: Source,
        parent: QWidget | None = None,
        *,
        listening: Listening | None = None,
    ) -> None:
        """Make the page.

        Args:
            language: The language of the moment.
            source: Says what is shown.
            parent: Qt's owner.
            listening: Lets recorded words be heard; None where there are none.
        """
        super().__init__(language, None, parent)
        self.header.hide()
        self.footer.hide()
        self._source = source
        self._key: str | None = None
        self._resting = False
        self._texts: list[Text] = []
        self.writing: Writing | None = None
        self._caution = Text(TextSize.CHOICE, self, token=Token.CAUTION)
        self._pictures: list[SignPicture] = []
        self.spoken = Spoken(listening, self)
        self.choices = ChoiceList(self, large=True)
        self._head = QWidget(self)
        self.back_button = Button(Kind.LINK, self._head)
        self.turn_button = Button(Kind.LINK, self._head)
        self.turn_button.set_key(TURN_KEY)
        self._scroll = self.add_page(widest=WIDE)
        self._foot = PersonFoot(self)
        self.notice = QWidget(self)
        self.notice.hide()
        self._lay_out()
        self._connect()
        self._show()

    # -- what others ask of it ------------------------------------------------------

    def source(self) -> Source:
        """Return where its words come from."""
        return self._source

    def settle(self) -> None:
        """Have everything kept that is written so far."""
        if self.writing is not None:
            self.writing.settle()

    def finish_writing(self) -> None:
        """Have everything kept, half-composed text included: the page goes out of sight."""
        if self.writing is not None:
            self.writing.finish()

    def use(self, source: Source) -> None:
        """Show what another source says from now on."""
        self.finish_writing()
        old, self._source = self._source, source
        old.changed.disconnect(self._show)
        old.ended.disconnect(self.turned_back)
        old.deleteLater()
        self._listen()
        self._show()

    def rest(self, resting: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Show that there is no question now, or what the source says."""
        self._resting = resting
        self._show()

    @property
    def is_covered(self) -> bool:
        """Whether the notice of opening hours is all that can be seen."""
        return not self.notice.isHidden()

    def cover(self) -> None:
        """Show nothing but the notice of opening hours, silently, until `uncover`."""
        self.spoken.stop()
        self.finish_writing()
        for part in (self._head, self._scroll, self._foot):
            part.hide()
            part.setEnabled(False)  # no focus given back later may reach a choice unseen
        self.column.setStretchFactor(self.middle, 0)
        self.notice.show()
        if self.isVisible():
            self._back_from_notice.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Show the question again."""
        self.notice.hide()
        self.column.setStretchFactor(self.middle, 1)
        for part in (self._head, self._scroll, self._foot):
            part.setEnabled(True)
            part.show()
        self.start()

    def start(self) -> None:
        """Put the focus where one writes, or on what is chosen, or on going on."""
        if self.writing is not None:
            self.writing.take_focus()
            return
        rows = self.choices.rows() if self.choices.isVisibleTo(self) else []
        chosen = next((row for row in rows if row.isChecked()), None)
        ways = (chosen, *rows, self._foot.onward, *self._texts, self.turn_button)
        first = next(way for way in ways if way is not None and not way.isHidden())
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def said(self) -> str:
        """Return the words that are read, without the choices."""
        return " ".join(text.said() for text in self._texts if not text.isHidden())

    # -- keys -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number and go on with Enter, wherever the focus is."""
        if self.is_covered or event.key() in _ENTER:
            super().keyPressEvent(event)
        elif self.choices.isVisibleTo(self) and event.text().strip():
            self.choices.keyPressEvent(event)
        else:
            event.ignore()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent when the page goes out of sight."""
        self.spoken.stop()
        super().hideEvent(event)

    # -- within ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(SIDE - SPACE_S, SPACE_M, SIDE - SPACE_S, 0)
        head.addWidget(self.back_button)
        head.addStretch(1)
        head.addWidget(self.turn_button)
        self.middle.setContentsMargins(0, 0, 0, 0)
        self._scroll.set_margins(SIDE, SPACE_M, SIDE, SPACE_M)
        self._words = QVBoxLayout()
        bare(self._words, SPACE_M)
        self._blank = QVBoxLayout()
        bare(self._blank, SPACE_M)
        self._caution.hide()
        self._scroll.column.addLayout(self.spoken.beside(self._words))
        self._scroll.column.addWidget(self.spoken.note)
        self._scroll.column.addSpacing(SPACE_L)
        self._scroll.column.addLayout(self._blank)
        self._scroll.column.addWidget(self._caution)
        self._scroll.column.addWidget(self.choices)
        self._scroll.column.addStretch(1)
        foot = lay_out_hours(self.notice, self.language)
        self._back_from_notice = MessageButton(self.language, M("Back"), parent=self.notice)
        foot.addWidget(self._back_from_notice, alignment=Qt.AlignmentFlag.AlignLeading)
        self.column.insertWidget(1, self._head)
        self.column.addWidget(self._foot)
        self.column.addWidget(self.notice, 1)

    def _connect(self) -> None:
        self.choices.chosen.connect(self._on_chosen)
        self.choices.state_chosen.connect(self._on_state)
        self.choices.confirmed.connect(self._on_onward)
        self.next_asked.connect(self._on_onward)
        self.turn_button.clicked.connect(self._on_turned_back)
        self.back_button.clicked.connect(self._on_back)
        self._foot.stop.clicked.connect(self._on_stop)
        self._foot.pause.clicked.connect(self._on_pause)
        self._foot.onward.clicked.connect(self._on_onward)
        self._foot.cover.clicked.connect(self.cover_asked)
        self._back_from_notice.clicked.connect(self.uncover)
        pause = QShortcut(QKeySequence("F8"), self)
        pause.activated.connect(self._on_pause)
        again = QShortcut(QKeySequence(TURN_KEY), self.notice)
        again.activated.connect(self.uncover)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state)
        self.language.changed.connect(self._show)
        self._listen()

    def _listen(self) -> None:
        self._source.setParent(self)
        self._source.changed.connect(self._show)
        self._source.ended.connect(self.turned_back)

    def _sheet(self) -> Sheet:
        sheet = self._source.sheet()
        return nothing_now(sheet.language) if self._resting else sheet

    def _show(self) -> None:
        sheet = self._sheet()
        if self.writing is not None and sheet.key != self.writing.key:
            self.writing.finish()  # what was written belongs to the page before
            sheet = self._sheet()
        person = language_of(sheet.language)
        self.setLayoutDirection(qt_direction(person))
        self.notice.setLayoutDirection(qt_direction(self.language.language))
        self._show_words(sheet.paragraphs)
        self._show_writing(sheet)
        self._show_choices(sheet)
        self._show_ways(sheet)
        ways = (self._foot.stop, self._foot.pause, self._foot.onward)
        catalog = self.language.catalog_of(sheet.language)
        self.spoken.show_sheet(sheet, self.choices.rows(), ways, catalog)
        if sheet.key != self._key:
            self._key = sheet.key
            self._scroll.verticalScrollBar().setValue(0)
            if not self.is_covered:
                self.start()

    def _show_ways(self, sheet: Sheet) -> None:
        onward = sheet.onward or SKIP
        if onward is SKIP and self.writing is not None and self.writing.has_words():
            onward = NEXT
        catalog = self.language.catalog_of(sheet.language)
        for button, message in (
            (self._foot.stop, STOP),
            (self._foot.pause, BREAK),
            (self._foot.onward, onward),
            (self._foot.cover, OPENING_HOURS),
            (self.back_button, BACK),
            (self.turn_button, TURN_BACK),
        ):
            words = said_in(catalog, message)
            button.set_words(words.text, language_of(words.language))
        self.back_button.setVisible(sheet.can_go_back)
        self._foot.onward.setVisible(sheet.onward is not None)

    def _show_writing(self, sheet: Sheet) -> None:
        """Show the field there is on this page; what is being written there stays."""
        there = self.writing
        wanted = sheet.key, sheet.blank, sheet.language
        if there is not None and (there.key, there.blank, there.tag) != wanted:
            self._blank.removeWidget(there)
            there.hide()
            there.deleteLater()
            there = None
        if there is None and sheet.blank is not None:
            there = Writing(sheet, sheet.blank, self.language, self)
            there.written.connect(self._on_written)
            there.worded.connect(self._on_worded)
            there.edited.connect(self._on_edited)
            there.confirmed.connect(self._on_onward)
            self._blank.addWidget(there)
        elif there is not None:
            there.show_sheet(sheet)
        self.writing = there
        self._caution.setVisible(sheet.caution is not None)
        if sheet.caution is not None:
            self._caution.show_form_text(sheet.caution)

    def _show_words(self, words: tuple[FormText, ...]) -> None:
        while len(self._texts) < len(words):
            text = Text(TextSize.PERSON, self)
            text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # where there is nothing to choose
            self._words.addWidget(text)
            self._texts.append(text)
        for index, text in enumerate(self._texts):
            text.setVisible(index < len(words))
            if index < len(words):
                text.show_form_text(words[index])
        self.setAccessibleName(self.said())

    def _show_choices(self, sheet: Sheet) -> None:
        self.choices.show_options(sheet.options, sheet.states, several=sheet.several)
        self.choices.set_answer(sheet.value, sheet.state)
        self.choices.setVisible(bool(sheet.options or sheet.states))
        self.choices.setAccessibleName(self.said())
        for picture in self._pictures:
            picture.hide()
            picture.deleteLater()
        self._pictures = []
        for option, row in zip(sheet.options, self.choices.rows(), strict=False):
            if option.name in sheet.signs:
                picture = SignPicture(sheet.signs[option.name], row)
                row.set_picture(picture)
                self._pictures.append(picture)

    def _on_chosen(self, value: str) -> None:
        self._source.choose(value)

    def _on_written(self, key: str, value: str, language: str) -> None:
        self._source.write(key, value, language)

    def _on_worded(self, key: str, words: str, language: str) -> None:
        self._source.write_beside(key, words, language)

    def _on_edited(self) -> None:
        self._show_ways(self._sheet())

    def _on_state(self, state: object) -> None:
        self.settle()
        self._source.leave_open(state)  # type: ignore[arg-type] # the signal carries a state

    def _on_onward(self) -> None:
        if not self._foot.onward.isHidden():
            self.finish_writing()
            self._source.go_on()

    def _on_back(self) -> None:
        self.finish_writing()
        self._source.go_back()

    def _on_turned_back(self) -> None:
        self.finish_writing()
        self.turned_back.emit()

    def _on_stop(self) -> None:
        self.finish_writing()
        self.finish_asked.emit()

    def _on_pause(self) -> None:
        self.finish_writing()
        self.pause_asked.emit()

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self.cover()
