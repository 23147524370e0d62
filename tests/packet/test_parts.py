"""What is too large for a packet travels a MiB at a time, and comes out whole or not at all."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.domain.errors import (
    CardError,
    OutsideFileError,
    PacketError,
    PacketForOthersError,
    PacketTamperedError,
    PartFileError,
)
from intake_app.domain.ports import Cancelled, Silent
from intake_app.domain.referral import Attachment, AttachmentRole
from intake_app.packet.parts import PART, join_parts, parts_of, seal_parts
from tests.packet.conftest import open_archive, seal_archive


def sealed_parts(data, to):
    """Return a file sealed in parts: the parts by name, and how a packet names it."""
    kept = {}
    made = seal_parts(io.BytesIO(data), to.card, kept.__setitem__, Silent())
    named = Attachment(
        sha256=made.sha256,
        size=made.size,
        type="image/jpeg",
        role=AttachmentRole.PHOTO,
        label="",
        parts=made.names,
    )
    return kept, named


def joined(kept, named, by, guard, progress=None):
    out = io.BytesIO()
    join_parts(
        lambda name: kept[name + ".age"],
        named,
        opener=by.identity,
        guard=guard,
        write=out.write,
        progress=progress or Silent(),
    )
    return out.getvalue()


def changed(named, **values):
    return replace(named, **values)


@pytest.fixture(scope="session")
def photo(desk):
    """Give a file of two and a half parts."""
    data = hashlib.shake_256(b"a photo").digest(5 * PART // 2)
    return data, *sealed_parts(data, desk)


@settings(max_examples=8)
@given(
    size=st.sampled_from([1, PART - 1, PART, PART + 1, 2 * PART]) | st.integers(1, 3 * PART),
    fill=st.sampled_from([b"\0", b"x"]),
)
def test_every_length_comes_out_as_it_went_in(desk, guard, size, fill):
    data = fill * size
    kept, named = sealed_parts(data, desk)

    assert joined(kept, named, desk, guard) == data
    assert len(named.parts) == parts_of(size)


def test_every_part_is_of_one_length_and_named_by_its_bytes(photo, desk):
    _, kept, _ = photo

    assert len({len(sealed) for sealed in kept.values()}) == 1
    assert {len(open_archive(sealed, desk)) for sealed in kept.values()} == {PART}
    for name, sealed in kept.items():
        assert name == hashlib.sha256(sealed).hexdigest()[:32] + ".age"


def test_a_part_that_is_opened_as_a_packet_is_told_as_one(photo, refused):
    _, kept, _ = photo

    for sealed in kept.values():
        assert refused(sealed) is PartFileError


def test_parts_for_another_office_stay_closed(photo, stranger, guard):
    _, kept, named = photo

    with pytest.raises(PacketForOthersError):
        joined(kept, named, stranger, guard)


@pytest.mark.parametrize(
    "trick",
    [
        lambda n: changed(n, parts=(n.parts[1], n.parts[0], n.parts[2])),
        lambda n: changed(n, parts=(n.parts[0], n.parts[0], n.parts[2])),
        lambda n: changed(n, sha256="0" * 64),
        lambda n: changed(n, size=n.size - 1),
        lambda n: changed(n, size=n.size + 1),
    ],
    ids=["order", "twice", "hash", "shorter", "longer"],
)
def test_what_is_not_as_it_was_named_is_refused(photo, desk, guard, trick):
    _, kept, named = photo

    with pytest.raises(PacketTamperedError):
        joined(kept, trick(named), desk, guard)


@pytest.mark.parametrize("count", [0, 2, 4])
def test_another_number_of_parts_than_the_length_has_is_refused(photo, desk, guard, count):
    _, kept, named = photo

    with pytest.raises(PacketError):
        joined(kept, changed(named, parts=(named.parts * 2)[:count]), desk, guard)


@pytest.mark.parametrize("at", [0, 100, -1])
def test_a_changed_byte_of_a_part_is_refused(photo, desk, guard, at):
    _, kept, named = photo
    damaged = bytearray(kept[named.parts[1] + ".age"])
    damaged[at] ^= 1

    with pytest.raises(PacketTamperedError):
        joined(kept | {named.parts[1] + ".age": bytes(damaged)}, named, desk, guard)


def test_bytes_hidden_behind_the_end_are_refused(desk, guard):
    data = b"seen"
    hidden = seal_archive(data.ljust(PART - 1, b"\0") + b"!", desk)
    name = hashlib.sha256(hidden).hexdigest()[:32]
    _, named = sealed_parts(data, desk)

    with pytest.raises(PacketTamperedError):
        joined({name + ".age": hidden}, changed(named, parts=(name,)), desk, guard)


def test_a_part_of_another_length_is_refused(desk, guard):
    short = seal_archive(b"short", desk)
    name = hashlib.sha256(short).hexdigest()[:32]
    _, named = sealed_parts(b"short", desk)

    with pytest.raises(PacketTamperedError):
        joined({name + ".age": short}, changed(named, parts=(name,)), desk, guard)


def test_a_missing_part_is_told(photo, desk, guard):
    _, kept, named = photo

    def take(name):
        if name == named.parts[2]:
            raise OutsideFileError
        return kept[name + ".age"]

    with pytest.raises(OutsideFileError):
        join_parts(
            take,
            named,
            opener=desk.identity,
            guard=guard,
            write=io.BytesIO().write,
            progress=Silent(),
        )


class Stopped(Silent):
    """Progress that the user stops after the first step."""

    def __init__(self):
        self.steps = 0

    def check_cancelled(self):
        self.steps += 1
        if self.steps > 1:
            raise Cancelled


def test_it_can_be_stopped(photo, desk, guard):
    data, kept, named = photo

    with pytest.raises(Cancelled):
        joined(kept, named, desk, guard, Stopped())
    with pytest.raises(Cancelled):
        seal_parts(io.BytesIO(data), desk.card, {}.__setitem__, Stopped())


def test_an_empty_file_is_not_sent(desk):
    with pytest.raises(PacketError):
        sealed_parts(b"", desk)


def test_a_card_that_cannot_be_sealed_to_is_refused(desk):
    keys = replace(desk.card.keys, recipient="age1pq1qqqq")
    broken = replace(desk, card=replace(desk.card, keys=keys))

    with pytest.raises(CardError):
        sealed_parts(b"x", broken)
