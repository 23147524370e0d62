"""The person's own words: who carried them, and a translation beneath that replaces nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.ui.conversation.notes import Notes
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.style import SPACE_S, SPACE_XS, bare
from intake_app.ui.widgets.buttons import Button, Kind, LinkButton
from intake_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.answer import Event
    from intake_app.domain.case import Participant


class OwnWords(Retranslating):
    """What belongs to a free text: through whom it was heard, and its translation.

    Signals:
        heard: The id of whoever carried the words, or "" for the person alone.
        translated: The text of a translation and the language it is in.
    """

    heard = Signal(str)
    translated = Signal(str, str)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._who: Participant | None = None
        self._is_through = False
        self.speaker = Button(Kind.LINK, self)
        self.translate_link = LinkButton(language, M("Add a translation"), self)
        self.translation = Notes(
            language,
            M("Translation of these words"),
            M("Keep the translation"),
            self,
            title=M("Translation"),
        )
        line = FlowLayout(spacing=SPACE_S)
        line.addWidget(self.speaker)
        line.addWidget(self.translate_link)
        column = QVBoxLayout(self)
        bare(column, SPACE_XS)
        column.addLayout(line)
        column.addWidget(self.translation)
        self.speaker.clicked.connect(self._on_speaker)
        self.translate_link.clicked.connect(self.translation.open)
        self.translation.kept.connect(self.translated)
        self.retranslate()

    def show_words(
        self,
        said: Event | None,
        translation: Event | None,
        tags: Sequence[str],
    ) -> None:
        """Show what belongs to the present text.

        Args:
            said: The event the text came with, or None when there is none yet.
            translation: Its translation, or None.
            tags: The languages of the conversation, the worker's first.
        """
        is_said = said is not None and bool(said.value)
        others = [tag for tag in tags if said is None or tag != said.language]
        self.translate_link.setVisible(is_said and bool(others))
        self.translate_link.set_message(
            M("Add a translation") if translation is None else M("Change the translation")
        )
        if others:
            self.translation.set_language(others[0])
        self.translation.show_notes([] if translation is None else [translation])

    def show_speaker(self, who: Participant | None, *, is_through: bool) -> None:
        """Show through whom the words were heard; nothing when nobody interprets."""
        self._who, self._is_through = who, is_through
        self.speaker.setVisible(who is not None)
        self.retranslate()

    def is_unsettled(self) -> bool:
        """Return whether a translation is typed and not kept."""
        return self.translation.is_unsettled()

    def settle(self) -> None:
        """Keep a translation that is typed."""
        self.translation.settle()

    def retranslate(self) -> None:
        """Name the speaker anew."""
        through = M("Heard through {who}", who=self._who.alias if self._who else "")
        message = through if self._is_through else M("Heard from the person directly")
        self.speaker.set_words(self.language.text(message), self.language.language)
        self.speaker.set_about(self.language.text(M("Who said these words")))

    def _on_speaker(self) -> None:
        if self._who is not None:
            self.heard.emit("" if self._is_through else self._who.id)
