"""What an office answers by phone, at the desk and on the person's page."""

from __future__ import annotations

import re

import pytest

from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.ui.person.page import PersonPage
from intake_app.ui.shell.inbox import InboxPage
from intake_app.ui.shell.people import PeoplePage
from tests.pages.inbox import InboxView
from tests.pages.one_person import OnePersonPage
from tests.pages.people import PeopleView
from tests.services.conftest import opening, share

FIELD = "The eight digits, as they read them out"
TOLD = "accepted, by phone. The signed answer is still to come."


@pytest.fixture
def sent(worker, desk, shelter, stick):
    """Give a referral that the desk has taken in."""
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    return record


@pytest.fixture
def page(opened, worker, sent):
    page = opened(PersonPage, worker)
    page.open(sent.case_id)
    opened.settle()
    return page


@pytest.fixture
def view(page):
    return OnePersonPage(page)


def tell(view, opened, digits):
    if view.offers("They told me eight digits") and not view.offers("Note what they say"):
        view.press("They told me eight digits")
    view.fill(FIELD, digits)
    view.press("Note what they say")
    opened.settle()


def test_the_desk_reads_out_its_answer_in_two_groups_and_the_worker_notes_it(  # noqa: PLR0917
    view, page, opened, desk, stick, surroundings
):
    surroundings.files.path = stick
    inbox = InboxView(opened(InboxPage, desk), opened.settle)
    before = inbox.digits()
    inbox.accept()
    (groups,) = re.findall(r"\d{4}\s\d{4}", inbox.digits())

    tell(view, opened, groups)

    assert before == ""
    assert view.reads("The digits say: they accept.")
    assert page.by_phone.lines()[0].endswith(TOLD)


@pytest.mark.parametrize("zero", ["\u0660", "\u06f0", "\u0966"])
def test_the_digits_are_typed_in_any_script(page, view, opened, desk, sent, zero):  # noqa: PLR0917
    desk.inbox.answer(sent.id, ReceiptStatus.DECLINED)
    digits = desk.phone_answers.to_read_out(sent.id)

    tell(view, opened, "".join(chr(ord(zero) + int(digit)) for digit in digits))

    assert view.reads("The digits say: they cannot help.")
    assert "cannot, by phone. Take the next choice." in page.by_phone.lines()[0]


def test_digits_that_fit_nothing_are_said_to_and_change_nothing(page, view, opened):
    before = page.by_phone.lines()

    tell(view, opened, "1234 5678")

    assert "fit no referral of this person" in page.by_phone.problem.said()
    assert page.by_phone.lines() == before


def test_what_was_told_by_phone_is_marked_until_the_signed_answer_comes(  # noqa: PLR0917
    page, view, opened, worker, desk, sent, stick
):
    desk.inbox.answer(sent.id, ReceiptStatus.ACCEPTED, "Ring twice")
    tell(view, opened, desk.phone_answers.to_read_out(sent.id))
    by_phone = PeopleView(opened(PeoplePage, worker)).rows()

    desk.inbox.send_answers(stick)
    worker.inbox.open_stick([stick])
    page.refresh()
    opened.settle()

    assert TOLD in by_phone[0]
    assert "accepted: " in page.by_phone.lines()[0]
    assert "phone" not in page.by_phone.lines()[0]


def test_without_a_referral_that_left_nothing_is_asked_for(opened, worker, page, view):
    other = worker.conversations.begin(opening())

    page.open(other.case.id)
    opened.settle()

    assert not view.offers("They told me eight digits")
