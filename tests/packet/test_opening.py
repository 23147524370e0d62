"""Opening packets: what is good is read, everything else is refused in one plain sentence."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import (
    NotAPacketError,
    PacketError,
    PacketForOthersError,
    PacketTamperedError,
    PacketTooNewError,
    UnknownSenderError,
)
from intake_app.domain.packet import OtherDatum
from intake_app.domain.secret import Secret
from intake_app.guard import strict_json
from intake_app.packet import cards, manifest, sealing
from intake_app.packet.inner import read_inside
from intake_app.packet.opening import inspect, open_inner, reopen
from intake_app.sealing import age, dsse, ustar
from intake_app.sealing.signing import LOW_ORDER_KEYS
from tests.packet.conftest import open_archive, seal_archive
from tests.packet.people import Office, head, layers, receipt, receipt_head, referral, written

DAMAGE = {NotAPacketError, PacketForOthersError, PacketTamperedError}


@pytest.fixture(scope="session")
def archive(sealed, desk):
    """Give what is inside the good packet."""
    return open_archive(sealed, desk)


@pytest.fixture(scope="session")
def envelope(worker, desk):
    """Give a good envelope."""
    return worker.identity.sign(
        manifest.PAYLOAD_TYPE, manifest.write(head(worker, desk), referral().outside())
    )


def packed(*members, end=ustar.END):
    """Return an archive of these members, each with its own header in front."""
    blocks = []
    for name, data in members:
        blocks += [ustar.header(name, len(data)), data, bytes(-len(data) % 512)]
    return b"".join(blocks) + end


def signed(worker, desk, **values):
    """Return an archive whose manifest the worker signed, with other values in it."""
    good = strict_json.loads(manifest.write(head(worker, desk), referral().outside()))
    payload = strict_json.dumps(good | values)
    return packed(
        ("manifest.dsse.json", worker.identity.sign(manifest.PAYLOAD_TYPE, payload)), ("pad", b"")
    )


def test_a_packet_opens_for_the_office_it_was_made_for(take, sealed, worker, desk):
    opened = take(sealed)

    assert opened.head == head(worker, desk)
    assert replace(opened.body, inner=None) == referral().outside()
    assert opened.other == ()


def test_the_inner_layer_stays_closed_until_it_is_asked_for(take, sealed, desk, guard):
    opened = take(sealed)

    plain = open_inner(opened.inner(), opened.body.inner, opener=desk.identity, guard=guard)

    whole = opened.body.with_inside(read_inside(plain, opened.body.inner))
    assert b"Selam" not in opened.envelope
    assert replace(whole, inner=None) == referral()


def test_an_answer_opens_where_the_referral_came_from(take, worker, desk):
    answer = sealing.seal(
        manifest.write(receipt_head(desk, worker), receipt()), desk.identity, worker.card
    )

    opened = take(answer.sealed, by=worker, senders=[desk])

    assert opened.body == receipt()
    assert opened.envelope == answer.envelope
    assert opened.manifest_hash == answer.manifest_hash


def test_a_sender_is_found_among_many_contacts(take, sealed, worker, stranger):
    assert take(sealed, senders=[stranger, worker]).head.sender == worker.card.fingerprint


def test_a_packet_for_another_office_is_refused(refused, sealed, stranger):
    assert refused(sealed, by=stranger) is PacketForOthersError


def test_a_packet_sealed_on_by_its_receiver_is_refused(refused, archive, stranger):
    assert refused(seal_archive(archive, stranger), by=stranger) is PacketForOthersError


def test_a_packet_from_an_unknown_sender_is_refused(refused, sealed, stranger):
    assert refused(sealed, senders=[]) is UnknownSenderError
    assert refused(sealed, senders=[stranger]) is UnknownSenderError


@given(at=st.integers(0, 67_194), flip=st.integers(1, 255))
def test_a_changed_byte_anywhere_is_refused(refused, sealed, at, flip):
    damaged = bytearray(sealed)
    damaged[at] ^= flip

    assert refused(bytes(damaged)) in DAMAGE


@given(at=st.integers(0, 67_194))
def test_a_packet_cut_short_anywhere_is_refused(refused, sealed, at):
    assert refused(sealed[:at]) in DAMAGE


@given(more=st.binary(min_size=1, max_size=100))
def test_a_packet_with_bytes_behind_it_is_refused(refused, sealed, more):
    assert refused(sealed + more) is PacketTamperedError


def test_a_changed_payload_is_told_of_as_damage(refused, sealed):
    damaged = bytearray(sealed)
    damaged[-40_000] ^= 1

    assert refused(bytes(damaged)) is PacketTamperedError


@given(at=st.integers(0, 65_535), flip=st.integers(1, 255))
def test_a_change_inside_by_somebody_who_can_open_it_is_refused(refused, archive, desk, at, flip):
    damaged = bytearray(archive)
    damaged[at] ^= flip

    found = refused(seal_archive(bytes(damaged), desk))

    # A change in the first header or in the key id makes it look like something else.
    assert found in {PacketTamperedError, NotAPacketError, UnknownSenderError}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Dear colleague, please find attached",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\xff\xd8\xff\xe0" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        b"age-encryption.org/v1\n",
        b"age-encryption.org/v1\n--- x\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n",
        bytes(17 << 20),
    ],
    ids=lambda data: str(data[:12]),
)
def test_a_file_that_is_no_age_file_is_refused(refused, data):
    assert refused(data) is NotAPacketError


def test_a_good_packet_above_the_limit_is_refused_before_it_is_opened(refused, sealed):
    assert refused(sealed + bytes(17 << 20)) is NotAPacketError


@pytest.mark.parametrize(
    "recipient",
    [
        age.X25519Identity(Secret(b"1" * 32)).recipient(),
        age.Passphrase(Secret(b"word"), work_factor=2),
    ],
    ids=["X25519", "scrypt"],
)
def test_an_age_file_of_another_kind_is_refused(refused, recipient):
    target = io.BytesIO()
    age.encrypt([recipient], io.BytesIO(b"x"), target)

    assert refused(target.getvalue()) is NotAPacketError


@pytest.mark.parametrize(
    "inside",
    [
        b"",
        b"a plain letter, encrypted with another program",
        bytes(1024),
        bytes(65_536),
        packed(),
        packed(("letter.txt", b"hello"), ("pad", b"")),
        packed(("blobs/x", b"")),
    ],
    ids=lambda data: str(data[:12]),
)
def test_an_age_file_for_us_with_something_else_inside_is_refused(refused, desk, inside):
    assert refused(seal_archive(inside, desk)) is NotAPacketError


@pytest.mark.parametrize(
    "trick",
    [
        lambda e: packed(("manifest.dsse.json", e)),
        lambda e: packed(("manifest.dsse.json", e), ("blobs/" + "0" * 64, b"x"), ("pad", b"")),
        lambda e: packed(("manifest.dsse.json", e), ("pad", b""), ("more", b"")),
        lambda e: packed(("manifest.dsse.json", e), ("manifest.dsse.json", e), ("pad", b"")),
        lambda e: packed(("manifest.dsse.json", e), ("pad", b"\0\1")),
        lambda e: packed(("manifest.dsse.json", e), ("pad", b""), end=ustar.END[:512]),
        lambda e: packed(("manifest.dsse.json", e), ("pad", b""), end=b""),
        lambda e: packed(("manifest.dsse.json", e), ("pad", b"")) + b"\0",
        lambda e: packed(("manifest.dsse.json", e), ("pad", b"")) + bytes(512),
        lambda e: packed(("manifest.dsse.json", e), ("pad", b"")).replace(b"0000600", b"0000644"),
        lambda e: packed(("manifest.dsse.json", e[:-1]), ("pad", b"")),
        lambda e: packed(("manifest.dsse.json", e + b"\n"), ("pad", b"")),
        lambda e: packed(("manifest.dsse.json", e[:0]), ("pad", b"")),
        lambda e: packed(("manifest.dsse.json", e.ljust(13 << 20)), ("pad", b"")),
    ],
    ids=range(14),
)
def test_an_archive_in_any_other_form_is_refused(refused, desk, envelope, trick):
    assert refused(seal_archive(trick(envelope), desk)) in {PacketTamperedError, NotAPacketError}


def test_the_archive_the_tricks_start_from_is_good(take, desk, envelope):
    opened = take(seal_archive(packed(("manifest.dsse.json", envelope), ("pad", b"")), desk))

    assert opened.body == referral().outside()


def test_something_else_signed_by_a_contact_is_no_packet(refused, worker, desk):
    _, card = cards.make_card(worker.card, worker.identity)

    sealed = seal_archive(packed(("manifest.dsse.json", card), ("pad", b"")), desk)

    assert refused(sealed) is NotAPacketError


@pytest.mark.parametrize("which", [0, 1])
def test_one_good_signature_of_two_is_not_enough(refused, worker, desk, envelope, which):
    other = strict_json.loads(worker.identity.sign(manifest.PAYLOAD_TYPE, b"{}"))
    forged = strict_json.loads(envelope)
    forged["signatures"][which]["sig"] = other["signatures"][which]["sig"]
    inside = packed(("manifest.dsse.json", strict_json.dumps(forged)), ("pad", b""))

    assert refused(seal_archive(inside, desk)) is PacketTamperedError


def test_nobody_signs_in_the_name_of_a_contact(refused, worker, desk, stranger, envelope):
    payload = dsse.read(envelope).unverified
    forged = strict_json.loads(stranger.identity.sign(manifest.PAYLOAD_TYPE, payload))
    for ours, theirs in zip(
        strict_json.loads(envelope)["signatures"], forged["signatures"], strict=True
    ):
        theirs["keyid"] = ours["keyid"]
    inside = packed(("manifest.dsse.json", strict_json.dumps(forged)), ("pad", b""))

    assert refused(seal_archive(inside, desk)) is PacketTamperedError


def test_a_contact_cannot_send_in_the_name_of_another(refused, worker, desk, stranger):
    inside = signed(worker, desk, **{"from": stranger.card.fingerprint})

    sealed = seal_archive(inside, desk)

    assert refused(sealed, senders=[worker, stranger]) is UnknownSenderError


def test_the_card_named_counts_when_two_hold_the_same_signing_keys(
    refused, take, worker, desk, stranger
):
    keys = replace(worker.card.keys, recipient=stranger.card.keys.recipient)
    newer = Office(identity=worker.identity, card=replace(worker.card, keys=keys))
    sealed = seal_archive(signed(worker, desk), desk)

    assert take(sealed, senders=[newer, worker]).head.sender == worker.card.fingerprint
    assert refused(sealed, senders=[newer]) is UnknownSenderError


def test_a_card_whose_key_is_of_low_order_vouches_for_nobody(refused, sealed, worker):
    keys = replace(worker.card.keys, ed25519=min(LOW_ORDER_KEYS))
    weak = Office(identity=worker.identity, card=replace(worker.card, keys=keys))

    assert refused(sealed, senders=[weak]) is UnknownSenderError


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"min_reader": 2}, PacketTooNewError),
        ({"kind": "song"}, PacketTooNewError),
        ({"blobs": [{}]}, PacketError),
        ({"to": ["0" * 64]}, PacketForOthersError),
        ({"body": {}}, PacketError),
    ],
    ids=str,
)
def test_a_well_signed_packet_that_breaks_the_format_is_refused(
    refused, worker, desk, change, error
):
    assert refused(seal_archive(signed(worker, desk, **change), desk)) is error


def test_a_key_that_stands_twice_is_refused_though_it_is_signed(refused, worker, desk):
    payload = manifest.write(head(worker, desk), referral().outside()).replace(
        b'"onward":false', b'"onward":false,"onward":true'
    )
    envelope = worker.identity.sign(manifest.PAYLOAD_TYPE, payload)
    inside = packed(("manifest.dsse.json", envelope), ("pad", b""))

    assert refused(seal_archive(inside, desk)) is PacketError


def test_other_data_is_named_and_kept(take, worker, desk):
    opened = take(seal_archive(signed(worker, desk, expires="later"), desk))

    assert opened.other == (OtherDatum(name="expires", value="later"),)
    assert b"later" in dsse.read(opened.envelope).unverified


def test_every_refusal_has_a_sentence_of_its_own():
    kinds = [*DAMAGE, UnknownSenderError, PacketTooNewError, PacketError]

    sentences = {kind.summary.msgid for kind in kinds}

    assert len(sentences) == len(kinds)
    assert all(kind.hint for kind in kinds)


@pytest.mark.parametrize(
    "trick",
    [
        lambda _: (),
        lambda blob: (blob, ("blobs/" + "0" * 64, b"x")),
        lambda blob: ((blob[0], blob[1] + b"x"),),
        lambda blob: ((blob[0], blob[1][:-1] + b"x"),),
        lambda _: (("blobs/" + hashlib.sha256(b"x").hexdigest(), b"x"),),
        lambda blob: (("pad", b""), blob),
    ],
    ids=["none", "one more", "longer", "changed", "another", "behind the pad"],
)
def test_blobs_other_than_the_signed_ones_are_refused(refused, worker, desk, trick):
    outer, inner = layers(desk)
    payload = manifest.write(head(worker, desk), outer, blobs=[inner.blob])
    envelope = worker.identity.sign(manifest.PAYLOAD_TYPE, payload)
    members = trick(("blobs/" + outer.inner.sha256, inner.blob.data))
    inside = packed(("manifest.dsse.json", envelope), *members, ("pad", b""))

    assert refused(seal_archive(inside, desk)) is PacketTamperedError


def test_stored_bytes_are_read_again(take, sealed, worker):
    opened = replace(take(sealed), blobs=())

    again = reopen(
        opened.envelope, sender=worker.card.fingerprint, manifest_hash=opened.manifest_hash
    )

    assert again == opened


@pytest.mark.parametrize("change", [lambda e: e[:-1], lambda e: e.replace(b'"AA', b'"BB')])
def test_stored_bytes_that_changed_are_refused(worker, envelope, change):
    hash_kept = sealing.hash_of(dsse.read(envelope).unverified)
    forged = strict_json.loads(envelope)
    forged["payload"] = "AA" + forged["payload"][2:]
    changed = change(strict_json.dumps(forged))

    with pytest.raises(PacketTamperedError):
        reopen(changed, sender=worker.card.fingerprint, manifest_hash=hash_kept)


def test_an_outsider_sees_size_and_wrapping_and_nothing_more(worker, desk):
    packet = written(worker, desk)

    view = inspect(packet.sealed)

    assert (view.size, view.stanzas) == (len(packet.sealed), ("mlkem768x25519",))
    assert view.name == packet.name


def test_an_outsider_is_told_of_a_file_that_is_no_packet():
    with pytest.raises(NotAPacketError):
        inspect(b"Dear colleague")
