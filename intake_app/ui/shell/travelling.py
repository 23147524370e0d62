"""Before a border or a checkpoint: what is still only here, and destroying it all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.message import MN, M
from intake_app.i18n.digits import shown_code
from intake_app.services.travelling import Standing, WhatIsHere
from intake_app.ui.palette import Token
from intake_app.ui.shell.destroying import DestroyPart
from intake_app.ui.shell.rows import Action, ActionRows, Line
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.travelling import PersonHere
    from intake_app.ui.surroundings import Surroundings

BEFORE: Final = M("Before a border or a checkpoint")
WHY: Final = M(
    "Whoever makes you open this laptop finds nothing that is no longer on it. Do this the day "
    "before, not in the queue."
)
STEPS: Final = (
    M("1. Send what people agreed to share, and take the answer in: only that shows it arrived."),
    M("2. Look below at what is on this laptop only."),
    M("3. Destroy it all. Intake then starts as on its first day."),
    M("4. Behind the border set Intake up anew, make a new card and give it to your offices."),
)
NOBODY: Final = M("Nobody is written down on this laptop.")
ALL_SAFE: Final = M(
    "For everyone here an office has said yes. It has only what was agreed to share: everything "
    "else that is written here goes for good."
)

WORDS: Final[Mapping[Standing, Message]] = {
    # Translators: how far what a person agreed to share has come; {office} is its name.
    Standing.HERE: M("Nothing is shared: on this laptop only"),
    Standing.MADE: M("A file for {office} is made, and on no stick"),
    Standing.SENT: M("On a stick for {office}, no answer yet"),
    Standing.TOLD: M(
        "Told to {office} on paper or by phone; nothing signed shows that they have it"
    ),
    Standing.DECLINED: M("{office} cannot help"),
    Standing.CHANGED: M("{office} has said yes; what was written since is on this laptop only"),
    Standing.ACCEPTED: M("{office} has said yes"),
}

HELD: Final = M("It has to be kept for a court or a lawyer for now")

_OPEN: Final = "open"
_INBOX: Final = "inbox"
_WIDEST: Final = 820


class TravellingPage(QWidget):
    """What goes with this laptop, the way to each of it, and the end of it all.

    Signals:
        person_asked: The id of a person to go to.
        inbox_asked: Answers shall be put on a stick.
        destroyed: There is no profile any more; nothing of it can be shown.
    """

    help_topic = "before-a-border"

    person_asked = Signal(str)
    inbox_asked = Signal()
    destroyed = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._profile = profile
        self._found: WhatIsHere | None = None
        language = surroundings.language
        self._pages = QStackedWidget(self)
        self.page = ScrollPage(self, widest=_WIDEST)
        self._summary = MessageText(language, None, parent=self, bold=True)
        self._arrived = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self.rows = ActionRows(language, self)
        self.ending = DestroyPart(surroundings, profile, self)
        self.gone = GonePage(surroundings, self)
        self._build()
        self.rows.acted.connect(self._on_acted)
        self.ending.destroyed.connect(self._on_destroyed)
        language.changed.connect(self.retranslate)

    def begin(self) -> None:
        """Put the focus on the page, so that the arrow keys read on."""
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read anew what is here."""
        if not self._profile.is_destroyed:
            travelling = self._profile.travelling
            self._surroundings.run(lambda _: travelling.look(), self._on_read)

    def retranslate(self) -> None:
        """Say anew what is here."""
        found = self._found
        if found is None:
            return
        self._summary.set_message(_summary(found))
        self._arrived.set_message(_arrived(found.arrived))
        self._arrived.setVisible(found.arrived > 0)
        self.rows.show_lines([*map(self._line, found.people), *self._answers(found.answers)])

    def show_gone(self, *, is_whole: bool) -> None:
        """Show nothing but that everything is gone.

        Args:
            is_whole: Whether every file could be deleted.
        """
        self._found = None
        self.rows.show_lines([])
        self.gone.say(is_whole=is_whole)
        self._pages.setCurrentWidget(self.gone)
        self.gone.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        language = self._surroundings.language
        self.page.set_margins(SPACE_XL + SPACE_L, SPACE_XL, SPACE_XL, SPACE_L)
        column = self.page.column
        column.setSpacing(SPACE_L)
        column.addWidget(MessageText(language, BEFORE, TextSize.HEADING, bold=True))
        column.addWidget(MessageText(language, WHY))
        steps = QVBoxLayout()
        bare(steps, SPACE_S)
        for step in STEPS:
            steps.addWidget(MessageText(language, step))
        column.addLayout(steps)
        here = Card()
        here.column.setSpacing(SPACE_M)
        title = M("What has arrived elsewhere, and what has not")
        here.column.addWidget(MessageText(language, title, TextSize.CHOICE, here, bold=True))
        for widget in (self._summary, self.rows, self._arrived):
            here.column.addWidget(widget)
        column.addWidget(here)
        column.addWidget(self.ending)
        column.addStretch(1)
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.gone)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(self._pages)

    def _line(self, person: PersonHere) -> Line:
        text = self._surroundings.language.text
        office = person.receiver or M("An office")
        said = text(replace(WORDS[person.standing], values={"office": office}))
        open_person = Action(words=M("Open"), name=_OPEN, target=person.case_id)
        return Line(
            key=person.case_id,
            lead=shown_code(person.code),
            title=said,
            note=text(HELD) if person.is_held else "",
            is_caution=person.is_held,
            actions=(open_person,),
        )

    def _answers(self, count: int) -> Sequence[Line]:
        if not count:
            return ()
        said = MN(
            "{count} answer of yours is on no stick",
            "{count} answers of yours are on no stick",
            count,
        )
        go = Action(words=M("To the inbox"), name=_INBOX, target="")
        title = self._surroundings.language.text(said)
        return (Line(key=_INBOX, lead="", title=title, actions=(go,)),)

    def _on_read(self, found: object) -> None:
        if isinstance(found, WhatIsHere):
            self._found = found
            self.ending.ask_twice_for(found.undelivered, held=found.held)
            self.retranslate()

    def _on_acted(self, name: str, target: str) -> None:
        if name == _OPEN:
            self.person_asked.emit(target)
        else:
            self.inbox_asked.emit()

    def _on_destroyed(self, is_whole: bool) -> None:  # noqa: FBT001 - the signal's one argument
        self.show_gone(is_whole=is_whole)
        self.destroyed.emit()


