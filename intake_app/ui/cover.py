"""Cover: everything behind a neutral page, at once, in every window, titles included.

There is no rule in here: who may come back, and after how many tries, is the
business of whoever listens to `pin_entered`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from intake_app.domain.message import M
from intake_app.ui.kept_focus import KeptFocus
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets.bars import OPENING_HOURS
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.pin import PinField
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

# Translators: the neutral page that hides the program; an ordinary notice of any office.
HOURS: Final[tuple[tuple[Message, Message], ...]] = (
    (M("Monday to Thursday"), M("9:00 to 12:30 and 13:30 to 17:00")),
    (M("Friday"), M("9:00 to 13:00")),
    (M("Saturday"), M("10:00 to 12:00, first of the month only")),
    (M("Sunday and holidays"), M("Closed")),
)
NOTICE: Final = M("Please ring the bell at the side door. Last entry 15 minutes before closing.")
_NO_WIDEST: Final = 10_000


def lay_out_hours(page: QWidget, language: LanguageSwitch) -> QVBoxLayout:
    """Lay the notice of opening hours out on an empty `page`; what is added stands at its foot."""
    notice = ScrollPage(page, widest=_NO_WIDEST)
    notice.set_margins(2 * SPACE_XL, 2 * SPACE_XL, 2 * SPACE_XL, 0)
    column = notice.column
    column.setSpacing(SPACE_L)
    column.addWidget(MessageText(language, OPENING_HOURS, TextSize.LEADING, page, bold=True))
    column.addLayout(_grid_of_hours(page, language, TextSize.CHOICE))
    column.addWidget(MessageText(language, NOTICE, parent=page, token=Token.SOFT_INK))
    column.addStretch(1)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, SPACE_XL)
    whole.setSpacing(SPACE_L)
    whole.addWidget(notice, 1)
    foot = QVBoxLayout()
    foot.setContentsMargins(2 * SPACE_XL, 0, 2 * SPACE_XL, 0)
    whole.addLayout(foot)
    return foot


def _grid_of_hours(page: QWidget, language: LanguageSwitch, size: TextSize) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_XL)
    grid.setVerticalSpacing(SPACE_M if size is TextSize.CHOICE else SPACE_XS)
    for row, (days, hours) in enumerate(HOURS):
        grid.addWidget(MessageText(language, days, size, page), row, 0)
        grid.addWidget(MessageText(language, hours, size, page), row, 1)
    grid.setColumnMinimumWidth(0, scaled(200))
    grid.setColumnStretch(1, 1)
    return grid


def close_menus() -> None:
    """Close every menu that is open."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


class CoverSample(Card):
    """The neutral page, small, for whoever has to know it again."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = self.column
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addWidget(MessageText(language, OPENING_HOURS, parent=self, bold=True))
        column.addLayout(_grid_of_hours(self, language, TextSize.NOTE))
        column.addWidget(MessageText(language, NOTICE, TextSize.NOTE, self, token=Token.SOFT_INK))


class CoverPage(QWidget):
    """The neutral page. Typing a digit, or Esc, brings up the field for the PIN.

    Signals:
        pin_entered: Six digits were typed.
        escaped: Esc was pressed.
    """

    pin_entered = Signal(str)
    escaped = Signal()

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = lay_out_hours(self, language)
        self.pin = PinField(self)
        self.pin.hide()
        column.addWidget(self.pin, alignment=Qt.AlignmentFlag.AlignTrailing)
        self.pin.entered.connect(self.pin_entered)
        self._language = language
        language.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the page and its field anew."""
        self.setAccessibleName(self._language.text(OPENING_HOURS))
        self.pin.setAccessibleName(self._language.text(M("PIN, six digits")))

    def ask_for_pin(self) -> None:
        """Show the field for the PIN."""
        self.pin.show()
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring up the field; swallow every other key."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            self.ask_for_pin()
        elif event.text().isdigit() and not self.pin.hasFocus():
            self.ask_for_pin()
            self.pin.keyPressEvent(event)
        event.accept()


