"""A question about a referral stays within what the person agreed to, and so does its answer."""

from __future__ import annotations

import pytest

from intake_app.domain.errors import ConsentMissingError, PacketError
from intake_app.domain.packet import Direction, PacketKind, Status
from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.services.asking import LONGEST
from tests.services.conftest import opening, share


@pytest.fixture
def case_id(worker):
    """Give a person who told their name, how to reach them, and what happened."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Selam Marker", language="en").saved.result()
    return live.case.id


@pytest.fixture
def sent(worker, desk, shelter, case_id, stick):
    """Give a referral with the name inside, which the desk has taken in and not opened."""
    share(worker, case_id, shelter, "need", "name")
    record = worker.referrals.make(case_id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    return record


@pytest.fixture
def carry(stick):
    """Give a way to bring what waits from one office to another on the stick."""

    def bring(sender, receiver):
        sender.inbox.send_answers(stick)
        assert receiver.inbox.open_stick([stick]).refused == ()

    bring.stick = stick
    return bring


@pytest.fixture
def asked(worker, desk, sent, carry):
    """Give a question of the desk as it came in at the worker's."""
    desk.asking.ask(sent.id, "Can she climb stairs?", "en")
    carry(desk, worker)
    (found,) = worker.asking.about(sent.id)
    return found


def test_asking_opens_nothing_and_tells_nobody_that_it_was_accepted(worker, desk, sent, asked):
    (arrived,) = desk.inbox.arrived()

    assert arrived.is_closed
    assert arrived.answered is None
    assert "Marker" not in repr(arrived.referral)
    assert worker.inbox.answers() == {}
    assert not asked.is_accepted


def test_who_is_asked_waits_until_the_answer_has_left(worker, desk, case_id, asked, carry):
    (before,) = worker.asking.waiting()
    worker.asking.reply(asked.id, "Yes, with a stick.", "en")
    (made,) = worker.asking.waiting()
    carry(worker, desk)

    assert (before.case_id, before.office, before.is_answered) == (case_id, "House B", False)
    assert made.is_answered
    assert worker.asking.waiting() == []


def test_the_person_reads_what_was_answered_once_it_has_left(worker, desk, case_id, asked, carry):
    worker.asking.reply(asked.id, "Yes, with a stick.", "en")
    before = worker.my_information.read(case_id).holders[0].told
    carry(worker, desk)

    assert before == ()
    assert worker.my_information.read(case_id).holders[0].told == ("Yes, with a stick.",)


def test_an_answer_does_not_say_the_name_before_the_desk_has_accepted(worker, desk, asked, carry):
    said = "Yes. SELAM can."

    found = worker.asking.beyond(asked.id, said)
    with pytest.raises(ConsentMissingError):
        worker.asking.reply(asked.id, said, "en")
    desk.inbox.answer(asked.about, ReceiptStatus.ACCEPTED)
    carry(desk, worker)
    worker.asking.reply(asked.id, said, "en")

    assert (found.not_agreed, found.not_yet) == ((), ("name",))
    assert worker.asking.about(asked.about)[0].answers[0].text == said


def test_an_answer_does_not_say_what_is_no_longer_agreed(worker, shelter, case_id, asked):
    share(worker, case_id, shelter, "need")

    with pytest.raises(ConsentMissingError):
        worker.asking.reply(asked.id, "She can.", "en")  # the wider agreement is over
    share(worker, case_id, shelter, "need", "name")
    worker.asking.reply(asked.id, "She can.", "en")

    assert [len(each.answers) for each in worker.asking.of_case(case_id)] == [1]


@pytest.fixture
def nameless(worker, shelter, case_id):
    """Give an agreement that leaves the name out."""
    return share(worker, case_id, shelter, "need")


@pytest.mark.usefixtures("nameless")
def test_a_name_that_was_never_agreed_is_not_told_on_request(worker, desk, shelter, case_id, carry):
    worker.referrals.send(worker.referrals.make(case_id, shelter).id, carry.stick)
    desk.inbox.open_stick([carry.stick])
    (arrived,) = desk.inbox.arrived()
    desk.asking.ask(arrived.record.id, "Who is it?", "en")
    carry(desk, worker)
    (asked,) = worker.asking.of_case(case_id)

    assert worker.asking.beyond(asked.id, "She is called selam-marker.").not_agreed == ("name",)
    assert worker.asking.beyond(asked.id, "I may not say.").is_within


def test_nothing_more_is_said_once_sharing_has_stopped(worker, desk, case_id, asked, carry):
    made = worker.asking.reply(asked.id, "Yes, slowly.", "en")
    worker.taking_back.stop_sharing(case_id)
    carry(worker, desk)

    kept = worker._place.do(lambda unit: unit.packets.get(made.id))
    assert kept.status is Status.WITHDRAWN
    assert desk.asking.about(asked.about)[0].answers == ()
    assert worker.asking.waiting() == []
    with pytest.raises(ConsentMissingError):
        worker.asking.reply(asked.id, "Yes.", "en")
    with pytest.raises(PacketError):
        desk.asking.ask(asked.about, "Is she well?", "en")


def test_an_answer_that_was_kept_back_leaves_when_sharing_goes_on(
    worker, desk, case_id, asked, carry
):
    worker.asking.reply(asked.id, "Yes, slowly.", "en")
    worker.taking_back.stop_sharing(case_id)
    worker.taking_back.share_again(case_id)
    carry(worker, desk)

    assert [said.text for said in desk.asking.about(asked.about)[0].answers] == ["Yes, slowly."]


def test_an_answer_does_not_leave_when_its_time_is_over(worker, desk, asked, carry, clock):
    worker.asking.reply(asked.id, "Yes, slowly.", "en")
    clock.forward(days=91)

    assert worker.inbox.unsent() == 0
    carry(worker, desk)
    assert desk.asking.about(asked.about)[0].answers == ()


def test_what_was_answered_is_erased_with_the_person(worker, case_id, asked, stick):
    made = worker.asking.reply(asked.id, "Yes, slowly.", "en")
    worker.conversations.erase(case_id)

    kept = [
        worker._place.do(lambda unit, which=which: unit.packets.get(which))
        for which in (made.id, asked.id)
    ]
    assert [(each.envelope, each.sealed) for each in kept] == [(b"", b""), (b"", b"")]
    assert worker.inbox.send_answers(stick) == 0


@pytest.mark.parametrize("text", ["", "  \n", "a" * (LONGEST + 1)])
def test_what_says_nothing_or_too_much_is_not_made(desk, sent, text):
    with pytest.raises(PacketError):
        desk.asking.ask(sent.id, text, "en")

    made = desk._place.do(lambda u: u.packets.find(direction=Direction.OUT))
    assert [record.kind for record in made if record.kind is PacketKind.QUESTION] == []
