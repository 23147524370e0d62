"""A desk refers on what it accepted: asks what has to be asked, and shows what leaves."""

from __future__ import annotations

import pytest

from intake_app.domain.packet import Status
from intake_app.domain.packet_bodies import Outcome, ReceiptStatus
from intake_app.services.contacts import OwnOffice
from intake_app.ui.shell.inbox import InboxPage
from intake_app.ui.shell.today import TodayPage
from tests.pages.screen import Screen
from tests.pages.today import TodayView
from tests.services.conftest import opening, share
from tests.vault.cheap import PASSPHRASE

ASKED = "Is House C police, immigration or a border authority?"


@pytest.fixture
def house(program, tmp_path, desk):
    """Give a third office, which the desk knows."""
    profile = program.profiles.create(tmp_path / "house", PASSPHRASE, language="en")
    profile.contacts.make_own(OwnOffice(name="House C", languages=("en",)))
    profile.contacts.add(desk.contacts.own_file())
    desk.contacts.add(profile.contacts.own_file())
    yield profile
    profile.close()


@pytest.fixture
def accepted(worker, desk, shelter, stick):
    """Give a way to have somebody referred to the desk, which accepts."""

    def refer(**terms):
        live = worker.conversations.begin(opening())
        name = live.node_meaning("name-to-call")
        live.answer(name, "Selam", language="en").saved.result()
        share(worker, live.case.id, shelter, "need", "people", "name", **terms)
        record = worker.referrals.make(live.case.id, shelter)
        worker.referrals.send(record.id, stick)
        desk.inbox.open_stick([stick])
        desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
        return record

    return refer


@pytest.fixture
def inbox(opened, desk, house, surroundings, stick):
    """Give a way to open the desk's inbox."""
    surroundings.files.path = stick
    assert house.contacts.own() is not None
    return lambda: Screen(opened(InboxPage, desk))


@pytest.fixture
def carry(stick):
    """Give a way to bring what waits from one office to another on the stick."""

    def bring(sender, receiver):
        sender.inbox.send_answers(stick)
        receiver.inbox.open_stick([stick])

    return bring


def test_where_it_was_not_agreed_there_is_no_way(accepted, inbox):
    accepted()

    screen = inbox()

    screen.wait_for("You may not pass it on.")
    assert not screen.offers("Refer on")


def test_it_is_asked_first_whether_an_office_is_police(accepted, inbox, opened, desk):
    accepted(onward=True)
    screen = inbox()

    screen.press("Refer on")
    screen.press("House C")
    screen.wait_for(ASKED)
    before = screen.offers("Make the file")
    screen.press("No")
    opened.settle()

    assert not before
    assert screen.offers("Make the file")
    (receiver,) = desk.passing_on.offer(desk.inbox.arrived()[0].record.id).receivers
    assert desk.authorities.is_one(receiver.card.fingerprint) is False


def test_to_police_there_is_no_way(accepted, inbox, opened):
    accepted(onward=True)
    screen = inbox()

    screen.press("Refer on")
    screen.press("House C")
    screen.press("Yes")
    opened.settle()

    assert not screen.offers("Refer on")
    assert not screen.offers("House C")


def test_what_leaves_is_shown_and_is_what_the_other_office_reads(
    accepted, inbox, opened, house, stick
):
    accepted(onward=True, no_authorities=False)
    screen = inbox()
    screen.press("Refer on")
    opened.settle()
    before = screen.texts().count("Selam")
    screen.press("Name to call")
    opened.settle()
    chosen = screen.texts().count("Selam")
    screen.press("House C")
    screen.press("Make the file")
    opened.settle()
    screen.wait_for("Referred on: The file for House C is made, and not sent yet.")
    screen.press("Write it to a stick…")
    opened.settle()
    screen.wait_for("It is on the stick and was read back")

    (record,) = house.inbox.open_stick([stick]).taken
    house.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
    theirs = Screen(opened(InboxPage, house))
    theirs.wait_for("They passed it on. They say that it comes from Team A.")
    assert chosen == before + 1
    assert theirs.reads("Selam")
    assert theirs.reads("You may not pass it on.")
    assert not theirs.offers("Refer on")


def test_what_was_taken_back_is_told_with_where_it_went(accepted, inbox, worker, desk, stick):
    record = accepted(onward=True, no_authorities=False)
    (third,) = desk.passing_on.offer(record.id).receivers
    desk.passing_on.make(record.id, third, ())
    desk.inbox.send_answers(stick)
    worker.taking_back.stop_sharing(record.case_id)
    worker.inbox.send_answers(stick)
    desk.inbox.open_stick([stick])

    screen = inbox()

    screen.wait_for("Taken back from House C, too. The notice is not on a stick yet.")
    (went,) = desk.passing_on.offer(record.id).passed
    assert went.notice is Status.MADE


def test_today_says_until_it_is_answered_that_what_went_on_is_taken_back(  # noqa: PLR0917 - three offices
    accepted, opened, house, worker, desk, carry
):
    record = accepted(onward=True, no_authorities=False)
    (third,) = desk.passing_on.offer(record.id).receivers
    desk.passing_on.make(record.id, third, ())
    carry(desk, house)
    worker.taking_back.stop_sharing(record.case_id)
    carry(worker, desk)
    made = TodayView(opened(TodayPage, desk)).waiting()
    carry(desk, house)
    sent = TodayView(opened(TodayPage, desk)).waiting()
    (notice,) = house.recalling.notices()
    house.recalling.answer(notice.record.id, Outcome.ERASED)
    carry(house, desk)

    answered = TodayView(opened(TodayPage, desk)).waiting()

    assert [row for row in made if "The notice is not on a stick yet: call them." in row]
    assert [row for row in sent if "has not said yet" in row]
    assert [row for row in answered if "They say that all of it is erased." in row]
