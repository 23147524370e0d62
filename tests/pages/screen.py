"""What a user sees and does on any screen: reads, presses, types, hears what goes wrong.

Everything is found by what it says, as a person finds it; no test knows how a
screen is built.
"""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from intake_app.i18n.direction import NO_BREAK_SPACE, without_isolates

FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)
PATIENCE_MS = 20_000
STEP_MS = 5


def plain(text):
    """Return words as one reads them: a number that stays on one line has blanks, too."""
    return without_isolates(text).replace(NO_BREAK_SPACE, " ")


class Screen:
    """One window, or a part of one, as somebody in front of it knows it."""

    def __init__(self, root: QWidget) -> None:
        self.root = root

    # -- reading -----------------------------------------------------------------

    def texts(self) -> list[str]:
        """Return all that can be read: labels, buttons, and what stands in fields."""
        labels = [plain(w.text()) for w in self._seen(QLabel)]
        return [text for text in (*labels, *map(name_of, self._seen(QAbstractButton))) if text]

    def reads(self, words: str) -> bool:
        """Whether these words stand anywhere on the screen."""
        return any(words in text for text in self.texts())

    def wait_for(self, words: str) -> None:
        """Wait until these words stand on the screen."""
        self._wait(lambda: self.reads(words), f"never read {words!r}")

    def wait_until(self, happened, what: str) -> None:
        """Wait until `happened()` is true; `what` says what never came."""
        self._wait(happened, f"never: {what}")

    # -- doing -------------------------------------------------------------------

    def offers(self, name: str) -> bool:
        """Whether there is a button of that name that can be pressed."""
        return bool(self._buttons(name))

    def is_pressed(self, name: str) -> bool:
        """Whether the button of that name is shown as chosen."""
        return any(button.isChecked() for button in self._buttons(name))

    def press(self, name: str, *, nth: int = 0) -> None:
        """Click the button that says `name`, as soon as it is there and can be pressed."""
        self._wait(lambda: len(self._buttons(name)) > nth, f"nothing to press says {name!r}")
        button = self._buttons(name)[nth]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def press_part(self, words: str) -> None:
        """Click the one button in whose name these words stand, e.g. beside another language."""
        found = [b for b in self._seen(QAbstractButton) if words in name_of(b)]
        assert len(found) == 1, [name_of(button) for button in found]
        self.press(name_of(found[0]))

    def key(self, keys: str) -> None:
        """Press a key, e.g. ``Ctrl+L``, where the focus is."""
        together = QKeySequence(keys)[0]
        QTest.keyClick(self._focus(), together.key(), together.keyboardModifiers())
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type into what has the focus; what no plain key gives is composed."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self._focus(), letter)
            else:
                self.compose(letter)
                self.commit(letter)
        QApplication.processEvents()

    def compose(self, letters: str) -> None:
        """Show letters as an input method does while they are being made."""
        QApplication.sendEvent(self._focus(), QInputMethodEvent(letters, []))

    def commit(self, letters: str) -> None:
        """Let the input method hand the letters over."""
        done = QInputMethodEvent("", [])
        done.setCommitString(letters)
        QApplication.sendEvent(self._focus(), done)

    def fill(self, name: str, text: str) -> None:
        """Type into the field called `name`, in place of what stands there."""
        self._wait(lambda: self._field(name) is not None, f"no field is called {name!r}")
        field = self._field(name)
        field.setFocus()
        field.clear()
        self.type(text)

    def field_text(self, name: str) -> str:
        """Return what stands in the field called `name`."""
        field = self._field(name)
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    def heard_of(self, name: str) -> str:
        """Return what is said of the field called `name` to who hears the screen."""
        return self._field(name).accessibleDescription()

    def place_of(self, words: str) -> QRect:
        """Return where the label stands that says these words."""
        label = next(w for w in self._seen(QLabel) if words in plain(w.text()))
        return QRect(label.mapTo(self.root, label.rect().topLeft()), label.size())

    def is_wholly_in_sight(self, words: str) -> bool:
        """Return whether nothing hides or cuts the label that says these words."""
        QApplication.processEvents()
        label = next(w for w in self._seen(QLabel) if words in plain(w.text()))
        return label.visibleRegion().boundingRect() == label.rect()

    def place_of_field(self, name: str) -> QRect:
        """Return where the field called `name` stands."""
        field = self._field(name)
        return QRect(field.mapTo(self.root, field.rect().topLeft()), field.size())

    def text_in_hand(self) -> str:
        """Return what stands in the field that has the focus."""
        field = self._focus()
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    # -- within ------------------------------------------------------------------

    def _seen(self, kind: type[QWidget]) -> list[QWidget]:
        found = self.root.findChildren(kind)
        return [widget for widget in found if widget.isVisible()]

    def _buttons(self, name: str) -> list[QAbstractButton]:
        can = [b for b in self._seen(QAbstractButton) if b.isEnabled()]
        return [b for b in can if name in {name_of(b), said_by(b)}] or [
            b for b in can if name in name_of(b).split(", ")
        ]

    def _field(self, name: str) -> QWidget | None:
        seen = [field for kind in FIELDS for field in self._seen(kind) if field.isEnabled()]
        return next((field for field in seen if field.accessibleName() == name), None)

    def _focus(self) -> QWidget:
        window = QApplication.activeModalWidget() or self.root.window()
        return window.focusWidget() or window

    def _wait(self, happened, otherwise: str) -> None:
        patience = QDeadlineTimer(PATIENCE_MS)
        while not happened():
            if patience.hasExpired():
                seen = "\n  ".join(self.texts())
                raise AssertionError(f"{otherwise}; on the screen:\n  {seen}")
            QTest.qWait(STEP_MS)


def name_of(button: QAbstractButton) -> str:
    """Return what a button is called by one who hears the screen."""
    return without_isolates(button.accessibleName() or button.text())


def said_by(button: QAbstractButton) -> str:
    """Return the words on a button, without what they are about."""
    return name_of(button).rpartition(": ")[2]
