"""Help at once, and what a child tells: two cards that open over anything."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from intake_app.domain.case import InterviewState
from intake_app.domain.message import M
from intake_app.services.urgent import FALSE_ALARM, TAKEN_BACK, UrgentWords, urgent_words
from intake_app.ui.conversation.danger import HELP_NOW, DangerCard
from intake_app.ui.conversation.disclosure import DisclosureCard
from intake_app.ui.widgets.buttons import Mark, MessageButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.ui.conversation.scene import Scene
    from intake_app.ui.language import LanguageSwitch

DANGER_KEY: Final = "F10"
DISCLOSURE_KEY: Final = "F11"
NEEDS_MEANING: Final = "needs-now"
LISTEN_NOW: Final = M("Listen and write down")


class Urgent(QObject):
    """Lays the cards over whatever is in sight, and has what they say stored.

    Before there is a conversation that may be written down the cards say what
    to do and keep nothing.

    Signals:
        share_asked: Share with an office.
    """

    share_asked = Signal()

    def __init__(self, scene: Scene, window: QWidget) -> None:
        """Make the part.

        Args:
            scene: What the parts of the flow share.
            window: Where F10 and F11 open the cards, whatever has the focus.
        """
        super().__init__(window)
        self._scene = scene
        self._danger: DangerCard | None = None
        self._told: DisclosureCard | None = None
        self._words = UrgentWords()
        self._is_due_by_card = False
        for key, slot in ((DANGER_KEY, self.open_danger), (DISCLOSURE_KEY, self.open_disclosure)):
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def open_danger(self) -> None:
        """Lay the card over the screen that says what to do at once."""
        scene = self._scene
        if scene.stage.current() is None or scene.stage.has_laid(self._danger):
            return
        scene.settle()
        card = DangerCard(scene.language, scene.stage)
        card.acted.connect(self._on_acted)
        card.closed.connect(self._on_danger_closed)
        self._danger = card
        self._is_due_by_card = False
        scene.stage.lay_over(card)
        self._read_words()

    def open_disclosure(self) -> None:
        """Lay the card over the screen on which a child's words are written down."""
        scene, room = self._scene, self._scene.room
        if scene.stage.current() is None or scene.stage.has_laid(self._told):
            return
        scene.settle()
        began_at = scene.surroundings.program.clock.now() if room is not None else None
        card = DisclosureCard(scene.language, scene.languages(), scene.stage, began_at=began_at)
        card.told.connect(self._on_told)
        card.needs_asked.connect(self._on_needs)
        card.share_asked.connect(self._on_share)
        card.closed.connect(self._on_disclosure_closed)
        self._told = card
        scene.stage.lay_over(card)
        self._read_words()

    # -- within ------------------------------------------------------------------

    def _read_words(self) -> None:
        profile = self._scene.profile
        self._show_words(self._words)
        self._scene.surroundings.run(lambda _progress: urgent_words(profile), self._show_words)

    def _show_words(self, words: object) -> None:
        self._words = cast("UrgentWords", words)
        stage = self._scene.stage
        if self._danger is not None and stage.has_laid(self._danger):
            self._danger.show_words(self._words)
        if self._told is not None and stage.has_laid(self._told):
            self._told.show_words(self._words)

    def _on_acted(self, code: str) -> None:
        room = self._scene.room
        if room is None or self._danger is None:
            return
        pending = room.live.acted_in_danger(code)
        room.keep(pending)
        if code not in FALSE_ALARM and not code.startswith(TAKEN_BACK):
            self._tell_lead(self._on_due_by_card)
        if code in {str(key) for key in self._danger.done.answers()}:
            self._danger.show_done(code, pending.event.at)

    def _on_told(self, words: str, language: str) -> None:
        room = self._scene.room
        if room is not None:
            room.keep(room.live.write_down_disclosure(words, language=language))
            self._tell_lead(self._on_due)

    def _tell_lead(self, then: Callable[[object], None]) -> None:
        """Leave a line under Today: the program has no network to alert anybody by."""
        room = self._scene.room
        if room is not None:
            is_due = partial(self._scene.profile.telling_lead.is_due, room.live.case.id)
            self._scene.surroundings.run(lambda _progress: is_due(), then, keeps=True)

    def _on_due(self, _is_new: object) -> None:
        self._is_due_by_card = False

    def _on_due_by_card(self, is_new: object) -> None:
        self._is_due_by_card = self._is_due_by_card or bool(is_new)

    def _on_taken_back(self, _: object) -> None:
        self._is_due_by_card = False

    def _on_needs(self) -> None:
        """Go on with what is needed; the question that was in sight is put away."""
        room = self._scene.room
        self._on_disclosure_closed()
        if room is None:
            return
        room.rest()
        if room.live.interview.state is InterviewState.PAUSED:
            room.keep(room.live.resume())
        self._scene.back_to_room()
        node = room.live.node_meaning(NEEDS_MEANING)
        if node is not None:
            room.go_to(node)

    def _on_share(self) -> None:
        room = self._scene.room
        self._on_disclosure_closed()
        if room is not None:
            room.rest()
            self.share_asked.emit()

    def _on_danger_closed(self) -> None:
        card, self._danger = self._danger, None
        room = self._scene.room
        if card is not None and room is not None and card.is_false_alarm() and self._is_due_by_card:
            back = partial(self._scene.profile.telling_lead.is_not_due, room.live.case.id)
            self._scene.surroundings.run(lambda _progress: back(), self._on_taken_back, keeps=True)
        if card is not None:
            self._scene.stage.take_off(card)

    def _on_disclosure_closed(self) -> None:
        card, self._told = self._told, None
        if card is not None:
            self._scene.stage.take_off(card)


class HelpNowButton(MessageButton):
    """Opens a menu of the two cards, each with its key.

    Signals:
        danger_asked, disclosure_asked: Which card.
    """

    danger_asked = Signal()
    disclosure_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, M("Help now"), parent=parent)
        self.set_mark(Mark.OPENS)
        self._switch = language
        self._menu = QMenu(self)
        self._first = self._menu.addAction("")
        self._second = self._menu.addAction("")
        self._first.triggered.connect(self.danger_asked)
        self._second.triggered.connect(self.disclosure_asked)
        self.clicked.connect(self.open_menu)
        language.changed.connect(self._name_cards)
        self._name_cards()

    def menu_of_cards(self) -> QMenu:
        """Return the menu."""
        return self._menu

    def open_menu(self) -> None:
        """Open the menu."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _name_cards(self) -> None:
        for action, message, key in (
            (self._first, HELP_NOW, DANGER_KEY),
            (self._second, LISTEN_NOW, DISCLOSURE_KEY),
        ):
            words = self._switch.text(message).replace("&", "&&")
            action.setText(f"{words}\t{key}")
