"""A question for reading it aloud, e.g. to an interpreter on the phone.

It has a number by which it can be spoken of, stands in short sentences, and its
choices are spelled: "one: Yes". Below it the question is answered as ever.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout

from intake_app.domain.message import MC, M
from intake_app.i18n.direction import without_isolates
from intake_app.i18n.languages import language as language_of
from intake_app.services.words import NON_ANSWERS, STATES
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.form import QuestionView
    from intake_app.domain.message import Message
    from intake_app.i18n.catalog import Catalog
    from intake_app.ui.language import LanguageSwitch

SPOKEN: Final[Sequence[Message]] = (
    # Translators: numbers as they are said on the phone, before the words of a choice.
    MC("said aloud", "one"),
    MC("said aloud", "two"),
    MC("said aloud", "three"),
    MC("said aloud", "four"),
    MC("said aloud", "five"),
    MC("said aloud", "six"),
    MC("said aloud", "seven"),
    MC("said aloud", "eight"),
    MC("said aloud", "nine"),
    MC("said aloud", "ten"),
    MC("said aloud", "eleven"),
    MC("said aloud", "twelve"),
)
_SENTENCE: Final = re.compile(r"(?<=[.?!\u061f\u1362\u1367\u104b])\s+|\n+")


class ReadAloud(Card):
    """One question in large letters, sentence by sentence, in the worker's language."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = language
        self._texts: list[Text] = []
        self._number = MessageText(language, None, TextSize.CHOICE, self, token=Token.SOFT_INK)
        self._lines = QVBoxLayout()
        bare(self._lines, SPACE_S)
        self.column.addWidget(self._number)
        self.column.addSpacing(SPACE_XS)
        self.column.addLayout(self._lines)

    def show_question(self, view: QuestionView, number: str, catalog: Catalog) -> None:
        """Show a question, its choices and the three ways of not answering.

        Args:
            view: The question; its first wording is read aloud.
            number: What it is called by, e.g. "2.3".
            catalog: The language it is read in.
        """
        self._number.set_message(M("Question {number}", number=number))
        sentences = sentences_of(view.labels[0].text) if view.labels else []
        lines = [(sentence, TextSize.LEADING, True) for sentence in sentences]
        lines += [(line, TextSize.HEADING, False) for line in spelled(view, catalog)]
        while len(self._texts) < len(lines):
            text = Text(TextSize.HEADING, self)
            self._lines.addWidget(text)
            self._texts.append(text)
        tag = view.labels[0].language if view.labels else catalog.tag
        for index, text in enumerate(self._texts):
            text.setVisible(index < len(lines))
            if index < len(lines):
                text.set_bold(lines[index][2])
                text.say(lines[index][0], language_of(tag))
        self.setAccessibleName(self.said())

    def said(self) -> str:
        """Return all that is to be read aloud."""
        shown = (text.said() for text in self._texts if not text.isHidden())
        return " ".join((self._number.said(), *shown))


def sentences_of(text: str) -> list[str]:
    """Return a text in its sentences, each to be said in one breath."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def spelled(view: QuestionView, catalog: Catalog) -> list[str]:
    """Return the choices as they are said, each after its number in words.

    The three ways of not answering stand in one line without numbers: on the
    phone nobody should have to remember a number to leave a question out.
    """
    lines: list[str] = []
    for index, option in enumerate(view.options):
        label = without_isolates(option.labels[0].text) if option.labels else ""
        if index < len(SPOKEN):
            # Translators: one choice read aloud: "one: Yes".
            said = M("{number}: {choice}", number=catalog.text(SPOKEN[index]), choice=label)
            lines.append(catalog.text(said))
        else:
            lines.append(label)
    if view.by != "worker" and view.options:
        ways = " \u00b7 ".join(catalog.text(STATES[state]) for state in NON_ANSWERS)
        # Translators: read aloud after the choices; {ways} is "rather not say, don't know ..."
        lines.append(catalog.text(M("Or: {ways}", ways=ways)))
    return lines
