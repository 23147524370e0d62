"""A conversation as the worker leads it: opening, room, pause, finish, referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.ui.widgets.choice_row import ChoiceRow
from tests.pages.opening import interpret
from tests.pages.screen import FIELDS, Screen

if TYPE_CHECKING:
    from tests.pages.office import Office


class Talk(Screen):
    """The screens of one conversation in the window of an office."""

    def __init__(self, office: Office) -> None:
        super().__init__(office.root)
        self.office = office

    def keys(self, *keys: str) -> None:
        """Press one key after another."""
        for key in keys:
            self.key(key)

    # -- before the first question -------------------------------------------------

    def agree(
        self, language: str, in_own_words: str, interpreter: str = "", *, spoken: str = "ti"
    ) -> None:
        """Answer the three opening screens: safe, adult, all agreed.

        Args:
            language: Key of the person's language, e.g. ``Ctrl+3``.
            in_own_words: What the person says was agreed.
            interpreter: What to call the interpreter; "" when there is none.
            spoken: Tag of the language they interpret, if there is one.
        """
        self.wait_for("Can we talk safely here, now?")
        self.key("1")
        self.key("1")
        if interpreter:
            self.press("Interpreter")
        self.press("Next")
        if interpreter:
            self.fill("What we call them; no full name", interpreter)
            interpret(self, spoken)
            self.press("I read it to them")
            self.press("All right")
            self.press("Next")
        self.wait_for("Talk with me now")
        self.key(language)
        for _ in range(3):
            self.key("1")
        self.fill("In your own words: what did we agree?", in_own_words)
        self.press("By voice")
        self.press("Next")
        self.wait_for("You can stop here.")

    # -- the room ------------------------------------------------------------------

    def topic(self, name: str, question: str) -> None:
        """Go to a topic and wait for its first question."""
        self.press(name)
        self.wait_for(question)

    def choose(self, *numbers: str) -> None:
        """Choose by number keys."""
        for number in numbers:
            self.key(number)

    def is_typing(self) -> bool:
        """Whether letters go into a field now."""
        return isinstance(self._focus(), FIELDS)

    def answer_somehow(self, words: str, number: str = "1") -> None:
        """Answer whatever is asked: with these words, or with the choice of that number."""
        if self.is_typing():
            self.type(words)
        else:
            self.choose(number)

    def is_chosen(self, number: int) -> bool:
        """Whether the choice of that number is the answer shown."""
        rows = [row for row in self._seen(ChoiceRow) if row.digit() == str(number)]
        return rows[0].isChecked()

    def answer_in_sight(self) -> tuple[str, str]:
        """Return the node of the question in sight and its answer, as they are stored."""
        room = self.office.root.page().current()
        view = room.live.question(room.step().node)
        return view.node, view.value

    def on(self, question: str) -> None:
        """Go on, and wait for the next question."""
        self.press("Next")
        self.wait_for(question)

    def note(self, text: str) -> None:
        """Write a note beside the question and keep it."""
        self.press("Add a note")
        self.fill("Note beside this question", text)
        self.press("Keep the note")

    def in_another_calendar(self, calendar: str, year: str, *, month: str, day: str = "") -> None:
        """Give a date in another calendar beside the answer; keep it when it is one."""
        self.press("A date in another calendar")
        self.press(f"Which calendar: {calendar}")
        if month:
            self.press(f"Month, if it is known: {month}")
        self.fill("Year in that calendar", year)
        if day:
            self.fill("Day, if it is known", day)
        if month:
            self.press("Keep it beside the answer")

    def wait_saved(self) -> None:
        """Wait until the foot of the window says that all is saved."""
        window = self.root
        self.wait_until(lambda: window.unsaved() == 0 and self.reads("Saved "), "saved")

    # -- ways out ------------------------------------------------------------------

    def finish(self) -> None:
        """Finish gently: the page with thanks."""
        self.press("Finish gently")
        self.wait_for("Thank you. We stop here for today.")

    def share(self, office: str, *groups: str, purpose: str = "") -> None:
        """Make the file for an office, with these lines agreed by voice."""
        self.press("Share with an office")
        self.wait_for("Who is it for?")
        self.press(f"{office}: Choose")
        self.wait_for("Exactly this leaves")
        for group in groups:
            self.press(f"{group}: Yes")
        if purpose:
            self.press("Change")
            self.fill("What they need it for", purpose)
            self.press("Done")
        self.press("By voice")
        self.press("Make the file")

    def leave_after_sharing(self) -> None:
        """Go back from the referral and leave."""
        self.press("Back")
        self.wait_for("Who is it for?")
        self.press("Back")
        self.leave()

    def leave(self) -> None:
        """Finish and go back to the day."""
        self.press("Finish and leave")
        self.wait_for("We are done for today")
        self.press("Leave")
        self.wait_for("Start a conversation")
