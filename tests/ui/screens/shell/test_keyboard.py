from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.pages.first_run import FirstRunPage
from tests.pages.lock import LockPage
from tests.ui.screens.shell.conftest import WORDS


def walked(window):
    """Return the names of what Tab visits, once around, from what has the focus."""
    visited = []
    while (widget := QApplication.focusWidget() or window) not in visited:
        visited.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return [widget.accessibleName() for widget in visited]


def test_tab_goes_through_the_lock_screen_in_reading_order(shown, folder):
    lock = shown(folder, page=LockPage)
    lock.root.page().form.field.setFocus()

    assert walked(lock.root) == [
        "Passphrase",
        "Passphrase: Show",
        "Open",
        "Language: English",
        "Language: العربية",
        "Language: ትግርኛ",
        "Opening hours",
    ]


def test_tab_goes_through_the_passphrase_in_reading_order(shown, tmp_path):
    first = shown(tmp_path / "new", page=FirstRunPage)
    first.go_to_passphrase()
    first.root.page().passphrase.choice.offered.another.setFocus()

    again = "Now type them from your paper, to be sure."
    assert walked(first.root) == [
        "Another one",
        again,
        f"{again}: Show",
        "I would rather use my own",
        "Back",
        "Next",
        "Opening hours",
    ]


def test_tab_goes_through_the_pin_in_reading_order(shown, tmp_path):
    first = shown(tmp_path / "new", page=FirstRunPage)
    first.go_to_passphrase()
    first.take_words()

    assert walked(first.root) == ["PIN, six digits", "Go on without a PIN", "Opening hours"]


def test_tab_goes_through_the_settings_in_reading_order(shown, folder):
    lock = shown(folder, page=LockPage)
    lock.unlock(WORDS)
    lock.press("Settings")
    lock.settle()
    settings = lock.root.page().settings
    lock.press("Choose a PIN")
    lock.press("Change the passphrase")
    next(iter(settings.languages.buttons().values())).setFocus()

    names = walked(lock.root)

    assert names[0] == "Language: English"
    in_order = [
        "Size of text: 100 %",
        "Colours: Light",
        "What do you do here?: I meet people",
        "PIN, six digits",
        "Passphrase until now",
        "Another one",
        "Take the new passphrase",
        "Leave it as it is",
        "Opening hours",
    ]
    assert [name for name in names if name in in_order] == in_order
