"""What leaves without the person's agreement: the least, by two people, for a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.domain.answer import AnswerState
from intake_app.domain.case import AgeBranch
from intake_app.domain.consent import Manner
from intake_app.domain.errors import ConsentMissingError, GroundMissingError
from intake_app.domain.packet import Status
from intake_app.domain.referral import SharingBasis
from intake_app.domain.sharing import MINIMUM, OtherGround, Told
from intake_app.services.agreement import text_of_record
from tests.services.conftest import opening, share

GROUND = OtherGround(
    basis=SharingBasis.VITAL_INTEREST,
    law="Civil Protection Act, section 4",
    reason="Bleeding and not awake",
    decided_by="Shift lead",
    reviewed_by="Head of the service",
    told=Told.LATER,
    not_told_because="Not awake",
)


@pytest.fixture
def live(worker):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R16"), "24h").saved.result()
    live.answer(live.node_named("R19"), "marker-name", language="en").saved.result()
    live.answer(live.node_named("R21"), "marker-keep-away", language="en").saved.result()
    return live


@pytest.fixture
def least(worker, live, shelter):
    """Give the scope of the least."""
    return replace(worker.referrals.draft(live.case.id, shelter).scope, groups=MINIMUM)


def test_the_least_leaves_with_its_ground_and_nothing_else(worker, live, shelter, least):
    worker.referrals.share_without_consent(live.case.id, least, GROUND)

    referral = worker.referrals._disclose(worker._place.read_case(live.case.id), shelter.card)

    assert referral.urgency.value == "24h"
    assert {group.group for group in referral.groups} <= set(MINIMUM)
    assert "marker" not in repr(referral.groups)
    assert referral.terms.basis is SharingBasis.VITAL_INTEREST
    assert (referral.terms.law, referral.terms.decided_by) == (GROUND.law, GROUND.decided_by)
    assert referral.terms.told is False


@pytest.mark.parametrize(
    "changes",
    [
        {"basis": SharingBasis.CONSENT},
        {"law": " "},
        {"reason": ""},
        {"decided_by": ""},
        {"reviewed_by": ""},
        {"reviewed_by": "shift LEAD "},
        {"not_told_because": ""},
        {"basis": SharingBasis.BEST_INTEREST},
    ],
)
def test_a_decision_that_lacks_something_is_not_written_down(worker, live, least, changes):
    with pytest.raises(GroundMissingError):
        worker.referrals.share_without_consent(live.case.id, least, replace(GROUND, **changes))

    assert len(worker._place.read_case(live.case.id).consents) == 1


def test_more_than_the_least_needs_a_reason(worker, live, shelter, least):
    more = replace(least, groups=(*MINIMUM, "health"))

    with pytest.raises(GroundMissingError):
        worker.referrals.share_without_consent(live.case.id, more, GROUND)
    worker.referrals.share_without_consent(
        live.case.id, more, replace(GROUND, more_because="Needs insulin")
    )


def test_a_child_s_account_leaves_on_no_ground(worker, shelter, least):
    child = worker.conversations.begin(opening(age=AgeBranch.UNDER_18))
    ground = replace(GROUND, basis=SharingBasis.BEST_INTEREST, more_because="For the court")

    with pytest.raises(ConsentMissingError):
        worker.referrals.share_without_consent(
            child.case.id, replace(least, groups=(*MINIMUM, "account")), ground
        )


def test_a_best_interest_decision_about_a_child_is_kept(worker, shelter, least):
    child = worker.conversations.begin(opening(age=AgeBranch.UNDER_18))
    child.leave(child.node_named("N03"), AnswerState.UNKNOWN).saved.result()
    ground = replace(GROUND, basis=SharingBasis.BEST_INTEREST)

    record = worker.referrals.share_without_consent(child.case.id, least, ground)

    kept = worker._place.read_case(child.case.id).consents[-1]
    assert kept == record
    assert (kept.basis, kept.manner) == (SharingBasis.BEST_INTEREST, None)


def test_stopping_all_sharing_stops_it_and_it_can_be_decided_anew(worker, live, shelter, least):
    worker.referrals.share_without_consent(live.case.id, least, GROUND)
    file = worker.referrals.make(live.case.id, shelter)
    worker.taking_back.stop_sharing(live.case.id)
    (stopped,) = worker.referrals.sent(live.case.id)

    worker.referrals.share_without_consent(live.case.id, least, GROUND)

    assert stopped.record.status is Status.WITHDRAWN
    (again,) = worker.referrals.sent(live.case.id)
    assert (again.record.id, again.record.status) == (file.id, Status.MADE)


def test_a_stop_that_is_undone_keeps_the_ground_it_stood_on(worker, live, shelter, least):
    worker.referrals.share_without_consent(live.case.id, least, GROUND)
    worker.taking_back.stop_sharing(live.case.id)

    worker.taking_back.share_again(live.case.id)

    assert worker._place.read_case(live.case.id).consents[-1].ground == GROUND


def test_what_is_agreed_afterwards_stands_in_its_place(worker, live, shelter, least):
    worker.referrals.share_without_consent(live.case.id, least, GROUND)
    share(worker, live.case.id, shelter, "need", "name")

    referral = worker.referrals._disclose(worker._place.read_case(live.case.id), shelter.card)

    assert referral.terms.basis is SharingBasis.CONSENT
    assert referral.terms.told is None


def test_a_preview_of_a_decision_shows_its_ground(worker, live, shelter, least):
    preview = worker.referrals.preview(live.case.id, shelter, least, GROUND)

    assert preview.referral.terms.basis is SharingBasis.VITAL_INTEREST
    assert len(worker._place.read_case(live.case.id).consents) == 1


def test_consent_by_voice_is_no_ground(worker, live, least):
    record = worker.referrals.agree(live.case.id, least, Manner.VOICE, text_of_record(("en", "ti")))

    assert record.ground is None
    assert record.basis is SharingBasis.CONSENT


def test_the_person_reads_what_left_without_their_agreement_and_why(worker, live, shelter, least):
    worker.referrals.share_without_consent(live.case.id, least, GROUND)

    (holder,) = worker.my_information.read(live.case.id).holders

    assert holder.ground == GROUND
    assert holder.in_force


def test_what_it_is_unsafe_to_tell_stands_on_the_worker_s_page_alone(
    worker, live, shelter, least, stick
):
    share(worker, live.case.id, shelter, "need")
    unsafe = replace(GROUND, told=Told.UNSAFE, not_told_because="They would be beaten")
    worker.referrals.share_without_consent(live.case.id, least, unsafe)
    file = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(file.id, stick)

    (read,) = worker.my_information.read(live.case.id).holders
    (known,) = worker.taking_back.now(live.case.id).holders

    assert (read.ground, read.given_at, read.status) == (None, None, None)
    assert (known.ground, known.status) == (unsafe, Status.SENT)
