"""Eight digits by phone stand for one decision on one packet."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.ids import PacketId
from intake_app.domain.packet_bodies import DECISIONS, ReceiptStatus
from intake_app.domain.phone_answer import decision_said, phone_digits

KEYS = st.binary(min_size=16, max_size=16)
DECISION = st.sampled_from(sorted(DECISIONS))
PACKET = PacketId("a" * 26)


@given(KEYS, DECISION)
def test_the_digits_are_those_of_the_format(key, decision):
    said = b"intake-phone-answer-v1\0" + b"a" * 26 + b"\0" + decision.value.encode()
    number = int(hmac.new(key, said, hashlib.sha256).hexdigest(), 16)

    assert phone_digits(key, PACKET, decision) == f"{number % 100_000_000:08}"


@given(KEYS, DECISION)
def test_what_is_heard_is_understood_however_it_is_written(key, decision):
    digits = phone_digits(key, PACKET, decision)
    arabic = digits.translate({ord("0") + n: chr(0x0660 + n) for n in range(10)})

    assert decision_said(key, PACKET, f"{digits[:4]} {digits[4:]}") is decision
    assert decision_said(key, PACKET, arabic) is decision


@pytest.mark.parametrize("digits", ["", "1", "00000000", "123456789"])
def test_other_digits_stand_for_nothing(digits):
    assert decision_said(bytes(16), PACKET, digits) is None


def test_digits_of_another_packet_stand_for_nothing():
    digits = phone_digits(bytes(16), PACKET, ReceiptStatus.ACCEPTED)

    assert decision_said(bytes(16), PacketId("b" * 26), digits) is None


def test_only_a_decision_has_digits():
    with pytest.raises(ValueError, match="not a decision"):
        phone_digits(bytes(16), PACKET, ReceiptStatus.ARRIVED)
