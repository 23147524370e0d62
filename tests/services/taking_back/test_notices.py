"""Notices that what left was taken back: they travel by stick and say nothing else."""

from __future__ import annotations

import pytest

from intake_app.domain.errors import PacketError
from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import Notice, ReceiptStatus
from tests.services.conftest import share


@pytest.fixture
def taken_back(worker, desk, shelter, case_id, stick):
    """Give a referral that the desk has, and that the person took back since."""
    share(worker, case_id, shelter, "need")
    record = worker.referrals.make(case_id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    worker.taking_back.stop_sharing(case_id)
    return record


def arrived(profile):
    (found,) = profile.inbox.arrived()
    return found


def test_a_notice_travels_with_the_next_stick(worker, desk, taken_back, tmp_path):
    other = tmp_path / "next stick"
    other.mkdir()

    written = worker.inbox.send_answers(other)
    report = desk.inbox.open_stick([other])

    assert written == 1
    assert report.refused == ()
    assert arrived(desk).is_taken_back
    with pytest.raises(PacketError):
        desk.inbox.answer(taken_back.id, ReceiptStatus.ACCEPTED)


@pytest.mark.usefixtures("taken_back")
def test_nothing_is_taken_back_before_the_notice_is_in(desk):
    assert not arrived(desk).is_taken_back


def test_a_notice_may_come_before_what_it_is_about(  # noqa: PLR0917 - two sticks
    worker, desk, shelter, case_id, stick, tmp_path
):
    share(worker, case_id, shelter, "need")
    worker.referrals.send(worker.referrals.make(case_id, shelter).id, stick)
    worker.taking_back.stop_sharing(case_id)
    other = tmp_path / "next stick"
    other.mkdir()
    worker.inbox.send_answers(other)

    first = desk.inbox.open_stick([other])
    desk.inbox.open_stick([stick])

    assert first.refused == ()
    assert arrived(desk).is_taken_back


@pytest.mark.usefixtures("taken_back")
def test_a_notice_that_has_not_left_stays_here_when_it_is_undone(worker, case_id):
    assert worker.inbox.unsent() == 1

    worker.taking_back.share_again(case_id)

    assert worker.inbox.unsent() == 0


@pytest.mark.usefixtures("taken_back")
def test_stopping_again_makes_no_second_notice(worker, case_id):
    worker.taking_back.share_again(case_id)
    worker.taking_back.stop_sharing(case_id)
    worker.taking_back.stop_sharing(case_id)

    assert worker.inbox.unsent() == 1


@pytest.mark.usefixtures("taken_back")
def test_a_notice_still_leaves_when_the_person_is_erased_here(
    worker, desk, case_id, clock, tmp_path
):
    worker.taking_back.ask_in_person(case_id)
    clock.forward(hours=72)
    worker.taking_back.carry_out(case_id)
    other = tmp_path / "next stick"
    other.mkdir()

    worker.inbox.send_answers(other)
    desk.inbox.open_stick([other])

    assert arrived(desk).is_taken_back


def test_another_office_cannot_take_back_what_it_did_not_send(
    worker, desk, clinic, taken_back, tmp_path
):
    """A forged notice: signed by an office whose card the desk holds, about the worker's file."""
    other, _ = clinic
    desk.contacts.add(other.contacts.own_file())
    to_desk = other.contacts.add(desk.contacts.own_file())
    forged = Notice(of=taken_back.id, manifest_hash=taken_back.manifest_hash)
    record = other.inbox._outbox.seal(
        PacketKind.WITHDRAWAL, forged, to_desk.card, in_reply_to=taken_back.id
    )
    file = tmp_path / record.sealed_name
    file.write_bytes(record.sealed)

    report = desk.inbox.open_stick([file])

    ((_, error),) = report.refused
    assert isinstance(error, PacketError)
    assert not arrived(desk).is_taken_back
