"""The page of help: a list of topics, the text of one, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from intake_app.domain.message import M
from intake_app.i18n.help_texts import TOPICS, help_picture, help_text
from intake_app.i18n.languages import language as language_of
from intake_app.i18n.languages import with_parents
from intake_app.ui.help import PRACTISE
from intake_app.ui.language import Retranslating, qt_direction
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL, bare
from intake_app.ui.typography import RESCALED, TextSize, font_of, scaled
from intake_app.ui.widgets.bars import FooterBar, RoomHeader
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from intake_app.ui.language import LanguageSwitch

_LIST_WIDTH: Final = 270
_LIST_FRAME: Final = 40
_WIDEST_PICTURE: Final = 760


class HelpText(QTextBrowser):
    """One topic. Links lead to other topics only; pictures come from the program only.

    Signals:
        topic_asked: A link to another topic was followed.
    """

    topic_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tag = "en"
        self._topic = TOPICS[0]
        self._drawn_for = 0
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.anchorClicked.connect(self._on_link)

    def show_topic(self, topic: str, tag: str) -> None:
        """Show a topic in a language, from its beginning."""
        self._topic, self._tag, self._drawn_for = topic, tag, self._widest()
        found = help_text(topic, tag)
        language = language_of(found.language)
        document = QTextDocument(self)
        document.setDefaultFont(font_of(TextSize.BASE, language))
        option = QTextOption()
        option.setTextDirection(qt_direction(language))
        document.setDefaultTextOption(option)
        document.setDocumentMargin(SPACE_L)
        self.setLayoutDirection(qt_direction(language))
        self.setDocument(document)
        plain = QTextDocument.MarkdownFeature.MarkdownNoHTML
        document.setMarkdown(f"# {found.title}\n\n{found.markdown}", plain)
        self._space_out(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setAccessibleName(found.title)
        self.setAccessibleDescription(document.toPlainText())

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's spelling
        """Give pictures of the help; nothing else is ever read, from disk or elsewhere."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        picture = help_picture(name if isinstance(name, str) else name.toString(), self._tag)
        if picture is None:
            return None
        image = QImage.fromData(picture)
        widest = self._widest()
        if image.width() > widest:
            image = image.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
        return image

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the text scale."""
        super().changeEvent(event)
        if event.type() in RESCALED:
            self.show_topic(self._topic, self._tag)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give pictures the room there is."""
        super().resizeEvent(event)
        if self._widest() != self._drawn_for:
            self.show_topic(self._topic, self._tag)

    def _widest(self) -> int:
        return min(scaled(_WIDEST_PICTURE), max(200, self.viewport().width() - 3 * SPACE_L))

    @staticmethod
    def _space_out(document: QTextDocument) -> None:
        """Give paragraphs air; Markdown has none of its own."""
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            shape = block.blockFormat()
            shape.setBottomMargin(SPACE_M)
            shape.setLineHeight(125, 1)  # in per cent
            cursor.setBlockFormat(shape)
            block = block.next()

    def _on_link(self, url: QUrl) -> None:
        topic = url.toString()
        if topic in TOPICS:
            self.topic_asked.emit(topic)


class HelpPage(Retranslating):
    """Help over whatever was shown; F1, Esc or Back lead there again.

    Signals:
        left: Show what was there before.
        cover_asked: Hide everything behind the neutral page.
        practice_asked: Begin the practice conversation.
    """

    left = Signal()
    cover_asked = Signal()
    practice_asked = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self.setAutoFillBackground(True)
        self._topic = TOPICS[0]
        header = RoomHeader(language, self)
        header.set_title(M("Help"))
        self.topics = QListWidget(self)
        self.topics.setUniformItemSizes(True)
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = HelpText(self)
        self.note = MessageText(language, None, TextSize.NOTE, self, token=Token.SOFT_INK)
        self.footer = FooterBar(language, self)
        self.footer.show_only(self.footer.back_button)
        self.footer.back_button.set_key("F1")
        self.practice_button = MessageButton(language, PRACTISE, parent=self)
        self.practice_button.hide()
        middle = QHBoxLayout()
        middle.setContentsMargins(SPACE_XL, SPACE_M, SPACE_XL, SPACE_M)
        middle.setSpacing(SPACE_L)
        middle.addWidget(self.topics)
        reading = QVBoxLayout()
        bare(reading, SPACE_M)
        reading.addWidget(self.note)
        reading.addWidget(self.text, 1)
        middle.addLayout(reading, 1)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(header)
        column.addLayout(middle, 1)
        reading.addWidget(self.practice_button)
        column.addWidget(self.footer)
        self.topics.currentRowChanged.connect(self._on_row)
        self.text.topic_asked.connect(self.show_topic)
        self.footer.back.connect(self.left)
        self.footer.cover.connect(self.cover_asked)
        self.practice_button.clicked.connect(self.practice_asked)
        self.retranslate()

    def show_topic(self, topic: str) -> None:
        """Show one topic; an unknown one shows the first."""
        self._topic = topic if topic in TOPICS else TOPICS[0]
        self.topics.setCurrentRow(TOPICS.index(self._topic))
        self.text.show_topic(self._topic, self.language.language.tag)
        found = help_text(self._topic, self.language.language.tag).language
        is_other = found not in with_parents(self.language.language.tag)
        # Translators: over a page of the help that exists in English only so far.
        said = M("This page is not there in your language yet. It is shown in English.")
        self.note.set_message(said if is_other else None)
        self.note.setVisible(is_other)

    def retranslate(self) -> None:
        """Name the topics and show the text anew."""
        tag = self.language.language.tag
        self.topics.blockSignals(True)
        self.topics.clear()
        for topic in TOPICS:
            found = help_text(topic, tag)
            item = QListWidgetItem(found.title)
            item.setFont(font_of(TextSize.BASE, language_of(found.language)))
            self.topics.addItem(item)
        self.topics.blockSignals(False)
        self.topics.setAccessibleName(self.language.text(M("Topics of the help")))
        words = self.topics.sizeHintForColumn(0) + _LIST_FRAME
        self.topics.setFixedWidth(max(scaled(_LIST_WIDTH), words))
        self.show_topic(self._topic)

    def offer_practice(self) -> None:
        """Offer the practice conversation, too; not to someone who is in a real one."""
        self.practice_button.show()

    def start(self) -> None:
        """Put the focus on the text, so that the arrow keys read on."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(TOPICS) and TOPICS[row] != self._topic:
            self.show_topic(TOPICS[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc lead back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
