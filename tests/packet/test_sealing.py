"""A packet's file says nothing, is padded, and is opened by its own receiver alone."""

from __future__ import annotations

import hashlib
import io
import tarfile
from dataclasses import replace

import pytest

from intake_app.domain.errors import (
    CardError,
    PacketError,
    PacketForOthersError,
    UnknownSenderError,
)
from intake_app.guard import strict_json
from intake_app.packet import manifest, sealing
from intake_app.sealing import age, dsse
from tests.packet.conftest import open_archive
from tests.packet.people import Office, head, receipt, receipt_head, referral, written


def make(worker, desk, body=None):
    return written(worker, desk, body)


def test_the_name_is_the_hash_of_the_file(worker, desk):
    packet = make(worker, desk)

    assert packet.name == hashlib.sha256(packet.sealed).hexdigest()[:32] + ".age"


def test_the_same_referral_sealed_twice_gives_two_names(worker, desk):
    outside = referral().outside()
    first, second = make(worker, desk, outside), make(worker, desk, outside)

    assert first.name != second.name
    assert first.manifest_hash == second.manifest_hash


def test_referrals_and_answers_of_text_are_all_of_one_length(worker, desk):
    long = replace(referral(), answer_to="x" * 500, services=("x" * 100,) * 50)
    answer = sealing.seal(
        manifest.write(receipt_head(desk, worker), receipt()), desk.identity, worker.card
    )

    lengths = {
        len(make(worker, desk).sealed),
        len(make(worker, desk, long).sealed),
        len(answer.sealed),
    }

    assert len(lengths) == 1


def test_a_long_referral_is_padded_to_few_significant_bits(worker, desk):
    answers = referral().groups[0].answers
    told = replace(answers[0], value="x" * 20_000, shown={"en": "x" * 20_000})
    group = replace(referral().groups[0], answers=(told,) * 4)
    packet = make(worker, desk, replace(referral(), groups=(group,)))

    size = len(open_archive(packet.sealed, desk))

    assert size > 1 << 17
    assert size % (1 << 12) == 0


def test_nothing_of_the_referral_stands_in_the_file_in_clear(worker, desk):
    sealed = make(worker, desk).sealed

    for text in (b"472918", b"shelter", b"manifest", worker.card.fingerprint.encode()):
        assert text not in sealed


def test_any_tar_and_any_dsse_reader_can_read_what_is_inside(worker, desk):
    packet = make(worker, desk)

    with tarfile.open(fileobj=io.BytesIO(open_archive(packet.sealed, desk))) as archive:
        members = archive.getmembers()
        envelope = archive.extractfile(members[0]).read()

    named = packet_body(envelope)["inner"]["sha256"]
    assert [member.name for member in members] == ["manifest.dsse.json", f"blobs/{named}", "pad"]
    assert envelope == packet.envelope
    assert strict_json.loads(envelope)["payloadType"] == manifest.PAYLOAD_TYPE
    assert sealing.hash_of(dsse.read(envelope).unverified) == packet.manifest_hash


def packet_body(envelope):
    return strict_json.loads(dsse.read(envelope).unverified)["body"]


def test_there_is_one_post_quantum_stanza(worker, desk):
    header = age.read_header(io.BytesIO(make(worker, desk).sealed))

    assert [stanza.kind for stanza in header.stanzas] == ["mlkem768x25519"]


def test_a_card_that_cannot_be_sealed_to_is_refused(worker, desk):
    keys = replace(desk.card.keys, recipient="age1pq1qqqq")
    broken = Office(identity=desk.identity, card=replace(desk.card, keys=keys))

    with pytest.raises(CardError):
        make(worker, broken)


@pytest.mark.parametrize(
    "wrong", [{"reference": "12"}, {"answer_to": "x" * 501}, {"services": ("a b",)}], ids=str
)
def test_what_the_receiver_would_refuse_is_not_made(worker, desk, wrong):
    with pytest.raises(PacketError):
        make(worker, desk, replace(referral(), **wrong))


def test_a_packet_is_sealed_only_to_an_office_it_names(worker, desk, stranger):
    payload = manifest.write(head(worker, desk), referral().outside())

    with pytest.raises(PacketForOthersError):
        sealing.seal(payload, worker.identity, stranger.card)


def test_a_packet_is_signed_only_by_the_office_it_names(worker, desk, stranger):
    payload = manifest.write(head(worker, desk), referral().outside())

    with pytest.raises(UnknownSenderError):
        sealing.seal(payload, stranger.identity, desk.card)
