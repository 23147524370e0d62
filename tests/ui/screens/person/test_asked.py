"""A desk asks, the worker answers within what was agreed, and the desk reads it."""

from __future__ import annotations

import pytest

from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.ui.person.page import PersonPage
from intake_app.ui.shell.inbox import InboxPage
from intake_app.ui.shell.today import TodayPage
from tests.pages.one_person import OnePersonPage
from tests.pages.screen import Screen
from tests.pages.today import TodayView
from tests.services.conftest import opening, share

QUESTION = "What do you need to know before you can answer?"
LEAVES = "Exactly this goes to House B, signed and sealed:"


@pytest.fixture
def sent(worker, desk, shelter, stick):
    """Give a referral with the name inside, which the desk has taken in and not opened."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Selam", language="en").saved.result()
    share(worker, live.case.id, shelter, "need", "name")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    return record


@pytest.fixture
def inbox(opened, desk, sent):
    return Screen(opened(InboxPage, desk))


@pytest.fixture
def asked(worker, desk, sent, stick):
    """Give a question of the desk that has come in at the worker's."""
    desk.asking.ask(sent.id, "Can she climb stairs?", "en")
    desk.inbox.send_answers(stick)
    worker.inbox.open_stick([stick])
    return worker.asking.about(sent.id)[0]


@pytest.fixture
def page(opened, worker, asked, surroundings, stick):
    surroundings.files.path = stick
    page = opened(PersonPage, worker)
    page.open(worker.asking.waiting()[0].case_id)
    opened.settle()
    return OnePersonPage(page)


def test_a_desk_asks_without_opening_anything(inbox, opened, desk):
    inbox.press("Ask")
    inbox.fill(QUESTION, "Can she climb stairs?")
    inbox.press("Ask this")
    opened.settle()

    inbox.wait_for("You asked, ")
    inbox.wait_for("Can she climb stairs?")
    inbox.wait_for("Made and signed. It is not on a stick yet.")
    assert inbox.offers("Accept")
    assert inbox.reads("1 answer is made and signed. It is not on a stick yet.")
    (arrived,) = desk.inbox.arrived()
    assert arrived.is_closed
    assert arrived.answered is None


def test_a_question_that_says_nothing_is_not_made(inbox, opened, desk):
    inbox.press("Ask")
    inbox.press("Ask this")
    opened.settle()

    inbox.wait_for("Write the question first.")
    assert desk.inbox.unsent() == 0


@pytest.mark.usefixtures("asked")
def test_today_says_that_an_office_asks_and_never_what(opened, worker):
    day = opened(TodayPage, worker)

    (row,) = [row for row in TodayView(day).waiting() if "asks" in row]
    assert "House B" in row
    assert "stairs" not in row


def test_today_leads_to_the_question(opened, worker, asked, qtbot):
    day = opened(TodayPage, worker)

    with qtbot.waitSignal(day.person_asked) as led:
        TodayView(day).press("Open")
    assert led.args == [worker.asking.waiting()[0].case_id]
    assert asked.is_open


def test_the_worker_sees_exactly_what_leaves_before_making_the_answer(page):
    before = page.reads(LEAVES)
    page.fill("Your answer", "Yes, with a stick.")

    page.wait_for(LEAVES)
    assert not before
    assert page.texts().count("Yes, with a stick.") == 1


def test_the_answer_goes_onto_a_stick_and_the_desk_reads_it(page, opened, desk, stick):
    page.fill("Your answer", "Yes, with a stick.")
    page.press("Make the answer")
    opened.settle()
    page.press("Put the answer on a stick…")
    opened.settle()
    page.wait_for("The answer is on the stick and was read back")
    desk.inbox.open_stick([stick])

    inbox = Screen(opened(InboxPage, desk))

    inbox.wait_for("Team A answered:")
    inbox.wait_for("Yes, with a stick.")


def test_an_answer_that_says_who_it_is_is_not_made_before_they_accept(page, opened, worker):
    page.fill("Your answer", "Selam can.")
    page.press("Make the answer")
    opened.settle()

    page.wait_for("That opens for House B only when they accept.")
    assert not page.offers("Change what is shared")
    assert worker.inbox.unsent() == 0


def test_what_was_not_agreed_leads_to_the_referral(  # noqa: PLR0917 - an office more
    page, opened, worker, asked, shelter, qtbot
):
    share(worker, page.root.case_id(), shelter, "need")

    page.fill("Your answer", "Yes.")
    page.press("Make the answer")
    opened.settle()

    page.wait_for("What the person agreed to for this office is over. Ask them first.")
    with qtbot.waitSignal(page.root.referral_asked):
        page.press("Change what is shared")
    assert asked.answers == ()


def test_half_an_answer_stays_when_the_page_is_read_anew(page, opened):
    page.fill("Your answer", "Yes, wi")

    page.root.refresh()
    opened.settle()

    assert page.field_text("Your answer") == "Yes, wi"


def test_nothing_can_be_said_of_what_was_taken_back(page, opened, worker):
    worker.taking_back.stop_sharing(page.root.case_id())

    page.root.refresh()
    opened.settle()

    page.wait_for("Nothing more can be said: the person took it back.")
    assert not page.offers("Make the answer")


def test_the_desk_answers_a_question_of_the_worker(worker, desk, sent, stick, opened):
    worker.asking.ask(sent.id, "When can you come?", "en")
    worker.inbox.send_answers(stick)
    desk.inbox.open_stick([stick])
    inbox = Screen(opened(InboxPage, desk))

    inbox.wait_for("When can you come?")
    assert not inbox.reads("They have not accepted yet")
    inbox.fill("Your answer", "At six.")
    inbox.press("Make the answer")
    opened.settle()
    desk.inbox.answer(sent.id, ReceiptStatus.ACCEPTED)
    desk.inbox.send_answers(stick)
    worker.inbox.open_stick([stick])

    (asked,) = worker.asking.about(sent.id)
    assert [answer.text for answer in asked.answers] == ["At six."]
