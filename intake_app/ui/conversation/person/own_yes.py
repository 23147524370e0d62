"""The person's own yes to someone who wants to be with us, before they join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from intake_app.services.person_words import (
    NOT_RIGHT,
    OWN_ANSWERS,
    READY,
    SAID_ALOUD,
    SKIP,
    THINK,
    YES,
)
from intake_app.ui.conversation.person.sheet import Sheet, Source, readable, said_in
from intake_app.ui.conversation.person.signs import Sign
from intake_app.ui.conversation.wording import options_in

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

SIGNS: Final = {YES: Sign.TICK, NOT_RIGHT: Sign.CROSS, THINK: Sign.DOTS}


class OwnYes(Source):
    """One question with three answers and a picture to each; no reason is asked for.

    Signals:
        answered: The key of the person's own answer, or "" when taken back.
    """

    answered = Signal(str)

    def __init__(self, language: LanguageSwitch, tag: str, title: Message, value: str) -> None:
        """Make the question.

        Args:
            language: The language of the moment.
            tag: The person's language.
            title: What they are asked.
            value: What was answered so far, or "".
        """
        super().__init__()
        self._language = language
        self._tag = tag
        self._title = title
        self._value = value

    def sheet(self) -> Sheet:
        """Return the question and the three answers."""
        catalog = self._language.catalog_of(self._tag)
        sheet = Sheet(
            key="own-yes",
            language=self._tag,
            paragraphs=(said_in(catalog, self._title),),
            options=options_in([catalog], OWN_ANSWERS),
            value=self._value,
            signs=SIGNS,
            onward=READY if self._value else SKIP,
        )
        return readable(sheet, said_in(catalog, SAID_ALOUD))

    def choose(self, value: str) -> None:
        """Take the person's answer."""
        self._value = value
        self.answered.emit(value)
        self.changed.emit()
