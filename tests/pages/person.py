"""The screen turned to the person, as the person knows it."""

from __future__ import annotations

from intake_app.ui.conversation.person.page import PersonPage
from intake_app.ui.conversation.person.phrases import PhraseBar
from intake_app.ui.widgets.choice_row import ChoiceRow
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

    def _page(self) -> PersonPage | None:
        return next(iter(self._seen(PersonPage)), None)


class PhrasesPage(Screen):
    """Short sentences over whatever was in sight."""

    def is_open(self) -> bool:
        """Whether they can be seen."""
        return bool(self._seen(PhraseBar))

    def alone(self) -> str:
        """Return the sentence that stands alone, or ""."""
        return self._seen(PhraseBar)[0].shown()
