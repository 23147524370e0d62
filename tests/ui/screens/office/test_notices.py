"""The desk's inbox when something was taken back: it stands first, one press answers it."""

from __future__ import annotations

import pytest

from intake_app.domain.packet_bodies import Outcome
from intake_app.ui.shell.inbox import InboxPage
from tests.pages.screen import Screen
from tests.services.conftest import opening, share

ERASE = "Erase it here, and answer: erased"


def referred(worker, shelter, stick):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R16"), "24h").saved.result()
    share(worker, live.case.id, shelter, "need")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    return live.case.id, record


@pytest.fixture
def taken_back(worker, desk, shelter, stick):
    """Give a referral that was taken back, beside another that is newer and urgent."""
    case_id, record = referred(worker, shelter, stick)
    referred(worker, shelter, stick)
    desk.inbox.open_stick([stick])
    worker.taking_back.stop_sharing(case_id)
    worker.inbox.send_answers(stick)
    desk.inbox.open_stick([stick])
    return record


@pytest.fixture
def page(opened, desk, taken_back, surroundings, stick):
    surroundings.files.path = stick
    return opened(InboxPage, desk)


def rows(page):
    return [row.accessibleName() for row in page.rows.rows()]


def test_a_notice_stands_first_and_says_what_to_do(page):
    view = Screen(page)

    assert rows(page)[0].startswith("Taken back by the person")
    assert "waits for your answer" in rows(page)[0]
    assert view.reads("The person has taken this back.")
    assert view.reads("Delete every copy you made")
    assert not view.offers("Accept")


def test_one_press_erases_and_what_is_left_is_the_way_onto_the_stick(page, opened, desk):
    view = Screen(page)
    view.press(ERASE)
    opened.settle()

    assert len(rows(page)) == 1
    assert desk.inbox.unsent() == 1
    assert view.reads("1 answer is made and signed.")


def test_the_answer_can_leave_also_when_nothing_else_is_here(  # noqa: PLR0917 - a desk
    opened, worker, desk, shelter, stick, surroundings
):
    case_id, _ = referred(worker, shelter, stick)
    desk.inbox.open_stick([stick])
    worker.taking_back.stop_sharing(case_id)
    worker.inbox.send_answers(stick)
    surroundings.files.path = stick
    page = opened(InboxPage, desk)
    view = Screen(page)
    page.open.click()
    opened.settle()

    view.press(ERASE)
    opened.settle()
    empty = view.reads("1 answer is made and signed.")
    view.press(f"Write to {stick.name}")
    opened.settle()

    assert empty
    assert desk.inbox.unsent() == 0
    assert view.reads("1 answer is written and read back.")


def test_without_a_law_nothing_can_be_kept(page, opened, desk):
    view = Screen(page)
    view.press("We must keep it")
    view.press("Answer that it is kept")
    opened.settle()

    assert view.reads("Name the law: without one, it has to be erased.")
    assert all(told.answered is None for told in desk.recalling.notices())


def test_what_is_kept_by_law_is_said_with_the_law(page, opened, desk):
    view = Screen(page)
    view.press("We must keep it")
    view.fill("The law that has it kept, and for how long", "Health records act")
    view.press("Answer that it is kept")
    opened.settle()

    (told,) = desk.recalling.notices()
    assert (told.answered.outcome, told.answered.law) == (Outcome.KEPT, "Health records act")
    page.rows.rows()[-1].click()
    opened.settle()
    assert view.reads("You answered: it is kept by law.")


def test_a_notice_about_what_is_not_here_is_answered_too(  # noqa: PLR0917 - two sticks
    opened, worker, desk, shelter, stick, tmp_path
):
    case_id, _ = referred(worker, shelter, stick)
    worker.taking_back.stop_sharing(case_id)
    other = tmp_path / "other"
    other.mkdir()
    worker.inbox.send_answers(other)
    desk.inbox.open_stick([other])
    page = opened(InboxPage, desk)
    view = Screen(page)
    said = view.reads("It is about something that is not here, or is erased already.")

    view.press("Answer: nothing is here")
    opened.settle()

    assert said
    assert rows(page) == []
    assert desk.inbox.unsent() == 1


def test_what_was_sent_by_mistake_is_not_said_to_be_taken_back(
    opened, worker, desk, shelter, stick
):
    _, record = referred(worker, shelter, stick)
    desk.inbox.open_stick([stick])
    worker.recalling.recall(record.id)
    worker.inbox.send_answers(stick)
    desk.inbox.open_stick([stick])
    page = opened(InboxPage, desk)

    assert rows(page)[0].startswith("This was sent to you by mistake.")
    assert Screen(page).offers(ERASE)
