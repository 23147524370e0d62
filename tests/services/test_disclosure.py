from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake_app.domain.answer import AnswerState
from intake_app.domain.case import AgeBranch
from intake_app.domain.consent import Manner
from intake_app.domain.errors import ConsentMissingError
from intake_app.domain.referral import FIELD_GROUPS, Urgency
from intake_app.packet.body import referral_bytes
from intake_app.packet.inner import inside_bytes
from intake_app.sealing import dsse
from intake_app.services.agreement import text_of_record
from tests.services.conftest import opening, share

MARKERS = {
    "R03_note": "marker-account",
    "R18": "marker-languages",
    "R19": "marker-name",
    "R20": "marker-contact",
    "R21": "marker-keep-away",
    "R22": "marker-health",
    "R13_note": "marker-observed",
    "R14_note": "marker-need",
    "R13_unclear": "marker-not-shared",
}


@pytest.fixture
def told(worker):
    """Give a conversation in which every field group holds a text of its own."""
    live = worker.conversations.begin(opening())
    for question, value in (("R03", "yes"), ("R14", "other"), ("R16", "24h"), ("R17", "no")):
        live.answer(live.node_named(question), value).saved.result()
    for question, marker in MARKERS.items():
        live.answer(live.node_named(question), marker, language="en").saved.result()
    return live


def leaves(profile, live, receiver):
    """Return the bytes of both layers."""
    record = profile.referrals.make(live.case.id, receiver)
    return dsse.read(record.envelope).unverified + record.inside


def test_without_an_agreement_nothing_leaves(worker, told, shelter):
    with pytest.raises(ConsentMissingError):
        worker.referrals.make(told.case.id, shelter)


def test_an_agreement_with_one_office_lets_nothing_leave_for_another(worker, told, shelter):
    other = worker.contacts.own()
    share(worker, told.case.id, shelter, "need")

    with pytest.raises(ConsentMissingError):
        worker.referrals._disclose(worker._place.read_case(told.case.id), other)


def test_what_the_preview_shows_is_what_the_packet_holds_byte_for_byte(worker, told, shelter):
    scope = worker.referrals.draft(told.case.id, shelter).scope
    scope = type(scope)(
        recipient=scope.recipient,
        recipient_name=scope.recipient_name,
        groups=("need", "name"),
        purpose="A bed",
        until=scope.until,
    )
    preview = worker.referrals.preview(told.case.id, shelter, scope)
    record = worker.referrals.agree(told.case.id, scope, Manner.VOICE, text_of_record(("en", "ti")))

    signed = leaves(worker, told, shelter)

    shown = preview.body.replace(b"0" * 26, record.id.encode())
    assert shown in signed
    assert inside_bytes(preview.referral.inside()) in signed


def test_nothing_is_ticked_before_the_person_has_said_yes(worker, told, shelter):
    assert worker.referrals.draft(told.case.id, shelter).scope.groups == ()


def test_an_ended_agreement_lets_nothing_leave(worker, told, shelter, clock):
    share(worker, told.case.id, shelter, "need")
    clock.forward(days=91)

    with pytest.raises(ConsentMissingError):
        worker.referrals.make(told.case.id, shelter)


def test_what_is_not_shared_says_nothing_in_the_head_either(worker, told, shelter):
    share(worker, told.case.id, shelter, "name")

    referral = worker.referrals._disclose(worker._place.read_case(told.case.id), shelter.card)

    assert referral.age is None
    assert referral.urgency is Urgency.UNSAID
    assert referral.services == ()
    assert referral.languages == ()
    assert all(tag != "ti" for group in referral.groups for a in group.answers for tag in a.label)


def test_a_non_answer_leaves_as_what_it_is(worker, shelter):
    live = worker.conversations.begin(opening())
    live.leave(live.node_named("R19"), AnswerState.DECLINED).saved.result()
    share(worker, live.case.id, shelter, "name")

    referral = worker.referrals._disclose(worker._place.read_case(live.case.id), shelter.card)

    (answer,) = referral.groups[0].answers
    assert (answer.value, answer.state) == ("", AnswerState.DECLINED)


def test_a_child_s_account_cannot_be_agreed_away(worker, shelter):
    live = worker.conversations.begin(opening(age=AgeBranch.UNDER_18))

    with pytest.raises(ConsentMissingError):
        share(worker, live.case.id, shelter, "need", "account")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the ledger only ever grows
    max_examples=15,
)
@given(
    st.lists(
        st.lists(st.sampled_from(FIELD_GROUPS), min_size=1, unique=True), min_size=1, max_size=3
    )
)
def test_no_byte_of_an_unticked_field_is_in_any_packet(worker, told, shelter, clock, ledger):
    for groups in ledger:
        clock.forward(minutes=1)
        share(worker, told.case.id, shelter, *groups)

    signed = leaves(worker, told, shelter)

    for question, marker in MARKERS.items():
        group = told.question(told.node_named(question)).group
        assert (marker.encode() in signed) == (group in ledger[-1]), question


def test_the_period_stands_in_the_packet(worker, told, shelter, clock):
    until = clock.now() + timedelta(days=3)
    share(worker, told.case.id, shelter, "need", until=until)

    referral = worker.referrals._disclose(worker._place.read_case(told.case.id), shelter.card)

    assert referral.terms.until == until
    assert not referral.terms.onward
    assert referral_bytes(referral)


def test_a_translation_leaves_beside_the_words_it_is_of(worker, told, shelter):
    node = told.node_named("R14_note")
    told.answer(node, "selam", language="ti").saved.result()
    told.translate(node, "peace", language="en").saved.result()
    share(worker, told.case.id, shelter, "need")

    made = worker.referrals._disclose(worker._place.read_case(told.case.id), shelter.card)

    (group,) = made.groups
    (answer,) = [answer for answer in group.answers if answer.node == node]
    assert answer.value == "selam"
    assert answer.shown == {"ti": "selam", "en": "peace"}


def test_a_translation_of_words_that_are_others_now_does_not_leave(worker, told, shelter):
    node = told.node_named("R14_note")
    told.answer(node, "selam", language="ti").saved.result()
    told.translate(node, "peace", language="en").saved.result()
    told.answer(node, "other", language="ti").saved.result()
    share(worker, told.case.id, shelter, "need")

    made = worker.referrals._disclose(worker._place.read_case(told.case.id), shelter.card)

    assert b"peace" not in referral_bytes(made)


def test_what_a_child_said_and_what_was_done_in_danger_leave_with_no_referral(
    worker, told, shelter
):
    told.write_down_disclosure("marker-child", language="en").saved.result()
    told.acted_in_danger("office-called").saved.result()
    share(worker, told.case.id, shelter, *FIELD_GROUPS)

    body = leaves(worker, told, shelter)

    assert b"marker-child" not in body
    assert b"office-called" not in body
