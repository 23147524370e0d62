"""The screen turned to the person, as the person knows it."""

from __future__ import annotations

from intake_app.domain.recording import plain_words
from intake_app.ui.conversation.person.page import PersonPage
from intake_app.ui.conversation.person.phrases import PhraseBar
from intake_app.ui.widgets.choice_row import ChoiceRow
from intake_app.ui.widgets.listen_button import ListenButton
from tests.pages.screen import Screen


class TurnedPage(Screen):
    """One thing, very large: read it, choose, stop, break, skip."""

    def is_turned(self) -> bool:
        """Whether the person's side is what can be seen."""
        return self._page() is not None

    def page(self) -> PersonPage:
        """Return the person's side."""
        page = self._page()
        assert page is not None, self.texts()
        return page

    def said(self) -> str:
        """Return what is asked, without the choices."""
        return self.page().said()

    def choices(self) -> list[str]:
        """Return what can be chosen, as it is heard."""
        return [row.accessibleName() for row in self._seen(ChoiceRow)]

    def chosen(self) -> list[str]:
        """Return what is ticked."""
        return [row.accessibleName() for row in self._seen(ChoiceRow) if row.isChecked()]

    def rows(self) -> list[ChoiceRow]:
        """Return the rows of the choices."""
        return self._seen(ChoiceRow)

    def listen_signs(self) -> list[ListenButton]:
        """Return the signs to listen: of the whole page, then of each choice."""
        return self._seen(ListenButton)

    def words_of_page(self) -> list[str]:
        """Return the question and its choices, as they are recorded."""
        sheet = self.page().source().sheet()
        labels = [text.text for text in sheet.paragraphs]
        labels += [option.labels[0].text for option in sheet.options]
        return [plain_words(text) for text in (*labels, *(label[0].text for label in sheet.states))]

    def words_of_foot(self) -> list[str]:
        """Return the large words at the foot."""
        foot = self.page()._foot
        return [way.words() for way in (foot.stop, foot.pause, foot.onward) if way.isVisible()]

    def heard_from(self, loud) -> list[bytes]:
        """Let everything that was asked for come to its end and return it."""
        self.wait_until(lambda: loud.ended is not None, "heard")
        while loud.ended is not None:
            loud.end()
        return loud.played

    def _page(self) -> PersonPage | None:
        return next(iter(self._seen(PersonPage)), None)


class PhrasesPage(Screen):
    """Short sentences over whatever was in sight."""

    def is_open(self) -> bool:
        """Whether they can be seen."""
        return bool(self._seen(PhraseBar))

    def listen_signs(self) -> list[ListenButton]:
        """Return the signs to listen that can be seen."""
        return self._seen(ListenButton)

    def alone(self) -> str:
        """Return the sentence that stands alone, or ""."""
        return self._seen(PhraseBar)[0].shown()
