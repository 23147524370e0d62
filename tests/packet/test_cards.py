"""Contact cards vouch for themselves, or are refused."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import CardError, NotACardError
from intake_app.domain.secret import Secret
from intake_app.guard import strict_json
from intake_app.packet import manifest
from intake_app.packet.cards import PAYLOAD_TYPE, make_card, open_card, read_card, read_card_job
from intake_app.sealing import age, dsse
from intake_app.sealing.signing import LOW_ORDER_KEYS
from tests.packet.people import NOW, head, office, referral

WORKER, STRANGER = office("North Team"), office("Third Place")
FILE = make_card(WORKER.card, WORKER.identity)[1]


def forged(signer=WORKER, **values):
    """Return a card file with other values, signed by the worker unless told otherwise."""
    good = strict_json.loads(dsse.read(FILE).unverified)
    return signer.identity.sign(PAYLOAD_TYPE, strict_json.dumps(good | values))


def forged_key(name, value):
    keys = strict_json.loads(dsse.read(FILE).unverified)["keys"]
    return forged(keys=keys | {name: value})


def refusal(data, now=NOW):
    with pytest.raises(CardError) as caught:
        read_card(data, now)
    return caught.value


def test_a_card_is_read_as_it_was_made():
    card, data = make_card(WORKER.card, WORKER.identity)

    assert read_card(data, NOW) == card == WORKER.card


def test_a_card_from_outside_is_looked_at_by_the_child_first(child_guard):
    assert open_card(FILE, NOW, child_guard) == WORKER.card
    for data, error in ((b"Dear colleague", NotACardError), (forged(name=""), CardError)):
        with pytest.raises(CardError) as caught:
            open_card(data, NOW, child_guard)
        assert type(caught.value) is error


def test_the_child_gives_back_what_it_found_good():
    reply = read_card_job({"now": "2026-03-01T09:00:00.000000Z"}, FILE)

    assert reply.data == FILE


def test_a_huge_file_never_reaches_the_child(child_guard):
    with pytest.raises(NotACardError):
        open_card(bytes(70_000), NOW, child_guard)


@given(name=st.text(max_size=40), role=st.text(max_size=40))
def test_whatever_is_typed_a_card_is_made_that_reads_or_none_at_all(name, role):
    wanted = replace(WORKER.card, name=name, role=role)

    try:
        card, data = make_card(wanted, WORKER.identity)
    except CardError:
        assert not name.strip() or not name.isprintable()
        return

    assert read_card(data, NOW) == card
    assert "\n" not in card.name + card.role


def test_what_hides_or_reorders_text_is_left_out_of_a_card():
    card, _ = make_card(replace(WORKER.card, name=" North\u202e\n Team\u200f "), WORKER.identity)

    assert card.name == "North Team\u200f"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 101},
        {"role": "x" * 201},
        {"answer_to": "x" * 501},
        {"mailbox": "\ud800"},
        {"mailbox": "../../elsewhere"},
        {"languages": ("English please",)},
        {"expires": NOW + timedelta(days=732)},
        {"expires": NOW - timedelta(days=1)},
        {"created": datetime(2026, 3, 1)},  # noqa: DTZ001 - what must be refused
    ],
    ids=str,
)
def test_a_card_no_reader_would_take_is_not_made(wrong):
    with pytest.raises(CardError) as caught:
        make_card(replace(WORKER.card, **wrong), WORKER.identity)

    assert "cannot be made" in caught.value.summary.msgid


def test_a_card_is_signed_with_its_own_keys_only():
    with pytest.raises(ValueError, match="own keys"):
        make_card(WORKER.card, STRANGER.identity)


@given(at=st.integers(0, len(FILE) - 1), flip=st.integers(1, 255))
def test_a_changed_byte_anywhere_is_refused(at, flip):
    damaged = bytearray(FILE)
    damaged[at] ^= flip

    refusal(bytes(damaged))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Dear colleague",
        b"\x89PNG\r\n\x1a\n",
        b"{}",
        FILE[:-1],
        FILE + b"\n",
        bytes(70_000),
        WORKER.identity.sign(
            manifest.PAYLOAD_TYPE, manifest.write(head(WORKER, STRANGER), referral())
        ),
    ],
    ids=lambda data: str(data[:20]),
)
def test_what_is_no_card_is_told_of_as_that(data):
    assert type(refusal(data)) is NotACardError


@pytest.mark.parametrize(
    "data",
    [
        forged(signer=STRANGER),
        forged(name=""),
        forged(name="North  Team"),
        forged(name="North\u202eTeam"),
        forged(role="a\nb"),
        forged(mailbox="..".ljust(26, "a")),
        forged(needs=["need", "need"]),
        forged(needs=["everything"]),
        forged(languages=[""]),
        forged(expires="2026-02-28T08:00:00.000000Z"),
        forged(created="9999-12-30T00:00:00.000000Z", expires="9999-12-31T00:00:00.000000Z"),
        forged(created="0000-12-30T00:00:00.000000Z"),
        forged(keys={}),
        forged_key("recipient", "age1pq1qqqq"),
        forged_key("recipient", WORKER.card.keys.recipient.upper()),
        forged_key("recipient", age.X25519Identity(Secret(b"1" * 32)).recipient().to_string()),
        forged_key("ml_dsa_65", base64.b64encode(bytes(1951)).decode()),
        forged_key("ed25519", "A" * 44),
        WORKER.identity.sign(PAYLOAD_TYPE, b"[]"),
        WORKER.identity.sign(PAYLOAD_TYPE, b"{"),
    ],
    ids=range(20),
)
def test_a_card_that_breaks_the_format_is_refused(data):
    assert type(refusal(data)) is CardError


@pytest.mark.parametrize("key", sorted(LOW_ORDER_KEYS), ids=bytes.hex)
def test_a_key_of_low_order_is_refused(key):
    assert type(refusal(forged_key("ed25519", base64.b64encode(key).decode()))) is CardError


def test_an_expired_card_is_told_of_as_expired():
    error = refusal(FILE, now=WORKER.card.expires)

    assert "expired" in error.summary.msgid


def test_a_card_from_the_future_points_to_the_clock():
    error = refusal(FILE, now=datetime(1970, 1, 1, tzinfo=UTC))

    assert error.hint is not None
    assert "date of this computer" in error.hint.msgid


def test_a_clock_a_day_behind_is_no_reason_to_refuse():
    assert read_card(FILE, WORKER.card.created - timedelta(days=1)) == WORKER.card


def test_a_card_of_a_later_format_asks_for_the_newer_version():
    error = refusal(forged(min_reader=2))

    assert "newer version" in error.summary.msgid


def test_keys_from_a_later_time_do_not_spoil_a_card():
    assert read_card(forged(website="elsewhere"), NOW) == WORKER.card
