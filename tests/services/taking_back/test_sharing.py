"""Events of taking back: S05, S06, S20, a consent tapped by mistake, a wrong receiver."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake_app.domain.consent import Choice, ConsentItem, ConsentKind, Manner
from intake_app.domain.directory import Need, Service, Way
from intake_app.domain.errors import (
    ConsentMissingError,
    PacketForOthersError,
)
from intake_app.domain.packet import Status
from intake_app.domain.referral import FIELD_GROUPS
from intake_app.services.agreement import text_of_record
from intake_app.services.handed_over import receiver_of
from tests.services.conftest import share

TEXT = text_of_record(("en", "ti"))
PHRASE = "Blue boat, seven"


@pytest.fixture
def house():
    """Give a service without the program."""
    return Service(
        id="house",
        name="House on the hill",
        offers=(Need.SLEEP,),
        phones=("+39 010 555",),
        ways=(Way.PHONE, Way.PAPER),
    )


def ledger(profile, case_id):
    return profile._place.do(lambda unit: list(unit.consents.of_case(case_id)))


def kinds(profile, case_id):
    return [record.kind for record in ledger(profile, case_id)]


def statuses(profile, case_id):
    return [sent.record.status for sent in profile.referrals.sent(case_id)]


def keep_service(profile, service):
    now = profile._place.clock.now()
    profile._place.do(lambda unit: unit.services.put(service, now))


def test_only_what_was_ticked_reaches_the_clinic(worker, shelter, case_id, desk, stick):
    """S05: a medical referral, and nothing of the story though it exists."""
    share(worker, case_id, shelter, "need")
    record = worker.referrals.make(case_id, shelter)
    worker.referrals.send(record.id, stick)

    desk.inbox.open_stick([stick])

    (arrived,) = desk.inbox.arrived()
    assert [group.group for group in arrived.referral.groups] == ["need"]
    assert b"Marker-7Q" not in arrived.record.envelope
    assert arrived.referral.terms.no_authorities


def test_saying_so_stops_all_sharing_at_once(worker, shelter, case_id, stick):
    """S06: she calls and says: take it all back."""
    share(worker, case_id, shelter, "need")
    made = worker.referrals.make(case_id, shelter)

    worker.taking_back.stop_sharing(case_id)

    with pytest.raises(ConsentMissingError):
        worker.referrals.make(case_id, shelter)
    with pytest.raises(ConsentMissingError):
        worker.referrals.send(made.id, stick)
    with pytest.raises(ConsentMissingError):
        worker.referrals.paper_copy(case_id, shelter)
    assert list(stick.rglob("*.age")) == []
    assert statuses(worker, case_id) == [Status.WITHDRAWN]
    assert ledger(worker, case_id)[-1].kind is ConsentKind.WITHDRAWAL
    assert ledger(worker, case_id)[-1].manner is Manner.VOICE
    assert ledger(worker, case_id)[-1].envelope


def test_a_call_and_a_sheet_stop_too(worker, case_id, house):
    keep_service(worker, house)
    scope = replace(
        worker.referrals.draft(case_id, receiver_of(house, ("en", "ti"))).scope, groups=("need",)
    )
    called = worker.handing_over.begin(
        case_id, house, Way.PHONE, scope, manner=Manner.VOICE, text=TEXT, language="en"
    )
    worker.handing_over.say(called.id, {0})

    worker.taking_back.stop_sharing(case_id)

    with pytest.raises(ConsentMissingError):
        worker.handing_over.script(called, "en")
    (to_call,) = worker.taking_back.now(case_id).to_call
    assert to_call.name == "House on the hill"
    assert to_call.phones == ("+39 010 555",)


def test_who_must_be_called_is_told_with_how_to_reach_them(worker, clinic, shelter, case_id, stick):
    _, contact = clinic
    share(worker, case_id, contact, "need")
    share(worker, case_id, shelter, "need")
    sent = worker.referrals.make(case_id, contact)
    worker.referrals.make(case_id, shelter)
    worker.referrals.send(sent.id, stick)

    worker.taking_back.stop_sharing(case_id)

    (to_call,) = worker.taking_back.now(case_id).to_call
    assert (to_call.name, to_call.answer_to) == ("Clinic C", "Ask for the nurse")
    assert to_call.groups == ("need",)
    assert len(to_call.files) == 1


def test_a_file_that_still_lies_on_the_stick_can_be_deleted_from_it(
    worker, shelter, case_id, stick
):
    share(worker, case_id, shelter, "need")
    file = worker.referrals.send(worker.referrals.make(case_id, shelter).id, stick)
    worker.taking_back.stop_sharing(case_id)

    gone = worker.taking_back.take_off_stick(case_id, stick)

    assert gone == 1
    assert not file.exists()
    assert worker.taking_back.take_off_stick(case_id, stick) == 0


def test_what_may_still_be_shared_stays_on_the_stick(worker, shelter, case_id, stick):
    share(worker, case_id, shelter, "need")
    file = worker.referrals.send(worker.referrals.make(case_id, shelter).id, stick)

    assert worker.taking_back.take_off_stick(case_id, stick) == 0
    assert file.exists()


def test_stopping_can_be_undone_and_every_record_stays(worker, shelter, case_id, stick):
    share(worker, case_id, shelter, "need")
    made = worker.referrals.make(case_id, shelter)
    worker.taking_back.stop_sharing(case_id)

    worker.taking_back.share_again(case_id)

    assert statuses(worker, case_id) == [Status.MADE]
    assert worker.referrals.send(made.id, stick).exists()
    assert kinds(worker, case_id)[1:] == [
        ConsentKind.SHARING,
        ConsentKind.WITHDRAWAL,
        ConsentKind.SHARING,
    ]
    assert not worker.taking_back.now(case_id).can_share_again


def test_undoing_gives_back_nothing_that_was_narrowed_before(worker, shelter, case_id):
    share(worker, case_id, shelter, "need", "name")
    share(worker, case_id, shelter, "need")
    worker.taking_back.stop_sharing(case_id)

    worker.taking_back.share_again(case_id)

    groups = worker.referrals.preview(
        case_id, shelter, ledger(worker, case_id)[-1].scope
    ).referral.groups
    assert ledger(worker, case_id)[-1].scope.groups == ("need",)
    assert [group.group for group in groups] == ["need"]


def test_undoing_twice_adds_nothing(worker, shelter, case_id):
    share(worker, case_id, shelter, "need")
    worker.taking_back.stop_sharing(case_id)
    worker.taking_back.share_again(case_id)
    before = kinds(worker, case_id)

    worker.taking_back.share_again(case_id)

    assert kinds(worker, case_id) == before


def test_stopping_where_nothing_is_shared_writes_nothing(worker, case_id):
    before = kinds(worker, case_id)

    worker.taking_back.stop_sharing(case_id)

    assert kinds(worker, case_id) == before


def test_one_receiver_can_be_stopped_alone(worker, clinic, shelter, case_id):
    _, contact = clinic
    share(worker, case_id, contact, "need")
    share(worker, case_id, shelter, "need")

    worker.taking_back.stop_sharing(case_id, contact.card.fingerprint)

    in_force = {h.name: h.in_force for h in worker.taking_back.now(case_id).holders}
    assert in_force == {"Clinic C": False, "House B": True}


def test_a_wider_file_made_before_does_not_leave_after_less_was_agreed(
    worker, shelter, case_id, stick
):
    """A consent tapped by mistake, noticed after the file was made."""
    share(worker, case_id, shelter, "need", "name")
    made = worker.referrals.make(case_id, shelter)

    share(worker, case_id, shelter, "need")

    with pytest.raises(ConsentMissingError):
        worker.referrals.send(made.id, stick)
    assert statuses(worker, case_id) == [Status.WITHDRAWN]
    narrow = worker.referrals.make(case_id, shelter)
    assert worker.referrals.send(narrow.id, stick).exists()


def test_a_word_tapped_by_mistake_is_taken_back_and_both_stay(worker, live):
    case_id = live.case.id
    worker.conversations.agree(case_id, {ConsentItem.PHOTO: Choice.YES}, Manner.VOICE, TEXT)

    worker.conversations.agree(case_id, {ConsentItem.PHOTO: Choice.NOT_YET}, Manner.VOICE, TEXT)

    assert worker.conversations.word_on(case_id, ConsentItem.PHOTO) is Choice.NOT_YET
    assert len(ledger(worker, case_id)) == 3


def test_a_clock_set_back_does_not_bring_sharing_back(worker, shelter, case_id, clock):
    share(worker, case_id, shelter, "need")
    clock.forward(hours=5)
    worker.taking_back.stop_sharing(case_id)

    clock.forward(hours=-4)

    with pytest.raises(ConsentMissingError):
        worker.referrals.make(case_id, shelter)


def test_the_wrong_office_cannot_open_it_and_the_right_one_is_known(
    worker, clinic, shelter, case_id, stick
):
    """Wrong receiver: the file opens nowhere else, and we can say who could open it."""
    other, contact = clinic
    other.contacts.add(worker.contacts.own_file())
    share(worker, case_id, shelter, "need")
    file = worker.referrals.send(worker.referrals.make(case_id, shelter).id, stick)

    refused = other.inbox.open_stick([file])
    (holder,) = worker.taking_back.now(case_id).holders

    ((_, error),) = refused.refused
    assert isinstance(error, PacketForOthersError)
    assert holder.name == "House B"
    assert contact.card.name not in holder.name


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["agree", "stop", "again", "later", "earlier", "make"]),
        st.sets(st.sampled_from(FIELD_GROUPS), min_size=1),
    ),
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_after_stopping_nothing_can_be_built_or_sent(  # noqa: PLR0917 - the acts and their place
    acts, worker, shelter, case_id, clock, stick
):
    """Whatever happened before, and whatever the clock says afterwards."""
    made = []
    for act, groups in acts:
        if act == "agree":
            share(worker, case_id, shelter, *sorted(groups))
        elif act == "stop":
            worker.taking_back.stop_sharing(case_id)
        elif act == "again":
            worker.taking_back.share_again(case_id)
        elif act == "make":
            try:
                made.append(worker.referrals.make(case_id, shelter))
            except ConsentMissingError:
                continue
        else:
            clock.forward(hours=7 if act == "later" else -7)

    worker.taking_back.stop_sharing(case_id)

    for hours in (0, 1, -30, 60):
        clock.forward(hours=hours)
        with pytest.raises(ConsentMissingError):
            worker.referrals.make(case_id, shelter)
        for record in made:
            with pytest.raises(ConsentMissingError):
                worker.referrals.send(record.id, stick)
    assert list(stick.rglob("*.age")) == []
