"""The pages after the questions, as the worker and the person know them."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from tests.pages.screen import Screen, name_of


class AfterPages(Screen):
    """Plan, rights and days, what is possible, summary."""

    def choose_option(self, title: str, wish: str) -> None:
        """Open one thing that is possible and say what the person wishes."""
        self.press(title)
        self.press(wish)

    def explained(self) -> list[str]:
        """Return what is ticked as explained."""
        ticks = [b for b in self._seen(QAbstractButton) if name_of(b).endswith(": Explained")]
        return [name_of(b).rpartition(": ")[0] for b in ticks if b.isChecked()]

    def explain(self, title: str) -> None:
        """Tick that something was explained."""
        self.press(f"{title}: Explained")

    def add_day(self, kind: str, year: str, month: str, day: str, note: str = "") -> None:
        """Write down a day."""
        self.press(kind)
        self.fill("The day: Year", year)
        self.fill("The day: Month", month)
        self.fill("The day: Day", day)
        if note:
            self.fill("A few words, for example where; may stay empty", note)
        self.press("Keep this day")
