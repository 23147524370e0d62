"""What holds for each page of the office: names, live languages, nothing cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.domain.directory import Need
from intake_app.ui.shell.contacts import ContactsPage
from intake_app.ui.shell.directory import DirectoryPage
from intake_app.ui.shell.inbox import InboxPage
from intake_app.ui.shell.just_help import JustHelpPage
from intake_app.ui.shell.people import PeoplePage
from intake_app.ui.shell.today import TodayPage
from intake_app.ui.style import Look
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.text import MessageText, Text
from tests.pages.services import take_in_services
from tests.services.conftest import opening, share

EVERY_PAGE = pytest.mark.parametrize(
    "kind", [TodayPage, PeoplePage, JustHelpPage, ContactsPage, InboxPage, DirectoryPage]
)


@pytest.fixture
def busy(worker, desk, shelter, stick):
    """Give a worker's profile in which every page has something to show."""
    live = worker.conversations.begin(opening(hook="blue scarf"))
    live.answer(live.node_named("R15"), "safe-place lawyer").saved.result()
    live.answer(live.node_named("R16"), "24h").saved.result()
    share(worker, live.case.id, shelter, "need", "people", "languages")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    take_in_services(worker, stick.parent)
    return {InboxPage: desk}


@pytest.fixture
def page(kind, busy, opened, worker):
    page = opened(kind, busy.get(kind, worker))
    if kind is JustHelpPage:
        page.needs[Need.DOCTOR].click()
        opened.settle()
    return page


def shown(page, *kinds):
    return [w for w in page.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]


@EVERY_PAGE
def test_every_control_has_a_name_and_a_role(page):
    unnamed = [
        widget
        for widget in shown(page, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        or QAccessible.queryAccessibleInterface(widget).role() == QAccessible.Role.NoRole
    ]

    assert unnamed == []


@EVERY_PAGE
def test_a_change_of_language_changes_every_text_at_once(page, language, opened):
    language.use("en-XA")
    QApplication.processEvents()

    plain = [
        text.said() for text in shown(page, MessageText) if text.said() and text.said().isascii()
    ]
    assert plain == []


@EVERY_PAGE
def test_no_word_is_cut(page, language, look, qtbot):
    def nothing_is_cut():
        assert (language.language.tag, cut(page)) == (language.language.tag, [])

    for scale in (1.0, 2.0):
        look(Look(scale=scale))
        for tag in ("en", "ar", "en-XA"):
            language.use(tag)
            qtbot.waitUntil(nothing_is_cut)


def cut(page):
    """Return the words that have less room than they need, or hang out of their parent."""
    found = []
    for widget in shown(page, Text, Button):
        room = widget.parentWidget().rect().adjusted(-1, -1, 1, 1)
        is_low = widget.height() < widget.heightForWidth(widget.width())
        if is_low or not room.contains(widget.geometry()):
            found.append((type(widget).__name__, widget.accessibleName(), widget.geometry()))
    return found
