"""For a court or a lawyer, on the person's page: held with a reason, and a copy that is ticked."""

from __future__ import annotations

import pytest

from intake_app.ui.person.page import PersonPage
from tests.pages.one_person import OnePersonPage
from tests.report.reading import pages
from tests.services.conftest import opening

WHY = "District court, file 4711"


@pytest.fixture
def live(worker):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Marker-NAM", language="en").saved.result()
    live.answer(live.node_named("R16"), "24h").saved.result()
    return live


@pytest.fixture
def page(opened, worker, live):
    page = opened(PersonPage, worker)
    page.open(live.case.id)
    opened.settle()
    return page


@pytest.fixture
def view(page):
    return OnePersonPage(page)


def hold(view, opened):
    view.press("For a court or a lawyer")
    opened.settle()
    view.fill("Why it has to be kept, and who asks for it", WHY)
    view.press("Do not erase it for now")
    opened.settle()


def test_nothing_is_erased_while_it_is_held_and_the_page_says_why(  # noqa: PLR0917 - fixtures
    page, view, opened, worker, live, clock
):
    hold(view, opened)
    view.ask_for_erasing()
    opened.settle()
    clock.forward(days=4)
    page.refresh()
    opened.settle()

    assert view.reads(f"Nothing may be erased for now: {WHY}.")
    assert "It waits, because it has to be kept" in view.says_of_erasing()
    assert not view.offers("Erase now")
    assert len(worker.conversations.lines()) == 1


def test_a_hold_is_lifted_with_a_reason_and_erasing_goes_on(  # noqa: PLR0917 - fixtures
    page, view, opened, worker, live, clock
):
    hold(view, opened)
    worker.taking_back.ask_in_person(live.case.id)
    clock.forward(days=4)
    view.press("Let it be erased again")
    opened.settle()
    without = view.reads("Write down why, and who asks for it.")
    view.fill("Why it need not be kept any more", "The hearing is over")
    view.press("Let it be erased again")
    opened.settle()

    assert without
    assert not view.reads(WHY)
    assert view.offers("Erase now")
    assert page.court.held.isHidden()


def test_nothing_is_ticked_beforehand_and_the_file_holds_what_is(  # noqa: PLR0917 - fixtures
    page, view, opened, worker, live, surroundings, tmp_path
):
    surroundings.files.path = tmp_path / "copy.pdf"
    view.press("For a court or a lawyer")
    opened.settle()
    before = [code for code, button in page.court.parts.items() if button.isChecked()]
    view.fill("Who ordered the copy, and the number of the order", WHY)
    view.fill("The law or rule, and who decided here that it is followed", "Article 12")
    view.press("Does the person know of this copy?: Yes")
    view.press("What is given: What is needed, and how soon (1)")
    view.press("Make the copy…")
    opened.settle()

    said = " ".join(pages((tmp_path / "copy.pdf").read_bytes()))
    assert before == []
    assert "24 hours" in said or "Today" in said
    assert "Marker-NAM" not in said
    assert view.reads(f"a copy for {WHY}, 1 thing held back.")
    assert [copy.given for copy in worker.court_copies.made(live.case.id)] == [("need",)]


def test_there_is_no_copy_until_it_is_said_who_ordered_it(view, opened, worker, live):
    view.press("For a court or a lawyer")
    opened.settle()

    view.press("Make the copy…")

    assert view.reads("Write down who ordered it and why it is followed")
    assert worker.court_copies.made(live.case.id) == []


def test_another_persons_page_shows_nothing_of_it(page, view, opened, worker):
    hold(view, opened)
    other = worker.conversations.begin(opening())

    page.open(other.case.id)
    opened.settle()

    assert not view.reads(WHY)
    assert not view.reads("A copy by order of a court")
