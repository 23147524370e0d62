"""Manifests say who, to whom and which in the channel; what is not so is refused by kind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import (
    IntakeError,
    PacketError,
    PacketForOthersError,
    PacketTooNewError,
    UnknownSenderError,
)
from intake_app.guard import strict_json
from intake_app.packet import manifest
from intake_app.packet.body import referral_bytes
from tests.packet.people import head, layers, office, receipt, receipt_head, referral
from tests.packet.strategies import REFERRALS

WORKER, DESK = office("North Team"), office("South Shelter")
OUTER, INNER = layers(DESK)
GOOD = manifest.write(head(WORKER, DESK), OUTER, blobs=[INNER.blob])
NO_INNER = referral().outside()
SIGNERS = {WORKER.card.fingerprint}


def changed(**values):
    return strict_json.dumps(strict_json.loads(GOOD) | values)


def refusal(payload, addressee=DESK.card.fingerprint):
    with pytest.raises(IntakeError) as caught:
        manifest.read(payload, signers=SIGNERS, addressee=addressee)
    return type(caught.value)


@given(REFERRALS, st.integers(2, (1 << 53) - 1))
def test_what_was_written_is_read(body, seq):
    wanted = head(WORKER, DESK, seq=seq, prev="f" * 64)

    found = manifest.read(
        manifest.write(wanted, body), signers=SIGNERS, addressee=DESK.card.fingerprint
    )

    assert (found.head, found.body, found.other) == (wanted, body.outside(), ())


def test_a_receipt_is_read_as_one():
    wanted = receipt_head(DESK, WORKER)

    found = manifest.read(manifest.write(wanted, receipt()), signers={DESK.card.fingerprint})

    assert (found.head, found.body) == (wanted, receipt())


@given(REFERRALS)
def test_the_bytes_that_are_shown_stand_in_the_bytes_that_are_signed(body):
    assert referral_bytes(body) in manifest.write(head(WORKER, DESK), body)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"min_reader": 2}, PacketTooNewError),
        ({"min_reader": 2, "kind": 5, "body": None}, PacketTooNewError),
        ({"min_reader": 0}, PacketError),
        ({"min_reader": 1, "fmt": 0}, PacketError),
        ({"min_reader": -1}, PacketError),
        ({"min_reader": "0"}, PacketError),
        ({"min_reader": False}, PacketError),
        ({"fmt": None}, PacketError),
        ({"kind": "song"}, PacketTooNewError),
        ({"kind": None}, PacketError),
        ({"blobs": []}, PacketError),
        ({"blobs": [{"sha256": "0" * 64}]}, PacketError),
        ({"blobs": [{"sha256": "0" * 64, "size": 1, "role": "inner"}]}, PacketError),
        ({"roster": ""}, PacketError),
        ({"roster": "AAA"}, PacketError),
        ({"roster": "A" * 90_000}, PacketError),
        ({"roster": {}}, PacketError),
        ({"from": DESK.card.fingerprint}, UnknownSenderError),
        ({"from": "x"}, PacketError),
        ({"to": ["0" * 64]}, PacketForOthersError),
        ({"to": []}, PacketError),
        ({"to": [DESK.card.fingerprint] * 2}, PacketError),
        ({"to": [DESK.card.fingerprint.upper()]}, PacketError),
        ({"packet_id": "a" * 25}, PacketError),
        ({"packet_id": "A" * 26}, PacketError),
        ({"channel": {"seq": 0, "prev": ""}}, PacketError),
        ({"channel": {"seq": 1 << 53, "prev": "f" * 64}}, PacketError),
        ({"channel": {"seq": 1, "prev": "f" * 64}}, PacketError),
        ({"channel": {"seq": 2, "prev": ""}}, PacketError),
        ({"channel": {"seq": 2, "prev": "F" * 64}}, PacketError),
        ({"channel": []}, PacketError),
        ({"in_reply_to": "b" * 26}, PacketError),
        ({"in_reply_to": ""}, PacketError),
        ({"in_reply_to": 1}, PacketError),
        ({"kind": "receipt"}, PacketError),
        ({"created": 1_772_355_600}, PacketError),
        ({"body": None}, PacketError),
    ],
    ids=lambda item: str(item)[:50],
)
def test_a_manifest_that_breaks_the_format_is_refused_by_kind(change, error):
    assert refusal(changed(**change)) is error


@pytest.mark.parametrize("key", sorted(strict_json.loads(GOOD)))
def test_no_key_may_be_missing(key):
    value = strict_json.loads(GOOD)
    del value[key]

    assert refusal(strict_json.dumps(value)) is PacketError


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"not json",
        GOOD[:-1],
        GOOD + b"x",
        b"\xef\xbb\xbf" + GOOD,
        GOOD.replace(b'"fmt":1', b'"fmt":NaN'),
        GOOD.replace(b'"fmt":1', b'"fmt":1,"fmt":1'),
        GOOD.replace(b'"onward":false', b'"onward":false,"onward":true'),
        b'{"a":' * 70 + b"1" + b"}" * 70,
    ],
    ids=lambda payload: str(payload)[:30],
)
def test_bytes_with_more_than_one_meaning_are_refused(payload):
    assert refusal(payload) is PacketError


def test_the_same_blob_is_not_named_twice():
    assert refusal(changed(blobs=strict_json.loads(GOOD)["blobs"] * 2)) is PacketError


def test_a_roster_rides_along():
    payload = manifest.write(head(WORKER, DESK), NO_INNER, roster=b"an envelope")

    assert manifest.read(payload, signers=SIGNERS).roster == b"an envelope"
    assert manifest.read(GOOD, signers=SIGNERS).roster == b""


def test_a_first_referral_stands_in_place_of_nothing():
    value = strict_json.loads(GOOD)
    value["body"]["supersedes"] = "b" * 26

    assert refusal(strict_json.dumps(value)) is PacketError


def test_a_receipt_answers_the_packet_it_names():
    value = strict_json.loads(manifest.write(receipt_head(WORKER, DESK), receipt()))
    value["body"]["of"] = "z" * 26

    assert refusal(strict_json.dumps(value)) is PacketError


def test_keys_from_a_later_time_are_named():
    payload = changed(expires="later", channel={"seq": 1, "prev": "", "lane": 2})

    found = manifest.read(payload, signers=SIGNERS)

    assert [datum.name for datum in found.other] == ["channel.lane", "expires"]


def test_text_that_is_no_text_is_refused():
    with pytest.raises(PacketError):
        manifest.write(head(WORKER, DESK), replace(NO_INNER, answer_to="\ud800"))
