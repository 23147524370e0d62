"""Where an opening ends without questions: each says plainly what is kept, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from intake_app.domain.message import M
from intake_app.i18n import texts
from intake_app.i18n.direction import isolated, unbroken
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.asking import Told
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import CONTENT_WIDTH, SPACE_L, SPACE_M
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.message import Message
    from intake_app.services.child_help import ChildHelp
    from intake_app.ui.language import LanguageSwitch

_BESIDE: Final = 420
_BETWEEN: Final = " \u00b7 "


class QuietPage(Frame):
    """A page without a question: a heading, a few sentences, one or two ways on.

    Signals:
        left: Leave the conversation.
        went_on: Go on, where there is a way on.
    """

    left = Signal()
    went_on = Signal()

    def __init__(  # noqa: PLR0913 - the parts of a page
        self,
        language: LanguageSwitch,
        title: Message,
        paragraphs: Sequence[Message],
        parent: QWidget | None = None,
        *,
        leave: Message,
        go_on: Message | None = None,
    ) -> None:
        super().__init__(language, None, parent)
        self.without_ways_out(may_go_on=False)
        self.page = self.add_page(widest=CONTENT_WIDTH)
        self.page.column.addSpacing(SPACE_L)
        self.page.column.addWidget(MessageText(language, title, TextSize.LEADING, self, bold=True))
        self.page.column.addSpacing(SPACE_M)
        self.page.column.addWidget(Told(language, paragraphs, self, size=TextSize.CHOICE))
        self.page.column.addSpacing(SPACE_L)
        ways = FlowLayout(spacing=SPACE_M)
        if go_on is not None:
            self.go_on_button = MessageButton(language, go_on, Kind.PRIMARY, self)
            self.go_on_button.clicked.connect(self.went_on)
            ways.addWidget(self.go_on_button)
        self.leave_button = MessageButton(language, leave, parent=self)
        ways.addWidget(self.leave_button)
        self.leave_button.clicked.connect(self.left)
        self.page.column.addLayout(ways)
        self.page.column.addStretch(1)

    def start(self) -> None:
        """Put the focus where nothing happens by mistake."""
        self.leave_button.setFocus()


def not_safe_here(language: LanguageSwitch, parent: QWidget, *, is_unsure: bool) -> QuietPage:
    """Return what to do where it is not sure that we can talk."""
    first = (
        M("Not being sure is reason enough not to begin.")
        if is_unsure
        else M("Then we do not begin here.")
    )
    return QuietPage(
        language,
        M("Not here, not now"),
        [
            first,
            M("Ask nothing about what happened. Talk about something harmless, or help at once."),
            M("Look for another place or another moment: without those who came along, where "
              "nobody listens."),
            M("If someone is in danger at this moment, use your emergency number first."),
            M("Nothing was written down."),
        ],
        parent,
        leave=M("Leave"),
        go_on=M("We found a safe place"),
    )  # fmt: skip


def no_talk(language: LanguageSwitch, parent: QWidget) -> QuietPage:
    """Return what is said when the person does not want to talk, or not yet."""
    return QuietPage(
        language,
        M("That is all right"),
        [
            M("The person does not want to talk now. They do not have to say why."),
            M("Thank them. They can still get help, today or another day."),
            M("Nothing was written down and nothing is kept."),
        ],
        parent,
        leave=M("Leave"),
    )


def nothing_written(language: LanguageSwitch, parent: QWidget) -> QuietPage:
    """Return what can be done when the person wants nothing written down."""
    return QuietPage(
        language,
        M("Nothing is written down"),
        [
            M("You can talk and listen. The program keeps nothing: no number, no note."),
            M("You can still help: on the first page, “Just help” shows services near here, "
              "and keeps nothing either."),
            M("If the person changes their mind, go back and change the answer."),
        ],
        parent,
        leave=M("Leave"),
    )  # fmt: skip


class Safeguarding(QuietPage):
    """The card for someone who is or may be under 18; on from here, needs only.

    Signals of `QuietPage`: `went_on` leads to the needs, never to other questions.
    """

    help_topic = "when-things-go-wrong"

    def __init__(
        self, language: LanguageSwitch, parent: QWidget | None = None, *, may_go_on: bool = True
    ) -> None:
        """Make the card.

        Args:
            language: The language of the moment.
            parent: Qt's owner.
            may_go_on: Whether the needs may still be asked from here.
        """
        super().__init__(
            language,
            M("Before anything else"),
            [],
            parent,
            leave=M("Leave") if may_go_on else M("Back to where we were"),
            go_on=M("Ask only what is needed now") if may_go_on else None,
        )
        self._lines: list[Text] = []
        self._help: ChildHelp | None = None
        self._numbers = Card(self)
        self._beside = self.add_page(widest=_BESIDE)
        self._beside.column.addWidget(self._numbers)
        self._beside.column.addStretch(1)
        self._beside.hide()
        self.middle.setStretch(self.middle.indexOf(self.page), 2)
        self._caution = CautionChip(language, self)
        self.page.column.insertWidget(2, self._caution)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def show_help(self, help_: ChildHelp) -> None:
        """Show whom to call: what the office wrote down, and services near here."""
        self._help = help_
        self._show_numbers()

    def retranslate(self) -> None:
        """Show the card in the worker's language."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        card = texts.safeguarding_card(self.language.language.tag)
        known = language_of(card.language)
        self._lines = []
        for index, paragraph in enumerate((card.title, *card.paragraphs, *card.closing)):
            size = TextSize.HEADING if index == 0 else TextSize.CHOICE
            line = Text(size, self, bold=index == 0)
            line.say(paragraph, known)
            self.page.column.insertWidget(3 + index, line)
            self._lines.append(line)
        self._caution.show_caution(None if card.reviewed else M("Wording to be checked"))
        self._show_numbers()

    # -- within ------------------------------------------------------------------

    def _show_numbers(self) -> None:
        found = self._help
        if found is None:
            return
        clear(self._numbers.column)
        title = M("Whom to call about a child or a guardian")
        self._add(MessageText(self.language, title, TextSize.CHOICE, self._numbers, bold=True))
        if found.protocol:
            own = Text(TextSize.CHOICE, self._numbers)
            own.say(found.protocol)
            self._add(own)
        for line in found.lines:
            said = [isolated(line.name), *map(unbroken, line.phones)]
            if line.is_open is False:
                said.append(self.language.text(M("closed now")))
            text = Text(TextSize.CHOICE, self._numbers)
            text.say(_BETWEEN.join(said), self.language.language)
            self._add(text)
        if not found.lines:
            none = M("No service for a child is in the directory. Your lead knows whom to call.")
            self._add(MessageText(self.language, none, parent=self._numbers))
        self._beside.show()

    def _add(self, part: QWidget) -> None:
        self._numbers.column.addWidget(part)


def all_done(
    language: LanguageSwitch, parent: QWidget, *, code: str, is_erased: bool, is_held: bool = False
) -> QuietPage:
    """Return the very last page: what became of what was written."""
    if is_erased:
        paragraphs = [
            M("What was written is erased from this computer, and its key is gone."),
            M("The person can come back any day."),
        ]
    elif is_held:
        paragraphs = [
            M("It is kept under the number {code}. Only this profile opens it.", code=code),
            M("The person can come back any day and change it."),
            M("It cannot be erased for now: it has to be kept for a court or a lawyer."),
        ]
    else:
        paragraphs = [
            M("It is kept under the number {code}. Only this profile opens it.", code=code),
            M("The person can come back any day, change it, or have it erased."),
        ]
    title = M("Nothing is kept") if is_erased else M("We are done for today")
    page = QuietPage(language, title, paragraphs, parent, leave=M("Leave"))
    page.footer.back_button.hide()
    page.page.column.addSpacing(SPACE_L)
    return page
