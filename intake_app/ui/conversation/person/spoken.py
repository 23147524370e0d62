"""What the person hears on their side of the screen, for who does not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget
from shiboken6 import isValid

from intake_app.domain.message import MC
from intake_app.ui.conversation.person.sheet import all_readable, said_in
from intake_app.ui.listening import Listening, Voice
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.listen_button import LISTEN_KEY, ListenButton
from intake_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout

    from intake_app.domain.form import FormText
    from intake_app.i18n.catalog import Catalog
    from intake_app.ui.conversation.person.sheet import Sheet
    from intake_app.ui.widgets.buttons import Button
    from intake_app.ui.widgets.choice_row import ChoiceRow

# Translators: a sign that the person presses to hear the words beside it.
LISTEN: Final = MC("said by the person", "Listen")

_Heard = tuple[Voice, QAbstractButton | None]


class Spoken(QObject):
    """A sign beside the question, and one in each choice, as far as they are recorded.

    The sign beside the question lets all be heard in order, question, choices and the
    large words at the foot, each shown as pressed while it is heard; but only where
    every choice is recorded. Otherwise the question alone is: a list with gaps would
    be taken for the whole.
    """

    def __init__(self, listening: Listening | None, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._listening = listening
        self._row = QHBoxLayout()
        bare(self._row, SPACE_L)
        self.button = ListenButton(page, large=True)
        self.note = Text(TextSize.BASE, page, token=Token.SOFT_INK)
        self._signs: dict[ListenButton, _Heard] = {}
        self._shown: object = None
        self._whole: list[_Heard] = []
        self._heard: list[_Heard] = []
        self._pressed: ListenButton | None = None
        self.button.hide()
        self.note.hide()
        self.button.clicked.connect(self._on_whole)
        shortcut = QShortcut(QKeySequence(LISTEN_KEY), page)
        shortcut.activated.connect(self._on_key)
        if listening is not None:
            listening.began.connect(self._on_began)
            listening.ended.connect(self._on_ended)

    def beside(self, words: QLayout) -> QHBoxLayout:
        """Return a row of the sign and the words that are read first."""
        self._row.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        return self._row

    def signs(self) -> list[ListenButton]:
        """Return the signs in the choices, in reading order."""
        return list(self._signs)

    def stop(self) -> None:
        """Be silent."""
        if self._listening is not None and self._listening.is_heard:
            self._listening.stop()

    def show_sheet(
        self, sheet: Sheet, rows: Sequence[ChoiceRow], ways: Sequence[Button], catalog: Catalog
    ) -> None:
        """Put the signs beside what is recorded of a page.

        Args:
            sheet: The page.
            rows: Its rows, choices first, as they are shown.
            ways: The large words at the foot.
            catalog: The person's language.
        """
        listening, tag = self._listening, sheet.language
        if listening is None:
            return
        labels = [option.labels[0] for option in sheet.options]
        labels += [label[0] for label in sheet.states]
        question = [Voice(language=tag, words=text.text) for text in sheet.paragraphs]
        each = [Voice(language=tag, words=label.text) for label in labels]
        foot = [Voice(language=tag, words=way.words()) for way in ways]
        recorded = [voice for voice in (*question, *each) if listening.has(voice)]
        lack = listening.lack() if recorded else None
        self._whole = [(voice, None) for voice in question]
        if len(recorded) == len(question) + len(each):
            self._whole += zip(each, rows, strict=False)
            self._whole += [
                (voice, way)
                for voice, way in zip(foot, ways, strict=True)
                if not way.isHidden() and listening.has(voice)
            ]
        can_ask = bool(question) and all(voice in recorded for voice in question)
        self.button.setVisible(can_ask and lack is None)
        listen = said_in(catalog, LISTEN).text
        self.button.set_about(listen, " ".join(voice.words for voice in question))
        self._tell(said_in(catalog, lack) if lack is not None else None, tag)
        shown = (sheet.key, lack is None, question, each, list(rows))
        if shown != self._shown:
            self.stop()
            self._shown = shown
            places = zip(each, rows, strict=False) if lack is None else ()
            self._put_signs([place for place in places if place[0] in recorded], listen)

    # -- within --------------------------------------------------------------------

    def _tell(self, lack: FormText | None, tag: str) -> None:
        """Say in the person's language, where one would press, why nothing can be heard."""
        self.note.setVisible(lack is not None and all_readable([lack], tag))
        if lack is not None:
            self.note.show_form_text(lack)

    def _put_signs(self, places: Sequence[tuple[Voice, ChoiceRow]], listen: str) -> None:
        for sign in self._signs:
            if isValid(sign):  # a row that went took its sign along
                sign.hide()
                sign.deleteLater()
        self._signs = {}
        for voice, row in places:
            sign = ListenButton(row)
            sign.set_about(listen, voice.words)
            sign.clicked.connect(self._on_sign)
            row.set_aside(sign)
            sign.show()
            self._signs[sign] = voice, row

    def _on_key(self) -> None:
        if self.button.isVisible():
            self._on_whole()

    def _on_whole(self) -> None:
        self._press(self.button, self._whole)

    def _on_sign(self) -> None:
        sign = self.sender()
        if isinstance(sign, ListenButton):
            self._press(sign, [self._signs[sign]])

    def _press(self, sign: ListenButton, heard: list[_Heard]) -> None:
        listening = self._listening
        if listening is None:
            return
        again = listening.is_heard and self._pressed is sign
        listening.stop()
        if not again:
            self._pressed, self._heard = sign, heard
            listening.listen([voice for voice, _ in heard])

    def _on_began(self, at: int) -> None:
        if self._pressed is None:
            return
        for index, (_, part) in enumerate(self._heard):
            if part is not None and isValid(part):
                part.setDown(index == at)
        if isValid(self._pressed):
            self._pressed.set_heard(True)

    def _on_ended(self) -> None:
        for _, part in self._heard:
            if part is not None and isValid(part):
                part.setDown(False)
        if self._pressed is not None and isValid(self._pressed):
            self._pressed.set_heard(False)
        self._pressed, self._heard = None, []
