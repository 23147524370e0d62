"""One office at its own laptop: from starting the program to closing it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.ui.language import LanguageSwitch
from intake_app.ui.window import MainWindow
from tests.pages.screen import Screen
from tests.pages.talk import Talk


class Office(Screen):
    """The program of one office; everything is done in its window."""

    def __init__(self, program, folder, passphrase: str, pin: str = "472913") -> None:
        super().__init__(QWidget())
        self.program = program
        self.folder = folder
        self.passphrase = passphrase
        self.pin = pin

    # -- start and end -----------------------------------------------------------

    def show(self) -> None:
        """Start the program: the first run, or the lock screen of the profile that is there."""
        profiles = self.program.profiles
        window = MainWindow(self.program, LanguageSwitch("en"))
        if profiles.is_there(self.folder):
            window.ask_passphrase(self.folder, profiles.claim(self.folder))
        else:
            window.set_up(self.folder)
        painted: list[bool] = []
        window.painted.connect(lambda: painted.append(True))
        window.show()
        window.activateWindow()
        self.root = window
        self.wait_until(lambda: bool(painted), "painted")

    def start(self) -> None:
        """Start the program and open the profile."""
        self.show()
        self.unlock(self.passphrase)
        self.wait_for("Start a conversation")

    def unlock(self, passphrase: str) -> None:
        """Type a passphrase on the lock screen."""
        self.fill("Passphrase", passphrase)
        self.key("Return")

    def close(self) -> None:
        """Close the window; the profile is shut then."""
        self.root.close()
        self.root.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        self.root = QWidget()

    def set_up(self, name: str, answer_to: str = "") -> None:
        """Go through the first run to Today, with a card that others can answer to."""
        self.show()
        self.press("Next")
        self.wait_for("What do you do here?")
        self.press("Next")
        self.wait_for("Where shall everything be kept?")
        self.press("Next")
        self.wait_for("Has your office given you a file?")
        self.press("Next")
        self.choose_passphrase()
        self.wait_for("A PIN for the cover")
        self.type(self.pin)
        self.wait_for("Type the same six digits again.")
        self.type(self.pin)
        self.wait_for("What Intake can and cannot protect")
        self.press("Next")
        self.fill("Name of your office", name)
        self.press("Begin")
        self.wait_for("Start a conversation")
        if answer_to:
            self.go("Contacts")
            self.press("Change")
            self.fill("How and when to reach you by voice", answer_to)
            self.press("Make the card")

    def choose_passphrase(self) -> None:
        """Use one's own passphrase rather than the six words."""
        self.wait_for("Your passphrase")
        self.press("I would rather use my own")
        self.fill("Passphrase", self.passphrase)
        self.fill("The same once more", self.passphrase)
        self.press("Next")

    # -- places ------------------------------------------------------------------

    def go(self, place: str) -> None:
        """Go to a place of the bar at the top."""
        self.press(place)

    def cover_and_return(self) -> None:
        """Cover everything, see the notice, and come back with the PIN."""
        self.key("F9")
        self.wait_until(lambda: self.root.windowTitle() == "Opening hours", "covered")
        self.type(self.pin)
        self.wait_until(lambda: self.root.windowTitle() == "Intake", "uncovered")

    # -- files, in the program's own dialog ----------------------------------------

    def take_folder(self, folder) -> None:
        """Choose a folder in the dialog."""
        self.fill("Path of the folder or file", str(folder))
        self.key("Return")
        self.press("Take this folder")
        self._come_back()

    def take_file(self, path) -> None:
        """Choose a file in the dialog."""
        self.fill("Path of the folder or file", str(path))
        self.key("Return")
        self._come_back()

    def name_file(self, path) -> None:
        """Choose where a new file goes in the dialog."""
        self.fill("Path of the folder or file", str(path.parent))
        self.key("Return")
        self.fill("Name of the new file", path.name)
        self.press("Write it here")
        self._come_back()

    # -- cards -------------------------------------------------------------------

    def save_card(self, path) -> None:
        """Save our own card as a file for others."""
        self.go("Contacts")
        self.press("You")
        self.press("Save the card file…")
        self.name_file(path)
        self.wait_for("Give it to the offices you work with")

    def add_card(self, path, name: str) -> None:
        """Take in the card of another office."""
        self.go("Contacts")
        self.press("Add a card…")
        self.take_file(path)
        self.wait_for(name)

    # -- work --------------------------------------------------------------------

    def talk(self) -> Talk:
        """Start a conversation."""
        self.go("Today")
        self.press("Start a conversation: Begin")
        return Talk(self)

    def go_on(self) -> Talk:
        """Go on with the one conversation that waits under Today."""
        self.press("Go on")
        self.wait_for("You can stop here.")
        return Talk(self)

    def open_stick(self, folder) -> None:
        """Open a stick from the door of the day."""
        self.go("Today")
        self.press("Open a stick: Open")
        self.take_folder(folder)

    def open_person(self, code: str) -> None:
        """Open the page of the person with this number from the list of people."""
        self.go("People")
        spoken = f"{code[:3]} {code[3:]}"
        self.wait_for(f"{spoken}, ")
        named = (text for text in self.texts() if text.startswith(spoken))
        self.press(next(text for text in named if text.endswith(": Open")))

    def open_file(self, path) -> None:
        """Open one file in the inbox."""
        self.go("Inbox")
        self.press("Open one file")
        self.take_file(path)

    # -- within ------------------------------------------------------------------

    def _come_back(self) -> None:
        """Do what a window manager does when a dialog closes: give the window the keys back."""
        self.wait_until(lambda: QApplication.activeModalWidget() is None, "the dialog closed")
        self.root.activateWindow()
