"""What a user sees and does in the inbox."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.text import Text


class InboxView:
    """The inbox, as someone in front of it sees it."""

    def __init__(self, page, settle):
        self._page = page
        self._settle = settle

    def open_stick(self):
        """Open the stick chosen."""
        self._page.open.click()
        self._settle()

    def focus_on_opening(self):
        """Go to the button with the keyboard."""
        self._page.window().activateWindow()
        self._page.open.setFocus()

    def come_to_the_front(self):
        """Let the window be the one that hears the keys."""
        self._page.window().activateWindow()

    def may_open_again(self):
        """Whether Enter would open a stick."""
        return self._page.open.hasFocus()

    def open_stick_and_stop(self):
        """Open the stick chosen and stop at once."""
        self._page.open.click()
        self._page.report.cancel.click()
        self._settle()

    def open_file(self):
        """Open the one file chosen."""
        self._page.open_file.click()
        self._settle()

    def report(self):
        """Return the sentences about what came in."""
        return self._page.report.said()

    def rows(self):
        """Return what the rows say."""
        return [row.accessibleName() for row in self._page.rows.rows()]

    def words(self):
        """Return everything that the open referral says."""
        texts = self._page.pane.findChildren(Text)
        return [text.said() for text in texts if text.isVisible()]

    def caution(self):
        """Return the word of caution on the sender, or ""."""
        chip = self._page.pane.caution
        return chip.said() if chip.isVisible() else ""

    def rest_is_closed(self):
        """Return whether it is said that the rest opens by accepting."""
        return self._page.answer.closed.isVisible()

    def read_in(self, tag):
        """Read the open referral in another language."""
        self._page.pane.chips().button(tag).click()
        self._settle()

    def accept(self, note=""):
        """Accept the open referral."""
        self._page.answer.note.set_text(note)
        self._page.answer.accept.click()
        self._settle()

    def decline(self, note="", why=None):
        """Say that we cannot, and why."""
        answer = self._page.answer
        answer.note.set_text(note)
        answer.decline.click()
        answer.why_form.why.set_answer(why)
        answer.why_form.send.click()
        self._settle()

    def can_help_from(self, year, month, day):
        """Say from which day we can help."""
        form = self._page.answer.later_form
        self._page.answer.later.click()
        for field, typed in zip(form.findChildren(QLineEdit), (year, month, day), strict=True):
            field.setText(typed)
        form.send.click()
        self._settle()

    def ways(self):
        """Return the answers that can be given now."""
        buttons = self._page.answer.findChildren(MessageButton)
        return [button.words() for button in buttons if button.isVisible()]

    def press(self, way):
        """Press the button of an answer."""
        getattr(self._page.answer, way).click()
        self._settle()

    def digits(self):
        """Return what is to be read out on the phone, or ""."""
        text = self._page.answer.digits
        return text.said() if text.isVisible() else ""

    def write_answers(self):
        """Write the answers to the stick."""
        self._page.answers.send.click()
        self._settle()

    def answers(self):
        """Return what is said of the answers, or ""."""
        return self._page.answers.said() if self._page.answers.isVisible() else ""