class Cover(QObject):
    """Covers and uncovers every window of the program.

    Signals:
        covering: It is asked for; what can be heard is to be silent first.
        covered: The neutral page is over every window.
        pin_entered: Six digits were typed on it.
        escaped: Esc was pressed on it.
        lifted: The windows are as they were.
    """

    covering = Signal()
    covered = Signal()
    pin_entered = Signal(str)
    escaped = Signal()
    lifted = Signal()

    def __init__(self, language: LanguageSwitch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._windows: list[_CoveredWindow] = []
        self._dialogs: list[_HiddenDialog] = []
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._hide_dialogs)

    @property
    def is_covered(self) -> bool:
        """Whether the neutral page is up."""
        return bool(self._windows)

    def put_up(self) -> None:
        """Cover all windows now, before the next event is handled.

        Menus are closed, and a dialog is hidden with what is typed in it: one neutral
        page is to be seen, not two. What an input method has not finished is taken
        into its field first, so that nothing typed is lost.
        """
        if self._windows:
            return
        self.covering.emit()
        QGuiApplication.inputMethod().commit()
        close_menus()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and not _asks_over_another(window):
                self._cover(window)
        self._hide_dialogs()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.covered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover a window, too, that comes up meanwhile: it was asked for before."""
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not any(window.is_of(watched) for window in self._windows)
        ):
            self._cover(watched)
            self._late.start()  # it cannot be hidden while it is being shown
        return False

    def lift(self) -> None:
        """Show every window as it was, with the focus where it was."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        windows, self._windows = self._windows, []
        for window in windows:
            window.restore()
        dialogs, self._dialogs = self._dialogs, []
        for dialog in dialogs:
            dialog.restore()
        self.lifted.emit()

    def wrong_pin(self) -> None:
        """Empty the field after a PIN that was not the right one."""
        for window in self._windows:
            window.page.pin.clear()

    def pages(self) -> list[CoverPage]:
        """Return the pages that are up, one for each window."""
        return [window.page for window in self._windows]

    def _cover(self, window: QWidget) -> None:
        page = CoverPage(self._language, window)
        page.pin_entered.connect(self.pin_entered)
        page.escaped.connect(self.escaped)
        covered = _CoveredWindow(window, page, self._language.text(OPENING_HOURS))
        self._windows.append(covered)
        page.repaint()

    def _hide_dialogs(self) -> None:
        """Hide each dialog over a window that is covered, the one beneath first to come back."""
        if not self._windows:
            return
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        for dialog in sorted(filter(_asks_over_another, shown), key=_depth):
            self._dialogs.append(_HiddenDialog(dialog))
            for window in [window for window in self._windows if window.is_of(dialog)]:
                self._windows.remove(window)
                window.restore()
        first = self._windows[0].page.window() if self._windows else None
        if first is not None and self._dialogs:
            first.activateWindow()


def _asks_over_another(window: QWidget) -> bool:
    """Return whether a window is a dialog over one that is to be seen."""
    below = window.parentWidget()
    return isinstance(window, QDialog) and below is not None and below.window().isVisible()


def _depth(window: QWidget) -> int:
    above = window.parentWidget()
    return 0 if above is None else 1 + _depth(above)


class _HiddenDialog(QObject):
    """A dialog that waits for the end of the cover, unless it was answered meanwhile."""

    def __init__(self, dialog: QWidget) -> None:
        super().__init__()
        self._dialog = dialog
        self._focus: QWidget | None = dialog.focusWidget()
        self._waits = True
        if isinstance(dialog, QDialog):
            dialog.finished.connect(self._on_finished)
        dialog.hide()

    def restore(self) -> None:
        """Show it again, with the focus where it was."""
        if self._waits and isValid(self._dialog):
            self._dialog.show()
            self._dialog.activateWindow()
            if self._focus is not None and isValid(self._focus):
                self._focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_finished(self) -> None:
        self._waits = False


class _CoveredWindow(QObject):
    """One window under its page, and how it was before.

    What lies below is hidden, not only overlaid: a screen reader and the Tab
    key would find it otherwise.
    """

    def __init__(self, window: QWidget, page: CoverPage, title: str) -> None:
        super().__init__()
        self.page = page
        self._window = window
        self._title = window.windowTitle()
        self._focus: QWidget | None = window.focusWidget()
        page.setGeometry(window.rect())
        page.show()
        page.raise_()
        # Before anything is hidden, and as a menu takes it: a field then keeps what is selected.
        page.setFocus(Qt.FocusReason.PopupFocusReason)
        self._hidden = [
            child
            for child in window.children()
            if isinstance(child, QWidget)
            and child is not page
            and not child.isWindow()
            and not child.isHidden()
        ]
        for child in self._hidden:
            child.hide()
        self._kept = KeptFocus(page, window)
        window.setWindowTitle(title)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the page as large as its window."""
        if event.type() == QEvent.Type.Resize:
            self.page.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def is_of(self, window: QWidget) -> bool:
        """Return whether this is the window that is covered here."""
        return self._window is window

    def restore(self) -> None:
        """Show what was hidden, with its title, its focus and what was selected."""
        if not isValid(self._window):
            return
        self._window.removeEventFilter(self)
        self._kept.let_go()
        self._focus = self._kept.wanted or self._focus
        for child in self._hidden:
            if isValid(child):
                child.show()
        self._window.setWindowTitle(self._title)
        self.page.hide()
        self.page.deleteLater()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.PopupFocusReason)
