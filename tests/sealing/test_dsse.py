"""Signed envelopes: one spelling, two signatures, nothing read before they hold."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.secret import Secret
from intake_app.sealing import dsse
from intake_app.sealing.errors import EnvelopeError
from intake_app.sealing.signing import SigningKeys

TYPE = "application/vnd.example+json"
KEYS = SigningKeys.from_seeds(Secret(bytes(range(64))))
ENVELOPE = dsse.sign(TYPE, b'{"agreed":"no"}', KEYS)


def rewritten(change):
    """Return the envelope after `change` to its JSON, spelled as we spell it."""
    value = json.loads(ENVELOPE)
    change(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def refused(envelope, kind=TYPE, public=KEYS.public):
    with pytest.raises(EnvelopeError):
        dsse.verify(envelope, kind, public)


@given(st.binary(max_size=200), st.text("abc/+.é", max_size=20))
def test_what_is_signed_verifies(payload, kind):
    assert dsse.verify(dsse.sign(kind, payload, KEYS), kind, KEYS.public) == payload


def test_the_signed_bytes_are_those_of_dsse_version_1():
    signed = dsse.encode_for_signing("http://example.com/HelloWorld", b"hello world")

    assert signed == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


def test_lengths_are_counted_in_bytes():
    assert dsse.encode_for_signing("é", "ü".encode()) == "DSSEv1 2 é 2 ü".encode()


def test_an_envelope_says_whose_it_is_before_it_is_verified():
    envelope = dsse.read(ENVELOPE)

    assert envelope.key_id == KEYS.public.key_id
    assert envelope.payload_type == TYPE
    assert envelope.unverified == b'{"agreed":"no"}'


@given(st.integers(0, len(ENVELOPE) - 1), st.integers(0, 7))
def test_every_bit_of_an_envelope_counts(at, bit):
    changed = bytearray(ENVELOPE)
    changed[at] ^= 1 << bit

    refused(bytes(changed))


@given(st.integers(0, len(ENVELOPE)), st.binary(min_size=1, max_size=5))
def test_bytes_put_into_an_envelope_are_refused(at, more):
    refused(ENVELOPE[:at] + more + ENVELOPE[at:])


@given(st.integers(0, len(ENVELOPE) - 1))
def test_an_envelope_cut_short_is_refused(size):
    refused(ENVELOPE[:size])


def test_another_type_is_refused():
    refused(ENVELOPE, kind="application/vnd.other+json")


def test_another_signer_is_refused():
    refused(ENVELOPE, public=SigningKeys.generate().public)


def test_a_payload_of_another_envelope_is_refused():
    other = json.loads(dsse.sign(TYPE, b'{"agreed":"yes"}', KEYS))["payload"]

    refused(rewritten(lambda value: value.update(payload=other)))


@pytest.mark.parametrize("place", [0, 1])
def test_each_signature_alone_is_not_enough(place):
    other = json.loads(dsse.sign(TYPE, b"other", KEYS))["signatures"][place]["sig"]

    refused(rewritten(lambda value: value["signatures"][place].update(sig=other)))


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value["signatures"].pop(),
        lambda value: value["signatures"].pop(0),
        lambda value: value["signatures"].reverse(),
        lambda value: value["signatures"].append(value["signatures"][0]),
        lambda value: value["signatures"][0].update(more=1),
        lambda value: value["signatures"][0].pop("keyid"),
        lambda value: value["signatures"][1].update(keyid="SHA256:x#ml-dsa-65"),
        lambda value: value["signatures"][0].update(keyid="SHA256:x"),
        lambda value: value["signatures"][0].update(sig=""),
        lambda value: value["signatures"][0].update(sig="é"),
        lambda value: value["signatures"][0].update(sig="="),
        lambda value: value.update(signatures={}),
        lambda value: value.update(more=1),
        lambda value: value.pop("payloadType"),
        lambda value: value.update(payload=None),
        lambda value: value.update(payload=value["payload"].rstrip("=") + "A"),
    ],
)
def test_an_envelope_of_other_parts_is_refused(change):
    refused(rewritten(change))


@pytest.mark.parametrize(
    "spelling",
    [
        lambda text: b" " + text,
        lambda text: text + b"\n",
        lambda text: text.replace(b":", b": "),
        lambda text: text.replace(b'"payload"', b'"\\u0070ayload"'),
        lambda text: text.replace(b'{"payload":', b'{"payload":"","payload":'),
        lambda text: json.dumps(dict(reversed(json.loads(text).items()))).encode(),
        lambda text: b"\xef\xbb\xbf" + text,
    ],
)
def test_another_spelling_of_the_same_envelope_is_refused(spelling):
    refused(spelling(ENVELOPE))


def test_base64_with_bits_left_over_is_refused():
    # "{}" is 16 bits: the last character before "=" carries two that must be zeros.
    envelope = dsse.sign(TYPE, b"{}", KEYS)
    spelled = base64.b64encode(b"{}")
    assert spelled == b"e30="

    refused(envelope.replace(b"e30=", b"e31="))


def test_an_envelope_above_the_size_limit_is_refused(monkeypatch):
    monkeypatch.setattr(dsse, "MAX_ENVELOPE", len(ENVELOPE) - 1)

    refused(ENVELOPE)
