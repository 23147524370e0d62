"""What the pages of the gallery share: windows, halves, heads and feet."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.i18n.languages import language
from intake_app.ui.style import bare
from intake_app.ui.widgets.bars import FooterBar, LanguagePair, RoomHeader, TopBar
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.page import ScrollPage
from tests.ui.widgets.gallery_words import SAVED


def new_window():
    window = QWidget()
    window.setWindowTitle("Intake")
    return window


def stack(window, *parts):
    column = QVBoxLayout(window)
    bare(column)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part, 1 if isinstance(part, ScrollPage) else 0)
        else:
            column.addLayout(part, 1)


def halves(left, right, one, other):
    middle = QHBoxLayout()
    middle.setContentsMargins(32, 20, 32, 10)
    middle.setSpacing(24)
    middle.addWidget(left, one)
    middle.addWidget(right, other)
    return middle


def scrolled(widget):
    page = ScrollPage(widest=10_000)
    page.set_margins(0, 0, 0, 0)
    page.column.addWidget(widget)
    return page


def person_header(switch, title, *buttons):
    header = RoomHeader(switch)
    header.set_code("472918")
    header.set_title(title)
    pair = LanguagePair(switch)
    pair.show_languages(switch.language, language("ti"))
    header.add_button(pair)
    for words in buttons:
        header.add_button(MessageButton(switch, words))
    return header


def footer_of(switch):
    footer = FooterBar(switch)
    footer.saved.show_saved(SAVED)
    return footer


def places(switch, current):
    bar = TopBar(
        switch,
        {
            "today": M("Today"),
            "people": M("People"),
            "referrals": M("Referrals"),
            "inbox": M("Inbox"),
            "contacts": M("Contacts"),
            "settings": M("Settings"),
        },
    )
    bar.set_current(current)
    return bar
