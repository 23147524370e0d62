"""What can be seen to be wrong with a screen; each function returns a line per finding."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from intake_app.i18n.direction import without_isolates
from intake_app.ui.conversation.interpreting.aloud import ReadAloud
from intake_app.ui.palette import contrast
from intake_app.ui.widgets.bars import CoverButton
from intake_app.ui.widgets.buttons import Button, MessageButton
from intake_app.ui.widgets.cards import SelectableRow
from intake_app.ui.widgets.choice_row import ChoiceRow
from intake_app.ui.widgets.pin import PinField
from intake_app.ui.widgets.text import MessageText, Text

FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)
LEAST = 40
"""Pixels that a finger or a shaking hand may need."""
_FRAME = 26
"""Of a field: its edge and what the style sheet keeps free, left and right."""


def called(widget):
    """Return what a finding calls a widget."""
    said = without_isolates(widget.accessibleName() or getattr(widget, "text", str)() or "")
    return f"{type(widget).__name__} {said[:60]!r}"


def seen(window, *kinds):
    """Return what is visible of these kinds."""
    found = window.findChildren(QWidget)
    return [w for w in found if isinstance(w, kinds or QWidget) and w.isVisible()]


# -- room ------------------------------------------------------------------------


def too_large(window, size):
    """Find a screen that does not fit: it would be cut by the desktop."""
    if (window.width(), window.height()) == size:
        return []
    return [f"it needs {window.width()} x {window.height()}, and {size[0]} x {size[1]} are there"]


def cut(window):
    """Find words with less room than they need."""
    return [*_cut_words(window), *_cut_in_fields(window)]


def _cut_words(window):
    found = []
    for widget in seen(window, Text, Button, ChoiceRow, SelectableRow):
        need = widget.heightForWidth(widget.width())
        if widget.height() < need:
            found.append(f"{called(widget)} is {widget.height()} high and needs {need}")
        if isinstance(widget, Text | Button):
            need = widget.minimumSizeHint().width()
            if widget.width() < need:
                found.append(f"{called(widget)} is {widget.width()} wide and needs {need}")
    labels = [label for label in seen(window, QLabel) if not isinstance(label, Text)]
    small_ones = [w for w in labels if w.text() and not _holds(w, w.sizeHint())]
    return found + [f"{called(label)} needs {label.sizeHint()}" for label in small_ones]


def _cut_in_fields(window):
    found = []
    for field in seen(window, QLineEdit):
        metrics = field.fontMetrics()
        if field.height() < metrics.height() + 2:
            found.append(f"{called(field)} is {field.height()} high")
        words = metrics.horizontalAdvance(field.placeholderText()) + _FRAME
        if field.placeholderText() and field.width() < words:
            found.append(f"{field.placeholderText()!r} needs {words} in {field.width()}")
    for rows in seen(window, QListWidget):
        need = rows.sizeHintForColumn(0)
        if need > rows.viewport().width():
            found.append(f"a row of {called(rows)} needs {need} in {rows.viewport().width()}")
    return found


def outside(window):
    """Find what hangs out of the thing it is in."""
    found = []
    for widget in seen(window):
        parent = widget.parentWidget()
        area = parent.parentWidget() if parent is not None else None
        if isinstance(area, QAbstractScrollArea) and parent is area.viewport():
            if widget.width() > parent.width():
                found.append(f"{called(widget)} is wider than the page it scrolls in")
        elif not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            found.append(f"{called(widget)} at {_numbers(widget)} in {_numbers(parent)}")
    return found


def overlapping(window):
    """Find neighbours that lie over each other."""
    found = []
    for parent in [window, *seen(window)]:
        if isinstance(parent, QAbstractScrollArea):
            continue
        children = [c for c in parent.children() if isinstance(c, QWidget) and c.isVisible()]
        for one, other in combinations([c for c in children if not c.isWindow()], 2):
            both = one.geometry().intersected(other.geometry())
            if both.width() > 1 and both.height() > 1:
                found.append(f"{called(one)} and {called(other)}")
    return found


def below_the_fold(window):
    """Find a question of which one has to scroll to come to its first answer.

    A frightened person does not look for how to answer: the first answer stands in
    sight below what is asked first. Where a question is read aloud, its choices are
    part of what is read, above those that are pressed.
    """
    found = []
    for area in seen(window, QScrollArea):
        page = area.widget()
        if seen(page, ChoiceRow, PinField) and not seen(page, ReadAloud):
            answers = seen(page, ChoiceRow, PinField, *FIELDS)
            first = min(answers, key=lambda w: w.mapTo(page, QPoint(0, 0)).y())
            part = first.visibleRegion().boundingRect()
            if part != first.rect():
                found.append(f"{called(first)}: {part.height()} of {first.height()} in sight")
    return found


def _holds(widget, size):
    return widget.width() >= size.width() and widget.height() >= size.height()


def _numbers(widget):
    place = widget.geometry()
    return f"{place.x()},{place.y()} {place.width()}x{place.height()}"


# -- controls --------------------------------------------------------------------


def controls(window):
    """Return what can be worked with the keyboard."""
    return [
        widget
        for widget in seen(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
        if widget.focusProxy() is None
    ]


def nameless(window):
    """Find controls that a screen reader could not speak of."""
    found = []
    for widget in controls(window):
        thing = QAccessible.queryAccessibleInterface(widget)
        if not thing.text(QAccessible.Text.Name).strip():
            found.append(f"{called(widget)} in {called(widget.parentWidget())} has no name")
        is_page = type(widget).__name__.endswith("Page")  # takes keys as a whole
        if thing.role() in {QAccessible.Role.NoRole, QAccessible.Role.Client} and not is_page:
            found.append(f"{called(widget)} has no role")
    return found


def undescribed(window):
    """Find controls of which name and role do not say enough.

    What a key does as well says so. And what looks different sounds different:
    where names are equal, descriptions tell the controls apart, unless the rows
    they stand in are equal to the eye, too.
    """
    found = []
    sounds = {}
    for widget in controls(window):
        thing = QAccessible.queryAccessibleInterface(widget)
        name = without_isolates(thing.text(QAccessible.Text.Name))
        about = without_isolates(thing.text(QAccessible.Text.Description))
        key = widget.shortcut().toString() if isinstance(widget, QAbstractButton) else ""
        if key not in about:
            found.append(f"{called(widget)} does not say that {key} does it, too")
        sounds.setdefault((thing.role().name, name, about), []).append(widget.parentWidget())
    for sound, rows in sounds.items():
        said = {tuple(text.said() for text in seen(row, Text)) for row in rows}
        if len(rows) > 1 and (len(said) > 1 or len(set(rows)) < len(rows)):
            found.append(f"{len(rows)} controls sound like {sound}")
    return found


def small(window):
    """Find controls that are hard to hit."""
    return [
        f"{called(widget)} is {widget.width()} x {widget.height()}"
        for widget in seen(window, QAbstractButton, *FIELDS, PinField)
        if widget.width() < LEAST or widget.height() < LEAST
    ]


def unreached(window):
    """Find controls that Tab does not come to, once around."""
    wanted = {_stop(widget) for widget in controls(window)}
    reached = set()
    for _ in range(2 * len(wanted) + 4):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(_stop(QApplication.focusWidget()))
        if reached >= wanted:
            break
    return [called(widget) for widget in wanted - reached]


def _stop(widget):
    """Return what Tab stops at: a list of rows is one stop, arrow keys lead on."""
    return widget.parentWidget() if isinstance(widget, SelectableRow) else widget


# -- colours ---------------------------------------------------------------------


def faint(window, least=7.0):
    """Find words that do not stand out from what they are really drawn on.

    The ground is the colour that most pixels under the words have; the ink is
    that of the palette, and for buttons, which choose it while they draw, the
    pixel that stands out most (its edges are softened, so less is asked of it).
    """
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for widget in seen(window, Text, Button):
        colours = _colours(picture, _in_sight(window, widget))
        if not colours or not without_isolates(widget.accessibleName()) or not widget.isEnabled():
            continue
        ground = colours.most_common(1)[0][0]
        if isinstance(widget, Text):
            ink = widget.palette().color(widget.foregroundRole()).name()
            if contrast(ink, ground) < least:
                found.append(f"{called(widget)}: {ink} on {ground}: {contrast(ink, ground):.1f}")
        best = max(contrast(colour, ground) for colour in colours)
        if best < least * 0.7:
            found.append(f"{called(widget)} is drawn on {ground} with {best:.1f} at most")
    return found


def _in_sight(window, widget):
    """Return where a widget is drawn; nowhere if part of it is scrolled away."""
    part = widget.visibleRegion().boundingRect()
    place = QRect(widget.mapTo(window, part.topLeft()), part.size())
    return place if part == widget.rect() else QRect()


def _colours(picture, place):
    if place.isEmpty():
        return Counter()
    part = picture.copy(place)
    pixels = memoryview(part.constBits()).cast("B").cast("I")
    return Counter({f"#{p & 0xFFFFFF:06x}": n for p, n in Counter(pixels).items()})


# -- languages -------------------------------------------------------------------


def untranslated(window):
    """Find texts of the program that stay English in a language of nobody."""
    return [
        called(widget)
        for widget in seen(window, MessageText, MessageButton)
        if (said := without_isolates(widget.accessibleName())).isascii()
        and any(letter.isalpha() for letter in said)
    ]


def order(window):
    """Return for each pair of neighbours in one line which of them stands at the left."""
    pairs = {}
    for parent in [window, *seen(window)]:
        if isinstance(parent, QAbstractScrollArea):
            continue
        children = [
            c for c in parent.children() if isinstance(c, QWidget) and c.isVisible()
            if not isinstance(c, CoverButton)
        ]  # fmt: skip
        for one, other in combinations(children, 2):
            a, b = one.geometry(), other.geometry()
            shared = min(a.bottom(), b.bottom()) - max(a.top(), b.top())
            if 2 * shared > min(a.height(), b.height()) and not a.intersects(b):
                pairs[one, other] = a.center().x() < b.center().x(), parent.layoutDirection()
    return pairs


def unmirrored(before, after):
    """Find neighbours whose order is not the other way round in the other direction."""
    return [
        f"{called(one)} and {called(other)}"
        for (one, other), (is_left, direction) in after.items()
        if (one, other) in before
        and before[one, other][1] != direction
        and before[one, other][0] == is_left
    ]


def corner(window):
    """Return how far the Cover button is from the bottom right corner, or None without one."""
    buttons = seen(window, CoverButton)
    if not buttons:
        return None
    button = buttons[0]
    end = button.mapTo(window, QPoint(button.width(), button.height()))
    return window.width() - end.x(), window.height() - end.y()