class GonePage(ScrollPage):
    """There is nothing here any more; what to do now, and how to begin again."""

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent, widest=_WIDEST)
        language = surroundings.language
        self.set_margins(SPACE_XL + SPACE_L, SPACE_XL, SPACE_XL, SPACE_L)
        self.column.setSpacing(SPACE_M)
        self._title = MessageText(language, None, TextSize.HEADING, self, bold=True)
        self._left = MessageText(
            language,
            M("Start Intake again: it tries once more. Or have the folder deleted by hand."),
            parent=self,
            token=Token.CAUTION,
        )
        self.close_button = MessageButton(language, M("Close Intake"), Kind.PRIMARY, self)
        self.column.addWidget(self._title)
        self.column.addWidget(self._left)
        for message in (
            M("Close Intake now and switch the computer off."),
            M(
                "To begin again: start Intake, set it up with a new passphrase, make a new card "
                "under Contacts and give it to your offices. Ask them for theirs."
            ),
            M("Answers to the old card can be opened by nobody: ask those offices by phone."),
        ):
            self.column.addWidget(MessageText(language, message, parent=self))
        self.column.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)
        self.close_button.clicked.connect(self._on_close)

    def say(self, *, is_whole: bool) -> None:
        """Say whether every file could be deleted."""
        self._title.set_message(
            M("What was written in Intake is gone from this laptop.")
            if is_whole
            else M("Nothing here can be opened any more, but some files could not be deleted.")
        )
        self._left.setVisible(not is_whole)

    def _on_close(self) -> None:
        self.window().close()


def _summary(found: WhatIsHere) -> Message:
    if found.undelivered:
        return MN(
            "{count} of these would be lost.", "{count} of these would be lost.", found.undelivered
        )
    return ALL_SAFE if found.people else NOBODY


def _arrived(count: int) -> Message:
    return MN(
        "{count} referral came in here. Whoever sent it has it still.",
        "{count} referrals came in here. Whoever sent them has them still.",
        count,
    )
