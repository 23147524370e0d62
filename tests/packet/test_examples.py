"""The examples beside the format document are what this program writes and reads."""

from __future__ import annotations

from pathlib import Path

from intake_app.packet import manifest
from intake_app.packet.cards import read_card
from tests.packet.people import NOW, head, receipt, receipt_head, referral

EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "packets"


def test_the_example_of_a_referral_is_written_to_the_byte(worker, desk):
    example = (EXAMPLES / "referral.json").read_bytes()

    assert manifest.write(head(worker, desk), referral()) == example


def test_the_example_of_an_answer_is_written_to_the_byte(worker, desk):
    example = (EXAMPLES / "receipt.json").read_bytes()

    assert manifest.write(receipt_head(desk, worker), receipt()) == example


def test_the_example_of_a_card_is_read(worker):
    example = (EXAMPLES / "north-team.card").read_bytes()

    assert read_card(example, NOW) == worker.card
