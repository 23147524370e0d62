"""Who has answered that something was taken back, when, and what they say they did."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake_app.domain.errors import PacketError
from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import Outcome
from tests.services.conftest import share


@pytest.fixture
def sent(worker, desk, shelter, case_id, stick):
    """Give a referral that the desk has."""
    share(worker, case_id, shelter, "need")
    record = worker.referrals.make(case_id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    return record


def carry(sender, receiver, stick):
    sender.inbox.send_answers(stick)
    report = receiver.inbox.open_stick([stick])
    assert report.refused == ()


def answer_of(worker, case_id):
    (holder,) = worker.taking_back.now(case_id).holders
    return holder.answer


@pytest.mark.usefixtures("sent")
def test_nobody_has_answered_before_the_answer_is_in(worker, desk, case_id, stick):
    before = answer_of(worker, case_id)
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk, stick)

    assert before is None
    assert answer_of(worker, case_id) is None


def test_what_was_erased_is_told_with_the_moment_it_came_in(  # noqa: PLR0917 - two offices
    worker, desk, case_id, sent, stick, clock
):
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk, stick)
    desk.recalling.answer_all(sent.id, Outcome.ERASED)
    clock.forward(days=2)
    carry(desk, worker, stick)

    answer = answer_of(worker, case_id)
    assert (answer.outcome, answer.law, answer.at) == (Outcome.ERASED, "", clock.now())
    found = worker.my_information.read(case_id).holders
    assert [holder.answer for holder in found] == [answer]


def test_a_desk_that_keeps_names_the_law(worker, desk, case_id, sent, stick):
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk, stick)
    with pytest.raises(PacketError):
        desk.recalling.answer_all(sent.id, Outcome.KEPT)
    desk.recalling.answer_all(sent.id, Outcome.KEPT, law="Health records act")
    carry(desk, worker, stick)

    answer = answer_of(worker, case_id)
    assert (answer.outcome, answer.law) == (Outcome.KEPT, "Health records act")
    assert desk._place.do(lambda unit: unit.packets.get(sent.id)).envelope


def test_of_what_is_kept_elsewhere_nothing_stays_in_the_program(worker, desk, case_id, sent, stick):
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk, stick)
    desk.recalling.answer_all(sent.id, Outcome.PARTLY, law="Accounts act: the invoice")

    assert desk.inbox.arrived() == []
    assert desk._place.do(lambda unit: unit.packets.get(sent.id)).envelope == b""


def test_what_was_asked_about_it_is_erased_with_it(worker, desk, case_id, sent, stick):
    desk.asking.ask(sent.id, "Marker-Question", language="en")
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk, stick)
    desk.recalling.answer_all(sent.id, Outcome.ERASED)

    about = desk._place.do(lambda unit: unit.packets.find(in_reply_to=sent.id))
    assert not [record for record in about if b"Marker-Question" in record.envelope]


def test_one_press_answers_every_notice_on_it(worker, desk, case_id, sent, stick):
    worker.taking_back.stop_sharing(case_id)
    worker.taking_back.ask_in_person(case_id)
    carry(worker, desk, stick)
    waiting = [told for told in desk.recalling.notices() if told.answered is None]
    desk.recalling.answer_all(sent.id, Outcome.ERASED)

    assert len(waiting) == 2
    assert all(told.answered is not None for told in desk.recalling.notices())


def test_what_is_erased_stays_erased_while_a_later_notice_is_not_answered(
    worker, desk, case_id, sent, stick
):
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk, stick)
    desk.recalling.answer_all(sent.id, Outcome.ERASED)
    carry(desk, worker, stick)
    worker.taking_back.ask_in_person(case_id)

    assert answer_of(worker, case_id).outcome is Outcome.ERASED


def test_of_two_files_none_is_answered_before_both_are(  # noqa: PLR0917 - two offices
    worker, desk, shelter, case_id, sent, stick
):
    share(worker, case_id, shelter, "need", "name")
    second = worker.referrals.make(case_id, shelter)
    worker.referrals.send(second.id, stick)
    desk.inbox.open_stick([stick])
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk, stick)
    desk.recalling.answer_all(sent.id, Outcome.ERASED)
    carry(desk, worker, stick)
    one = answer_of(worker, case_id)
    desk.recalling.answer_all(second.id, Outcome.KEPT, law="Health records act")
    carry(desk, worker, stick)

    assert one is None
    assert answer_of(worker, case_id).outcome is Outcome.KEPT


def test_what_waits_for_our_answer_says_by_when_and_goes_with_it(  # noqa: PLR0917 - two offices
    worker, desk, case_id, sent, stick, clock
):
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk, stick)
    came = clock.now()
    worker.taking_back.ask_in_person(case_id)
    clock.forward(days=3)
    carry(worker, desk, stick)

    (awaited,) = desk.recalling.awaited()
    desk.recalling.answer_all(sent.id, Outcome.ERASED)

    assert (awaited.about, awaited.office) == (sent.id, "Team A")
    assert awaited.due == came + timedelta(days=28)  # of two notices the earlier one's
    assert desk.recalling.awaited() == []


def test_an_answer_is_recorded_without_a_name_when_the_person_is_erased_meanwhile(  # noqa: PLR0917 - two offices
    worker, desk, case_id, sent, stick, clock
):
    worker.taking_back.ask_in_person(case_id)
    clock.forward(hours=72)
    worker.taking_back.carry_out(case_id)
    carry(worker, desk, stick)
    desk.recalling.answer_all(sent.id, Outcome.KEPT, law="Health records act")
    carry(desk, worker, stick)

    (answer,) = worker._place.do(lambda unit: unit.packets.find(kind=PacketKind.ERASURE_ANSWER))
    notice = worker._place.do(lambda unit: unit.packets.get(answer.in_reply_to))
    of_them = worker._place.do(lambda unit: unit.packets.find(case_id=case_id))
    told = {n: o.law for n, o in worker.recalling.outcomes(sent.id).items()}

    assert (notice.kind, notice.case_id) == (PacketKind.ERASURE_REQUEST, None)
    assert worker._place.do(lambda unit: unit.cases.get(case_id)).code == ""
    assert {(record.envelope, record.sealed, record.inside) for record in of_them} == {
        (b"", b"", b"")
    }
    assert told == {notice.id: "Health records act"}
