"""The examples beside the format document are what this program writes and reads."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from intake_app.domain.contact import digits_of
from intake_app.domain.packet_bodies import DECISIONS
from intake_app.domain.phone_answer import phone_digits
from intake_app.guard import strict_json
from intake_app.packet import manifest
from intake_app.packet.cards import read_card
from intake_app.packet.opening import open_inner
from intake_app.packet.sealing import hash_of
from intake_app.sealing import age, dsse
from tests.packet.people import (
    NOW,
    PHONE_KEY,
    REFERRAL_ID,
    head,
    layers,
    receipt,
    receipt_head,
    referral,
)

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "tests" / "data" / "packets"
PAGE = ROOT / "docs" / "formats" / "packet.md"


def test_the_example_of_a_referral_is_written_to_the_byte(worker, desk):
    example = (EXAMPLES / "referral.json").read_bytes()

    found = manifest.read(example, signers={worker.card.fingerprint})
    outer = replace(referral().outside(), inner=found.body.inner)

    # The inner layer is sealed anew each time: only what names it comes from the example.
    assert found.body == outer
    assert found.head == head(worker, desk)


def test_the_example_of_an_inner_layer_is_written_to_the_byte(desk):
    example = (EXAMPLES / "inner.json").read_bytes()

    _, inner = layers(desk)

    assert inner.plain == example
    assert inner.named.plain_sha256 == _named_in_the_referral()


def _named_in_the_referral():
    value = strict_json.loads((EXAMPLES / "referral.json").read_bytes())
    return value["body"]["inner"]["plain_sha256"]


def test_the_example_of_a_packet_is_opened(take, guard, worker, desk):
    opened = take((EXAMPLES / "referral.age").read_bytes())

    plain = open_inner(opened.inner(), opened.body.inner, opener=desk.identity, guard=guard)
    assert opened.head == head(worker, desk)
    assert dsse.read(opened.envelope).unverified == (EXAMPLES / "referral.json").read_bytes()
    assert plain == (EXAMPLES / "inner.json").read_bytes()


def test_the_example_of_a_key_opens_the_example_of_a_packet():
    identity = age.HybridIdentity.parse((EXAMPLES / "south-shelter.key").read_text().strip())
    source = io.BytesIO((EXAMPLES / "referral.age").read_bytes())

    file_key = age.unwrap(age.read_header(source), [identity], age.PACKETS)

    assert b"".join(age.decrypt_payload(file_key, source)).startswith(b"manifest.dsse.json\0")


def test_the_page_tells_the_values_of_the_example(worker, desk):
    page = PAGE.read_text("utf-8")
    sealed = (EXAMPLES / "referral.age").read_bytes()
    payload = (EXAMPLES / "referral.json").read_bytes()
    body = manifest.read(payload, signers={worker.card.fingerprint}).body
    envelope = worker.identity.sign(manifest.PAYLOAD_TYPE, payload)

    told = [
        worker.card.fingerprint,
        digits_of(worker.card.fingerprint),
        desk.card.fingerprint,
        dsse.read(envelope).key_id,
        f"{len(sealed):,}",
        hash_of(sealed)[:32],
        f"{len(payload):,}",
        dsse.encode_for_signing(manifest.PAYLOAD_TYPE, payload)[: -len(payload)].decode(),
        hash_of(payload),
        body.inner.sha256,
        body.inner.plain_sha256,
        *(phone_digits(PHONE_KEY, REFERRAL_ID, decision) for decision in DECISIONS),
    ]

    assert [value for value in told if value not in page] == []


def test_the_example_of_an_answer_is_written_to_the_byte(worker, desk):
    example = (EXAMPLES / "receipt.json").read_bytes()

    assert manifest.write(receipt_head(desk, worker), receipt()) == example


def test_the_examples_of_cards_are_read(worker, desk):
    for name, office in (("north-team", worker), ("south-shelter", desk)):
        example = (EXAMPLES / f"{name}.card").read_bytes()

        assert read_card(example, NOW) == office.card
