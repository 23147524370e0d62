"""What is written about a person, entry by entry, as rows of a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.message import M
from intake_app.i18n.direction import OVERRIDES
from intake_app.i18n.languages import language
from intake_app.report.rows import (
    LABEL,
    NOTE,
    SOFT_INK,
    VALUE,
    Row,
    Style,
    Text,
    text_in,
    text_of_people,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from intake_app.domain.form import FormText
    from intake_app.domain.message import Message
    from intake_app.domain.my_information import Entry
    from intake_app.i18n.catalog import Catalog
    from intake_app.report.referral_pdf import Wording

# Translators: said to the person, above a translation of their words.
TRANSLATED: Final = M("The same in another language:")
NOT_UNDERSTOOD: Final = M("What the worker did not understand and may ask again:")
_NO_ANSWER = Style(size=VALUE.size, colour=SOFT_INK)
_UNKNOWN = "und"
_LINE_BREAK = "\u2028"
_WITHOUT_OVERRIDES = dict.fromkeys(map(ord, OVERRIDES))


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRows:
    """How what is written becomes rows, in one language.

    Attributes:
        catalog: The language.
        wording: Words for the codes.
    """

    catalog: Catalog
    wording: Wording

    def entry(self, entry: Entry, *, with_notes: bool = True) -> Iterator[Row]:
        """Give one thing that is written: the question, the answer, how we know it, the notes."""
        label = text_in(self.catalog.language, self.of_form(entry.labels), LABEL)
        yield Row(cells=(label,), gap=9, keeps_next=True)
        if entry.state is not None or not entry.shown:
            state = self.wording.states[entry.state] if entry.state else M("Nothing")
            yield self.said(state, _NO_ANSWER, gap=1)
        else:
            yield Row(cells=(self.shown(entry.shown),), gap=1)
        if entry.basis is not None:
            yield self.said(self.wording.bases[entry.basis], NOTE, gap=1)
        if entry.translation is not None:
            yield self.said(TRANSLATED, NOTE, gap=3, keeps_next=True)
            yield Row(cells=(self.shown((entry.translation,)),), gap=1)
        for note in entry.notes if with_notes else ():
            yield Row(cells=(text_of_people(harmless(note), NOTE),), gap=2)
        if entry.not_understood and with_notes:
            yield self.said(NOT_UNDERSTOOD, NOTE, gap=3, keeps_next=True)
            for words in entry.not_understood:
                yield Row(cells=(text_of_people(harmless(words), NOTE),), gap=2)

    def shown(self, shown: Sequence[FormText]) -> Text:
        """Return an answer in the person's language; people's own words as they were said."""
        text = _nearest(shown, self.catalog.tag)
        words = harmless(text.text)
        if text.language == _UNKNOWN:
            return text_of_people(words, VALUE, side=self.catalog.language.direction)
        return text_in(language(text.language), words, VALUE, side=self.catalog.language.direction)

    def quoted(self, words: str) -> Text:
        """Return words of people as they stand."""
        return text_of_people(harmless(words), VALUE, side=self.catalog.language.direction)

    def of_form(self, labels: Sequence[FormText]) -> str:
        """Return the words of a form in this language, or the nearest to it."""
        return harmless(_nearest(labels, self.catalog.tag).text) if labels else ""

    def day(self, moment: datetime) -> date:
        """Return the day of a moment, as it is here."""
        return moment.astimezone(self.catalog.formats.zone).date()

    def said(
        self,
        message: Message,
        style: Style,
        *,
        gap: float = 0,
        rule: bool = False,
        keeps_next: bool = False,
    ) -> Row:
        """Return a row with one of the program's own sentences."""
        cell = text_in(self.catalog.language, self.catalog.text(message), style)
        return Row(cells=(cell,), gap=gap, rule=rule, keeps_next=keeps_next)


def _nearest(texts: Sequence[FormText], tag: str) -> FormText:
    return next((text for text in texts if text.asked == tag), texts[0])


def harmless(words: str) -> str:
    """Return words without the controls that make a text read otherwise than it is."""
    return _LINE_BREAK.join(words.translate(_WITHOUT_OVERRIDES).splitlines())
