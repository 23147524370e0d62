"""A card that reads like a note about a phone call, over whatever is shown; one key takes it off.

Whoever looks over the worker's shoulder reads an everyday note. What it is for
stands in the settings alone, as does that the program tells nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.services.quiet_call import QuietCall, quiet_call
from intake_app.ui.announce import announce
from intake_app.ui.cover import close_menus
from intake_app.ui.over import Over
from intake_app.ui.style import CONTENT_WIDTH, SPACE_L, SPACE_XL, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.bars import NOTE_ASKED, NOTE_KEY, FooterBar
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.surroundings import Surroundings

TO_CALL: Final = M("To call back")
# Translators: shown where nothing was agreed; whoever looks must think nothing of it.
NO_NUMBER: Final = M("No number is noted here. Best call from outside, and ask at the office.")
_LEAVING: Final = frozenset(
    {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
)


class PhoneNote(QWidget):
    """The card.

    Signals:
        left: A key, or Back, takes it off.
        cover_asked: Hide everything behind the neutral page.
    """

    left = Signal()
    cover_asked = Signal()

    def __init__(
        self, language: LanguageSwitch, call: QuietCall, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        page = ScrollPage(self, widest=CONTENT_WIDTH)
        page.set_margins(2 * SPACE_XL, 2 * SPACE_XL, SPACE_XL, SPACE_L)
        column = page.column
        column.setSpacing(SPACE_L)
        heading = MessageText(language, TO_CALL, TextSize.HEADING, page, bold=True)
        self._lines: list[MessageText | Text] = [heading]
        for said in (call.name, call.number):
            if said:
                line = Text(TextSize.LEADING, page)
                line.say(isolated(said))  # else the groups of a number change places
                self._lines.append(line)
        asks = M("Ask: “{words}”", words=call.words) if call.words else None
        message = asks if call.can_be_made else NO_NUMBER
        if message is not None:
            self._lines.append(MessageText(language, message, TextSize.CHOICE, page))
        for shown in self._lines:
            column.addWidget(shown)
        column.addStretch(1)
        self.footer = FooterBar(language, self)
        self.footer.show_only(self.footer.back_button)
        self.footer.back_button.show_key(NOTE_KEY)
        whole = QVBoxLayout(self)
        bare(whole)
        whole.addWidget(page, 1)
        whole.addWidget(self.footer)
        self.footer.back.connect(self.left)
        self.footer.cover.connect(self.cover_asked)

    def said(self) -> str:
        """Return all that stands on the card, for who hears it."""
        return ". ".join(line.said() for line in self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with one key."""
        if event.key() in _LEAVING:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PhoneNotes(QObject):
    """Shows the card on its key, or on the button at the foot, and puts it away again.

    Nothing is kept of it: what is typed below stays as it is, and nothing is written.

    Signals:
        cover_asked: Hide everything behind the neutral page.
    """

    cover_asked = Signal()

    def __init__(self, surroundings: Surroundings, ground: QWidget, window: QWidget) -> None:
        """Show nothing yet.

        Args:
            surroundings: What every screen is given.
            ground: What the card lies over, all of it; hidden under the cover.
            window: The window, which hears of the button at the foot.
        """
        super().__init__(window)
        self._surroundings = surroundings
        self._ground = ground
        self._profile: OpenProfile | None = None
        self._over: Over | None = None
        self.note: PhoneNote | None = None
        window.installEventFilter(self)
        shortcut = QShortcut(QKeySequence(NOTE_KEY), ground)
        shortcut.activated.connect(self.toggle)

    def serve(self, profile: OpenProfile) -> None:
        """Show what was agreed in this profile from now on."""
        self._profile = profile

    def toggle(self) -> None:
        """Show the card over everything, or put it away; a dialog that asks goes first."""
        profile = self._profile
        if self.note is not None:
            if self.note.isVisible():  # else something lies over it, which goes first
                self.put_away()
        elif profile is not None and not profile.is_destroyed:
            close_menus()
            if QApplication.activeModalWidget() is None:
                self._surroundings.run(lambda _: quiet_call(profile), self._on_read)

    def put_away(self) -> None:
        """Show again what lies below, with the focus where it was."""
        over, self._over, self.note = self._over, None, None
        if over is not None:
            over.take_off()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of the button at the foot, whichever screen it stands on."""
        if event.type() == NOTE_ASKED:
            self.toggle()
            return True
        return super().eventFilter(watched, event)

    def _on_read(self, call: object) -> None:
        if self.note is not None or not isinstance(call, QuietCall) or self._ground.isHidden():
            return
        note = self.note = PhoneNote(self._surroundings.language, call, self._ground)
        note.left.connect(self.put_away)
        note.cover_asked.connect(self.cover_asked)
        self._over = Over(note, self._ground)
        self._over.lay(note.footer.back_button)
        announce(note, note.said())
