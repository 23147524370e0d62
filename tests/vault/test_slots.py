from __future__ import annotations

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.domain.secret import Secret
from intake_app.vault.slots import (
    FLOOR,
    STANDARD,
    calibrated,
    new_slot,
    slot_from_json,
)
from tests.vault.cheap import CHEAP


def timer_of(seconds: float):
    """Return a timer by which whatever is measured takes `seconds`."""
    ticks = iter((0.0, seconds))
    return lambda: next(ticks)


@settings(max_examples=15)
@given(st.binary(min_size=1, max_size=100), st.binary(min_size=32, max_size=32))
def test_a_slot_survives_being_written_and_opens_in_its_own_vault_only(passphrase, vault_key):
    vault_id = secrets.token_bytes(16)
    slot = new_slot(vault_id, Secret(vault_key), Secret(passphrase), CHEAP)

    again = slot_from_json(slot.to_json())

    assert again.open(vault_id, Secret(passphrase)) == Secret(vault_key)
    assert again.open(secrets.token_bytes(16), Secret(passphrase)) is None


def test_two_slots_of_one_passphrase_share_no_salt():
    one, two = (new_slot(bytes(16), Secret(bytes(32)), Secret(b"x"), CHEAP) for _ in range(2))

    assert one.salt != two.salt
    assert one.nonce != two.nonce
    assert one.wrapped != two.wrapped


@pytest.mark.parametrize(
    ("floor_took_s", "memory_mib"), [(0.1, 256), (0.37, 256), (0.4, 128), (0.8, 64), (9.0, 64)]
)
def test_the_cost_fits_the_computer_and_never_falls_below_the_floor(floor_took_s, memory_mib):
    cost = calibrated(timer=timer_of(floor_took_s))

    assert cost.m_kib == memory_mib << 10
    assert (cost.t, cost.p) == (STANDARD.t, STANDARD.p) == (FLOOR.t, FLOOR.p)
