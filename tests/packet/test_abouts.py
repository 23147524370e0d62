"""Bodies about another packet go into JSON and come back, and nothing else is read as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import PacketError
from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import (
    ErasureAnswer,
    Notice,
    Outcome,
    Question,
    Reason,
    Receipt,
    ReceiptStatus,
    Reply,
)
from intake_app.guard import strict_json
from intake_app.packet import manifest
from intake_app.packet.body import body_to_json, read_body
from intake_app.packet.fields import FieldError, Fields
from tests.packet.people import REFERRAL_ID, head, layers, office, receipt, referral
from tests.packet.strategies import ERASURE_ANSWERS, NOTICES, QUESTIONS, RECEIPTS, REPLIES

WORKER, DESK = office("North Team"), office("South Shelter")
SIGNERS = {WORKER.card.fingerprint}
ABOUT = {"of": REFERRAL_ID, "manifest_hash": "d" * 64}
QUESTION = Question(**ABOUT, text="How many beds?", language="en")
SAID = [
    (PacketKind.RECEIPT, receipt()),
    (PacketKind.QUESTION, QUESTION),
    (PacketKind.ANSWER, Reply(**ABOUT, text="Two.", language="en")),
    (PacketKind.WITHDRAWAL, Notice(**ABOUT)),
    (PacketKind.ERASURE_REQUEST, Notice(**ABOUT)),
    (PacketKind.RECALL, Notice(**ABOUT)),
    (PacketKind.ERASURE_ANSWER, ErasureAnswer(**ABOUT, outcome=Outcome.ERASED)),
]
EACH = (
    st.tuples(st.just(PacketKind.RECEIPT), RECEIPTS)
    | st.tuples(st.just(PacketKind.QUESTION), QUESTIONS)
    | st.tuples(st.just(PacketKind.ANSWER), REPLIES)
    | st.tuples(
        st.sampled_from([PacketKind.WITHDRAWAL, PacketKind.ERASURE_REQUEST, PacketKind.RECALL]),
        NOTICES,
    )
    | st.tuples(st.just(PacketKind.ERASURE_ANSWER), ERASURE_ANSWERS)
)


def as_json(body):
    return strict_json.loads(strict_json.dumps(body_to_json(body)))


def refuses(kind, value):
    with pytest.raises(FieldError):
        read_body(kind, Fields(value, "body", set()))


@given(EACH)
def test_every_body_comes_back_as_it_was(said):
    kind, body = said
    other = set()

    found = read_body(kind, Fields(as_json(body), "body", other))

    assert found == body
    assert not other


@pytest.mark.parametrize(("kind", "body"), SAID, ids=lambda item: str(item)[:20])
def test_no_value_may_be_missing(kind, body):
    for name in as_json(body):
        value = as_json(body)
        del value[name]
        refuses(kind, value)


@pytest.mark.parametrize(
    ("kind", "body", "change"),
    [
        (PacketKind.RECEIPT, receipt(), {"status": "made"}),
        (PacketKind.RECEIPT, receipt(), {"status": "withdrawn"}),
        (PacketKind.RECEIPT, receipt(), {"status": "can-help-from"}),
        (PacketKind.RECEIPT, receipt(), {"status": "can-help-from", "start": "2026-02-30"}),
        (PacketKind.RECEIPT, receipt(), {"status": "can-help-from", "start": "20260302"}),
        (PacketKind.RECEIPT, receipt(), {"start": "2026-03-02"}),
        (PacketKind.RECEIPT, receipt(), {"reason": "full"}),
        (PacketKind.RECEIPT, receipt(), {"status": "declined", "reason": "mood"}),
        (PacketKind.RECEIPT, receipt(), {"note": "x" * 2_001}),
        (PacketKind.QUESTION, QUESTION, {"text": " "}),
        (PacketKind.QUESTION, QUESTION, {"text": "x" * 2_001}),
        (PacketKind.QUESTION, QUESTION, {"language": ""}),
        (PacketKind.QUESTION, QUESTION, {"language": "not a tag"}),
        (PacketKind.QUESTION, QUESTION, {"of": "a" * 25}),
        (PacketKind.QUESTION, QUESTION, {"manifest_hash": "D" * 64}),
        (PacketKind.ERASURE_ANSWER, SAID[-1][1], {"law": "An act"}),
        (PacketKind.ERASURE_ANSWER, SAID[-1][1], {"outcome": "kept"}),
        (PacketKind.ERASURE_ANSWER, SAID[-1][1], {"outcome": "partly", "law": " "}),
        (PacketKind.ERASURE_ANSWER, SAID[-1][1], {"outcome": "lost", "law": "An act"}),
    ],
    ids=lambda item: str(item)[:40],
)
def test_what_is_outside_the_limits_is_refused(kind, body, change):
    refuses(kind, as_json(body) | change)


@pytest.mark.parametrize(("kind", "body"), SAID, ids=lambda item: str(item)[:20])
def test_a_manifest_names_what_its_body_is_about(kind, body):
    good = manifest.write(head(WORKER, DESK, kind=kind, in_reply_to=REFERRAL_ID), body)

    assert manifest.read(good, signers=SIGNERS).body == body
    for wrong in (None, "z" * 26):
        bad = manifest.write(head(WORKER, DESK, kind=kind, in_reply_to=wrong), body)
        with pytest.raises(PacketError):
            manifest.read(bad, signers=SIGNERS)


def test_an_update_stands_in_place_of_an_earlier_one():
    outer, inner = layers(DESK, replace(referral(), supersedes=REFERRAL_ID))
    about = head(WORKER, DESK, id="u" * 26, kind=PacketKind.UPDATE, in_reply_to=REFERRAL_ID)

    found = manifest.read(manifest.write(about, outer, blobs=[inner.blob]), signers=SIGNERS)

    assert found.body.supersedes == REFERRAL_ID


def test_an_update_of_nothing_is_refused():
    outer, inner = layers(DESK)
    about = head(WORKER, DESK, id="u" * 26, kind=PacketKind.UPDATE)

    with pytest.raises(PacketError):
        manifest.read(manifest.write(about, outer, blobs=[inner.blob]), signers=SIGNERS)


def test_reason_and_day_stand_where_they_belong():
    later = Receipt(**ABOUT, status=ReceiptStatus.LATER, start=date(2026, 3, 2))
    declined = Receipt(**ABOUT, status=ReceiptStatus.DECLINED, reason=Reason.FULL)

    assert later.is_whole
    assert declined.is_whole
    assert not replace(later, start=None).is_whole
    assert not replace(declined, status=ReceiptStatus.ACCEPTED).is_whole
