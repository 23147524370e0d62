"""Random ledgers, sealed for real and opened for real: no byte of what was not ticked leaves.

What may leave is worked out here a second time, from the acts alone, and compared with what
stands in the decrypted bytes of both layers.
"""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake_app.domain.consent import Manner
from intake_app.domain.errors import ConsentMissingError
from intake_app.domain.referral import FIELD_GROUPS, SharingBasis
from intake_app.domain.sharing import (
    MINIMUM,
    FieldTick,
    OtherGround,
    Output,
    Told,
    goes_beyond_minimum,
)
from intake_app.packet.body import referral_bytes
from intake_app.packet.inner import inside_bytes
from intake_app.sealing import age, dsse, ustar
from intake_app.services.agreement import text_of_record
from intake_app.services.contacts import OwnOffice
from tests.services.conftest import opening
from tests.vault.cheap import PASSPHRASE

CHOICES = {
    "R02": "toilet", "R03": "yes", "R05": "them", "R10": "yes", "R12": "yes", "R14": "other",
    "R15": "doctor", "R16": "24h", "R17": "no", "R13": "injuries",
}  # fmt: skip
TEXTS = (
    "R03_note", "R10_note", "R12_note", "R14_note", "R18", "R19", "R20", "R21", "R22", "R13_note",
    "R13_unclear",
)  # fmt: skip
OF_OUTPUT = {
    Output.FULL: set(FIELD_GROUPS),
    Output.NEEDS: set(MINIMUM),
    Output.ANONYMOUS: {"need", "people", "languages", "account", "observed"},
}
GROUND = OtherGround(
    basis=SharingBasis.LEGAL_DUTY,
    law="Act 7",
    reason="Duty to report",
    decided_by="Lead",
    reviewed_by="Lawyer",
    told=Told.YES,
    more_because="The law says so",
)
_numbers = itertools.count(100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The person, or a decider, lets something leave for one office."""

    to: int
    groups: tuple[str, ...]
    ticks: dict[str, bool]
    output: Output
    days: int
    decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """The person takes back what one office may have, or all."""

    to: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Days go by; or somebody sets the clock back."""

    days: int


@st.composite
def shares(draw):
    output = draw(st.sampled_from(Output))
    allowed = [group for group in FIELD_GROUPS if group in OF_OUTPUT[output]]
    return Share(
        to=draw(st.integers(0, 1)),
        groups=tuple(draw(st.lists(st.sampled_from(allowed), min_size=1, unique=True))),
        ticks=draw(st.dictionaries(st.sampled_from((*TEXTS, *CHOICES)), st.booleans())),
        output=output,
        days=draw(st.integers(1, 60)),
        decided=draw(st.booleans()),
    )


ACTS = st.lists(
    st.one_of(
        shares(),
        st.builds(Stop, to=st.sampled_from([None, 0, 1])),
        st.builds(Wait, days=st.integers(-20, 50)),
    ),
    min_size=1,
    max_size=6,
)


class Offices(list):
    """The two offices; keys would make a failure unreadable."""

    def __repr__(self):
        """Return no keys."""
        return "Offices"


@pytest.fixture
def offices(worker, shelter, desk, program, tmp_path):
    """Give two offices that packets are sealed to, each with its profile."""
    other = program.profiles.create(tmp_path / "clinic", PASSPHRASE, language="en")
    other.contacts.make_own(OwnOffice(name="Clinic C"))
    contact = worker.contacts.add(other.contacts.own_file())
    yield Offices([(desk, shelter), (other, contact)])
    other.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A person who talked, with the marker in each text, and the two offices."""

    worker: object
    live: object
    markers: dict[str, str]
    answered: set[str]
    offices: list
    clock: object


def talk(worker, answered, offices, clock):
    """Have a person answer these questions, each text with a marker of its own."""
    live = worker.conversations.begin(opening())
    for question, value in CHOICES.items():
        if question in answered:
            live.answer(live.node_named(question), value).saved.result()
    markers = {}
    for question in TEXTS:
        node = live.node_named(question)
        if question in answered:
            markers[question] = f"marker{next(_numbers)}"
            live.answer(node, markers[question], language="en").saved.result()
    return World(
        worker=worker, live=live, markers=markers, answered=answered, offices=offices, clock=clock
    )


def decrypted(profile, sealed):
    """Return the plaintext of an age file that was sealed to the profile."""
    header = age.read_header(io.BytesIO(sealed))
    key = profile._vault.opener.unwrap(header.raw)
    rest = io.BytesIO(sealed[len(header.raw) :])
    return b"".join(age.decrypt_payload(key, rest))


def unsealed(profile, sealed):
    """Return all that whoever holds the office's key can read of a file, in every layer."""
    archive = decrypted(profile, sealed)
    found = [archive]
    for member in ustar.read_members(io.BytesIO(archive), ustar.Limits()):
        data = b"".join(member.pieces())
        if member.name == "manifest.dsse.json":
            found.append(dsse.read(data).unverified)
        elif data.startswith(b"age-encryption.org/"):
            found.append(decrypted(profile, data))
    return b"\n".join(found)


def act(world, one, standing):
    """Let one act happen, and note in `standing` what it means; the ledger is not asked."""
    worker, live = world.worker, world.live
    if isinstance(one, Wait):
        world.clock.forward(days=one.days)
        return
    if isinstance(one, Stop):
        contact = None if one.to is None else world.offices[one.to][1].card.fingerprint
        worker.taking_back.stop_sharing(live.case.id, contact)
        for to in [0, 1] if one.to is None else [one.to]:
            standing.pop(to, None)
        return
    draft = worker.referrals.draft(live.case.id, world.offices[one.to][1])
    ticks = tuple(
        FieldTick(form="adult-rapid-screen", node=live.node_named(question), ticked=word)
        for question, word in one.ticks.items()
    )
    begun = draft.scope.until - timedelta(days=90)
    scope = replace(
        draft.scope,
        groups=one.groups,
        fields=ticks,
        output=one.output,
        until=begun + timedelta(days=one.days),
    )
    if one.decided:
        ground = GROUND if goes_beyond_minimum(scope) else replace(GROUND, more_because="")
        worker.referrals.share_without_consent(live.case.id, scope, ground)
    else:
        worker.referrals.agree(live.case.id, scope, Manner.VOICE, text_of_record(("en", "ti")))
    standing[one.to] = one, scope.until


def lets(share, question, view):
    """Whether this act lets one field leave."""
    if view.group not in share.groups or view.group not in OF_OUTPUT[share.output]:
        return False
    if share.output is Output.ANONYMOUS and question in TEXTS:
        return False
    return share.ticks.get(question, view.sensitivity < 3)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example has its own person
    max_examples=15,
    deadline=None,
)
@given(st.sets(st.sampled_from((*TEXTS, *CHOICES)), max_size=6), ACTS)
def test_no_byte_of_an_unticked_field_is_in_any_layer_of_any_packet(
    worker, offices, clock, unsaid, acts
):
    world = talk(worker, {*TEXTS, *CHOICES} - unsaid, offices, clock)
    standing = {}
    latest = clock.now()
    for one in acts:
        act(world, one, standing)
        latest = max(latest, clock.now()) if not isinstance(one, Wait) else latest
        now = max(latest, clock.now())
        standing = {to: found for to, found in standing.items() if now < found[1]}
        for to in (0, 1):
            share, _ = standing.get(to, (None, None))
            check(world, to, share)


def check(world, to, share):
    """Make a packet for one office, and look for every field in it."""
    worker, live = world.worker, world.live
    profile, contact = world.offices[to]
    if share is None:
        with pytest.raises(ConsentMissingError):
            worker.referrals.make(live.case.id, contact)
        return
    expected = worker.referrals._disclose(worker._place.read_case(live.case.id), contact.card)

    packet = worker.referrals.make(live.case.id, contact)

    seen = unsealed(profile, packet.sealed)
    assert referral_bytes(expected) in seen
    assert inside_bytes(expected.inside()) in seen
    for question in world.answered:
        view = live.question(live.node_named(question))
        may = view.relevant and lets(share, question, view)
        assert (f'"node":"{view.node}"'.encode() in seen) is may, question
        if question in world.markers:
            assert (world.markers[question].encode() in seen) is may, question
    is_anonymous = share.output is Output.ANONYMOUS
    assert (live.case.code.encode() in seen) is not is_anonymous
