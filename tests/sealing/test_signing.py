"""Two signatures, both needed, by keys that mean something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.domain.secret import Secret
from intake_app.sealing.errors import EnvelopeError, KeyFormatError
from intake_app.sealing.signing import LOW_ORDER_KEYS, PublicKeys, SigningKeys

FIELD = 2**255 - 19
EDWARDS_D = -121665 * pow(121666, -1, FIELD) % FIELD


def doubled(point):
    """Return twice a point of the curve -x^2 + y^2 = 1 + d x^2 y^2 (RFC 8032)."""
    x, y = point
    product = EDWARDS_D * x * x * y * y % FIELD
    return (
        2 * x * y * pow(1 + product, -1, FIELD) % FIELD,
        (y * y + x * x) * pow(1 - product, -1, FIELD) % FIELD,
    )


def decoded(key):
    """Return a point with the second coordinate that `key` encodes; its sign does not matter."""
    y = (int.from_bytes(key, "little") & ~(1 << 255)) % FIELD
    square = (y * y - 1) * pow(EDWARDS_D * y * y + 1, -1, FIELD) % FIELD
    x = pow(square, (FIELD + 3) // 8, FIELD)
    if (x * x - square) % FIELD:
        x = x * pow(2, (FIELD - 1) // 4, FIELD) % FIELD
    assert (x * x - square) % FIELD == 0
    return x, y


def test_the_refused_keys_are_the_points_whose_eightfold_is_nothing():
    assert len(LOW_ORDER_KEYS) == 14
    for key in LOW_ORDER_KEYS:
        assert doubled(doubled(doubled(decoded(key)))) == (0, 1)


@pytest.mark.parametrize("key", sorted(LOW_ORDER_KEYS), ids=bytes.hex)
def test_a_key_of_low_order_is_refused(keys, key):
    with pytest.raises(KeyFormatError):
        replace(keys.public, ed25519=key)


def test_an_ordinary_key_is_not_of_low_order(keys):
    assert doubled(doubled(doubled(decoded(keys.public.ed25519)))) != (0, 1)


def test_seeds_always_give_the_same_keys(keys):
    assert keys.public.key_id == "SHA256:jNEMLMXKkzZSwtQEloh-D11YkBplsM268vc2Y0iPEoQ"
    assert SigningKeys.from_seeds(keys.seeds).public == keys.public


def test_two_generated_signers_differ():
    assert SigningKeys.generate().public.key_id != SigningKeys.generate().public.key_id


def test_both_signatures_are_checked(keys):
    good = keys.sign(b"message")
    other = SigningKeys.generate().sign(b"message")

    keys.public.verify(b"message", good)
    for bad in (
        replace(good, ed25519=other.ed25519),
        replace(good, ml_dsa_65=other.ml_dsa_65),
        replace(good, ed25519=b""),
        replace(good, ml_dsa_65=b""),
    ):
        with pytest.raises(EnvelopeError):
            keys.public.verify(b"message", bad)
    with pytest.raises(EnvelopeError):
        keys.public.verify(b"another message", good)


def test_a_key_that_is_no_key_verifies_nothing(keys):
    junk = PublicKeys(ed25519=b"\x02" + bytes(31), ml_dsa_65=bytes(1952))

    with pytest.raises(EnvelopeError):
        junk.verify(b"message", keys.sign(b"message"))


@pytest.mark.parametrize(("classic", "lattice"), [(31, 1952), (33, 1952), (32, 1951), (32, 0)])
def test_keys_of_the_wrong_length_are_refused(classic, lattice):
    with pytest.raises(KeyFormatError):
        PublicKeys(ed25519=b"\x02" * classic, ml_dsa_65=bytes(lattice))


@pytest.mark.parametrize("size", [0, 63, 65])
def test_seeds_of_the_wrong_length_are_refused(size):
    with pytest.raises(KeyFormatError):
        SigningKeys.from_seeds(Secret(bytes(size)))


def test_seeds_do_not_show_themselves(keys):
    assert repr(keys.seeds) == "Secret(…)"
    assert keys.seeds.reveal().hex() not in repr(keys)
