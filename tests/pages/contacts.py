"""What a user sees and does under Contacts."""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest

from intake_app.i18n.direction import LEFT_TO_RIGHT_MARK


class ContactsView:
    """The page of cards, as someone in front of it sees it."""

    def __init__(self, page, settle):
        self._page = page
        self._settle = settle

    def names(self):
        """Return what the rows say, our own card first."""
        return [row.accessibleName() for row in self._page.rows.rows()]

    def fill_in(self, name, role="", answer_to=""):
        """Fill in our own card and make it."""
        form = self._page.form
        form.name.setText(name)
        form.role.setText(role)
        form.answer_to.setText(answer_to)
        form.make.click()
        self._settle()

    def change(self, name):
        """Give our office another name."""
        self._page.own.change.click()
        self._page.form.name.setText(name)
        self._page.form.make.click()
        self._settle()

    def own_digits(self):
        """Return the digits that we read out."""
        return self._page.own.digits.said()

    def save_own(self):
        """Save our card file."""
        self._page.own.save.click()
        self._settle()

    def add(self):
        """Add the card file chosen."""
        self._page.add.click()
        self._settle()

    def read_code(self):
        """Read the square code in the picture chosen."""
        self._page.code.from_file.click()
        self._settle()

    def open_camera(self):
        """Press the way to read a code with the camera."""
        self._page.code.from_camera.click()
        self._settle()

    def wait_until(self, happened):
        """Wait until `happened()` is true."""
        patience = QDeadlineTimer(20_000)
        while not happened():
            assert not patience.hasExpired()
            QTest.qWait(5)

    def asks_how_the_code_came(self):
        """Whether it is asked if the owner showed the code themselves."""
        return self._page.code.shown.isVisible()

    def was_shown(self):
        """Say that the owner showed it in person."""
        self._page.code.shown.yes.click()
        self._settle()

    def came_another_way(self):
        """Say that it came another way."""
        self._page.code.shown.no.click()
        self._settle()

    def problem(self):
        """Return what is wrong with the file that was to be added, or ""."""
        return self._page.problem.said() if self._page.problem.isVisible() else ""

    def open(self, index):
        """Open a row; 0 is our own card."""
        self._page.rows.rows()[index].click()

    def row_in_hand(self):
        """Return what the row says that has the focus, or "" where none has it."""
        rows = self._page.rows.rows()
        return next((row.accessibleName() for row in rows if row.hasFocus()), "")

    def own_digits_also(self):
        """Return our digits in the numerals of other scripts, line by line."""
        numerals = self._page.own.numerals
        said = numerals.said().replace(LEFT_TO_RIGHT_MARK, "")
        return said.splitlines() if numerals.isVisible() else []

    def compare_with_an_interpreter(self, digits):
        """Type the digits that an interpreter said by phone."""
        self._page.office.digits.setText(digits)
        self._page.office.interpreted.click()
        self._settle()

    def compare_by_phone(self, digits):
        """Type the digits that the office open reads out over the phone."""
        self._page.office.digits.setText(digits)
        self._page.office.by_voice.setFocus()
        self._page.office.by_voice.click()
        self._settle()

    def caution(self):
        """Return the word of caution on the office open, or ""."""
        chip = self._page.office.caution
        return chip.said() if chip.isVisible() else ""

    def digits_problem(self):
        """Return what is wrong with the digits typed, or ""."""
        chip = self._page.office.problem
        return chip.said() if chip.isVisible() else ""
