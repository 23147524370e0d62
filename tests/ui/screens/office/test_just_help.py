from __future__ import annotations

import hashlib

import pytest

from intake_app.domain.directory import Need
from intake_app.ui.shell.home import Home
from intake_app.ui.shell.just_help import JustHelpPage
from tests.domain.services import CLINIC
from tests.pages.services import HelpView, take_in_services


def contents(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def services(worker, tmp_path):
    take_in_services(worker, tmp_path)
    worker.directory.set_here("Northport")


@pytest.fixture
def view(opened, worker, services):
    page = HelpView(opened(JustHelpPage, worker))
    page.settle = opened.settle
    return page


def choose(view, need):
    view.press(need)
    view.settle()


def test_nothing_is_shown_before_a_need_is_chosen(view):
    assert view.found() == []


def test_a_need_shows_what_is_near_and_hotlines_last(view):
    choose(view, "A doctor")

    assert [row.partition(" \u00b7")[0] for row in view.found()] == [
        "Open Clinic",
        "All Hours Line",
    ]
    assert "confirmed 9 days ago" in view.found()[0]


def test_the_card_is_large_and_in_the_person_s_language(view):
    choose(view, "A doctor")
    view.press("\u1275\u130d\u122d\u129b")
    view.settle()

    view.press("Card")

    assert "Open Clinic" in view.card()
    assert "+351 210 555 040" in view.card()
    assert any("\u1200" <= letter <= "\u137f" for line in view.card() for letter in line)


def test_a_shelter_is_never_shown_with_its_place(view):
    choose(view, "Somewhere to sleep tonight")
    assert not view.reads("Secretville")

    view.press("Card")

    assert view.card()[:2] == ["Call first:", "+351 210 555 020"]
    assert not view.reads("Secretville")


def test_a_card_takes_four_presses_from_today(surroundings, opened, worker, services, qtbot):
    home = Home(surroundings, worker)
    qtbot.addWidget(home)
    home.show()
    opened.settle()
    presses = 0

    for target in (
        lambda: home.today.help.button,
        lambda: home.just_help.needs[Need.DOCTOR],
        lambda: home.just_help.rows.buttons()[0],
    ):
        target().click()
        opened.settle()
        presses += 1

    assert presses <= 4
    assert HelpView(home.just_help).card()


def test_the_next_person_does_not_see_the_need_of_the_one_before(view):
    choose(view, "A doctor")

    view.root.refresh()
    view.settle()

    assert view.found() == []


def test_going_back_to_the_list_keeps_the_place(view):
    choose(view, "A doctor")
    view.press("Card")

    view.press("Back to the list")

    assert view.found()
    assert view.root.rows.buttons()[0].hasFocus()


def test_printing_writes_the_card_where_it_was_asked_to(view, surroundings, tmp_path):
    surroundings.files.path = tmp_path / "card.pdf"
    choose(view, "A doctor")
    view.press("Card")

    view.press("Print the card")
    view.settle()

    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    assert view.root.card.told()


def test_without_a_directory_it_says_where_to_get_one(opened, worker, qtbot):
    page = opened(JustHelpPage, worker)
    view = HelpView(page)

    view.press("A lawyer")
    opened.settle()

    assert view.reads("There is no service directory yet.")
    with qtbot.waitSignal(page.services_asked):
        view.press("Go to Services")


@pytest.mark.parametrize("counting", [False, True])
def test_the_profile_is_the_same_byte_for_byte_unless_the_office_counts(
    opened, worker, services, counting
):
    worker.just_help.set_counting(on=counting)
    before = contents(worker.folder)

    view = HelpView(opened(JustHelpPage, worker))
    for button in view.root.needs.values():
        button.click()
        opened.settle()
        for card in [b for b in view.root.rows.buttons() if b.isVisible()][:1]:
            card.click()
    view.press("\u1275\u130d\u122d\u129b")
    opened.settle()

    assert (contents(worker.folder) == before) is not counting
    assert bool(worker.just_help.counts()) is counting
    if counting:
        (needs,) = worker.just_help.counts().values()
        assert needs == {need.value: 1 for need in Need}


def test_a_service_without_hours_says_nothing_of_now(view):
    assert CLINIC.times is not None
    view.root._surroundings.program.clock.forward(days=2)  # Tuesday
    choose(view, "A doctor")

    assert "open now until" in view.found()[0]
