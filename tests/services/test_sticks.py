"""What goes from a stick and what stays, and when it may be ejected."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from intake_app.domain.errors import PlaceGoneError
from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.domain.ports import Cancelled, Silent
from intake_app.domain.referral import AttachmentRole
from tests.services.conftest import opening, share


@pytest.fixture
def sent(worker, shelter, stick):
    """Give a referral with a photo in parts, all on the stick."""
    attached = worker.attachments.seal(
        shelter.card,
        io.BytesIO(bytes(3 << 20)),
        media_type="image/jpeg",
        role=AttachmentRole.PHOTO,
    )
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need", "people")
    body = worker.referrals._disclose(worker._place.read_case(live.case.id), shelter.card)
    record = worker.inbox._outbox.seal(
        PacketKind.REFERRAL,
        replace(body, attachments=(attached,)),
        shelter.card,
        case_id=live.case.id,
    )
    worker.referrals.send(record.id, stick)
    worker.attachments.put(record.id, stick)
    return record


@pytest.fixture
def answered(worker, desk, stick, sent):
    """Give the referral, with the desk's answer back at the worker."""
    desk.inbox.open_stick([stick])
    desk.inbox.answer(sent.id, ReceiptStatus.ACCEPTED)
    desk.inbox.send_answers(stick)
    worker.inbox.open_stick([stick])
    return sent


def on_stick(stick):
    return sorted(path.name for path in stick.rglob("*") if path.is_file())


def test_nothing_goes_before_thirty_days_have_passed_since_the_answer(
    worker, clock, stick, answered
):
    clock.forward(days=29)

    assert worker.sticks.old_files(stick) == []

    clock.forward(days=1)
    (old,) = worker.sticks.old_files(stick)
    assert old.packet_id == answered.id
    assert old.office == "House B"
    assert len(old.files) == 4
    assert old.files[-1].endswith(answered.sealed_name)


def test_what_has_no_answer_stays_for_ever(worker, clock, stick, sent):
    clock.forward(days=4_000)

    assert worker.sticks.old_files(stick) == []
    assert worker.sticks.take_off(stick, [sent.id]) == 0
    assert sent.sealed_name in on_stick(stick)


def test_taking_off_deletes_what_was_listed_and_nothing_else(worker, desk, clock, stick, answered):
    clock.forward(days=31)
    (stick / "letter.txt").write_bytes(b"of someone")
    before = set(on_stick(stick))
    (old,) = worker.sticks.old_files(stick)
    assert set(on_stick(stick)) == before  # looking changes nothing

    assert worker.sticks.take_off(stick, [old.packet_id]) == 1

    gone = {file.partition("/")[2] for file in old.files}
    assert set(on_stick(stick)) == before - gone
    assert worker.sticks.old_files(stick) == []
    assert worker._place.do(
        lambda unit: unit.packets.get(answered.id)
    ).sealed  # it can be made anew


def test_what_nobody_chose_stays(worker, clock, stick, answered):
    clock.forward(days=31)

    assert worker.sticks.take_off(stick, []) == 0

    assert len(worker.sticks.old_files(stick)) == 1


def test_no_office_takes_off_the_files_of_another(desk, clock, stick, answered):
    clock.forward(days=31)

    assert desk.sticks.old_files(stick) == []  # its own answer has no answer; the rest is not its


class PulledOut(Silent):
    """Somebody who stops before the first file."""

    def check_cancelled(self):
        raise Cancelled


def test_stopped_in_between_the_rest_shows_the_next_time(worker, clock, stick, answered):
    clock.forward(days=31)
    (old,) = worker.sticks.old_files(stick)
    (stick / old.files[0]).unlink()  # pulled out after the first part was gone

    with pytest.raises(Cancelled):
        worker.sticks.take_off(stick, [old.packet_id], PulledOut())

    (again,) = worker.sticks.old_files(stick)
    assert again.files == old.files[1:]
    assert worker.sticks.take_off(stick, [again.packet_id]) == 1


def test_a_stick_that_is_gone_is_never_said_to_be_ready(worker, stick, sent):
    worker.sticks.make_ready(stick)

    with pytest.raises(PlaceGoneError):
        worker.sticks.make_ready(stick / "gone")


def test_the_report_of_a_stick_holds_nothing_of_what_came_in(desk, stick, sent):
    report = desk.inbox.open_stick([stick])

    assert [(taken.id, taken.envelope, taken.inner) for taken in report.taken] == [
        (sent.id, b"", b"")
    ]
    (arrived,) = desk.inbox.arrived()
    assert arrived.record.envelope
    assert arrived.record.inner


class StopAfter(Silent):
    """Somebody who stops after so many files."""

    def __init__(self, files):
        self._left = files

    def check_cancelled(self):
        if self._left == 0:
            raise Cancelled
        self._left -= 1


def test_who_stops_while_answers_are_written_goes_on_there_the_next_time(worker, desk, stick, sent):
    desk.inbox.open_stick([stick])
    for status in (ReceiptStatus.ACCEPTED, ReceiptStatus.ARRIVED):
        desk.inbox.answer(sent.id, status)
    before = set(on_stick(stick))

    with pytest.raises(Cancelled):
        desk.inbox.send_answers(stick, StopAfter(1))
    assert len(set(on_stick(stick)) - before) == 1

    assert desk.inbox.send_answers(stick) == 1
    assert len(set(on_stick(stick)) - before) == 2
    assert worker.inbox.open_stick([stick]).refused == ()
