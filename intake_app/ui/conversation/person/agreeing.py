"""What we agree, page by page: each paragraph, then each thing the person says yes or no to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.domain.consent import Choice, ConsentItem
from intake_app.domain.form import FormText
from intake_app.i18n import texts
from intake_app.services.person_words import NEXT, READY, SAID_ALOUD, SKIP
from intake_app.services.words import CHOICES, ITEMS
from intake_app.ui.conversation.person.sheet import Sheet, Source, all_readable, readable, said_in
from intake_app.ui.conversation.wording import options_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.ui.language import LanguageSwitch


class Agreeing(Source):
    """The agreement in the person's language, and their word on talking, writing, keeping.

    A text that does not exist in their language is left out: it is read to them.
    What depends on a yes that was not given is not asked.

    Signals:
        answered: The `ConsentItem` and the person's `Choice`, or None when taken back.
        read: The text was read to its end; carries the language it was read in.
    """

    answered = Signal(object, object)
    read = Signal(str)

    def __init__(
        self,
        language: LanguageSwitch,
        tag: str,
        asked: Sequence[ConsentItem],
        words: Mapping[ConsentItem, Choice | None],
    ) -> None:
        """Make the pages.

        Args:
            language: The language of the moment.
            tag: The person's language.
            asked: The things asked for, in order; each but the first needs a yes before it.
            words: The person's word on each, so far.
        """
        super().__init__()
        self._language = language
        self._asked = tuple(asked)
        self._words = dict(words)
        self._at = 0
        self._tag = tag

    def set_language(self, tag: str) -> None:
        """Speak to the person in another language, from the beginning."""
        self._tag = tag
        self._at = 0
        self.changed.emit()

    def sheet(self) -> Sheet:
        """Return the page in sight."""
        paragraphs = self._paragraphs()
        if self._at < len(paragraphs):
            sheet = Sheet(
                key=f"text-{self._at}",
                language=self._tag,
                paragraphs=(paragraphs[self._at],),
                onward=NEXT,
            )
        else:
            sheet = self._item_sheet(self._asked[self._at - len(paragraphs)])
        return replace(sheet, can_go_back=self._at > 0)

    def choose(self, value: str) -> None:
        """Take the person's word."""
        item = self._item()
        if item is not None:
            choice = Choice(value) if value else None
            self._words[item] = choice
            self.answered.emit(item, choice)
            self.changed.emit()

    def go_on(self) -> None:
        """Show the next page; after a no there is nothing more to ask."""
        if self._is_last():
            self.ended.emit()
        else:
            self._at += 1
            if self._at == len(self._paragraphs()):
                self.read.emit(self._tag)
            self.changed.emit()

    def go_back(self) -> None:
        """Show the page before."""
        self._at = max(0, self._at - 1)
        self.changed.emit()

    # -- within ------------------------------------------------------------------

    def _paragraphs(self) -> tuple[FormText, ...]:
        text = texts.agreement(self._tag)
        words = tuple(
            FormText(asked=self._tag, language=text.language, text=paragraph)
            for paragraph in text.paragraphs
        )
        return words if all_readable(words, self._tag) else ()

    def _item(self) -> ConsentItem | None:
        at = self._at - len(self._paragraphs())
        return self._asked[at] if at >= 0 else None

    def _is_last(self) -> bool:
        item = self._item()
        if item is None:
            return False
        said = self._words.get(item)
        return item is self._asked[-1] or said not in {Choice.YES, None}

    def _item_sheet(self, item: ConsentItem) -> Sheet:
        catalog = self._language.catalog_of(self._tag)
        said = self._words.get(item)
        onward = SKIP if said is None else READY if self._is_last() else NEXT
        sheet = Sheet(
            key=item.value,
            language=self._tag,
            paragraphs=(said_in(catalog, ITEMS[item]),),
            options=options_in([catalog], {choice.value: CHOICES[choice] for choice in Choice}),
            value=said.value if said is not None else "",
            onward=onward,
        )
        return readable(sheet, said_in(catalog, SAID_ALOUD))
