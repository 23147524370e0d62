"""Tab goes through each page in reading order, rows that came later included."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.ui.shell.home import Home
from tests.services.conftest import opening, share


@pytest.fixture
def visited(surroundings, opened, qtbot):
    """Give the way to open a place and to walk through it with Tab, once around."""

    def walk(profile, place):
        home = opened(Home, profile)
        home.activateWindow()
        home.go(place)
        opened.settle()
        home.bar.setFocus()
        order = []
        while (widget := QApplication.focusWidget() or home) not in order:
            order.append(widget)
            qtbot.keyClick(widget, Qt.Key.Key_Tab)
        return home, order

    return walk


@pytest.fixture
def sent(worker, shelter, stick):
    """Give a profile with a conversation that stopped and a referral that was sent."""
    live = worker.conversations.begin(opening(hook="blue scarf"))
    live.answer(live.node_named("R16"), "24h").saved.result()
    share(worker, live.case.id, shelter, "need", "languages")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)


def foot(home):
    """Return what stands at the foot of every page, in reading order."""
    return [home.footer.note_button, home.footer.cover_button]


def stand_together(order, widgets):
    """Whether these are visited one after the other."""
    first = order.index(widgets[0])
    return order[first : first + len(widgets)] == widgets


def test_the_rows_of_the_day_come_after_the_doors(visited, worker, sent):
    home, order = visited(worker, "today")

    page = home.today
    doors = [page.talk.button, page.help.button, page.stick.button]
    assert stand_together(order, [*doors, *page.rows.buttons(), *foot(home)])


def test_the_rows_of_people_come_after_the_search(visited, worker, sent):
    home, order = visited(worker, "people")

    page = home.people
    ways = [page.finder, page.hooks, *page.rows.buttons()]
    assert stand_together(order, [*ways, *foot(home)])


def test_the_cards_come_after_adding_one_and_before_what_they_say(visited, worker, sent):
    home, order = visited(worker, "contacts")

    page = home.contacts
    own = page.own
    ways = [
        page.add,
        page.code.from_file,
        page.code.from_camera,
        page.rows.rows()[0],
        own.save,
        own.print,
        own.change,
        own.keys,
    ]
    assert stand_together(order, [*ways, *foot(home)])


def test_what_came_in_comes_before_the_ways_to_answer_it(visited, desk, stick, sent):
    desk.inbox.open_stick([stick])

    home, order = visited(desk, "inbox")

    page = home.inbox
    ways = [page.open_file, page.open, page.rows.rows()[0]]
    panel = page.answer
    answer = [panel.note, panel.accept, panel.later, panel.ask, panel.decline]
    chosen = [chip for chip in page.pane.chips().buttons() if chip in order]
    assert chosen
    assert stand_together(order, [*ways, *chosen, *answer, *foot(home)])
