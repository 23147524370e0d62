"""Every page of the gallery, in every language, look and size: nothing cut, everything named."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget

from intake_app.ui.palette import DARK, HIGH_CONTRAST, LIGHT
from intake_app.ui.style import Look
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import SelectableRow
from intake_app.ui.widgets.choice_row import ChoiceRow
from intake_app.ui.widgets.text import Text
from tests.ui.widgets import gallery_office, gallery_room

PAGES = {
    "today": gallery_office.today,
    "consent": gallery_room.consent,
    "what leaves": gallery_office.what_leaves,
    "desk": gallery_office.desk,
    "fields": gallery_office.fields,
    "room": lambda switch: gallery_room.room(switch, (switch.language.tag, "ti")).window,
    "long room": lambda switch: (
        gallery_room.room(switch, (switch.language.tag, "my"), long=True, times=2).window
    ),
    "person": lambda switch: gallery_room.person(switch, switch.language.tag),
}
EVERY_PAGE = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
LANGUAGES = pytest.mark.parametrize("tag", ["en", "ar", "en-XA"])


def cut(window):
    """Return the words that have less room than they need, or hang out of their parent."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, Text | Button | ChoiceRow) or not widget.isVisible():
            continue
        parent = widget.parentWidget()
        out = not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())
        if widget.height() < widget.heightForWidth(widget.width()) or out:
            found.append((type(widget).__name__, widget.accessibleName(), widget.geometry()))
    return found


@EVERY_PAGE
@LANGUAGES
def test_no_word_is_cut_at_any_text_size(page, tag, language, look, shown):
    language.use(tag)
    look(Look(scale=2.0))

    window = shown(page(language))

    assert cut(window) == []


@EVERY_PAGE
@pytest.mark.parametrize("tag", ["ar", "en-XA"])
def test_a_change_of_language_cuts_nothing(page, tag, language, shown):
    window = shown(page(language))

    language.use(tag)
    QApplication.processEvents()
    QApplication.processEvents()

    assert cut(window) == []


@EVERY_PAGE
def test_a_change_of_text_size_cuts_nothing(page, language, look, shown):
    window = shown(page(language))

    before = min(text.sizeHint().height() for text in window.findChildren(Text))

    look(Look(scale=2.0))
    QApplication.processEvents()

    assert cut(window) == []
    # What a person reads across a table is large already: at 200 % it grows by half.
    assert min(text.sizeHint().height() for text in window.findChildren(Text)) > 1.4 * before


@EVERY_PAGE
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_every_control_has_a_name_and_a_role(page, tag, language, shown):
    language.use(tag)
    window = shown(page(language))

    unnamed = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        or QAccessible.queryAccessibleInterface(widget).role() == QAccessible.Role.NoRole
    ]

    assert unnamed == []


@EVERY_PAGE
def test_every_control_is_reached_by_tab(page, language, shown, qtbot):
    window = shown(page(language))
    window.activateWindow()
    wanted = {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if widget.focusProxy() is None
        if not isinstance(widget, SelectableRow) or widget.isChecked()  # a list is one stop
    }

    # Not nextInFocusChain: PySide takes what it returns for a child of the widget asked.
    # At the end of the round that is the window, which then belongs to nobody.
    reached = []
    for _ in range(2 * len(wanted)):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())

    assert set(reached) == wanted


@EVERY_PAGE
def test_a_page_that_nobody_holds_is_gone_whole(page, language, look, shown):
    before = set(QApplication.allWidgets())
    window = page(language)
    window.show()
    QApplication.processEvents()

    del window
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # What stayed alive by half would be asked for its texts' sizes by another look.
    look(Look(scale=2.0))
    assert set(QApplication.allWidgets()) - before == set()


@EVERY_PAGE
def test_every_control_is_large_enough_to_hit(page, language, shown):
    window = shown(page(language))

    small = [
        (button.accessibleName(), button.size())
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and (button.height() < 40 or button.width() < 40)
    ]

    assert small == []


@EVERY_PAGE
def test_labels_never_read_markup(page, language, shown):
    window = shown(page(language))

    formats = {label.textFormat() for label in window.findChildren(QLabel)}

    assert formats == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("palette", [LIGHT, DARK, HIGH_CONTRAST])
def test_a_new_look_is_drawn_at_once(palette, language, look, shown):
    window = shown(gallery_office.today(language))

    look(Look(palette=palette))

    corner = window.grab().toImage().pixelColor(2, 600).name().upper()
    assert corner == palette.ground


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_cover_stands_in_the_same_corner_in_both_directions(tag, language, shown):
    room = gallery_room.room(language, ("en", "ti"))
    window = shown(room.window)

    language.use(tag)
    QApplication.processEvents()
    QApplication.processEvents()

    button = room.footer.cover_button
    corner = button.mapTo(window, QPoint(button.width(), button.height()))
    assert window.width() - corner.x() < 40
    assert window.height() - corner.y() < 20
    assert button.height() >= 48


def test_shortcuts_of_a_page_do_not_collide(language, shown):
    window = shown(gallery_room.room(language, ("en", "ti")).window)
    keys = [b.shortcut().toString() for b in window.findChildren(QAbstractButton)]
    keys += [s.key().toString() for s in window.findChildren(QShortcut)]

    used = [key for key in keys if key]

    assert len(used) == len(set(used))


def test_free_text_has_no_keyboard_trap(language, shown, qtbot):
    window = shown(gallery_room.consent(language))
    field = window.findChild(QPlainTextEdit)
    field.setFocus()

    qtbot.keyClick(field, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is not field
