"""Where a referral stands does not depend on the order in which files come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import (
    ErasureAnswer,
    Notice,
    Outcome,
    Question,
    Receipt,
    ReceiptStatus,
    Reply,
)
from intake_app.domain.packet_course import Conflict, Fact, Side, Standing, course_of
from tests.packet.people import referral

ABOUT, HASH = "r" * 26, "r" * 64
SUBJECTS = [ABOUT, "q1", "q2", "n1", "n2", "elsewhere"]


def fact(kind, by, number, body, name=""):
    """Return a packet that a side made as its n-th."""
    named = name or f"{kind}-{by}-{number}"
    return Fact(
        id=named, kind=kind, by=by, rank=(1, 0, number), manifest_hash=hash_of(named), body=body
    )


def hash_of(name):
    return HASH if name == ABOUT else f"hash of {name}"


def receipt(number, status, **changes):
    body = Receipt(of=ABOUT, manifest_hash=HASH, status=status, **changes)
    return fact(PacketKind.RECEIPT, Side.DESK, number, body)


def notice(number, kind=PacketKind.WITHDRAWAL, by=Side.SENDER, name=""):
    return fact(kind, by, number, Notice(of=ABOUT, manifest_hash=HASH), name)


def erasure(number, outcome, of="n1", by=Side.DESK):
    law = "" if outcome is Outcome.ERASED else "An act"
    body = ErasureAnswer(of=of, manifest_hash=hash_of(of), outcome=outcome, law=law)
    return fact(PacketKind.ERASURE_ANSWER, by, number, body)


def question(number, by, name):
    body = Question(of=ABOUT, manifest_hash=HASH, text="How many?", language="en")
    return fact(PacketKind.QUESTION, by, number, body, name)


def reply(number, by, of):
    body = Reply(of=of, manifest_hash=hash_of(of), text="Two.", language="en")
    return fact(PacketKind.ANSWER, by, number, body)


def update(number, name):
    body = replace(referral(), supersedes=ABOUT)
    return fact(PacketKind.UPDATE, Side.SENDER, number, body, name)


def standing(*facts):
    return course_of(ABOUT, HASH, facts).standing


SIDES = st.sampled_from(Side)
NUMBERS = st.integers(1, 4)
FACTS = st.lists(
    st.builds(
        receipt,
        NUMBERS,
        st.sampled_from([s for s in ReceiptStatus if s is not ReceiptStatus.LATER]),
    )
    | st.builds(
        notice,
        NUMBERS,
        st.sampled_from([PacketKind.WITHDRAWAL, PacketKind.ERASURE_REQUEST, PacketKind.RECALL]),
        SIDES,
        st.sampled_from(["n1", "n2"]),
    )
    | st.builds(erasure, NUMBERS, st.sampled_from(Outcome), st.sampled_from(SUBJECTS), SIDES)
    | st.builds(question, NUMBERS, SIDES, st.sampled_from(["q1", "q2"]))
    | st.builds(reply, NUMBERS, SIDES, st.sampled_from(SUBJECTS))
    | st.builds(update, NUMBERS, st.sampled_from(["u1", "u2"])),
    max_size=12,
    unique_by=lambda each: (each.manifest_hash, each.by),
)


@given(FACTS.flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts))), st.data())
def test_any_order_and_any_repeats_give_the_same(facts, data):
    once, shuffled = facts
    again = data.draw(st.lists(st.sampled_from(once), max_size=6)) if once else []

    assert course_of(ABOUT, HASH, [*again, *shuffled]) == course_of(ABOUT, HASH, once)


@given(FACTS)
def test_every_contradiction_is_between_packets_that_are_there(facts):
    course = course_of(ABOUT, HASH, facts)

    known = {each.id for each in facts}
    for contradiction in course.contradictions:
        assert len(contradiction.between) > 0
        assert set(contradiction.between) <= known


def test_without_anything_it_is_open():
    assert standing() is Standing.OPEN


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        (ReceiptStatus.DELIVERED, Standing.DELIVERED),
        (ReceiptStatus.ACCEPTED, Standing.ACCEPTED),
        (ReceiptStatus.DECLINED, Standing.DECLINED),
        (ReceiptStatus.ARRIVED, Standing.ARRIVED),
        (ReceiptStatus.CLOSED, Standing.CLOSED),
    ],
)
def test_a_receipt_says_where_it_stands(status, wanted):
    assert standing(receipt(1, status)) is wanted


def test_the_highest_number_counts():
    later = receipt(2, ReceiptStatus.LATER, start=date(2026, 3, 2))

    assert standing(receipt(1, ReceiptStatus.ACCEPTED), later) is Standing.LATER


def test_that_a_file_lies_there_never_takes_the_place_of_a_decision():
    facts = receipt(1, ReceiptStatus.DECLINED), receipt(2, ReceiptStatus.DELIVERED)

    assert standing(*facts) is Standing.DECLINED


def test_what_was_made_after_a_channel_began_anew_counts():
    old = receipt(9, ReceiptStatus.ACCEPTED)
    new = replace(receipt(2, ReceiptStatus.DECLINED), rank=(1, 1, 2))

    assert standing(old, new) is Standing.DECLINED


def test_what_was_made_with_the_newer_keys_counts():
    old = replace(receipt(9, ReceiptStatus.ACCEPTED), rank=(0, 0, 9))

    assert standing(old, receipt(1, ReceiptStatus.CLOSED)) is Standing.CLOSED


def test_a_notice_counts_over_every_answer():
    facts = receipt(5, ReceiptStatus.ACCEPTED), notice(1)

    assert standing(*facts) is Standing.TAKEN_BACK


def test_a_notice_of_the_desk_is_none():
    assert standing(notice(1, by=Side.DESK)) is Standing.OPEN


def test_what_names_another_hash_is_about_something_else():
    accepted = receipt(1, ReceiptStatus.ACCEPTED)
    other = replace(accepted, body=replace(accepted.body, manifest_hash="0" * 64))

    assert standing(other) is Standing.OPEN


def test_it_is_erased_when_the_desk_says_so():
    facts = notice(1, name="n1"), erasure(3, Outcome.ERASED)

    assert standing(*facts) is Standing.ERASED
    assert standing(notice(1, name="n1"), erasure(3, Outcome.KEPT)) is Standing.TAKEN_BACK


def test_two_answers_to_one_notice_are_kept_and_told():
    facts = [notice(1, name="n1"), erasure(3, Outcome.KEPT), erasure(4, Outcome.ERASED)]

    course = course_of(ABOUT, HASH, facts)

    assert [c.kind for c in course.contradictions] == [Conflict.TWO_OUTCOMES]
    assert [fact.body.outcome for fact in course.erasures] == [Outcome.ERASED]


def test_two_receipts_of_one_number_are_kept_and_told():
    second = receipt(1, ReceiptStatus.DECLINED)
    twin = replace(second, id="twin", manifest_hash="twin", rank=(1, 1, 1))

    course = course_of(ABOUT, HASH, [receipt(1, ReceiptStatus.ACCEPTED), twin])

    assert [c.kind for c in course.contradictions] == [Conflict.SAME_NUMBER]
    assert course.standing is Standing.DECLINED


def test_two_updates_of_one_referral_are_kept_and_told():
    course = course_of(ABOUT, HASH, [update(2, "u1"), update(3, "u2")])

    assert [(c.kind, c.between) for c in course.contradictions] == [
        (Conflict.TWO_UPDATES, ("u1", "u2"))
    ]
    assert [fact.id for fact in course.updates] == ["u1", "u2"]


def test_a_question_waits_until_the_other_side_answers():
    asked = question(1, Side.DESK, "q1")

    alone = course_of(ABOUT, HASH, [asked])
    own = course_of(ABOUT, HASH, [asked, reply(2, Side.DESK, "q1")])
    answered = course_of(ABOUT, HASH, [reply(7, Side.SENDER, "q1"), asked])

    assert [fact.id for fact in alone.unanswered] == ["q1"]
    assert [fact.id for fact in own.unanswered] == ["q1"]
    assert answered.unanswered == ()
    assert [fact.body.text for fact in answered.replies] == ["Two."]


def test_that_another_office_has_it_decides_nothing_and_is_kept():
    accepted = receipt(1, ReceiptStatus.ACCEPTED)
    told = receipt(2, ReceiptStatus.PASSED_ON, note="House C")

    course = course_of(ABOUT, HASH, [told, accepted])

    assert course.standing is Standing.ACCEPTED
    assert course.passed_on == (told,)
    assert standing(told) is Standing.OPEN
