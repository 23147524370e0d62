"""The examples beside the format document are what this program writes and reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from intake_app.guard import strict_json
from intake_app.packet import manifest
from intake_app.packet.cards import read_card
from tests.packet.people import NOW, head, layers, receipt, receipt_head, referral

EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "packets"


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


def test_the_example_of_an_answer_is_written_to_the_byte(worker, desk):
    example = (EXAMPLES / "receipt.json").read_bytes()

    assert manifest.write(receipt_head(desk, worker), receipt()) == example


def test_the_example_of_a_card_is_read(worker):
    example = (EXAMPLES / "north-team.card").read_bytes()

    assert read_card(example, NOW) == worker.card
