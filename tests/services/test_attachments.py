"""A photo travels beside a referral in parts, over sticks that are pulled out."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest

from intake_app.domain.errors import (
    ConsentMissingError,
    IntakeError,
    OutsideFileError,
    PacketError,
    PartFileError,
)
from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import Outcome, ReceiptStatus
from intake_app.domain.ports import Cancelled, Silent
from intake_app.domain.referral import AttachmentRole
from tests.services.conftest import opening, share
from tests.vault.cheap import PASSPHRASE

PHOTO = hashlib.shake_256(b"a photo").digest(5 << 19)


@pytest.fixture
def attached(worker, shelter):
    """Give the photo, sealed in parts for the desk."""
    return worker.attachments.seal(
        shelter.card, io.BytesIO(PHOTO), media_type="image/jpeg", role=AttachmentRole.PHOTO
    )


@pytest.fixture
def sent(worker, shelter, stick, attached):
    """Give a referral on the stick that names the photo; its parts are not there yet."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Marker-7Q", language="en").saved.result()
    share(worker, live.case.id, shelter, "need", "name")
    body = worker.referrals._disclose(worker._place.read_case(live.case.id), shelter.card)
    record = worker.inbox._outbox.seal(
        PacketKind.REFERRAL,
        replace(body, attachments=(attached,)),
        shelter.card,
        case_id=live.case.id,
    )
    worker.referrals.send(record.id, stick)
    return record


def read(profile, packet_id, attachment):
    out = io.BytesIO()
    profile.attachments.read(packet_id, attachment, out.write)
    return out.getvalue()


def accepted(desk):
    (arrived,) = desk.inbox.arrived()
    desk.inbox.answer(arrived.record.id, ReceiptStatus.ACCEPTED)
    (found,) = desk.inbox.arrived()
    return found.referral.attachments


class PulledOut(Silent):
    """Progress of somebody who stops after so many steps."""

    def __init__(self, after):
        self._left = after

    def check_cancelled(self):
        self._left -= 1
        if self._left < 0:
            raise Cancelled


def test_a_photo_arrives_with_its_referral(worker, desk, sent, stick):
    put = worker.attachments.put(sent.id, stick)
    report = desk.inbox.open_stick([stick])
    came = desk.attachments.came(sent.id)
    (attachment,) = accepted(desk)

    assert report.refused == ()
    assert (put.here, put.of) == (3, 3)
    assert came.are_whole
    assert read(desk, sent.id, attachment) == PHOTO


def test_putting_goes_on_where_a_stick_was_pulled_out(worker, desk, sent, stick):
    with pytest.raises(Cancelled):
        worker.attachments.put(sent.id, stick, PulledOut(after=1))
    desk.inbox.open_stick([stick])
    first = desk.attachments.came(sent.id)
    before = {path: path.stat().st_ino for path in stick.rglob("*.age")}
    worker.attachments.put(sent.id, stick)
    desk.inbox.open_stick([stick])

    assert (first.here, first.of) == (1, 3)
    assert desk.attachments.came(sent.id).are_whole
    assert all(path.stat().st_ino == inode for path, inode in before.items())


def test_parts_that_come_before_their_referral_are_told_and_taken_later(
    worker, desk, sent, stick, tmp_path
):
    worker.attachments.put(sent.id, stick)
    referral = next(stick.rglob(sent.sealed_name))
    aside = referral.rename(tmp_path / referral.name)

    alone = desk.inbox.open_stick([stick])
    both = desk.inbox.open_stick([aside, stick])

    assert {type(error) for _, error in alone.refused} == {PartFileError}
    assert both.refused == ()
    assert desk.attachments.came(sent.id).are_whole


def test_a_stick_opened_again_brings_no_part_twice(worker, desk, sent, stick):
    worker.attachments.put(sent.id, stick)
    desk.inbox.open_stick([stick])

    again = desk.inbox.open_stick([stick])

    assert again.refused == ()
    assert len(again.known) == 1


def test_nothing_of_it_is_read_before_it_is_accepted(worker, desk, sent, stick, attached):
    worker.attachments.put(sent.id, stick)
    desk.inbox.open_stick([stick])

    (arrived,) = desk.inbox.arrived()

    assert arrived.referral.attachments == ()
    with pytest.raises(PacketError):
        read(desk, sent.id, attached)


def test_a_part_that_did_not_come_is_told(worker, desk, sent, stick):
    with pytest.raises(Cancelled):
        worker.attachments.put(sent.id, stick, PulledOut(after=2))
    desk.inbox.open_stick([stick])
    (attachment,) = accepted(desk)

    with pytest.raises(OutsideFileError):
        read(desk, sent.id, attachment)


def test_no_part_leaves_once_the_person_took_it_back(worker, sent, stick):
    worker.taking_back.stop_sharing(sent.case_id)

    with pytest.raises(ConsentMissingError):
        worker.attachments.put(sent.id, stick)

    assert len(list(stick.rglob("*.age"))) == 1


def test_nothing_of_a_photo_stands_in_clear_in_either_profile(worker, desk, sent, stick):
    worker.attachments.put(sent.id, stick)
    desk.inbox.open_stick([stick])

    for folder in (worker.folder, desk.folder, stick):
        for path in folder.rglob("*"):
            assert not path.is_file() or PHOTO[:64] not in path.read_bytes()


def test_parts_go_when_the_desk_erases_on_a_notice(worker, desk, sent, stick):
    worker.attachments.put(sent.id, stick)
    desk.inbox.open_stick([stick])
    worker.recalling.recall(sent.id)
    worker.inbox.send_answers(stick)
    desk.inbox.open_stick([stick])

    (notified,) = desk.recalling.notices()
    desk.recalling.answer(notified.record.id, Outcome.ERASED)

    assert list((desk.folder / "parts").rglob("*.age")) == []


def test_the_key_that_opens_parts_is_kept_as_long_as_they_are_here(
    program, worker, desk, sent, stick
):
    worker.attachments.put(sent.id, stick)
    desk.inbox.open_stick([stick])
    (attachment,) = accepted(desk)
    desk.own_keys.replace()
    program.clock.forward(days=31)
    desk.close()

    again = program.profiles.unlock(desk.folder, PASSPHRASE)

    assert read(again, sent.id, attachment) == PHOTO
    again.close()


def test_parts_of_what_was_not_sealed_to_its_end_are_not_kept(worker, shelter):
    with pytest.raises(Cancelled):
        worker.attachments.seal(
            shelter.card,
            io.BytesIO(PHOTO),
            media_type="image/jpeg",
            role=AttachmentRole.PHOTO,
            progress=PulledOut(after=2),
        )

    assert list((worker.folder / "outbox").rglob("*.age")) == []


def test_parts_of_a_referral_that_has_not_left_do_not_leave(worker, sent, stick):
    with pytest.raises(IntakeError):
        worker.attachments.put("z" * 26, stick)


def test_parts_go_with_the_person_who_is_erased(worker, sent, stick, clock):
    worker.attachments.put(sent.id, stick)
    worker.taking_back.ask_in_person(sent.case_id)
    clock.forward(hours=72)

    worker.taking_back.carry_out(sent.case_id)

    assert list((worker.folder / "outbox").rglob("*.age")) == []
