"""Two offices say everything to each other that packets can say, over a stick alone."""

from __future__ import annotations

from datetime import date

import pytest

from intake_app.domain.errors import PacketError
from intake_app.domain.packet import PacketKind, Status
from intake_app.domain.packet_bodies import Outcome, Reason, ReceiptStatus
from intake_app.domain.packet_course import Standing
from tests.services.conftest import opening, share


@pytest.fixture
def case_id(worker):
    """Give a person who talked."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Marker-7Q", language="en").saved.result()
    return live.case.id


@pytest.fixture
def sent(worker, desk, shelter, case_id, stick):
    """Give a referral that the desk has taken in."""
    share(worker, case_id, shelter, "need", "name")
    record = worker.referrals.make(case_id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    return record


def carry(sender, receiver, stick):
    """Write what waits to a stick and take it in at the other side."""
    sender.inbox.send_answers(stick)
    report = receiver.inbox.open_stick([stick])
    assert report.refused == ()
    return report


def status(worker):
    return worker.referrals.sent()[0].record.status


def arrived(desk):
    (found,) = desk.inbox.arrived()
    return found


@pytest.mark.usefixtures("sent")
def test_a_file_that_lies_there_is_told_without_anybody_answering(worker, desk, stick):
    assert desk.inbox.send_answers(stick) == 0
    worker.inbox.open_stick([stick])

    assert status(worker) is Status.DELIVERED
    assert worker.inbox.answers() == {}
    assert arrived(desk).answered is None


@pytest.mark.usefixtures("sent")
def test_that_a_file_lies_there_is_told_once(desk, stick):
    desk.inbox.send_answers(stick)
    before = sorted(stick.rglob("*.age"))

    desk.inbox.send_answers(stick)

    assert sorted(stick.rglob("*.age")) == before


def test_a_desk_can_help_from_a_day(worker, desk, sent, stick):
    desk.inbox.answer(sent.id, ReceiptStatus.LATER, start=date(2026, 3, 9))
    carry(desk, worker, stick)

    assert status(worker) is Status.LATER
    assert worker.inbox.answers()[sent.id].receipt.start == date(2026, 3, 9)
    assert arrived(desk).is_closed


def test_a_desk_says_why_it_cannot(worker, desk, sent, stick):
    desk.inbox.answer(sent.id, ReceiptStatus.DECLINED, reason=Reason.FULL)
    carry(desk, worker, stick)

    assert worker.inbox.answers()[sent.id].receipt.reason is Reason.FULL


def test_a_day_without_a_promise_is_not_made(desk, sent):
    with pytest.raises(PacketError):
        desk.inbox.answer(sent.id, ReceiptStatus.ACCEPTED, start=date(2026, 3, 9))

    assert desk.inbox.unsent() == 0


def test_nobody_arrives_whom_nobody_accepted(desk, sent):
    with pytest.raises(PacketError):
        desk.inbox.answer(sent.id, ReceiptStatus.ARRIVED)


def test_the_person_arrives_and_the_desk_closes(worker, desk, sent, stick):
    desk.inbox.answer(sent.id, ReceiptStatus.ACCEPTED)
    desk.inbox.answer(sent.id, ReceiptStatus.ARRIVED)
    carry(desk, worker, stick)
    there = status(worker)
    desk.inbox.answer(sent.id, ReceiptStatus.CLOSED)
    carry(desk, worker, stick)

    assert there is Status.THERE
    assert status(worker) is Status.CLOSED


def test_a_question_of_the_desk_is_answered_by_the_worker(worker, desk, sent, stick):
    desk.asking.ask(sent.id, "How many beds?", "en")
    carry(desk, worker, stick)
    (asked,) = worker.asking.about(sent.id)
    worker.asking.reply(asked.id, "Two.", "en")
    carry(worker, desk, stick)

    (told,) = desk.asking.about(sent.id)
    assert (asked.text, asked.is_ours, told.is_ours) == ("How many beds?", False, True)
    assert [(said.text, said.language) for said in told.answers] == [("Two.", "en")]
    assert arrived(desk).course.unanswered == ()


def test_a_worker_asks_too(worker, desk, sent, stick):
    worker.asking.ask(sent.id, "When can you come?", "en")
    carry(worker, desk, stick)

    (asked,) = desk.asking.about(sent.id)
    assert asked.text == "When can you come?"
    with pytest.raises(PacketError):
        desk.asking.reply(sent.id, "At six.", "en")


@pytest.fixture
def updated(worker, shelter, case_id, sent, stick):
    """Give an update of it that lies on the stick."""
    record = worker.referrals.make(case_id, shelter, in_place=True)
    worker.referrals.send(record.id, stick)
    return record


def test_an_update_stands_in_place_of_what_the_desk_has(desk, sent, updated, stick):
    desk.inbox.answer(sent.id, ReceiptStatus.ACCEPTED)
    desk.inbox.open_stick([stick])

    found = arrived(desk)

    assert (found.record.id, found.record.kind) == (updated.id, PacketKind.UPDATE)
    assert found.referral.supersedes == sent.id
    assert found.is_closed


def test_an_update_that_is_taken_back_is_told_to_the_desk(worker, desk, case_id, updated, stick):
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk, stick)

    assert {told.about.id for told in desk.recalling.notices()} >= {updated.id}
    assert arrived(desk).is_taken_back


def test_what_left_by_mistake_is_called_back_and_erased(worker, desk, sent, stick):
    notice = worker.recalling.recall(sent.id)
    carry(worker, desk, stick)
    standing = arrived(desk).course.standing
    (told,) = desk.recalling.notices()
    desk.recalling.answer(told.record.id, Outcome.ERASED)
    carry(desk, worker, stick)

    assert standing is Standing.TAKEN_BACK
    assert (told.record.kind, told.about.id) == (PacketKind.RECALL, sent.id)
    assert desk.inbox.arrived() == []
    assert worker.recalling.outcomes(sent.id)[notice.id].outcome is Outcome.ERASED
    kept = desk._place.do(lambda unit: unit.packets.get(sent.id))
    assert (kept.envelope, kept.inner, kept.inside) == (b"", b"", b"")


def test_what_was_erased_does_not_come_in_again(worker, desk, sent, stick):
    worker.recalling.recall(sent.id)
    carry(worker, desk, stick)
    (told,) = desk.recalling.notices()
    desk.recalling.answer(told.record.id, Outcome.ERASED)

    again = desk.inbox.open_stick([stick])

    assert again.taken == ()
    assert desk.inbox.arrived() == []


def test_what_a_law_keeps_is_told_with_the_law(worker, desk, sent, stick):
    notice = worker.recalling.recall(sent.id)
    carry(worker, desk, stick)
    (told,) = desk.recalling.notices()

    with pytest.raises(PacketError):
        desk.recalling.answer(told.record.id, Outcome.KEPT)
    desk.recalling.answer(told.record.id, Outcome.KEPT, law="Health records act")
    carry(desk, worker, stick)

    assert arrived(desk).is_taken_back
    assert worker.recalling.outcomes(sent.id)[notice.id].law == "Health records act"
    assert desk.recalling.notices()[0].answered.outcome is Outcome.KEPT


def test_a_wish_to_be_erased_goes_to_every_receiver(worker, desk, case_id, sent, stick):
    worker.taking_back.ask_in_person(case_id)
    carry(worker, desk, stick)

    (told,) = desk.recalling.notices()

    assert told.record.kind is PacketKind.ERASURE_REQUEST
    assert told.about.id == sent.id


def test_nothing_is_called_back_that_has_not_left(worker, shelter, case_id):
    share(worker, case_id, shelter, "need")
    record = worker.referrals.make(case_id, shelter)

    with pytest.raises(PacketError):
        worker.recalling.recall(record.id)


def test_in_whatever_order_the_files_come_the_desk_and_the_worker_agree(
    worker, desk, sent, stick, tmp_path
):
    sticks = [tmp_path / f"s{n}" for n in range(3)]
    for folder, said in zip(
        sticks, (ReceiptStatus.DECLINED, ReceiptStatus.ACCEPTED, ReceiptStatus.ARRIVED), strict=True
    ):
        folder.mkdir()
        desk.inbox.answer(sent.id, said)
        desk.inbox.send_answers(folder)

    for folder in (sticks[2], sticks[0], sticks[1], sticks[2], sticks[0]):
        worker.inbox.open_stick([folder])

    assert status(worker) is Status.THERE
    assert arrived(desk).course.standing is Standing.ARRIVED
