from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from intake_app.ui.shell.people import PeoplePage
from intake_app.ui.shell.standing import FIRST_ROWS
from tests.pages.people import PeopleView
from tests.services.conftest import opening


@pytest.fixture
def live(worker):
    live = worker.conversations.begin(opening(hook="blue scarf"))
    live.answer(live.node_named("R07"), "no").saved.result()
    return live


@pytest.fixture
def page(opened, worker, live):
    return opened(PeoplePage, worker)


def test_a_list_without_people_says_when_they_appear(opened, worker):
    view = PeopleView(opened(PeoplePage, worker))

    assert view.is_empty()


def test_a_person_is_a_code_and_where_it_stands(page, live):
    (row,) = PeopleView(page).rows()

    assert row.startswith(f"{live.case.code[:3]} {live.case.code[3:]}, stopped, ")
    assert "blue scarf" not in row


def test_the_memory_hook_shows_only_while_the_key_is_held(page, qtbot):
    view = PeopleView(page)

    qtbot.keyPress(page, Qt.Key.Key_H)
    held = view.rows()
    qtbot.keyRelease(page, Qt.Key.Key_H)

    assert "blue scarf" in held[0]
    assert "blue scarf" not in view.rows()[0]


def test_the_memory_hook_shows_only_while_the_button_is_held(page, qtbot):
    view = PeopleView(page)

    qtbot.mousePress(page.hooks, Qt.MouseButton.LeftButton)
    held = view.rows()
    qtbot.mouseRelease(page.hooks, Qt.MouseButton.LeftButton)

    assert "blue scarf" in held[0]
    assert "blue scarf" not in view.rows()[0]


def test_the_memory_hook_goes_when_another_window_has_the_keys(page, qtbot):
    with qtbot.waitActive(page):
        page.activateWindow()
    other = QWidget()
    qtbot.addWidget(other)
    qtbot.keyPress(page, Qt.Key.Key_H)

    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()

    assert "blue scarf" not in PeopleView(page).rows()[0]


def test_the_memory_hook_goes_with_the_page(page, qtbot):
    qtbot.keyPress(page, Qt.Key.Key_H)

    page.hide()

    assert "blue scarf" not in PeopleView(page).rows()[0]


def test_a_code_is_found_by_its_first_digits_in_any_script(page, opened, live):
    view = PeopleView(page)
    first = live.case.code[:3].translate({ord(str(n)): 0x660 + n for n in range(10)})

    view.find(first)
    opened.settle()
    found = view.rows()
    view.find("999999" if live.case.code != "999999" else "888888")
    opened.settle()

    assert len(found) == 1
    assert view.rows() == []
    assert view.says_nobody_is_found()


@pytest.mark.parametrize("words", ["blue", "Scarf", " BLUE scarf "])
def test_a_person_is_found_by_words_of_the_memory_hook(page, opened, worker, live, words):
    worker.conversations.begin(opening(hook="red hat"))
    view = PeopleView(page)

    view.find(words)
    opened.settle()

    (row,) = view.rows()
    assert row.startswith(f"{live.case.code[:3]} {live.case.code[3:]}")
    assert "blue scarf" not in row


@pytest.fixture
def crowd(worker, clock):
    """Give a profile with more people than a list shows at first, newest last."""
    found = []
    for _ in range(FIRST_ROWS + 2):
        found.append(worker.conversations.begin(opening()).case)
        clock.forward(minutes=1)
    return found


def test_only_the_latest_people_are_shown_until_more_are_asked_for(opened, worker, crowd):
    page = opened(PeoplePage, worker)
    view = PeopleView(page)
    first = view.rows()

    page.rows.more.setFocus()
    page.rows.more.click()
    opened.settle()

    assert len(first) == FIRST_ROWS
    assert len(view.rows()) == len(crowd)
    assert view.rows()[:FIRST_ROWS] == first
    assert page.rows.rows()[FIRST_ROWS].isAncestorOf(page.focusWidget())
    assert not page.rows.more.isVisible()


def test_someone_who_is_not_among_the_latest_is_found_all_the_same(opened, worker, crowd):
    view = PeopleView(opened(PeoplePage, worker))
    oldest = f"{crowd[0].code[:3]} {crowd[0].code[3:]}"
    before = view.rows()

    view.find(oldest)
    opened.settle()

    assert not any(row.startswith(oldest) for row in before)
    assert [row[:7] for row in view.rows()] == [oldest]


def test_going_on_and_referring_name_the_person(page, live, qtbot):
    view = PeopleView(page)

    with qtbot.waitSignal(page.resumed) as resumed:
        view.press("Go on")
    with qtbot.waitSignal(page.referral_asked) as asked:
        view.press("Refer")

    assert resumed.args == [live.interview.id]
    assert asked.args == [live.case.id]


def test_a_finished_conversation_is_not_gone_on_with(opened, worker, live):
    worker.conversations.finish(live)

    page = opened(PeoplePage, worker)

    assert [b.words() for b in page.rows.buttons()] == ["Refer", "Open"]
    assert "finished, " in PeopleView(page).rows()[0]
