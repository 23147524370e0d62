"""Finding a person and stopping, counted in the real window; Today; correcting; turning."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.services.passphrases import as_secret
from intake_app.ui.conversation.flow import ConversationFlow
from tests.pages.app import AppPage
from tests.pages.lock import LockPage
from tests.services.conftest import opening, share
from tests.ui.screens.shell.conftest import (  # noqa: F401 - fixtures
    WORDS,
    files,
    folder,
    new_window,
    shown,
    successors,
)

LIMIT = 4
"""Keys or clicks to stop sharing, finding the person included (screens, "Steps that count")."""


class Counted(AppPage):
    """Counts every key and click."""

    steps = 0

    def press(self, name, *, nth=0):
        """Click, and count it."""
        self.steps += 1
        super().press(name, nth=nth)
        self.settle()

    def key(self, keys):
        """Press a key, and count it."""
        self.steps += 1
        super().key(keys)
        self.settle()


@pytest.fixture
def window(shown, folder, program, desk):  # noqa: F811 - fixtures
    """Give the way to fill the profile, and then to open it in the window."""

    def make(fill):
        profile = program.profiles.unlock(folder, as_secret(WORDS))
        try:
            made = fill(profile, profile.contacts.add(desk.contacts.own_file()))
        finally:
            profile.close()
        lock = shown(folder, page=LockPage)
        lock.unlock(WORDS)
        counted = Counted(lock.root)
        counted.settle()
        counted.steps = 0
        return counted, made

    return make


def some_people(profile, shelter):
    """Keep three people, of whom the first has shared something."""
    found = []
    for _ in range(3):
        live = profile.conversations.begin(opening())
        live.answer(live.node_named("R16"), "24h").saved.result()
        found.append(live)
    share(profile, found[0].case.id, shelter, "need")
    profile.referrals.make(found[0].case.id, shelter)
    return found


def is_shared(app, case_id):
    return app.root.profile.taking_back.now(case_id).is_shared


def test_sharing_is_stopped_with_four_clicks_at_most(window):
    app, people = window(some_people)
    case = people[0].case

    app.press("People")
    app.press("Open", nth=place_of(app, case))
    app.press("Stop sharing")

    assert not is_shared(app, case.id)
    assert app.steps <= LIMIT


def place_of(app, case):
    """Return which row of the list says this code."""
    rows = [row.accessibleName() for row in app.root.page().people.rows.rows()]
    return next(n for n, row in enumerate(rows) if row.startswith(spoken(case)))


def spoken(case):
    return f"{case.code[:3]} {case.code[3:]}"


def alike(people, case):
    """Return how many digits of a code tell it from those of the others."""
    others = [one.case.code for one in people if one.case.id != case.id]
    return next(n for n in range(1, 7) if not any(o.startswith(case.code[:n]) for o in others))


@pytest.mark.parametrize("first", ["", "Ctrl+F"])
def test_typing_the_first_digits_finds_the_person(window, first):
    app, people = window(some_people)
    case = people[0].case
    if first:
        app.key(first)

    app.type(case.code[: alike(people, case)])
    app.key("Return")

    page = app.root.page()
    assert page.current() is page.person
    assert page.person.code.said() == spoken(case)


def test_digits_and_keys_alone_stop_sharing(window):
    app, people = window(some_people)
    case = people[0].case
    for digit in case.code[: alike(people, case)]:
        app.key(digit)
    app.key("Return")

    app.root.page().person.sharing.stop.setFocus()
    app.key("Space")

    assert not is_shared(app, case.id)


def test_a_request_to_erase_stands_first_under_today_and_opens_the_person(window, clock):
    app, people = window(some_people)
    case = people[1].case
    app.root.profile.taking_back.ask_in_person(case.id)
    app.go("Today")
    waiting = app.root.page().today.rows.rows()[0].accessibleName()
    clock.forward(hours=72)
    app.go("Today")

    due = app.root.page().today.rows.rows()[0].accessibleName()
    app.press("Open", nth=1 if app.offers("Just help: Open") else 0)

    assert waiting.startswith(f"{spoken(case)}, asked to be erased: due")
    assert due == f"{spoken(case)}, asked to be erased: it is due"


def test_what_is_written_is_turned_to_the_person_without_a_way_to_anyone_else(window):
    app, people = window(some_people)
    home = app.root.page()
    home.today.person_asked.emit(people[0].case.id)
    app.settle()

    app.press("What is written, and who has it")

    assert home.current() is home.information
    assert not home.bar.isVisible()
    assert not app.offers("People")
    app.key("Ctrl+F")
    assert home.current() is home.information
    app.press("ንድሕሪት")  # who reads it reads the way back, too
    assert home.bar.isVisible()
    assert home.current() is home.person


def test_something_wrong_leads_to_its_question(window):
    app, people = window(some_people)
    live = people[0]
    node = live.node_named("R16")
    home = app.root.page()
    home.today.person_asked.emit(live.case.id)
    app.settle()
    app.press("What is written, and who has it")
    wrong = next(b for b, t in home.information.written._buttons.items() if t[-1] == node)

    wrong.click()
    app.settle()

    flow = app.root.page()
    assert isinstance(flow, ConversationFlow)
    app.wait_until(lambda: flow.room() is not None and flow.room().step() is not None, "asked")
    assert node in flow.room().step().nodes
    QApplication.processEvents()


def test_an_erased_person_is_in_no_list(window, clock):
    app, people = window(some_people)
    case = people[0].case
    app.root.profile.taking_back.ask_in_person(case.id)
    clock.forward(hours=72)
    app.root.page().today.person_asked.emit(case.id)
    app.settle()

    app.press("Erase now")
    app.press("Erase for good")

    home = app.root.page()
    assert home.current() is home.people
    assert not any(row.accessibleName().startswith(spoken(case)) for row in home.people.rows.rows())
