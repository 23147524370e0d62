"""Pause: the question is gone at once; a calm page in the person's language stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n import texts
from intake_app.i18n.languages import language as language_of
from intake_app.ui.conversation.frame import Frame
from intake_app.ui.conversation.wording import catalogs_of, in_languages
from intake_app.ui.language import qt_direction
from intake_app.ui.palette import Token
from intake_app.ui.style import CONTENT_WIDTH, SPACE_L, SPACE_M, SPACE_XL
from intake_app.ui.typography import RESCALED, TextSize, is_large
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch


class CalmPage(Frame):
    """The calm page alone, or with ways on: rest, another topic, finish gently, get help.

    Signals:
        topic_asked: Go on with a topic of one's choice.
        help_asked: Show where to get help at once.
        woken: A key or the mouse was pressed while resting.
    """

    help_topic = "pause-and-cover"

    topic_asked = Signal()
    help_asked = Signal()
    woken = Signal()

    def __init__(
        self,
        language: LanguageSwitch,
        languages: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the page.

        Args:
            language: The language of the moment.
            languages: The conversation's: the worker's, then the person's.
            parent: Qt's owner.
        """
        super().__init__(language, None, parent)
        self._languages = tuple(languages)
        self._resting = False
        self._lines: list[Text] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header.hide()
        self.footer.show_only()
        self._page = self.add_page(widest=CONTENT_WIDTH)
        self._ways = QWidget(self)
        self._around = QVBoxLayout(self._ways)
        self._flow = FlowLayout(spacing=SPACE_M)
        self._around.addLayout(self._flow)
        self.hint = Text(TextSize.BASE, self._ways, token=Token.SOFT_INK)
        self.hint.hide()
        self._around.addWidget(self.hint)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._ways.setSizePolicy(policy)
        self.rest = self._way(M("Rest a while"))
        self.topic = self._way(M("Another topic"))
        self.finish = self._way(M("Finish gently"))
        self.help = self._way(M("Get help now"))
        self._page.column.addStretch(1)
        self._place_ways()
        self.rest.clicked.connect(self._on_rest)
        self.topic.clicked.connect(self.topic_asked)
        self.finish.clicked.connect(self.finish_asked)
        self.help.clicked.connect(self.help_asked)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def set_languages(self, languages: Sequence[str]) -> None:
        """Speak to the person in the language they speak now."""
        self._languages = tuple(languages)
        self.retranslate()

    def set_ways(self, shown: bool) -> None:  # noqa: FBT001 - reads as a Qt setter
        """Offer the ways on, or show nothing but the page."""
        self._resting = not shown
        for button in (self.rest, self.topic, self.finish, self.help):
            button.setVisible(shown)
        self.hint.setVisible(not shown)
        self.setFocus()

    def retranslate(self) -> None:
        """Show the page in the person's language, and its buttons in both."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        page = texts.calm_page(self._languages[-1])
        known = language_of(page.language)
        self.setAccessibleName(page.title)
        self._lines = []
        self._page.setLayoutDirection(qt_direction(language_of(self._languages[-1])))
        for index, paragraph in enumerate((page.title, *page.paragraphs, *page.closing)):
            line = Text(TextSize.PERSON if index == 0 else TextSize.LEADING, self)
            line.say(paragraph, known)
            self._page.column.insertWidget(index, line)
            self._lines.append(line)
        self._ways.setLayoutDirection(self._page.layoutDirection())
        for button, message in (
            (self.rest, M("Rest a while")),
            (self.topic, M("Another topic")),
            (self.finish, M("Finish gently")),
            (self.help, M("Get help now")),
        ):
            button.set_words(self._in_both(message))
        self.hint.say(self._in_both(M("Any key goes on")), known)

    def _in_both(self, message: Message) -> str:
        catalogs = catalogs_of(self.language, self._languages)
        return " \u00b7 ".join(label.text for label in in_languages(catalogs, message))

    def start(self) -> None:
        """Put the focus on resting."""
        (self.rest if not self._resting else self).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wake with any key while resting."""
        if self._resting:
            self._wake()
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wake with the mouse while resting."""
        if self._resting:
            self._wake()
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        super().changeEvent(event)
        if event.type() in RESCALED:
            self._place_ways()

    def _place_ways(self) -> None:
        """Set the ways under the words; in large text where they do not scroll out of sight."""
        self._page.column.removeWidget(self._ways)
        self.column.removeWidget(self._ways)
        large = is_large()
        sides = 2 * SPACE_XL if large else 0
        self._around.setContentsMargins(sides, SPACE_M if large else SPACE_L, sides, SPACE_M)
        self._page.set_margins(SPACE_XL, SPACE_M if large else 2 * SPACE_XL, SPACE_XL, SPACE_M)
        if large:
            self.column.insertWidget(self.column.indexOf(self.footer), self._ways)
        else:
            self._page.column.insertWidget(self._page.column.count() - 1, self._ways)

    def _way(self, message: Message) -> Button:
        button = Button(parent=self._ways)
        button.set_words(message.msgid)
        self._flow.addWidget(button)
        return button

    def _on_rest(self) -> None:
        self.set_ways(False)

    def _wake(self) -> None:
        self.set_ways(True)
        self.start()
        self.woken.emit()
