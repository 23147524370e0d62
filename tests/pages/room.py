"""The room, as the worker knows it."""

from __future__ import annotations

from tests.pages.screen import Screen


class RoomPage(Screen):
    """One question in two languages, topics at the side, ways on at the foot."""

    def choose(self, key: str) -> None:
        """Choose by a number key."""
        self.key(key)

    def topic(self, name: str) -> None:
        """Go to a topic."""
        self.press(name)

    def on(self) -> None:
        """Go on."""
        self.press("Next")

    def chosen(self) -> list[str]:
        """Return the names of the choices that are ticked."""
        from intake_app.ui.widgets.choice_row import ChoiceRow  # noqa: PLC0415 - needs Qt

        return [row.accessibleName() for row in self._seen(ChoiceRow) if row.isChecked()]
