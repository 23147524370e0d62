"""The inner layer: who it is, opened by its receiver alone and only when it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from intake_app.domain.errors import CardError, IntakeError, PacketError, PacketTamperedError
from intake_app.domain.referral import (
    Attachment,
    AttachmentRole,
    Inside,
    SealedInside,
    may_stand_outside,
)
from intake_app.guard import strict_json
from intake_app.packet.answers import groups_to_json
from intake_app.packet.inner import BLOCK, check_layers, inside_bytes, read_inside, seal_inside
from intake_app.packet.opening import open_inner
from intake_app.packet.sealing import hash_of
from tests.packet.conftest import seal_archive
from tests.packet.people import Office, layers, referral
from tests.packet.strategies import REFERRALS

PHOTO = Attachment(
    sha256="1" * 64,
    size=10,
    type="image/jpeg",
    role=AttachmentRole.PHOTO,
    label="A mark",
    parts=("2" * 32,),
)


@pytest.fixture(scope="session")
def inner(desk):
    """Give the sealed inner layer of the referral to the desk."""
    return layers(desk)[1]


def opened(inner, by, guard, **changes):
    return open_inner(
        inner.blob.data, replace(inner.named, **changes), opener=by.identity, guard=guard
    )


def sealed_as(plain, to):
    """Return any bytes as somebody may seal them who is no honest sender, and their name."""
    data = seal_archive(plain, to)
    return data, SealedInside(sha256=hash_of(data), size=len(data), plain_sha256=hash_of(plain))


def refusal(plain, desk, guard):
    data, named = sealed_as(plain, desk)
    with pytest.raises(IntakeError) as caught:
        open_inner(data, named, opener=desk.identity, guard=guard)
    return type(caught.value)


@given(REFERRALS)
def test_both_layers_together_hold_everything_once(desk, body):
    outer, inner = layers(desk, body)

    inside = Inside() if inner is None else read_inside(inner.plain, inner.named)

    def answers(referral):
        each = [replace(g, answers=(a,)) for g in referral.groups for a in g.answers]
        return sorted(strict_json.dumps(groups_to_json([group])) for group in each)

    assert answers(outer.with_inside(inside)) == answers(body)
    assert all(may_stand_outside(g.group, a) for g in outer.groups for a in g.answers)
    assert not any(may_stand_outside(g.group, a) for g in inside.groups for a in g.answers)


def test_a_referral_that_says_nothing_of_who_it_is_has_one_layer(desk):
    outer, inner = layers(desk, referral().outside())

    assert inner is None
    assert outer.inner is None


def test_what_is_shown_before_sealing_stands_in_what_is_sealed(inner):
    assert inside_bytes(referral().inside()) in inner.plain
    assert len(inner.plain) % BLOCK == 0


def test_the_same_words_with_another_salt_have_another_hash(desk, inner):
    again = seal_inside(referral().inside(), desk.card, b"another salt 16.")

    assert again.named.plain_sha256 != inner.named.plain_sha256
    assert len(again.blob.data) == len(inner.blob.data)


def test_its_receiver_opens_it(inner, desk, guard):
    assert opened(inner, desk, guard) == inner.plain


def test_nobody_else_does(inner, stranger, guard):
    with pytest.raises(PacketError):
        opened(inner, stranger, guard)


@pytest.mark.parametrize("name", ["sha256", "plain_sha256"])
def test_another_one_than_was_signed_is_refused(inner, desk, guard, name):
    with pytest.raises(PacketTamperedError):
        opened(inner, desk, guard, **{name: "0" * 64})


def test_a_changed_byte_is_refused(inner, desk, guard):
    data = inner.blob.data[:-1] + b"\0"

    with pytest.raises(PacketTamperedError):
        open_inner(
            data, replace(inner.named, sha256=hash_of(data)), opener=desk.identity, guard=guard
        )


def test_bytes_that_are_no_age_file_are_refused(inner, desk, guard):
    with pytest.raises(PacketTamperedError):
        open_inner(
            b"x", replace(inner.named, sha256=hash_of(b"x")), opener=desk.identity, guard=guard
        )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.rstrip(),
        lambda text: text + b" " * BLOCK,
        lambda text: text[:-1] + b"\n",
        lambda _: b" " * BLOCK,
        lambda text: text.replace(b'"salt":"EBE', b'"salt":"AA"'),
        lambda text: text.replace(b'"group":"name"', b'"group":"song"'),
        lambda text: text.replace(b'"sensitivity":3', b'"sensitivity":9'),
        lambda text: text.replace(b'"attachments":[]', b'"attachments":[{}]'),
    ],
    ids=range(8),
)
def test_contents_that_break_the_format_are_refused(inner, desk, guard, change):
    changed = change(inner.plain)

    assert changed != inner.plain
    assert refusal(changed, desk, guard) is PacketError


def test_a_key_that_stands_twice_is_refused(inner, desk, guard):
    text = inner.plain.rstrip().replace(b'"group":"name"', b'"group":"name","group":"name"')

    assert refusal(text + b" " * (-len(text) % BLOCK), desk, guard) is PacketError


def test_what_travels_beside_it_is_named_inside_and_counted_outside(desk):
    outer, inner = layers(desk, replace(referral(), attachments=(PHOTO,)))

    whole = outer.with_inside(read_inside(inner.plain, inner.named))

    assert outer.attachments == ()
    assert outer.parts == PHOTO.parts
    assert whole.attachments == (PHOTO,)
    assert b"A mark" not in strict_json.dumps({"parts": outer.parts})


@pytest.mark.parametrize("change", [{"size": 0}, {"size": (1 << 20) + 1}, {"parts": ()}], ids=str)
def test_an_attachment_has_as_many_parts_as_its_length(desk, change):
    with pytest.raises(PacketError):
        layers(desk, replace(referral(), attachments=(replace(PHOTO, **change),)))


def test_layers_that_name_other_parts_do_not_belong_together(desk):
    outer, inner = layers(desk, replace(referral(), attachments=(PHOTO,)))
    inside = read_inside(inner.plain, inner.named)

    check_layers(outer, inside)
    with pytest.raises(PacketError):
        check_layers(replace(outer, parts=()), inside)


def test_a_card_that_cannot_be_sealed_to_is_refused(desk):
    keys = replace(desk.card.keys, recipient="age1pq1qqqq")
    broken = Office(identity=desk.identity, card=replace(desk.card, keys=keys))

    with pytest.raises(CardError):
        layers(broken)
