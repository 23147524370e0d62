"""What an office publishes: files behind the manifest, named and counted in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.domain.errors import PacketError, PacketTamperedError
from intake_app.domain.packet import Blob, BlobRole, PacketKind
from intake_app.domain.packet_bodies import Publication, PublishedFile, RosterSent
from intake_app.guard import strict_json
from intake_app.packet import manifest, sealing
from intake_app.packet.body import body_to_json, read_body
from intake_app.packet.fields import FieldError, Fields
from tests.packet.people import head

FILES = (("services.csv", b"name\nRiver Clinic\n"), ("more.csv", b"name\n"))
BLOBS = [Blob(role=BlobRole.FORM, data=data) for _, data in FILES]
NAMED = tuple(
    PublishedFile(name=name, sha256=sealing.hash_of(data), size=len(data)) for name, data in FILES
)
FORMS = Publication(version=3, files=NAMED)


def sealed(worker, desk, body=FORMS, kind=PacketKind.FORMS, blobs=BLOBS):
    payload = manifest.write(head(worker, desk, kind=kind), body, blobs=blobs)
    return sealing.seal(payload, worker.identity, desk.card, blobs)


def test_forms_come_out_as_they_went_in(take, worker, desk):
    opened = take(sealed(worker, desk).sealed)

    assert opened.body == FORMS
    assert [blob.data for blob in opened.blobs] == [data for _, data in FILES]
    assert opened.behind() == FILES[0][1] + FILES[1][1]
    assert opened.inner() == b""


def test_a_directory_is_one_file(take, worker, desk):
    body = replace(FORMS, files=NAMED[:1])
    blobs = [Blob(role=BlobRole.DIRECTORY, data=FILES[0][1])]

    opened = take(sealed(worker, desk, body, PacketKind.DIRECTORY, blobs).sealed)

    assert opened.body == body
    with pytest.raises(PacketError):
        sealed(worker, desk, FORMS, PacketKind.DIRECTORY)


def test_a_roster_is_sent_by_itself(take, worker, desk):
    body = RosterSent(envelope=b"an envelope")

    assert take(sealed(worker, desk, body, PacketKind.ROSTER, []).sealed).body == body


@pytest.mark.parametrize(
    "blobs",
    [[], BLOBS[:1], BLOBS[::-1], [replace(BLOBS[0], role=BlobRole.DIRECTORY), BLOBS[1]]],
    ids=["none", "one", "turned round", "of another role"],
)
def test_files_that_the_body_does_not_name_are_refused(worker, desk, blobs):
    with pytest.raises(PacketError):
        sealed(worker, desk, blobs=blobs)


def test_other_bytes_than_were_signed_are_not_sealed(worker, desk):
    payload = manifest.write(head(worker, desk, kind=PacketKind.FORMS), FORMS, blobs=BLOBS)

    with pytest.raises(PacketTamperedError):
        sealing.seal(payload, worker.identity, desk.card, BLOBS[:1])


def test_a_publication_is_about_no_other_packet(worker, desk):
    about = head(worker, desk, kind=PacketKind.FORMS, in_reply_to="b" * 26)
    payload = manifest.write(about, FORMS, blobs=BLOBS)

    with pytest.raises(PacketError):
        manifest.read(payload, signers={worker.card.fingerprint})


def test_what_is_too_long_for_a_packet_is_told_before_it_leaves(worker, desk):
    data = bytes(17 << 20)
    named = PublishedFile(name="huge", sha256=sealing.hash_of(data), size=len(data))
    body = replace(FORMS, files=(named,))

    with pytest.raises(PacketError) as caught:
        sealed(worker, desk, body, blobs=[Blob(role=BlobRole.FORM, data=data)])

    assert "too long" in caught.value.summary.msgid


@pytest.mark.parametrize(
    "change",
    [
        {"version": 0},
        {"version": "1"},
        {"files": []},
        {"files": [{"name": "", "sha256": "0" * 64, "size": 1}]},
        {"files": [{"name": "two\nlines", "sha256": "0" * 64, "size": 1}]},
        {"files": [{"name": "x", "sha256": "0" * 64, "size": 0}]},
        {"files": [{"name": "x", "sha256": "0" * 63, "size": 1}]},
        {"files": [{"name": "x", "sha256": "0" * 64, "size": 1}] * 17},
    ],
    ids=lambda change: str(change)[:50],
)
def test_what_is_outside_the_limits_is_refused(change):
    value = strict_json.loads(strict_json.dumps(body_to_json(FORMS)))

    with pytest.raises(FieldError):
        read_body(PacketKind.FORMS, Fields(value | change, "body", set()))


@pytest.mark.parametrize("envelope", [None, "", "AAA", "A" * 90_000])
def test_a_roster_of_another_form_is_refused(envelope):
    with pytest.raises(FieldError):
        read_body(PacketKind.ROSTER, Fields({"envelope": envelope}, "body", set()))
