"""Keys and their text forms."""

from __future__ import annotations

import hashlib

import pytest

from intake_app.domain.secret import Secret
from intake_app.sealing.age import (
    HybridIdentity,
    HybridRecipient,
    X25519Identity,
    X25519Recipient,
)
from intake_app.sealing.errors import KeyFormatError

SEED = Secret(bytes(range(32)))


def test_a_seed_always_gives_the_same_hybrid_keys():
    identity = HybridIdentity.from_seed(SEED)
    digest = hashlib.sha256(identity.recipient().raw).hexdigest()

    assert (
        identity.to_string()
        == "AGE-SECRET-KEY-PQ-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0S5DYVQQ"
    )
    assert (
        identity.recipient()
        .to_string()
        .startswith("age1pq1da2qnzs2pejpz3npfd5kpwnqmpsr6ch5glu6kjvmg77kjpkvgzcxr")
    )
    assert digest == "c9a3565ffde4f72b51661be391ee13e46378d7f06dd5c8bf5af9d2cfb5b8336b"


def test_a_secret_always_gives_the_same_classical_keys():
    identity = X25519Identity(SEED)

    assert (
        identity.to_string()
        == "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SWRYDWG"
    )
    assert (
        identity.recipient().to_string()
        == "age13aqvttdk3ujkyjh9kg2w5an6dmy5mq5a84a4uxk3hfhnugfc9p0sy5p2wh"
    )


@pytest.mark.parametrize(
    ("identity", "recipient"),
    [(HybridIdentity, HybridRecipient), (X25519Identity, X25519Recipient)],
)
def test_keys_read_back_from_their_text(identity, recipient):
    made = identity.generate()

    assert identity.parse(made.to_string()).to_string() == made.to_string()
    text = made.recipient().to_string()
    assert recipient.parse(text).to_string() == text


def test_two_generated_identities_differ():
    assert HybridIdentity.generate().recipient() != HybridIdentity.generate().recipient()


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (HybridRecipient.parse, X25519Identity(SEED).recipient().to_string()),
        (X25519Recipient.parse, HybridIdentity(SEED).recipient().to_string()),
        (HybridIdentity.parse, X25519Identity(SEED).to_string()),
        (X25519Identity.parse, HybridIdentity(SEED).to_string()),
        (HybridRecipient.parse, HybridIdentity(SEED).recipient().to_string().upper()),
        (HybridRecipient.parse, HybridIdentity(SEED).recipient().to_string() + "q"),
        (HybridIdentity.parse, HybridIdentity(SEED).to_string().lower()),
    ],
)
def test_a_key_of_another_kind_is_refused(parse, text):
    with pytest.raises(KeyFormatError):
        parse(text)


@pytest.mark.parametrize("make", [HybridRecipient, X25519Recipient])
@pytest.mark.parametrize("size", [0, 31, 33, 1215, 1217])
def test_a_key_of_the_wrong_length_is_refused(make, size):
    with pytest.raises(KeyFormatError):
        make(bytes(size))


@pytest.mark.parametrize("make", [HybridIdentity, X25519Identity])
@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_secret_of_the_wrong_length_is_refused(make, size):
    with pytest.raises(KeyFormatError):
        make(Secret(bytes(size)))


def test_a_lattice_key_with_coefficients_out_of_range_is_refused():
    with pytest.raises(KeyFormatError):
        HybridRecipient(b"\xff" * 1216)


def test_nothing_is_sealed_to_a_curve_point_of_low_order():
    with pytest.raises(KeyFormatError):
        X25519Recipient(bytes(32)).wrap(Secret(bytes(16)))


def test_an_identity_does_not_show_itself():
    assert "AGE-SECRET" not in repr(HybridIdentity(SEED))
    assert repr(HybridIdentity(SEED).seed) == "Secret(…)"
