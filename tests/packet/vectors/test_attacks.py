"""Nothing that was changed is taken: 5,000 changes of a packet, and 1,500 of what is in it."""

from __future__ import annotations

import base64
import hashlib
import random
from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.domain.errors import (
    IntakeError,
    NotAPacketError,
    PacketForOthersError,
    PacketTamperedError,
)
from intake_app.domain.secret import Secret
from intake_app.domain.times import from_iso
from intake_app.packet.cards import read_card
from intake_app.packet.opening import Senders, open_packet
from intake_app.vault.identity import Identity
from packet_recipes import age_payload
from tests.packet.vectors.mutations import mutated
from tests.packet.vectors.program_reader import SameProcess

NONCE = bytes(16)


@pytest.fixture(scope="module")
def target(vectors):
    """Give a good packet, what is in it, and the door it is tried at."""
    built = vectors.build("referral")
    south = vectors.offices["south"]
    header = vectors.header(["south"])
    senders = Senders([read_card(vectors.card_of("north"), from_iso(built.job["now"]))])
    opener = Identity(Secret(south.seeds))

    def refused(file):
        """Return the very class of the error that a file is refused with."""
        with pytest.raises(IntakeError) as told:
            open_packet(
                file,
                opener=opener,
                own=south.fingerprint,
                senders=senders,
                guard=SameProcess(),
            )
        assert told.value.summary == type(told.value).summary
        return type(told.value)

    return SimpleNamespace(
        file=built.file,
        job=built.job,
        header=header,
        archive=built.archive,
        envelope=built.envelope,
        refused=refused,
        sealed=lambda archive: header + age_payload(NONCE, archive),
    )


def test_the_target_itself_is_good(target, program_reader):
    job = {**target.job, **_as_file(target.sealed(target.archive))}

    assert program_reader(target.job) == ("inner", "ok")
    assert program_reader(job) == ("inner", "ok")


def test_5000_changes_of_a_packet_are_refused_each_for_what_it_is(target):
    chance = random.Random(4)  # noqa: S311 - a test wants it predictable
    header, whole = range(len(target.header)), range(len(target.header), len(target.file))

    in_header = Counter(target.refused(mutated(target.file, chance, header)) for _ in range(2_500))
    behind = Counter(target.refused(mutated(target.file, chance, whole)) for _ in range(2_500))

    assert set(in_header) == {NotAPacketError, PacketForOthersError, PacketTamperedError}
    assert set(behind) == {PacketTamperedError}


def test_1500_changes_of_what_is_inside_are_refused_though_it_is_sealed_anew(target):
    chance = random.Random(4)  # noqa: S311 - a test wants it predictable
    end = 512 + len(target.envelope)
    regions = (range(512), range(512, end), range(end - 4_700, end), range(end, end + 8_000))

    found = Counter(
        target.refused(target.sealed(mutated(target.archive, chance, regions[n % len(regions)])))
        for n in range(1_500)
    )

    assert set(found) == {NotAPacketError, PacketTamperedError}


@settings(max_examples=200)
@given(seed=st.integers(0, 1 << 64), is_inside=st.booleans())
def test_any_change_is_refused_by_both_readers(
    target, program_reader, second_reader, seed, is_inside
):
    chance = random.Random(seed)  # noqa: S311 - a test wants it predictable
    plain = target.archive if is_inside else target.file
    made = mutated(plain, chance, range(min(len(plain), 16_000)))
    file = target.sealed(made) if is_inside else made

    job = {**target.job, **_as_file(file)}
    said = program_reader(job), second_reader(job)

    assert said[0] == said[1]
    assert said[0][0] == "packet"
    assert said[0][1] != "ok"


def _as_file(data):
    name = hashlib.sha256(data).hexdigest()[:32] + ".age"
    return {"file": base64.b64encode(data).decode("ascii"), "name": name}
